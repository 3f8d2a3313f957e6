"""Removals are undone for thirty days."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookmarks.keeping import filing
from bookmarks.keeping.tags import tag
from bookmarks.models import Bookmark
from tests.bookmarks.keeping.conftest import attorney, says, share, text


def remove(attorney, *bookmarks):
    return attorney.post("change", action="remove", bookmark=[one.pk for one in bookmarks])


def restore(attorney, *bookmarks):
    return attorney.post("restore", bookmark=[one.pk for one in bookmarks])


def test_the_message_of_a_removal_has_a_button_that_undoes_it(kim, items):
    folder = kim.folder()
    kept = [kim.keeps(items["norco"]), kim.keeps(items["flexeril"], folder=folder)]
    Bookmark.objects.filter(pk=kept[0].pk).update(note="Mind this")
    remove(kim, *kept)
    page = kim.get("list").content.decode()
    assert "2 bookmarks removed." in page
    button = re.search(r'<button form="undo" name="bookmark" value="([\d,]+)">Undo', page)
    kim.post("restore", bookmark=button[1])
    assert (kim.has(), kim.has(folder)) == ([kept[0]], [kept[1]])
    assert kim.has()[0].note == "Mind this"
    assert "2 bookmarks are back." in says(kim)


def test_what_was_removed_is_in_no_list_and_no_button(kim, items):
    kept = kim.keeps(items["norco"])
    remove(kim, kept)
    assert kim.get("bookmark", kept.pk).status_code == 404
    assert "No bookmarks yet" in text(kim.get("list"))
    assert "Remove bookmark" not in text(kim.client.get(items["norco"].determination.get_absolute_url()))


def test_it_stands_among_the_recently_removed_and_is_put_back_from_there(kim, items):
    kept = kim.keeps(items["norco"])
    remove(kim, kept)
    assert "Put back : Norco 10/325mg #60" in text(kim.get("removed"))
    restore(kim, kept)
    assert kim.has() == [kept]
    assert "Nothing was removed" in text(kim.get("removed"))


def test_what_was_removed_too_long_ago_is_gone_for_good(kim, items):
    old, young = kim.keeps(items["norco"]), kim.keeps(items["flexeril"])
    remove(kim, old, young)
    long_ago = timezone.now() - timedelta(days=31)
    Bookmark.objects.filter(pk=old.pk).update(removed_at=long_ago)
    assert restore(kim, old).status_code == 404
    remove(kim, kim.keeps(items["zanaflex_overturned"]))
    assert not Bookmark.objects.filter(pk=old.pk).exists()
    assert Bookmark.objects.filter(pk=young.pk).exists()


def test_what_was_kept_anew_meanwhile_makes_way_for_the_removed_one_with_its_note(kim, items):
    old = kim.keeps(items["norco"])
    Bookmark.objects.filter(pk=old.pk).update(note="Mind this")
    remove(kim, old)
    kim.keeps(items["norco"])
    restore(kim, old)
    assert kim.has() == [old]


@pytest.mark.parametrize("with_what", ["note", "tags"])
def test_what_was_written_on_meanwhile_does_not(kim, items, with_what):
    old = kim.keeps(items["norco"])
    remove(kim, old)
    anew = kim.keeps(items["norco"])
    if with_what == "note":
        Bookmark.objects.filter(pk=anew.pk).update(note="New words")
    else:
        tag(anew, ["new"])
    restore(kim, old)
    assert kim.has() == [anew]
    assert "stays as it is now" in says(kim)


def test_out_of_a_folder_that_is_deleted_meanwhile_it_comes_back_without_folder(kim, items):
    folder = kim.folder()
    kept = kim.keeps(items["norco"], folder=folder)
    remove(kim, kept)
    kim.post("delete_folder", folder.pk)
    restore(kim, kept)
    assert kim.has() == [kept]
    kim.post("restore", folder=folder.pk)
    assert kim.has(folder) == [kept]


@pytest.mark.parametrize("key", ["", "0", "nonsense", "9" * 30, "1,2,x", "٣"])
def test_putting_back_what_is_not_there_is_told(kim, key):
    assert kim.post("restore", bookmark=key, folder=key).status_code == 404


def test_no_more_is_put_back_than_there_is_room_for(kim, items, monkeypatch):
    monkeypatch.setattr(filing, "BOOKMARKS_IN_A_FOLDER", 1)
    folder = kim.folder()
    first = kim.keeps(items["norco"], folder=folder)
    kim.post("change", action="remove", bookmark=first.pk)
    kim.keeps(items["tizanidine_upheld"], folder=folder)
    answer = kim.client.post(reverse("bookmarks:restore"), {"bookmark": first.pk}, follow=True)
    assert "has at most 1 bookmarks" in text(answer)
    assert len(kim.has(folder)) == 1


def test_a_writer_sees_and_puts_back_only_what_was_removed_since_the_folder_was_shared(kim, lee, items):
    """Lee has the folder from the beginning, a new writer only after a privileged note was taken out."""
    folder = kim.folder()
    share(folder, lee, can_write=True)
    secret, common = kim.keeps(items["norco"], folder=folder), kim.keeps(items["flexeril"], folder=folder)
    Bookmark.objects.filter(pk=secret.pk).update(note="privileged")
    remove(kim, secret)
    late = attorney("late")
    share(folder, late, can_write=True)
    remove(kim, common)

    for old in (kim, lee):
        assert all(name in text(old.get("removed")) for name in ("Norco", "Flexeril"))
    assert "Flexeril" in text(late.get("removed"))
    assert "Norco" not in text(late.get("removed"))
    assert restore(late, secret).status_code == 404
    assert restore(late, common).status_code == 302
    assert kim.has(folder) == [common]
    assert restore(lee, secret).status_code == 302
    assert set(kim.has(folder)) == {common, secret}


def test_who_was_a_reader_and_may_write_now_puts_back_what_they_could_read(kim, lee, items):
    folder = kim.folder()
    kept = kim.keeps(items["norco"], folder=folder)
    share(folder, lee, can_write=False)
    remove(kim, kept)
    assert restore(lee, kept).status_code == 404
    share(folder, lee, can_write=True)  # by another address of theirs
    assert restore(lee, kept).status_code == 302
