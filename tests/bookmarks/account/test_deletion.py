"""An account is deleted with everything in it, by its own person, who gives the password once more."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client
from django.urls import reverse

from bookmarks.models import Bookmark, Folder, FolderShare
from tests.bookmarks.matter import CONFIDENTIAL, OF_THE_OWNER, PASSWORD, Matter

DELETE = "/bookmarks/account/delete/"


def signed_in(user: User) -> Client:
    """By the form, as a person is."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(DELETE).status_code == 200
    return client


def delete_account(client: Client, password: str = PASSWORD):
    asked = client.post(DELETE, {"understood": "on"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(asked["Location"], {"password": password}, follow=True)


def everything() -> str:
    rows = [row for model in apps.get_models(include_auto_created=True) for row in model.objects.all()]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return serializers.serialize("json", rows) + "".join(sessions)


def added_by(user: User, matter: Matter, folder: Folder) -> Bookmark:
    return Bookmark.objects.create(
        owner=folder.owner,
        added_by=user,
        folder=folder,
        kind=Bookmark.Kind.DETERMINATION,
        determination=matter.item.determination,
        letter=matter.item.determination.letter,
        note="added",
    )


def test_the_page_says_what_goes_and_what_stays(matter):
    theirs = Folder.objects.create(owner=matter.reader, name="Theirs")
    FolderShare.objects.create(folder=theirs, address=matter.owner.email, user=matter.owner, can_write=True)
    added_by(matter.owner, matter, theirs)
    text = re.sub(r"<[^>]+>|\s+", " ", matter.seen_by("owner").get(DELETE).content.decode())
    text = re.sub(r"\s+", " ", text)
    assert "The account of owner@example.org is deleted" in text
    assert "2 bookmarks, with notes" in text
    assert "1 folder, 1 of which other people can open: they lose it" in text
    assert "1 bookmark that you added to other people’s folders stays there" in text


def test_nothing_of_the_person_is_left(matter):
    client = signed_in(matter.owner)
    assert "owner@example.org" in everything()
    page = delete_account(client)
    assert "Your account is deleted" in page.content.decode()
    left = everything()
    assert "owner@example.org" not in left
    assert not any(words in left for words in (*CONFIDENTIAL, *OF_THE_OWNER))
    assert User.objects.count() == EmailAddress.objects.count() == 3


def test_the_sessions_of_all_browsers_end(matter):
    client, elsewhere, another = signed_in(matter.owner), signed_in(matter.owner), signed_in(matter.reader)
    delete_account(client)
    for one in (client, elsewhere):
        assert one.get(DELETE).status_code == 302
    assert another.get(DELETE).status_code == 200


def test_a_folder_that_was_shared_is_gone_for_everybody(matter):
    delete_account(signed_in(matter.owner))
    assert matter.seen_by("reader").get(matter.folder.get_absolute_url()).status_code == 404
    assert Client().get(reverse("bookmarks:shared", args=[matter.token])).status_code == 404


def test_what_the_person_added_to_a_folder_of_another_stays_without_their_name(matter):
    bookmark = added_by(matter.writer, matter, matter.folder)
    delete_account(signed_in(matter.writer))
    bookmark.refresh_from_db()
    assert (bookmark.note, bookmark.added_by) == ("added", None)
    assert matter.folder.shares.count() == 1


def test_nothing_is_deleted_without_the_tick(matter):
    page = signed_in(matter.owner).post(DELETE)
    assert "Tick the box to say that you mean it" in page.content.decode()
    assert User.objects.filter(pk=matter.owner.pk).exists()


def test_nothing_is_deleted_without_the_password(matter):
    page = delete_account(signed_in(matter.owner), password="another phrase 8")
    assert page.request["PATH_INFO"] == reverse("account_reauthenticate")
    assert User.objects.filter(pk=matter.owner.pk).exists()
    assert Folder.objects.filter(pk=matter.folder.pk).exists()


def test_a_link_to_the_page_deletes_nothing(matter):
    client = signed_in(matter.owner)
    client.get(DELETE, {"understood": "on"})
    assert User.objects.filter(pk=matter.owner.pk).exists()


def test_a_form_without_its_token_deletes_nothing(matter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(matter.owner)
    assert client.post(DELETE, {"understood": "on"}).status_code == 403


@pytest.mark.parametrize("who", ["visitor"])
def test_a_visitor_is_asked_to_sign_in(matter, who):
    assert matter.seen_by(who).post(DELETE, {"understood": "on"})["Location"].startswith("/accounts/login/")


def test_who_signs_up_again_under_the_address_gets_nothing_back(matter):
    delete_account(signed_in(matter.reader))
    again = User.objects.create_user("again", "reader@example.org", PASSWORD)
    EmailAddress.objects.create(user=again, email=again.email, primary=True, verified=True)
    assert signed_in(again).get(matter.folder.get_absolute_url()).status_code == 404
