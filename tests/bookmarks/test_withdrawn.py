"""Of a determination that staff took out of sight, nothing goes out by way of what people keep of it.

Not even while the index still holds it: it is withdrawn here behind the index's back.
"""

import zipfile
from datetime import timedelta
from html import unescape
from io import BytesIO, StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bookmarks.exports.forms import FORMS
from bookmarks.models import FolderLink, SavedSearch
from bookmarks.saved.tokens import feed_path
from bookmarks.sharing.links import token_of
from determinations.models import Determination
from search.index import rebuild_index
from tests.bookmarks.keeping.conftest import attorney
from tests.search.world import build_world

SEARCH = "q=drug:tizanidine"
FILES = [form.name for form in FORMS]


@pytest.fixture
def world(db):
    items = build_world()
    rebuild_index()
    return items


@pytest.fixture
def item(world):
    return world["tizanidine_upheld"]


@pytest.fixture
def kim(world, item):
    """Keeps the determination, its item and a passage in a folder, beside another case; found it, too."""
    kim = attorney("kim")
    EmailAddress.objects.create(user=kim.user, email=kim.user.email, verified=True, primary=True)
    folder = kim.folder("Alvarez")
    for what in ("", "item-1", "item-1:0-40"):
        kim.keeps(item, what, folder)
    kim.keeps(world["norco"], None, folder)
    FolderLink.objects.create(folder=folder, expires_at=timezone.now() + timedelta(days=1))
    kim.client.get(f"/?{SEARCH}")
    form = {"name": "Zanaflex", "alert": "daily", "has_feed": "on"}
    kim.client.post(f"{reverse('bookmarks:save_search')}?{SEARCH}", form)
    # As if all that the search finds had come since.
    saved = SavedSearch.objects.get()
    saved.findings.create(
        found_at=timezone.now(), items=saved.seen, count=len(saved.seen), for_mail=True, mail=None
    )
    return kim


def outgoing(kim) -> dict[str, str]:
    """All that the portal gives away of what kim keeps, as text."""
    (folder,) = kim.user.folders.all()
    saved = SavedSearch.objects.get()
    pages = {
        name: reverse(f"bookmarks:{name}", args=args)
        for name, args in (
            *(("list", []), ("folder", [folder.pk]), ("exhibits_folder", [folder.pk]), ("history", [])),
            *(("saved_searches", []), ("saved_search", [saved.pk]), ("take_out_file", [])),
            *(("shared", [token_of(FolderLink.objects.get())]), ("folders", []), ("removed", [])),
        )
    }
    pages |= {
        "save": f"{reverse('bookmarks:save_search')}?{SEARCH}",
        "exhibits of the search": f"{reverse('bookmarks:exhibits_search')}?{SEARCH}",
        "feed": feed_path(saved),
        "results": f"/?{SEARCH}",
    }
    for form in FILES:
        pages[f"folder as {form}"] = reverse("bookmarks:export_folder", args=[folder.pk, form])
        pages[f"folder as {form} with notes"] = f"{pages[f'folder as {form}']}?notes=1"
        pages[f"search as {form}"] = f"{reverse('bookmarks:export_search', args=[form])}?{SEARCH}"
    given = {name: text_of(kim.client.get(path)) for name, path in pages.items()}
    form = {"title": "Exhibits", "numbering": "letters", "bates_prefix": "IMR", "bates_start": "1"}
    for name in ("exhibits_folder", "exhibits of the search"):
        form["shown"] = kim.client.get(pages[name]).context["page"].shown
        pack = kim.client.post(pages[name], form)
        assert pack["Content-Type"] == "application/pdf"
        given[f"pack: {name}"] = text_of(pack)
    saved.mails.all().delete()
    call_command("send_alerts", stdout=StringIO())
    (told,) = mail.outbox
    given["mail"] = f"{told.subject} {told.body} {told.alternatives[0][0]}"
    mail.outbox.clear()
    out = StringIO()
    call_command("search", "drug:tizanidine", stdout=out)
    given["manage.py search"] = out.getvalue()
    return {name: " ".join(unescape(text).split()) for name, text in given.items()}


def text_of(answer) -> str:
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode()


def naming(given: dict[str, str], item) -> set[str]:
    marks = (
        item.determination.case_number,
        item.rationale[:25],
        f"determinations/id/{item.determination_id}/",
    )
    return {name for name, text in given.items() if any(mark in text for mark in marks)}


def test_nothing_that_goes_out_names_it(kim, item):
    before = outgoing(kim)
    silent = {"history", "saved_searches", "folders", "removed", "save"}
    assert naming(before, item) == set(before) - silent
    Determination.objects.filter(pk=item.determination_id).update(withdrawn_at=timezone.now())
    SavedSearch.objects.get().findings.update(mail=None)
    after = outgoing(kim)
    assert naming(after, item) == set()
    assert after.keys() == before.keys()


def test_nothing_of_it_can_be_reached_without_an_account_by_the_link(kim, item):
    page = Client().get(reverse("bookmarks:shared", args=[token_of(FolderLink.objects.get())]))
    assert item.determination.case_number in page.content.decode()
    Determination.objects.filter(pk=item.determination_id).update(withdrawn_at=timezone.now())
    page = Client().get(reverse("bookmarks:shared", args=[token_of(FolderLink.objects.get())]))
    assert item.determination.case_number not in page.content.decode()
