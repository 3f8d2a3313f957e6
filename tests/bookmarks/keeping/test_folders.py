"""Folders: make, rename, describe, order, delete and put back."""

import re

import pytest
from django.urls import reverse

from bookmarks.keeping.forms import FolderForm
from bookmarks.keeping.tags import tag
from bookmarks.models import Bookmark, Folder
from tests.bookmarks.keeping.conftest import says, text


def names(attorney) -> list[str]:
    return [folder.name for folder in attorney.get("folders").context["own"]]


def test_a_folder_is_made_with_a_description_and_stands_last(kim):
    kim.folder("First")
    answer = kim.post("folders", name=" Second  one ", description="About it")
    folder = Folder.objects.get(name="Second one")
    assert answer["Location"] == folder.get_absolute_url()
    assert names(kim) == ["First", "Second one"]
    assert "About it" in text(kim.get("folder", folder.pk))


@pytest.mark.parametrize("name", ["", "   ", "Alvarez", "x" * 201, "\x00"])
def test_a_name_that_cannot_be_is_refused_in_words(kim, name):
    kim.folder("Alvarez")
    page = kim.post("folders", name=name)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert names(kim) == ["Alvarez"]


@pytest.mark.parametrize("name", ["folders", "edit_folder"])
def test_a_description_is_as_long_as_its_box_takes_it_and_no_longer(kim, name):
    fits = "\r\n".join(["x" * 39] * 125 + ["x"])  # as browsers send 5,001 characters
    at = [kim.folder().pk] if name == "edit_folder" else []
    refused = kim.post(name, *at, name="Long", description=fits)
    assert "at most 5000 characters (it has 5001)" in text(refused)
    assert kim.post(name, *at, name="Long", description=fits.removesuffix("x")).status_code == 302
    kept = Folder.objects.get(name="Long").description
    assert kept == "\n".join(["x" * 39] * 125)


def test_two_people_may_have_folders_of_one_name(kim, lee):
    kim.folder("Alvarez")
    lee.post("folders", name="Alvarez")
    assert names(lee) == ["Alvarez"]


def test_a_folder_is_renamed_and_described(kim):
    folder = kim.folder("Alvarez")
    kim.post("edit_folder", folder.pk, name="Alvarez v. Harbor", description="Lumbar fusion")
    folder.refresh_from_db()
    assert (folder.name, folder.description) == ("Alvarez v. Harbor", "Lumbar fusion")
    kim.folder("Other")
    assert "already" in text(kim.post("edit_folder", folder.pk, name="Other"))


def test_a_name_that_another_tab_takes_at_the_same_moment_is_refused_in_words(kim, monkeypatch):
    kim.folder("Alvarez")
    other = kim.folder("Baker")
    check = FolderForm.full_clean
    Folder.objects.filter(name="Alvarez").update(name="Alvarado")

    def meanwhile(form):
        check(form)
        Folder.objects.filter(name="Alvarado").update(name="Alvarez")

    monkeypatch.setattr(FolderForm, "full_clean", meanwhile)
    page = kim.post("edit_folder", other.pk, name="Alvarez", description="")
    assert "You have a folder of this name already." in text(page)
    assert Folder.objects.get(pk=other.pk).name == "Baker"


def test_folders_go_up_and_down(kim):
    first, _, third = (kim.folder(name) for name in ("A", "B", "C"))
    kim.post("order_folders", up=third.pk)
    assert names(kim) == ["A", "C", "B"]
    kim.post("order_folders", down=first.pk)
    assert names(kim) == ["C", "A", "B"]
    kim.post("order_folders", up=third.pk)
    assert names(kim) == ["C", "A", "B"]


def test_markup_in_names_and_descriptions_is_text(kim):
    folder = kim.folder("<svg/onload=alert(1)>")
    kim.post("edit_folder", folder.pk, name=folder.name, description="<img src=x>")
    for page in (kim.get("folders"), kim.get("folder", folder.pk), kim.get("delete_folder", folder.pk)):
        assert "<svg/onload" not in page.content.decode()
        assert "<img" not in page.content.decode()
    kim.post("delete_folder", folder.pk)
    assert "<svg/onload" not in kim.get("folders").content.decode()


def test_bookmarks_stand_in_the_order_in_which_they_came_and_are_reordered(kim, items):
    folder = kim.folder()
    first, second, third = (
        kim.keeps(items[name], folder=folder) for name in ("norco", "flexeril", "zanaflex_overturned")
    )
    assert list(kim.get("folder", folder.pk).context["bookmarks"]) == [first, second, third]
    kim.post("order_bookmarks", folder.pk, up=third.pk)
    assert kim.has(folder) == [first, third, second]
    kim.post("order_bookmarks", folder.pk, down=first.pk)
    assert kim.has(folder) == [third, first, second]
    kim.post("change", action="top", bookmark=[first.pk, second.pk])
    assert kim.has(folder) == [first, second, third]
    kim.post("change", action="bottom", bookmark=[first.pk])
    assert kim.has(folder) == [second, third, first]


