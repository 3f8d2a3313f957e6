"""Who opens what: each page and each change as owner, writer, reader, stranger and signed-out visitor."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.bookmarks.keeping.conftest import attorney, share

PAGES = {
    "folder": ("folder", "owner writer reader"),
    "edit_folder": ("folder", "owner"),
    "delete_folder": ("folder", "owner"),
    "bookmark": ("bookmark", "owner writer reader"),
    "filing": ("bookmark", "owner writer"),
    "note": ("bookmark", "owner writer"),
}
CHANGES = {
    "edit_folder": ("folder", {"name": "Other"}, "owner"),
    "delete_folder": ("folder", {"bookmarks": "keep"}, "owner"),
    "order_bookmarks": ("folder", {"up": "1"}, "owner writer"),
    "filing": ("bookmark", {"folder": "none"}, "owner writer"),
    "note": ("bookmark", {"note": "x"}, "owner writer"),
    "tags": ("bookmark", {"tags": "x"}, "owner writer"),
}
PEOPLE = ("owner", "writer", "reader", "stranger")


@pytest.fixture
def people(kim):
    return {"owner": kim, **{name: attorney(name) for name in PEOPLE[1:]}}


@pytest.fixture
def keys(people, items):
    folder = people["owner"].folder()
    share(folder, people["writer"], can_write=True)
    share(folder, people["reader"], can_write=False)
    return {"folder": folder.pk, "bookmark": people["owner"].keeps(items["norco"], folder=folder).pk}


@pytest.mark.parametrize("name", PAGES)
def test_pages(people, keys, name):
    of, opened_by = PAGES[name]
    statuses = {person: people[person].get(name, keys[of]).status_code for person in PEOPLE}
    assert statuses == {person: 200 if person in opened_by.split() else 404 for person in PEOPLE}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", CHANGES)
def test_changes(people, keys, name, person):
    of, data, allowed = CHANGES[name]
    status = people[person].post(name, keys[of], **data).status_code
    assert status == (302 if person in allowed.split() else 404)


@pytest.mark.parametrize("name", ["list", "folders", "removed"])
def test_a_visitor_is_asked_to_sign_in_for_every_list(db, name):
    answer = Client().get(reverse(f"bookmarks:{name}"))
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [*PAGES, *CHANGES])
def test_a_visitor_is_asked_to_sign_in_whatever_there_is(db, name):
    for answer in (
        Client().get(reverse(f"bookmarks:{name}", args=[7])),
        Client().post(reverse(f"bookmarks:{name}", args=[7])),
    ):
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["change", "restore", "order_folders"])
def test_what_only_a_form_does_needs_signing_in_and_a_form(people, name):
    assert Client().post(reverse(f"bookmarks:{name}"))["Location"].startswith(reverse("account_login"))
    assert people["owner"].get(name).status_code == 405


def test_nobody_orders_the_folders_of_another(people, keys):
    for person in PEOPLE[1:]:
        assert people[person].post("order_folders", up=keys["folder"]).status_code == 404


def test_what_a_reader_may_not_do_is_not_offered(people, keys):
    page = people["reader"].get("folder", keys["folder"]).content.decode()
    assert 'value="copy"' in page
    for offered in (
        'value="move"',
        'value="remove"',
        'name="up"',
        "Edit the note",
        "Write a note",
        "Rename",
        "Delete",
    ):
        assert offered not in page


def test_a_writer_may_not_rename_or_delete(people, keys):
    page = people["writer"].get("folder", keys["folder"]).content.decode()
    assert 'value="move"' in page
    assert "Rename" not in page


def test_a_shared_folder_stands_among_the_folders_of_whom_it_is_shared_with(people, keys):
    assert "to read and write" in people["writer"].get("folders").content.decode()
    assert "kim@example.org" in people["reader"].get("folders").content.decode()
    assert "kim@example.org" not in people["stranger"].get("folders").content.decode()


def test_a_deleted_folder_opens_for_nobody(people, keys):
    people["owner"].post("delete_folder", keys["folder"], bookmarks="remove")
    for person in PEOPLE:
        assert people[person].get("folder", keys["folder"]).status_code == 404
        assert people[person].get("bookmark", keys["bookmark"]).status_code == 404


def test_only_the_owner_puts_a_deleted_folder_back(people, keys):
    people["owner"].post("delete_folder", keys["folder"], bookmarks="remove")
    for person in PEOPLE[1:]:
        assert people[person].post("restore", folder=keys["folder"]).status_code == 404
    assert people["owner"].post("restore", folder=keys["folder"]).status_code == 302


def test_a_writer_may_put_back_what_was_removed_from_the_folder_and_a_reader_not(people, keys):
    people["owner"].post("change", action="remove", bookmark=keys["bookmark"])
    assert people["reader"].post("restore", bookmark=keys["bookmark"]).status_code == 404
    assert people["stranger"].post("restore", bookmark=keys["bookmark"]).status_code == 404
    assert people["writer"].post("restore", bookmark=keys["bookmark"]).status_code == 302
    assert people["owner"].get("bookmark", keys["bookmark"]).status_code == 200
