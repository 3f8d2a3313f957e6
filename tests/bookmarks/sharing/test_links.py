"""A secret link opens one folder to read, without an account, until it expires or is revoked."""

import re
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookmarks.models import Bookmark, FolderLink
from bookmarks.sharing import forms
from determinations.models import Determination
from tests.bookmarks.matter import CONFIDENTIAL, Matter


def opened(token: str):
    return Client().get(reverse("bookmarks:shared", args=[token]))


def make_link(matter: Matter, **fields):
    path = reverse("bookmarks:make_link", args=[matter.folder.pk])
    return matter.seen_by("owner").post(path, {"label": "Expert", "days": "30", **fields}, follow=True)


def revoke(matter: Matter):
    path = reverse("bookmarks:revoke_link", args=[matter.folder.pk, matter.link.pk])
    return matter.seen_by("owner").post(path, follow=True)


def test_a_link_reads_the_folder_without_an_account(matter):
    page = opened(matter.token)
    assert page.status_code == 200
    text = page.content.decode()
    for words in CONFIDENTIAL:
        assert words in text
    assert matter.item.determination.case_number in text


def test_a_link_says_whose_notes_it_shows_also_where_a_writer_wrote_one(matter):
    path = reverse("bookmarks:note", args=[matter.bookmark.pk])
    matter.seen_by("writer").post(path, {"note": "Written by the writer", "before": matter.bookmark.note})
    text = opened(matter.token).content.decode()
    assert "Written by the writer" in text
    assert "The notes are those of the folder’s owner and of the people who may write in it." in text


def test_a_removed_bookmark_is_not_shown(matter):
    assert matter.removed.note not in opened(matter.token).content.decode()
    Bookmark.objects.update(removed_at=timezone.now())
    assert CONFIDENTIAL[2] not in opened(matter.token).content.decode()


def test_of_a_letter_that_staff_took_out_of_sight_nothing_that_was_read_is_shown(matter):
    Determination.everything.update(withdrawn_at=timezone.now())
    page = opened(matter.token)
    assert page.status_code == 200
    text = page.content.decode()
    assert CONFIDENTIAL[0] in text
    assert CONFIDENTIAL[3] not in text
    assert matter.item.name not in text


def test_no_search_engine_no_cache_and_no_other_site_learns_the_address(matter):
    for page in (opened(matter.token), opened("wrong")):
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert {"no-store", "private"} <= set(re.split(r",\s*", page["Cache-Control"]))
        assert '<meta name="robots" content="noindex' in page.content.decode()


@pytest.mark.parametrize("who", ["visitor", "owner", "stranger"])
def test_the_page_has_no_form_that_would_be_refused_without_an_origin(matter, who):
    """A browser that sends no referrer names no origin with a form either, and Django refuses such."""
    page = matter.seen_by(who).get(reverse("bookmarks:shared", args=[matter.token])).content.decode()
    assert re.findall(r'<form[^>]*method="post"[^>]*action="([^"]*)"', page) == [reverse("color_scheme")]
    assert "csrfmiddlewaretoken" not in page


def expired(matter: Matter) -> str:
    FolderLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    return matter.token


def revoked(matter: Matter) -> str:
    revoke(matter)
    return matter.token


def of_another_row(matter: Matter) -> str:
    return matter.token.replace(str(matter.link.pk), str(matter.link.pk + 1), 1)


def tampered(matter: Matter) -> str:
    return matter.token[:-1] + ("A" if matter.token[-1] != "A" else "B")


def signed_for_another_purpose(matter: Matter) -> str:
    return Signer(salt="another").sign(str(matter.link.pk))


def unsigned(matter: Matter) -> str:
    return str(matter.link.pk)


def deleted(matter: Matter) -> str:
    token = matter.token
    matter.link.delete()
    return token


def of_a_closed_account(matter: Matter) -> str:
    matter.owner.is_active = False
    matter.owner.save()
    return matter.token


def endless(matter: Matter) -> str:
    return "1" * 5000


