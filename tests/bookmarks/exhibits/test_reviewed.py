"""A pack holds what the person looked at: where that has changed meanwhile, the list is shown again."""

import re

import pytest
from django.contrib.auth import get_user_model

from bookmarks.models import Bookmark, Folder
from determinations.models import DisputedItem
from search.index import rebuild_index
from tests.bookmarks.exhibits.test_pages import OPTIONS, SEARCH, address, filled, keep, made

AGAIN = "Look at the list again."


@pytest.fixture
def folder(world):
    """The folder of a person, with a determination."""
    owner = get_user_model().objects.create_user("owner", "owner@example.org", "pass phrase")
    folder = Folder.objects.create(owner=owner, name="Doe v. Acme")
    keep(folder, world["norco"], position=5)
    return folder


def refused(client, path, form) -> str:
    """The page in place of a pack."""
    answer = client.post(path, form)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    return answer.content.decode()


def test_what_a_colleague_adds_meanwhile_is_looked_at_before_it_is_filed(signed_in, folder, world):
    form = filled(signed_in, address(folder), case_name="Jane Doe", with_notes="on")
    added = keep(folder, world["tizanidine_upheld"], position=0).determination
    page = refused(signed_in, address(folder), form)
    told = f"The folder has changed since you opened this page: {added.case_number} is new. {AGAIN}"
    assert told in page
    assert 'value="Jane Doe"' in page
    assert re.search(r'<input[^>]* name="with_notes"[^>]* checked', page)
    assert added.case_number in "".join(made(signed_in, address(folder)))


def test_what_was_left_out_stays_so_on_the_list_that_is_shown_again(signed_in, folder, world):
    left_out = world["norco"].determination_id
    form = filled(signed_in, address(folder), leave_out=[left_out])
    keep(folder, world["tizanidine_upheld"])
    assert f'name="leave_out" value="{left_out}" checked' in refused(signed_in, address(folder), form)


def test_what_goes_meanwhile_and_another_order_are_told_too(signed_in, folder, world):
    second = keep(folder, world["tizanidine_upheld"], position=6)
    form = filled(signed_in, address(folder))
    Bookmark.objects.filter(pk=second.pk).update(position=0)
    assert "this page: the order is another one." in refused(signed_in, address(folder), form)
    second.delete()
    assert "this page: 1 determination of the list is gone." in refused(signed_in, address(folder), form)


def test_many_new_ones_are_named_in_part(signed_in, folder, world):
    form = filled(signed_in, address(folder))
    cases = {item.determination_id: item for item in world.values()}
    for item in cases.values():
        keep(folder, item, "determination")
    new = len(cases) - 1
    assert f" and {new - 3} more are new." in refused(signed_in, address(folder), form)


def test_it_is_told_also_beside_mistakes_of_the_form(signed_in, folder, world):
    """The page that tells of the mistakes has the new list: sent again, it would pass for looked at."""
    form = filled(signed_in, address(folder), first="7")
    keep(folder, world["tizanidine_upheld"])
    page = refused(signed_in, address(folder), form)
    assert AGAIN in page
    assert "names no first exhibit" in page


def test_an_update_of_the_index_is_told(signed_in, folder, world):
    rebuild_index()
    path = f"{SEARCH}?q=drug:tizanidine"
    form = filled(signed_in, path)
    DisputedItem.objects.filter(pk=world["tizanidine_upheld"].pk).delete()
    rebuild_index()
    told = "What the search finds has changed since you opened this page: 1 determination"
    assert told in refused(signed_in, path, form)
    assert made(signed_in, path)


@pytest.mark.parametrize("shown", ["", "x", ",", "1," * 100_000, "\x00", "-1,²"])
def test_without_word_of_what_was_shown_no_pack_is_made(signed_in, folder, shown):
    assert "ook at the list" in refused(signed_in, address(folder), {**OPTIONS, "shown": shown})
    assert "ook at the list" in refused(signed_in, address(folder), OPTIONS)
