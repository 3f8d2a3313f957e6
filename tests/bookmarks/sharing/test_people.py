"""A folder is shared with people by their mail address; its owner alone sees and changes with whom."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from bookmarks.access import Role, folders_open_to, role_of
from bookmarks.models import FolderShare
from bookmarks.sharing import forms
from tests.bookmarks.matter import CONFIDENTIAL, PASSWORD, Matter, person

NOBODY = "nobody@example.org"


def share(matter: Matter, address: str, role: str = "read"):
    path = reverse("bookmarks:share", args=[matter.folder.pk])
    return matter.seen_by("owner").post(path, {"address": address, "role": role}, follow=True)


def sharing_page(matter: Matter) -> str:
    return matter.seen_by("owner").get(reverse("bookmarks:sharing", args=[matter.folder.pk])).content.decode()


def opens(matter: Matter, who: str) -> bool:
    return matter.seen_by(who).get(matter.folder.get_absolute_url()).status_code == 200


def test_the_page_lists_who_has_access_and_what_they_may_do(matter):
    page = matter.seen_by("owner").get(reverse("bookmarks:sharing", args=[matter.folder.pk]))
    people = {row.address: row.form.initial["role"] for row in page.context["page"].people}
    assert people == {"reader@example.org": "read", "writer@example.org": "write"}
    assert "owner@example.org · owner" in page.content.decode()


def test_whoever_has_the_address_opens_the_folder_from_then_on(matter):
    assert not opens(matter, "stranger")
    share(matter, " Stranger@Example.ORG ")
    assert opens(matter, "stranger")
    assert role_of(matter.stranger, matter.folder) is Role.READER


def test_a_writer_is_one_after_sharing_anew_and_after_a_change(matter):
    share(matter, matter.stranger.email)
    share(matter, matter.stranger.email, role="write")
    assert role_of(matter.stranger, matter.folder) is Role.WRITER
    one = FolderShare.objects.get(folder=matter.folder, user=matter.stranger)
    change = reverse("bookmarks:change_share", args=[matter.folder.pk, one.pk])
    matter.seen_by("owner").post(change, {"role": "read"})
    assert role_of(matter.stranger, matter.folder) is Role.READER


def test_a_role_that_there_is_not_changes_nothing(matter):
    change = reverse("bookmarks:change_share", args=[matter.folder.pk, matter.share.pk])
    answer = matter.seen_by("owner").post(change, {"role": "owner"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert role_of(matter.reader, matter.folder) is Role.READER


def test_whose_share_is_ended_opens_the_folder_no_longer(matter):
    end = reverse("bookmarks:end_share", args=[matter.folder.pk, matter.share.pk])
    matter.seen_by("owner").post(end)
    assert not opens(matter, "reader")
    assert matter.seen_by("owner").post(end).status_code == 302  # twice is no error


def test_the_answer_tells_nothing_of_whether_an_address_has_an_account(matter):
    pages = {}
    for address in (matter.stranger.email, NOBODY):
        page = share(matter, address).content.decode().replace(address, "ADDRESS")
        pages[address] = re.sub(r'people/\d+/|share-\d+|csrfmiddlewaretoken" value="\w+', "", page)
        FolderShare.objects.filter(address=address).delete()
    assert pages[matter.stranger.email] == pages[NOBODY]
    assert "If somebody has an account under ADDRESS" in pages[NOBODY]


def test_a_share_waits_for_an_account_that_confirms_the_address(matter):
    share(matter, NOBODY)
    late = person("nobody", confirmed=False)
    client = matter.seen_by("owner")
    assert client.login(username="nobody", password=PASSWORD)
    assert client.get(matter.folder.get_absolute_url()).status_code == 404

    address = EmailAddress.objects.get(user=late)
    address.verified = True
    address.save()
    email_confirmed.send(EmailAddress, request=None, email_address=address)

    assert client.get(matter.folder.get_absolute_url()).status_code == 200


def test_a_share_is_taken_up_at_the_next_sign_in(matter):
    share(matter, NOBODY)
    late = person("nobody")
    assert role_of(late, matter.folder) is Role.NONE
    matter.seen_by("owner").login(username="nobody", password=PASSWORD)
    assert role_of(late, matter.folder) is Role.READER


def test_an_account_under_an_address_that_nobody_confirmed_gets_nothing(matter):
    pretender = person("nobody", confirmed=False)
    share(matter, NOBODY)
    assert role_of(pretender, matter.folder) is Role.NONE


def test_where_no_mail_is_sent_the_one_account_that_has_the_address_opens_the_folder(matter, settings):
    settings.EMAIL_BACKEND = settings.NO_MAIL
    colleague = person("nobody", confirmed=False)
    share(matter, NOBODY)
    assert role_of(colleague, matter.folder) is Role.READER
    assert "nobody’s address has been confirmed" in sharing_page(matter)


def test_where_no_mail_is_sent_an_address_that_two_accounts_claim_opens_nothing(matter, settings):
    settings.EMAIL_BACKEND = settings.NO_MAIL
    first, second = person("nobody", confirmed=False), person("second", confirmed=False)
    EmailAddress.objects.create(user=second, email=NOBODY, verified=False)
    share(matter, NOBODY)
    matter.seen_by("owner").login(username="second", password=PASSWORD)
    assert role_of(first, matter.folder) is role_of(second, matter.folder) is Role.NONE


def gives_up_first_address(person_):
    """On the account's own page: another address becomes the primary one, and the first is removed."""
    EmailAddress.objects.create(user=person_, email="new@example.org", verified=True)
    browser = Client()
    browser.force_login(person_)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = reverse("account_email")
    browser.post(page, {"email": "new@example.org", "action_primary": ""})
    browser.post(page, {"email": person_.email, "action_remove": ""})
    assert [one.email for one in EmailAddress.objects.filter(user=person_)] == ["new@example.org"]
    return browser


