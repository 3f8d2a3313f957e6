"""Move and copy one or several bookmarks, also into and out of folders of others."""

import re

import pytest

from bookmarks.keeping.tags import tag
from bookmarks.models import Bookmark, Folder, Tag
from tests.bookmarks.keeping.conftest import says, share


def change(attorney, action, bookmarks, **data):
    return attorney.post("change", action=action, bookmark=[one.pk for one in bookmarks], **data)


def annotated(attorney, item, folder=None) -> Bookmark:
    kept = attorney.keeps(item, folder=folder)
    Bookmark.objects.filter(pk=kept.pk).update(note="Mind this")
    tag(kept, ["to cite"])
    return kept


def tags_of(bookmark) -> list[tuple[str, str]]:
    return [(one.owner.username, one.name) for one in bookmark.tags.all()]


def test_several_are_moved_in_their_order(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items[name]) for name in ("norco", "flexeril", "zanaflex_overturned")]
    change(kim, "move", kept[:2], folder=folder.pk)
    assert (kim.has(folder), kim.has()) == (kept[:2], kept[2:])
    assert "2 bookmarks moved to Alvarez" in says(kim)


def test_they_are_moved_to_a_new_folder_and_out_of_folders(kim, items):
    kept = [kim.keeps(items["norco"])]
    change(kim, "move", kept, new_folder="Fresh")
    assert Bookmark.objects.get().folder.name == "Fresh"
    change(kim, "move", kept, folder="none")
    assert kim.has() == kept


NOTHING_CHOSEN = "Choose a folder first, or “No folder”, or write a new one’s name."


@pytest.mark.parametrize("sent", [{}, {"folder": ""}, {"folder": "", "new_folder": "  "}])
@pytest.mark.parametrize("action", ["move", "copy"])
def test_without_a_choice_nothing_is_moved_or_copied_and_the_page_says_so(kim, items, action, sent):
    folder = kim.folder()
    kept = [kim.keeps(items[name], folder=folder) for name in ("norco", "flexeril")]
    change(kim, action, kept, **sent)
    assert (kim.has(folder), kim.has()) == (kept, [])
    assert NOTHING_CHOSEN in says(kim)


def ticked(page) -> list[int]:
    boxes = re.findall(r'<input type="checkbox" name="bookmark"[^>]*>', page.content.decode())
    return sorted(int(re.search(r'value="(\d+)"', box)[1]) for box in boxes if " checked" in box)


@pytest.mark.parametrize("sent", [{}, {"folder": "none", "new_folder": "Fresh"}, {"folder": "999999"}])
@pytest.mark.parametrize("action", ["move", "copy"])
def test_what_was_refused_stays_selected_on_its_page_until_that_is_shown(kim, items, action, sent):
    folder = kim.folder()
    names = ("norco", "flexeril", "zanaflex_overturned")
    kept = [kim.keeps(items[name], folder=folder) for name in names]
    back = f"{folder.get_absolute_url()}?page=1"
    change(kim, action, kept[:2], next=back, **sent)
    assert ticked(kim.get("list")) == []
    assert ticked(kim.client.get(back)) == [one.pk for one in kept[:2]]
    assert ticked(kim.client.get(back)) == []
    change(kim, action, kept[:1], **sent)
    assert ticked(kim.get("list")) == [kept[0].pk]


def test_what_was_moved_is_selected_no_more(kim, items):
    kept = kim.keeps(items["norco"])
    change(kim, "move", [kept], folder=kim.folder().pk)
    assert ticked(kim.get("list")) == []


@pytest.mark.parametrize("chosen", ["none", "own"])
def test_of_a_folder_and_a_new_ones_name_neither_wins_silently(kim, items, chosen):
    folder = kim.folder()
    kept = kim.keeps(items["norco"])
    both = {"folder": folder.pk if chosen == "own" else "none", "new_folder": "Fresh"}
    refusal = "You chose a folder and wrote a new one’s name, “Fresh”: do one of the two."
    change(kim, "move", [kept], **both)
    assert refusal in says(kim)
    page = kim.post("filing", kept.pk, **both).content.decode()
    assert refusal in page
    assert 'value="Fresh"' in page
    assert kim.has() == [kept]
    assert list(Folder.objects.all()) == [folder]


