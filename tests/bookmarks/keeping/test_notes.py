"""Notes are Markdown that can neither run nor load anything; tags are free words."""

import pytest
from django.utils.html import escape

from bookmarks.keeping.notes import note_html, replace_note
from bookmarks.models import Bookmark, FolderShare, Tag
from tests.bookmarks.keeping.conftest import share, text

HTMX = {"HX-Request": "true"}


@pytest.fixture
def kept(kim, items) -> Bookmark:
    return kim.keeps(items["norco"])


def noted(kept) -> str:
    return Bookmark.objects.get(pk=kept.pk).note


def test_a_note_is_written_and_shown_as_html(kim, kept):
    answer = kim.post("note", kept.pk, note="**Mind** this\r\n\r\n- p. 98")
    assert answer.status_code == 302
    assert noted(kept) == "**Mind** this\n\n- p. 98"
    for page in (kim.get("bookmark", kept.pk), kim.get("list")):
        html = page.content.decode()
        assert "<strong>Mind</strong>" in html
        assert "<li>p. 98</li>" in html


def test_htmx_gets_the_form_in_place_and_then_the_note(kim, kept):
    form = kim.client.get(f"/bookmarks/{kept.pk}/note/", headers=HTMX).content.decode()
    assert "<html" not in form
    assert "<textarea" in form
    saved = kim.post("note", kept.pk, note="*Mind*", headers=HTMX).content.decode()
    assert "<html" not in saved
    assert "<em>Mind</em>" in saved
    assert (
        "<textarea" not in kim.client.get(f"/bookmarks/{kept.pk}/note/?close", headers=HTMX).content.decode()
    )


def test_a_preview_keeps_nothing(kim, kept):
    page = kim.post("note", kept.pk, note="**Mind**", preview="1").content.decode()
    assert "<strong>Mind</strong>" in page
    assert "**Mind**</textarea>" in page
    assert noted(kept) == ""


def test_a_note_that_is_too_long_is_refused_and_not_lost(kim, kept):
    page = kim.post("note", kept.pk, note="x" * 20_001).content.decode()
    assert "at most 20000 characters" in page
    assert "x" * 20_001 in page
    assert noted(kept) == ""


def test_a_note_is_as_long_as_its_box_takes_it(kim, kept):
    assert kim.post("note", kept.pk, note="\r\n".join(["x" * 39] * 500)).status_code == 302
    assert noted(kept) == "\n".join(["x" * 39] * 500)
    kim.post("note", kept.pk, note="x\ry")
    assert noted(kept) == "x\ny"


def kept_where_both_write(kim, lee, item):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    return kim.keeps(item, folder=folder)


def test_two_who_write_at_the_same_time_do_not_overwrite_each_other(kim, lee, items):
    kept = kept_where_both_write(kim, lee, items["norco"])
    version = kim.get("note", kept.pk).context["version"]
    lee.post("note", kept.pk, note="Lee was first", version=version)
    page = kim.post("note", kept.pk, note="Kim was second", version=version)
    assert noted(kept) == "Lee was first"
    assert "Lee was first" in text(page)
    assert "Kim was second" in page.content.decode()
    kim.post("note", kept.pk, note="Both", version=page.context["version"])
    assert noted(kept) == "Both"


def test_whom_a_note_is_for_is_said(kim, kept):
    assert "Nobody else reads it." in text(kim.get("note", kept.pk))
    kim.post("filing", kept.pk, folder=kim.folder("Alvarez").pk)
    assert "Everybody who may open the folder “Alvarez” reads this note." in text(kim.get("note", kept.pk))


@pytest.mark.parametrize(
    ("note", "lacking"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("![x](https://elsewhere.example/x.png)", "<img"),
        ("[x](javascript:alert(1))", "href"),
        ("[x](data:text/html;base64,x)", "href"),
        ("[x](JaVaScRiPt:alert(1))", "href"),
        ("<a href='https://e.example' onclick=alert(1)>x</a>", "<a"),
        ("[x](https://e.example 'a\" onclick=alert(1)')", "title"),
        ("<style>*{display:none}</style>", "<style"),
        ("# Heading", "<h1"),
        ("Heading\n===", "<h1"),
        ("```html\n<b>\n```", "class"),
        ("<iframe src=//e.example>", "<iframe"),
        ("&lt;script&gt;", "<script"),
    ],
)
def test_nothing_in_a_note_runs_loads_or_upsets_the_page(note, lacking):
    assert lacking not in note_html(note)


def test_links_tell_nobody_where_they_were_followed_from():
    html = note_html("[x](https://e.example/a?b=c&d)")
    assert 'href="https://e.example/a?b=c&amp;d"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_what_markdown_can_say():
    html = note_html("# Big\n\n> quoted\n\n1. one\n\n~~gone~~ `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for wanted in (
        '<p class="note-heading">Big</p>',
        "<blockquote>",
        "<ol>",
        "<s>gone</s>",
        "<code>",
        "<td>1</td>",
    ):
        assert wanted in html


@pytest.mark.parametrize(
    "note", ["[" * 20_000, "*a " * 6_000, "> " * 10_000, "`" * 20_000, "- " * 10_000, "<" * 20_000]
)
def test_no_note_takes_long(note):
    note_html.__wrapped__(note)