@pytest.mark.parametrize("key", ["", "0", "nonsense", "9" * 30])
def test_ordering_what_is_not_there_changes_nothing(kim, items, key):
    folder = kim.folder()
    kept = [kim.keeps(items[name], folder=folder) for name in ("norco", "flexeril")]
    kim.post("order_bookmarks", folder.pk, up=key)
    assert kim.has(folder) == kept


def test_deleting_asks_first(kim, items):
    folder = kim.folder()
    kim.keeps(items["norco"], folder=folder)
    page = text(kim.get("delete_folder", folder.pk))
    assert "What becomes of its 1 bookmark?" in page
    assert names(kim) == ["Alvarez"]


def test_a_deleted_folder_leaves_its_bookmarks_outside_and_takes_them_back_when_it_is_put_back(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items[name], folder=folder) for name in ("norco", "flexeril")]
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    assert names(kim) == []
    assert kim.has() == kept
    assert kim.get("folder", folder.pk).status_code == 404
    kim.post("restore", folder=folder.pk)
    assert names(kim) == ["Alvarez"]
    assert kim.has(folder) == kept
    assert kim.has() == []


def test_a_deleted_folder_takes_its_bookmarks_with_it_and_brings_them_back(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items[name], folder=folder) for name in ("norco", "flexeril")]
    kim.post("delete_folder", folder.pk, bookmarks="remove")
    assert kim.has() == []
    assert "Put back : Alvarez" in text(kim.get("removed"))
    kim.post("restore", folder=folder.pk)
    assert kim.has(folder) == kept


def test_what_was_filed_elsewhere_meanwhile_stays_there(kim, items):
    folder, other = kim.folder("Alvarez"), kim.folder("Other")
    kept = kim.keeps(items["norco"], folder=folder)
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    kim.post("filing", kept.pk, folder=other.pk)
    kim.post("restore", folder=folder.pk)
    assert (kim.has(folder), kim.has(other)) == ([], [kept])


def test_of_two_alike_the_one_of_the_deleted_folder_goes_and_comes_back(kim, items):
    folder = kim.folder()
    outside, inside = kim.keeps(items["norco"]), kim.keeps(items["norco"], folder=folder)
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    assert kim.has() == [outside]
    kim.post("restore", folder=folder.pk)
    assert (kim.has(), kim.has(folder)) == ([outside], [inside])


def kept_twice(attorney, item, outside="", inside=""):
    """A folder with a bookmark, and the like outside of folders, each with its note."""
    folder = attorney.folder()
    both = attorney.keeps(item), attorney.keeps(item, folder=folder)
    for one, note in zip(both, (outside, inside), strict=True):
        Bookmark.objects.filter(pk=one.pk).update(note=note)
    return folder, *both


@pytest.mark.parametrize(
    ("outside", "inside", "joined"),
    [
        ("Mind this", "And that", "Mind this\n\nAnd that"),
        ("", "And that", "And that"),
        ("Mind this", "", "Mind this"),
        ("Mind this", "Mind this", "Mind this"),
    ],
)
def test_of_two_alike_the_one_that_stays_has_both_notes_and_all_tags(kim, items, outside, inside, joined):
    folder, stays, goes = kept_twice(kim, items["norco"], outside, inside)
    tag(stays, ["opioids"])
    tag(goes, ["opioids", "to cite"])
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    assert [one.note for one in kim.has()] == [joined]
    assert [one.name for one in stays.tags.all()] == ["opioids", "to cite"]
    assert "Norco" not in text(kim.get("removed"))


def test_a_folder_that_is_deleted_twice_leaves_its_notes_once(kim, items):
    folder, stays, goes = kept_twice(kim, items["norco"], "Mind this", "And that")
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    kim.post("restore", folder=folder.pk)
    assert kim.has(folder) == [goes]
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    stays.refresh_from_db()
    assert stays.note == "Mind this\n\nAnd that"


@pytest.mark.parametrize("too_much", ["note", "tags"])
def test_what_is_too_much_for_one_bookmark_can_be_put_back_by_itself_or_with_the_folder(kim, items, too_much):
    folder, stays, goes = kept_twice(kim, items["norco"], "Mind this", "x" * 19_995)
    if too_much == "tags":
        Bookmark.objects.filter(pk=goes.pk).update(note="short")
        tag(stays, [f"a{number}" for number in range(11)])
        tag(goes, [f"b{number}" for number in range(10)])
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    assert "1 bookmark is outside of folders already" in says(kim)
    assert [one.note for one in kim.has()] == ["Mind this"]
    assert "Put back : Norco" in text(kim.get("removed"))

    kim.post("change", action="remove", bookmark=stays.pk)
    kim.post("restore", bookmark=goes.pk)
    assert kim.has() == [goes]
    kim.post("restore", folder=folder.pk)
    assert kim.has(folder) == [goes]