def test_without_a_choice_a_writer_takes_nothing_out_of_somebody_elses_folder(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    kept = kim.keeps(items["norco"], folder=folder)
    change(lee, "move", [kept], folder="")
    assert (kim.has(folder), lee.has()) == ([kept], [])
    assert NOTHING_CHOSEN in says(lee)


@pytest.mark.parametrize("name", ["list", "folder", "bookmark", "filing"])
def test_no_folder_is_chosen_until_one_chooses(kim, items, name):
    folder = kim.folder()
    kept = kim.keeps(items["norco"], folder=folder)
    on = {"list": [], "folder": [folder.pk], "bookmark": [kept.pk], "filing": [kept.pk]}
    page = kim.get(name, *on[name]).content.decode()
    options = re.search(r"<span>Folder</span> <select.*?</select>", page, re.DOTALL)[0]
    assert re.findall(r"<option([^>]*)>", options) == [
        ' value="" selected',
        ' value="none"',
        f' value="{folder.pk}"',
    ]


def test_a_copy_has_text_note_and_tags_and_leaves_the_first_where_it_is(kim, items):
    folder = kim.folder()
    kept = annotated(kim, items["norco"])
    change(kim, "copy", [kept], folder=folder.pk)
    (copied,) = kim.has(folder)
    assert copied.pk != kept.pk
    assert (copied.note, copied.kept_text, tags_of(copied)) == (
        "Mind this",
        kept.kept_text,
        [("kim", "to cite")],
    )
    assert kim.has() == [kept]


@pytest.mark.parametrize("action", ["move", "copy"])
def test_what_the_folder_has_already_stays_as_it_is(kim, items, action):
    folder = kim.folder()
    inside, outside = kim.keeps(items["norco"], folder=folder), annotated(kim, items["norco"])
    change(kim, action, [outside], folder=folder.pk)
    assert (kim.has(folder), kim.has()) == ([inside], [outside])
    assert "1 bookmark is there already" in says(kim)


def test_nothing_selected_is_said(kim):
    change(kim, "remove", [])
    assert "Select one or more bookmarks first." in says(kim)


def test_an_unknown_action_is_refused(kim, items):
    assert change(kim, "burn", [kim.keeps(items["norco"])]).status_code == 400


def test_a_bookmark_filed_in_somebody_elses_folder_belongs_to_that_folders_owner(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    kept = annotated(lee, items["norco"])
    change(lee, "move", [kept], folder=folder.pk)
    (there,) = kim.has(folder)
    assert (there, there.owner, there.added_by) == (kept, kim.user, lee.user)
    assert tags_of(there) == [("kim", "to cite")]
    assert not Tag.objects.filter(owner=lee.user).exists()
    assert "by lee@example.org" in kim.get("folder", folder.pk).content.decode()


def test_moving_out_of_somebody_elses_folder_is_removing_there_and_copying_here(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    kept = annotated(kim, items["norco"], folder)
    change(lee, "move", [kept], folder="none")
    assert kim.has(folder) == []
    (here,) = lee.has()
    assert (here.owner, here.note, tags_of(here)) == (lee.user, "Mind this", [("lee", "to cite")])
    kim.post("restore", bookmark=kept.pk)
    assert kim.has(folder) == [kept]
    assert tags_of(kept) == [("kim", "to cite")]


def test_between_two_folders_of_one_owner_a_writer_moves_the_bookmark_itself(kim, lee, items):
    one, other = kim.folder("One"), kim.folder("Other")
    for folder in (one, other):
        share(folder, lee, can_write=True)
    kept = annotated(kim, items["norco"], one)
    change(lee, "move", [kept], folder=other.pk)
    assert kim.has(other) == [kept]


def test_a_reader_copies_to_a_folder_of_their_own_and_changes_nothing_there(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=False)
    kept = annotated(kim, items["norco"], folder)
    own = lee.folder("Lee’s")
    change(lee, "copy", [kept], folder=own.pk)
    (copied,) = lee.has(own)
    assert (copied.owner, copied.note, tags_of(copied)) == (lee.user, "Mind this", [("lee", "to cite")])
    for action in ("move", "remove", "top"):
        assert change(lee, action, [kept], folder=own.pk).status_code == 404
    assert kim.has(folder) == [kept]


def test_nobody_files_into_a_folder_that_they_may_only_read(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=False)
    kept = lee.keeps(items["norco"])
    change(lee, "move", [kept], folder=folder.pk)
    change(lee, "copy", [kept], folder=folder.pk)
    lee.post("filing", kept.pk, folder=folder.pk)
    assert (kim.has(folder), lee.has()) == ([], [kept])


def test_a_stranger_neither_copies_nor_moves_nor_removes(kim, lee, items):
    kept = [kim.keeps(items["norco"]), kim.keeps(items["flexeril"], folder=kim.folder())]
    for action in ("copy", "move", "remove", "up"):
        assert change(lee, action, kept).status_code == 404
    assert lee.has() == []
    assert Bookmark.objects.kept().count() == 2


def test_of_a_mixed_selection_only_ones_own_are_removed(kim, lee, items):
    others, own = kim.keeps(items["norco"]), lee.keeps(items["norco"])
    change(lee, "remove", [others, own])
    assert (kim.has(), lee.has()) == ([others], [])
