"""What people name things: of every name something can be seen, and nothing in it is hidden."""

import pytest
from django.utils import timezone

from bookmarks.models import Folder, SavedSearch, Tag

NOT_SEEN = {
    "zero-width space": "\u200b",
    "joiners": "\u200d\u200c",
    "right-to-left override": "\u202e",
    "soft hyphen": "\u00ad",
    "escape": "\x1b",
    "noncharacter": "\ufffe",
    "private use": "\ue000",
    "unassigned": "\u0378",
    "Hangul filler": "\u3164",
    "empty Braille": "\u2800",
    "combining mark alone": "\u0301",
}
TOLD = "Nothing of this can be seen. Write letters or digits."


def makes_a_folder(kim, items, typed):
    return kim.post("folders", name=typed)


def renames_a_folder(kim, items, typed):
    return kim.post("edit_folder", kim.folder().pk, name=typed)


def files_in_a_new_folder(kim, items, typed):
    return kim.post("filing", kim.keeps(items["norco"]).pk, new_folder=typed)


def renames_a_saved_search(kim, items, typed):
    moment = timezone.now()
    saved = SavedSearch(owner=kim.user, name="Spasm", parameters="q=spasm", opened_at=moment)
    saved.save()
    return kim.post("saved_search", saved.pk, name=typed, alert="none")


def tags_a_bookmark(kim, items, typed):
    return kim.post("tags", kim.keeps(items["norco"]).pk, tags=f"plain, {typed}")


naming = pytest.mark.parametrize(
    ("name_it", "model"),
    [
        (makes_a_folder, Folder),
        (renames_a_folder, Folder),
        (files_in_a_new_folder, Folder),
        (renames_a_saved_search, SavedSearch),
        (tags_a_bookmark, Tag),
    ],
)


def names(model) -> set[str]:
    return set(model.objects.values_list("name", flat=True))


@naming
def test_a_name_of_which_nothing_can_be_seen_is_refused_in_words(kim, items, name_it, model):
    assert TOLD in name_it(kim, items, " \u200b ").content.decode()
    assert names(model) <= {"Alvarez", "Spasm"}


@pytest.mark.parametrize("typed", NOT_SEEN.values(), ids=NOT_SEEN)
def test_whatever_cannot_be_seen_makes_no_name(kim, items, typed):
    assert TOLD in makes_a_folder(kim, items, f" {typed} ").content.decode()
    assert not names(Folder)


@naming
def test_a_name_is_kept_without_what_cannot_be_seen(kim, items, name_it, model):
    typed = "Al\u200bva\u202erez \ufeff\ufffe v.\x1b Har\u200dbor\u00ad"
    assert name_it(kim, items, typed).status_code == 302
    assert "Alvarez v. Harbor" in names(model)


PERSIAN, HINDI, JUDGE = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "क्\u200dष", "👩\u200d⚖️"


@pytest.mark.parametrize("name", [PERSIAN, HINDI, JUDGE, "Zoë Núñez", "Müller & Söhne, № 7", "東京"])
def test_names_of_any_script_stay_as_they_are(kim, items, name):
    assert makes_a_folder(kim, items, name).status_code == 302
    assert names(Folder) == {name}


def test_nothing_typed_as_a_new_folder_is_still_no_choice(kim, items):
    page = files_in_a_new_folder(kim, items, "   ").content.decode()
    assert "Choose a folder first" in page
    assert TOLD not in page