def test_what_was_too_much_goes_back_into_its_folder(kim, items):
    folder, stays, goes = kept_twice(kim, items["norco"], "Mind this", "x" * 19_995)
    kim.post("delete_folder", folder.pk, bookmarks="keep")
    kim.post("restore", folder=folder.pk)
    assert (kim.has(), kim.has(folder)) == ([stays], [goes])
    assert "Norco" not in text(kim.get("removed"))


def test_a_folder_comes_back_under_another_name_where_its_name_is_taken(kim):
    folder = kim.folder("Alvarez")
    kim.post("delete_folder", folder.pk)
    kim.folder("Alvarez")
    kim.post("restore", folder=folder.pk)
    assert sorted(names(kim)) == ["Alvarez", "Alvarez (restored)"]


def test_the_message_undoes_the_deletion(kim):
    folder = kim.folder()
    kim.post("delete_folder", folder.pk)
    page = kim.get("folders").content.decode()
    assert f'<button form="undo" name="folder" value="{folder.pk}">Undo</button>' in page
    assert f'<form id="undo" method="post" action="{reverse("bookmarks:restore")}">' in page


def test_an_unknown_choice_deletes_nothing(kim):
    folder = kim.folder()
    assert kim.post("delete_folder", folder.pk, bookmarks="burn").status_code == 400
    assert names(kim) == ["Alvarez"]


def test_a_folder_is_paged_and_its_order_goes_over_pages(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items["norco"], f"item-1:0-{end}", folder) for end in range(1, 53)]
    assert list(kim.get("folder", folder.pk, page=2).context["bookmarks"]) == kept[50:]
    kim.post("order_bookmarks", folder.pk, up=kept[50].pk)
    assert kim.get("folder", folder.pk).context["bookmarks"][49] == kept[50]


def steps_offered(attorney, folder, page) -> list[str]:
    """The steps of a page's bookmarks that can be taken, as their buttons send them."""
    html = attorney.get("folder", folder.pk, page=page).content.decode()
    buttons = re.findall(r'<button type="submit" form="order" name="(\w+)" value="(\d+)"( disabled)?', html)
    return [f"{step} {pk}" for step, pk, disabled in buttons if not disabled]


def test_only_the_ends_of_a_folder_end_the_steps_not_those_of_a_page(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items["norco"], f"item-1:0-{end}", folder).pk for end in range(1, 53)]
    first, second = (steps_offered(kim, folder, page) for page in (1, 2))
    assert (f"up {kept[0]}" in first, f"down {kept[0]}" in first) == (False, True)
    assert (f"up {kept[49]}" in first, f"down {kept[49]}" in first) == (True, True)
    assert second == [f"up {kept[50]}", f"down {kept[50]}", f"up {kept[51]}"]


def test_a_step_leads_back_to_the_row_on_the_page_where_it_stands_now(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items["norco"], f"item-1:0-{end}", folder).pk for end in range(1, 53)]
    here = folder.get_absolute_url()
    for sent, place in (
        ({"up": kept[50]}, f"{here}#bookmark-{kept[50]}"),
        ({"down": kept[50]}, f"{here}?page=2#bookmark-{kept[50]}"),
        ({"down": kept[50]}, f"{here}?page=2#bookmark-{kept[50]}"),
        ({"up": 0}, f"{here}?page=2"),
    ):
        answer = kim.post("order_bookmarks", folder.pk, next=f"{here}?page=2", **sent)
        assert answer["Location"] == place
    assert f'id="bookmark-{kept[50]}"' in kim.get("folder", folder.pk, page=2).content.decode()


def test_folders_and_bookmarks_have_their_limits(kim, items, monkeypatch):
    monkeypatch.setattr("bookmarks.keeping.forms.FOLDERS", 1)
    monkeypatch.setattr("bookmarks.keeping.filing.BOOKMARKS_IN_A_FOLDER", 1)
    folder = kim.folder()
    assert "as many as there can be" in text(kim.post("folders", name="One more"))
    kim.keeps(items["norco"], folder=folder)
    outside = kim.keeps(items["flexeril"])
    assert "at most 1 bookmarks" in text(kim.post("filing", outside.pk, folder=folder.pk))
    kim.post("change", action="move", bookmark=outside.pk, folder=folder.pk)
    assert "at most 1 bookmarks" in says(kim)
    assert kim.has() == [outside]