def test_a_table_stands_in_a_box_that_the_keyboard_reaches_and_scrolls():
    html = note_html("Before\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter")
    box = html[html.index("<div") : html.index("</div>")]
    for wanted in ('class="note-table"', 'tabindex="0"', 'role="group"', 'aria-label="Table"', "<td>2</td>"):
        assert wanted in box
    assert "After" not in box


def test_a_note_has_no_box_of_its_writers():
    assert "<div" not in note_html('<div class="note-table" tabindex="0">x</div>')


def test_a_wide_tables_missing_cells_are_not_made():
    note = f"|{'a|' * 1_400}\n|{'-|' * 1_400}\n" + "|\n" * 7_000
    assert len(note_html(note)) < 2 * len(note)


def test_a_note_that_changes_between_reading_and_writing_is_not_overwritten(kim, kept):
    read = Bookmark.objects.get(pk=kept.pk)
    Bookmark.objects.filter(pk=kept.pk).update(note="first")
    assert not replace_note(read, "second")
    assert (noted(kept), read.note) == ("first", "first")
    assert replace_note(read, "second")
    assert noted(kept) == "second"


def tags_of(attorney) -> list[str]:
    return list(Tag.objects.filter(owner=attorney.user).values_list("name", flat=True))


def test_tags_are_given_changed_and_forgotten(kim, kept):
    kim.post("tags", kept.pk, tags=" to  cite, Opioids ,, opioids,")
    assert tags_of(kim) == ["Opioids", "to cite"]
    assert "/bookmarks/?tag=to%20cite" in kim.get("bookmark", kept.pk).content.decode()
    kim.post("tags", kept.pk, tags="Opioids")
    assert tags_of(kim) == ["Opioids"]
    kim.post("tags", kept.pk, tags="")
    assert tags_of(kim) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 51, "at most 50 characters"),
        (",".join(f"t{n}" for n in range(21)), "at most 20 tags"),
        ("a\x00b", "Null"),
    ],
)
def test_tags_that_cannot_be_are_refused_in_words(kim, kept, typed, said):
    page = kim.post("tags", kept.pk, tags=typed)
    assert said in text(page)
    assert tags_of(kim) == []


def test_refused_tags_stand_in_the_field_to_be_mended(kim, kept):
    kim.post("tags", kept.pk, tags="to cite")
    typed = f'opioids, "{"x" * 51}'
    page = kim.post("tags", kept.pk, tags=typed).content.decode()
    assert f'value="{escape(typed)}"' in page
    assert 'id="id_tags_error"' in page
    assert 'aria-describedby="id_tags_error"' in page
    assert tags_of(kim) == ["to cite"]


def test_two_who_tag_at_once_do_not_overwrite_each_other(kim, lee, items):
    kept = kept_where_both_write(kim, lee, items["norco"])
    version = kim.get("bookmark", kept.pk).context["tags_version"]
    lee.post("tags", kept.pk, tags="lee was first", version=version)
    page = kim.post("tags", kept.pk, tags="kim was second", version=version)
    assert tags_of(kim) == ["lee was first"]
    assert "Somebody has changed these tags meanwhile" in text(page)
    assert 'value="kim was second"' in page.content.decode()
    assert "lee was first" in text(page)
    kim.post("tags", kept.pk, tags="both", version=page.context["tags_version"])
    assert tags_of(kim) == ["both"]


def test_tags_that_are_refused_twice_are_still_of_the_version_that_they_were_opened_in(kim, kept):
    version = kim.get("bookmark", kept.pk).context["tags_version"]
    page = kim.post("tags", kept.pk, tags="x" * 51, version=version)
    kim.post("tags", kept.pk, tags="meanwhile")
    kim.post("tags", kept.pk, tags="x", version=page.context["tags_version"])
    assert tags_of(kim) == ["meanwhile"]


def test_a_writers_tags_are_words_of_the_folders_owner(kim, lee, items):
    kept = kept_where_both_write(kim, lee, items["norco"])
    kim.post("tags", kim.keeps(items["flexeril"]).pk, tags="private word")
    lee.post("tags", kept.pk, tags="shared word")
    assert tags_of(kim) == ["private word", "shared word"]
    assert tags_of(lee) == []
    page = lee.get("bookmark", kept.pk)
    assert "shared word" in text(page)
    assert "private word" not in text(page)


def test_markup_in_a_tag_is_text(kim, kept):
    kim.post("tags", kept.pk, tags="<svg/onload=alert(1)>")
    for page in (kim.get("bookmark", kept.pk), kim.get("list")):
        assert "<svg/onload" not in page.content.decode()


def test_a_deep_list_is_shown_to_its_depth():
    assert "deep" in note_html("- " * 12 + "deep")


def test_a_script_is_told_in_a_sentence_why_a_note_is_not_saved(kim, lee, items):
    kept = kept_where_both_write(kim, lee, items["norco"])
    FolderShare.objects.update(can_write=False)
    refused = lee.post("note", kept.pk, note="Mind", headers=HTMX)
    assert (refused.status_code, refused["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert refused.content.decode() == "You may only read this folder now."
    FolderShare.objects.all().delete()
    refused = lee.post("note", kept.pk, note="Mind", headers=HTMX)
    assert (refused.status_code, refused["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "not shared with you" in refused.content.decode()
    assert "<html" in lee.post("note", kept.pk, note="Mind").content.decode()