@pytest.mark.parametrize("sends_mail", [True, False])
def test_who_gives_up_the_address_opens_the_folder_no_longer(matter, settings, sends_mail):
    if not sends_mail:
        settings.EMAIL_BACKEND = settings.NO_MAIL
    browser = gives_up_first_address(matter.writer)
    assert browser.get(matter.folder.get_absolute_url()).status_code == 404
    for name in ("folders", "list", "removed"):
        page = browser.get(reverse(f"bookmarks:{name}")).content.decode()
        assert not any(words in page for words in CONFIDENTIAL)
    note = reverse("bookmarks:note", args=[matter.bookmark.pk])
    assert browser.post(note, {"note": "mine now"}).status_code == 404
    assert browser.post(reverse("bookmarks:restore"), {"bookmark": matter.removed.pk}).status_code == 404
    assert browser.post(reverse("bookmarks:leave", args=[matter.folder.pk])).status_code == 404
    assert "writer@example.org" in sharing_page(matter)


def test_the_folder_then_opens_for_whoever_confirms_the_address(matter):
    gives_up_first_address(matter.reader)
    confirmed = EmailAddress.objects.create(user=matter.stranger, email="reader@example.org", verified=True)
    email_confirmed.send(EmailAddress, request=None, email_address=confirmed)
    assert role_of(matter.stranger, matter.folder) is Role.READER
    assert role_of(matter.reader, matter.folder) is Role.NONE


def test_an_address_that_is_no_longer_confirmed_opens_nothing_until_it_is(matter):
    """As on a portal that sends mail only since the share was made."""
    EmailAddress.objects.filter(user=matter.reader).update(verified=False)
    assert not opens(matter, "reader")
    EmailAddress.objects.filter(user=matter.reader).update(verified=True)
    assert opens(matter, "reader")


