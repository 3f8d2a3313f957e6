"""Private notes and tags leave with a folder's export only where they are asked for."""

from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from tests.bookmarks.exports.keeping import FORMS, downloaded, folder_path, noted_path

NOTE, TAG = "Our weak point", "strategy-tag"


@pytest.fixture
def noted(folder):
    """The folder, with a note on each bookmark and a tag of its own."""
    folder.bookmarks.update(note=NOTE)
    folder.owner.tags.filter(name="taper").update(name=TAG)
    return folder


def text_of(content: bytes) -> str:
    """All that a file says, also a packed one."""
    if not is_zipfile(BytesIO(content)):
        return content.decode()
    with ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", ["", "notes=", "notes=0", "notes=1&notes=", "with_notes=1"])
def test_a_file_has_no_word_of_them_unless_they_are_asked_for(noted, owner, form, query):
    text = text_of(downloaded(owner, folder_path(form, noted, query)))
    assert NOTE not in text
    assert TAG not in text


@pytest.mark.parametrize("form", FORMS)
def test_a_file_has_them_where_they_are_asked_for(noted, owner, form):
    text = text_of(downloaded(owner, noted_path(form, noted)))
    assert NOTE in text
    assert TAG in text


def test_what_was_bookmarked_comes_along_without_notes(noted, owner):
    passage = noted.bookmarks.exclude(kept_text="").get().kept_text
    assert passage in text_of(downloaded(owner, folder_path("csv", noted)))


def test_the_folders_page_asks_and_nothing_is_ticked(noted, owner):
    page = owner.get(noted.get_absolute_url()).content.decode()
    assert '<input type="checkbox" name="notes" value="1"' in page
    assert "notes=1" not in page
    assert 'value="1" checked' not in page


def test_a_search_has_no_notes_to_ask_for(items, owner):
    assert 'name="notes"' not in owner.get("/?q=pain").content.decode()