WRONG = [
    expired,
    revoked,
    of_another_row,
    tampered,
    signed_for_another_purpose,
    unsigned,
    deleted,
    of_a_closed_account,
    endless,
]


@pytest.mark.parametrize("wrong", WRONG)
def test_every_link_that_opens_nothing_gets_the_same_page(matter, wrong):
    address = reverse("bookmarks:shared", args=[wrong(matter)])
    page, nothing = Client().get(address), opened("no-such-link")
    assert page.status_code == nothing.status_code == 404
    same = page.content.decode().replace(address, "").replace("&#x27;", "'")
    assert same == nothing.content.decode().replace(reverse("bookmarks:shared", args=["no-such-link"]), "")
    assert not any(words in same for words in CONFIDENTIAL)


def test_the_owner_makes_a_link_that_lasts_as_long_as_was_chosen(matter):
    page = make_link(matter, days="7").content.decode()
    link = FolderLink.objects.get(label="Expert")
    assert abs(link.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)
    (address,) = re.findall(rf"http://testserver(/bookmarks/shared/{link.pk}:[^<]+)", page)
    assert Client().get(address).status_code == 200


def test_a_link_lasts_30_days_unless_another_time_is_chosen(matter):
    page = matter.seen_by("owner").get(reverse("bookmarks:sharing", args=[matter.folder.pk]))
    assert '<option value="30" selected>30 days</option>' in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"days": "9999"}, "Choose one of the times"),
        ({"days": "soon"}, "Choose one of the times"),
        ({"days": ""}, "required"),
        ({"label": "x" * 101}, "at most 100 characters"),
        ({"label": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_link_for_another_time_or_with_nonsense_is_not_made(matter, fields, said):
    assert said in make_link(matter, **fields).content.decode()
    assert FolderLink.objects.count() == 1


def test_a_revoked_link_stays_in_the_list_without_its_address(matter):
    page = revoke(matter).content.decode()
    assert "Co-counsel" in page
    assert "revoked on" in page
    assert "/bookmarks/shared/" not in page
    matter.link.refresh_from_db()
    when = matter.link.revoked_at
    revoke(matter)
    matter.link.refresh_from_db()
    assert matter.link.revoked_at == when


def test_an_expired_link_is_told_from_one_that_opens_the_folder(matter):
    expired(matter)
    page = matter.seen_by("owner").get(reverse("bookmarks:sharing", args=[matter.folder.pk]))
    (row,) = page.context["page"].links
    assert (row.state, row.address) == ("expired", "")


def test_a_folder_has_a_bounded_number_of_links(matter, monkeypatch):
    monkeypatch.setattr(forms, "MOST_LINKS", 1)
    assert "1 links at most" in make_link(matter).content.decode()
    for _ in range(3):
        FolderLink.objects.update(revoked_at=timezone.now())
        make_link(matter)
    assert FolderLink.objects.count() == 2


def test_a_link_reads_only_its_own_folder(matter):
    other = matter.owner.folders.create(name="Other matter", description="other words")
    text = opened(matter.token).content.decode()
    assert other.name not in text
    assert "other words" not in text


def test_a_large_folder_is_shown_page_by_page(matter, django_assert_max_num_queries):
    Bookmark.objects.bulk_create(
        Bookmark(
            owner=matter.owner,
            folder=matter.folder,
            kind=Bookmark.Kind.PASSAGE,
            determination=matter.item.determination,
            letter=matter.item.determination.letter,
            place="summary",
            start=n,
            end=n + 1,
        )
        for n in range(60)
    )
    with django_assert_max_num_queries(8):
        assert len(opened(matter.token).context["bookmarks"]) == 50
    second = Client().get(reverse("bookmarks:shared", args=[matter.token]), {"page": "2"})
    assert len(second.context["bookmarks"]) == 11


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000, "\x00"])
def test_a_page_that_there_is_not_is_the_nearest_one(matter, page):
    answer = Client().get(reverse("bookmarks:shared", args=[matter.token]), {"page": page})
    assert answer.status_code == 200