def test_somebody_with_two_addresses_keeps_the_higher_of_two_roles(matter):
    EmailAddress.objects.create(user=matter.reader, email="second@example.org", verified=True)
    share(matter, "second@example.org", role="write")
    assert role_of(matter.reader, matter.folder) is Role.WRITER
    assert list(folders_open_to(matter.reader)) == [matter.folder]
    matter.seen_by("reader").post(reverse("bookmarks:leave", args=[matter.folder.pk]))
    assert role_of(matter.reader, matter.folder) is Role.NONE


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("owner@example.org", "your own address"),
        ("OWNER@example.org", "your own address"),
        ("no address", "valid email address"),
        ("a\x00b@example.org", "Null characters are not allowed"),
        ("", "required"),
        (f"{'a' * 300}@example.org", "at most 254 characters"),
    ],
)
def test_what_is_no_address_of_somebody_else_is_refused_beside_the_field(matter, address, said):
    before = FolderShare.objects.count()
    assert said in share(matter, address).content.decode()
    assert FolderShare.objects.count() == before


def test_a_folder_has_a_bounded_number_of_people(matter, monkeypatch):
    monkeypatch.setattr(forms, "MOST_SHARES", 2)
    assert "with 2 people at most" in share(matter, NOBODY).content.decode()
    share(matter, matter.reader.email, role="write")  # not one more
    assert role_of(matter.reader, matter.folder) is Role.WRITER


def test_a_reader_leaves_and_the_owner_sees_it(matter):
    answer = matter.seen_by("reader").post(reverse("bookmarks:leave", args=[matter.folder.pk]))
    assert "You have left" in str(next(iter(get_messages(answer.wsgi_request))))
    assert not opens(matter, "reader")
    assert "reader@example.org" not in sharing_page(matter)


def test_an_owner_cannot_leave_the_folder(matter):
    matter.seen_by("owner").post(reverse("bookmarks:leave", args=[matter.folder.pk]))
    assert role_of(matter.owner, matter.folder) is Role.OWNER


def test_a_share_of_another_folder_is_not_changed_by_its_owner(matter):
    """Whose own folder's address is combined with the key of somebody else's share."""
    own = matter.stranger.folders.create(name="Mine")
    client = matter.seen_by("stranger")
    keys = [own.pk, matter.share.pk]
    assert client.post(reverse("bookmarks:change_share", args=keys), {"role": "write"}).status_code == 404
    client.post(reverse("bookmarks:end_share", args=keys))
    client.post(reverse("bookmarks:revoke_link", args=[own.pk, matter.link.pk]))
    assert role_of(matter.reader, matter.folder) is Role.READER
    matter.link.refresh_from_db()
    assert matter.link.revoked_at is None


def test_folders_shared_with_a_person_are_named_with_their_owner_and_can_be_left(matter):
    browser = matter.seen_by("writer")
    folders = browser.get(reverse("bookmarks:folders")).content.decode()
    for shown in (CONFIDENTIAL[0], "owner@example.org", "to read and write"):
        assert shown in folders
    folder = browser.get(matter.folder.get_absolute_url()).content.decode()
    assert "Leave this folder" in folder
    assert reverse("bookmarks:leave", args=[matter.folder.pk]) in folder
    assert (
        "to read and write" not in matter.seen_by("reader").get(reverse("bookmarks:folders")).content.decode()
    )
    assert not folders_open_to(matter.stranger)
    assert (
        "Leave this folder"
        not in matter.seen_by("owner").get(matter.folder.get_absolute_url()).content.decode()
    )


def test_a_deactivated_owner_shares_nothing_any_more(matter):
    matter.owner.is_active = False
    matter.owner.save(update_fields=["is_active"])
    for who in ("reader", "writer"):
        browser = matter.seen_by(who)
        assert browser.get(matter.folder.get_absolute_url()).status_code == 404
        assert CONFIDENTIAL[0] not in browser.get(reverse("bookmarks:folders")).content.decode()
    assert not folders_open_to(matter.writer, Role.WRITER)
