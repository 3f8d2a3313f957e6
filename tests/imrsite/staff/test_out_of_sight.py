"""A determination taken out of sight: gone at once from every page, list and count, and kept."""

import re
import shutil
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from bookmarks.models import Bookmark
from determinations.contract import contract_json, determinations_with_facts
from determinations.ingest import ingest
from determinations.models import Determination, DisputedItem, RemovedItem, Withdrawal
from determinations.reparse import reparse
from search.index import open_engine, rebuild_index, update_index, waiting_items
from search.manifest import write_lock
from search.request import SearchRequest
from tests.addresses import PAGES
from tests.denials import TIZANIDINE
from tests.determinations.letters import write_letter
from tests.imrsite.staff.people import signed_in_with_second_step
from tests.search.won.corpus import plant

CASE = "CM15-9000003"
WORDS = "second-line option for short-term treatment"
"""Of its rationale alone."""


@pytest.fixture
def item(world):
    return world["tizanidine_upheld"]


def withdraw(staff, item, **form):
    form = {"reason": "privacy", "words": "A relative asked.", **form}
    return staff.post(reverse("staff:withdraw", args=[item.determination_id]), form, follow=True)


def restore(staff, item):
    return staff.post(reverse("staff:restore", args=[item.determination_id]), follow=True)


PLACES = (
    *("/?q=tizanidine", "/?q=spasm&drug=tizanidine", "/?q=letter:roofer", "/?outcome=upheld&sort=newest"),
    *(
        "/won/?q=spasm",
        "/won/phrases/?q=muscle",
        "/suggest/?q=CM14-9",
        "/suggest/?q=CM15-9",
        "/facets/specialty/",
    ),
    *("/facets/drug/?outcome=upheld", "/body-parts/neck/", "/tables/?rows=drug&columns=body_part"),
    *("/determinations/?drug=tizanidine", "/drugs/tizanidine/", "/guideline-pages/chronic-pain-2009/66/"),
    "/guideline-pages/chronic-pain-2009/?by=rate",
)


def public_pages(other) -> dict[str, str]:
    """What a visitor reads: every page, seen from another item, and some searches; and a pasted denial."""
    paths = [one.of(other) for one in PAGES if not one.signed_in] + list(PLACES)
    pages = {path: Client().get(path) for path in dict.fromkeys(paths)}
    pages["pasted"] = Client().post("/denial/", {"text": TIZANIDINE})
    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    return {path: without_tokens(page.content.decode()) for path, page in pages.items()}


def without_tokens(page: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", unescape(page))
    return re.sub(r"[A-Z][a-z]+ \d+, \d{4}, [\d:]+ [AP]M \w+", "(a moment)", page)


def naming(pages: dict[str, str], item) -> set[str]:
    """The pages with its number, a link to it, or words of it."""
    case = item.determination
    marks = (case.case_number, item.rationale[20:70], f"/items/{item.pk}/", f"determinations/id/{case.pk}/")
    return {path for path, page in pages.items() if any(mark in page for mark in marks)}


LISTS = {"/", "/?q=tizanidine", "/?q=spasm&drug=tizanidine", "/determinations/", "pasted"}


@pytest.mark.parametrize(
    ("name", "other", "some_of_those_that_name_it"),
    [
        (
            "tizanidine_upheld",
            "zanaflex_overturned",
            {*LISTS, "/?outcome=upheld&sort=newest", "/suggest/?q=CM15-9"},
        ),
        (
            "zanaflex_overturned",
            "tizanidine_upheld",
            {*LISTS, "/drugs/tizanidine/", "/suggest/?q=CM14-9"},
        ),
    ],
)
def test_no_page_names_it_any_more_and_after_restoring_all_are_as_before(
    world, staff, name, other, some_of_those_that_name_it
):
    item, other = world[name], world[other]
    similar = f"/items/{other.pk}/similar/"
    before = public_pages(other)
    named = naming(before, item)
    assert {*some_of_those_that_name_it, similar} <= named
    assert "It is out of sight" in withdraw(staff, item).content.decode()
    assert naming(public_pages(other), item) == set()
    assert "It is back as it was" in restore(staff, item).content.decode()
    after = public_pages(other)
    # What was written anew weighs a little otherwise among words until the next rebuild, as after any update.
    assert cases_in(after.pop(similar)) == cases_in(before.pop(similar))
    assert after == before


def cases_in(page: str) -> set[str]:
    return set(re.findall(r"CM\d\d-\d+", page))


def test_what_won_quotes_it_no_more_even_while_the_index_holds_it(staff, client, db, settings):
    plant(12, 12)
    for item in DisputedItem.objects.filter(outcome="overturned"):
        start = item.rationale.index("For this")
        item.reasons.create(code="criteria-met", start=start, end=len(item.rationale))
    rebuild_index("whoosh")
    quoted = re.findall(r'blockquote cite="(/determinations/[^#"]+)', client.get("/won/").content.decode())
    assert quoted
    for url in quoted:
        with write_lock(settings.INDEX_DIR):
            withdraw(staff, DisputedItem.objects.get(determination__case_number=url.split("/")[2]))
        assert url not in client.get("/won/").content.decode()
        assert url not in client.get("/won/phrases/").content.decode()


def test_its_addresses_answer_that_it_was_withdrawn_and_name_nothing(world, item, staff, signed_in):
    pk = item.determination_id
    paths = [
        *(f"/determinations/{CASE}/", f"/determinations/{CASE.lower()}/", f"/determinations/id/{pk}/"),
        *(f"/determinations/id/{pk}/original/", f"/determinations/id/{pk}/original/view/"),
        *(f"/determinations/id/{pk}/page-header.css", f"/items/{item.pk}/similar/"),
        f"/determinations/{CASE}/?letter=beside&print=item-1&q=spasm&n=1",
    ]
    withdraw(staff, item)
    for client in (Client(), signed_in, staff):
        for path in paths:
            answer = client.get(path)
            page = answer.content.decode()
            page = unescape(page).replace(f'value="{path}"', "")  # the address that was asked for
            assert answer.status_code == 410, path
            assert answer["X-Robots-Tag"] == "noindex"
            assert "no-store" in answer["Cache-Control"]
            assert "This determination was withdrawn" in page
            for said in ("zanidine", WORDS, "roofer", "9000003", "privacy", "A relative asked"):
                assert said not in page, path
    assert reverse("staff:determination", args=[pk]) in page
    assert reverse("staff:determination", args=[pk]) not in Client().get(paths[0]).content.decode()
    restore(staff, item)
    assert Client().get(paths[0]).status_code == 200


def test_every_facet_count_is_the_number_of_results_after_the_click(world, item, staff, client):
    withdraw(staff, item)
    page = client.get("/").context["page"]
    assert page.total == len(world) - 1
    values = [value for facet in page.facets for value in (*facet.shown, *facet.more)]
    assert len(values) > 30
    for value in values:
        assert client.get(value.toggle_url).context["page"].total == value.count, value.toggle_url


def test_a_case_number_leads_nowhere_and_a_page_of_counts_has_one_less(world, item, staff, client):
    assert "9 determinations" in client.get("/about/").content.decode()
    assert client.get(f"/?q={CASE}").status_code == 302
    withdraw(staff, item)
    about = client.get("/about/").content.decode()
    assert "8 determinations" in about
    assert "1 determination was taken out of sight" in about
    assert "is not in this portal" in client.get(f"/?q={CASE}").content.decode()
    restore(staff, item)
    assert "9 determinations" in client.get("/about/").content.decode()


def test_a_bookmark_stays_and_shows_nothing_of_it(world, item, staff, signed_in):
    add = reverse("bookmarks:add", args=[item.determination_id])
    signed_in.post(add)
    kept = Bookmark.objects.get()
    Bookmark.objects.update(kept_text=WORDS)
    assert CASE in signed_in.get("/bookmarks/").content.decode()
    withdraw(staff, item)
    page = signed_in.get("/bookmarks/").content.decode()
    assert "A determination that was withdrawn" in page
    assert CASE not in page
    assert WORDS not in page
    assert "zanidine" not in page
    for narrowed in ({"q": CASE}, {"outcome": "upheld"}, {"drug": "tizanidine"}):
        assert (
            "A determination that was withdrawn"
            not in signed_in.get("/bookmarks/", narrowed).content.decode()
        )
    assert signed_in.post(add).status_code == 404
    restore(staff, item)
    assert CASE in signed_in.get("/bookmarks/").content.decode()
    assert Bookmark.objects.get() == kept
    withdraw(staff, item)
    signed_in.post(reverse("bookmarks:remove", args=[item.determination_id]), {"next": "/bookmarks/"})
    assert not Bookmark.objects.kept().exists()


def test_a_reason_is_needed_and_other_is_none(world, item, staff):
    for form in (
        {"reason": ""},
        {"reason": "no-such"},
        {"reason": "other", "words": " "},
        {"words": "x" * 2001},
    ):
        page = withdraw(staff, item, **form).content.decode()
        assert "errorlist" in page
        assert Determination.objects.filter(case_number=CASE).exists()
    withdraw(staff, item, reason="other", words="The state took it back.")
    assert not Determination.objects.filter(case_number=CASE).exists()


def test_who_did_it_when_and_why_is_written_down(world, item, staff, sam, django_user_model):
    withdraw(staff, item, reason="court order", words="No. 4711\n<b>")
    withdraw(staff, item, reason="privacy")
    (one,) = Withdrawal.objects.all()
    assert (one.reason, one.withdrawn_by, one.restored_at) == ("court order", sam, None)
    kim = django_user_model.objects.create_user("kim", "kim@example.org", is_staff=True)
    other = signed_in_with_second_step(kim)
    restore(other, item)
    assert "in sight already" in restore(other, item).content.decode()
    one.refresh_from_db()
    assert (one.restored_by, bool(one.restored_at)) == (kim, True)
    page = staff.get(reverse("staff:determination", args=[item.determination_id])).content.decode()
    for told in ("Order of a court", "sam@example.org", "kim@example.org", "No. 4711<br>&lt;b&gt;"):
        assert told in page
    sam.delete()
    page = other.get(reverse("staff:determination", args=[item.determination_id])).content.decode()
    assert "an account that is gone" in page


def test_staff_finds_and_reads_what_is_out_of_sight(world, item, staff):
    withdraw(staff, item)
    listed = staff.get(reverse("staff:determinations"), {"state": "withdrawn"})
    assert [one.case_number for one in listed.context["determinations"]] == [CASE]
    for narrowed, found in (
        ({"state": "withdrawn", "reason": "privacy"}, 1),
        ({"state": "withdrawn", "reason": "wrong file"}, 0),
        ({"state": "restored"}, 0),
        ({"state": "in-sight"}, 8),
        ({"case_number": "9000003"}, 1),
    ):
        answer = staff.get(reverse("staff:determinations"), narrowed)
        assert answer.context["paginator"].count == found, narrowed
    page = staff.get(reverse("staff:determination", args=[item.determination_id])).content.decode()
    assert "Tizanidine 4mg #90" in page
    assert WORDS in page


def test_while_the_index_is_written_by_another_no_page_shows_it_and_staff_is_told_that_it_waits(
    world, item, staff, client, settings
):
    with write_lock(settings.INDEX_DIR):
        page = withdraw(staff, item).content.decode()
    assert "no page, list or export shows it. Search still counts its items" in page
    assert naming(public_pages(world["zanaflex_overturned"]), item) == set()
    assert client.get("/").context["page"].total == len(world)
    assert "1 item that is gone or out of sight waits" in unescape(staff.get("/staff/").content.decode())
    page = staff.post(reverse("staff:update_index"), follow=True).content.decode()
    assert "The index is up to date" in page
    assert "nothing that is out of sight" in page
    assert client.get("/").context["page"].total == len(world) - 1


def test_while_the_index_is_away_it_is_out_of_sight_and_the_next_update_forgets_it(
    world, item, staff, client, settings
):
    away = settings.INDEX_DIR.with_name("away")
    shutil.move(settings.INDEX_DIR, away)
    assert "Search still counts its items" in withdraw(staff, item).content.decode()
    assert (
        "could not be brought up to date"
        in staff.post(reverse("staff:update_index"), follow=True).content.decode()
    )
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    shutil.move(away, settings.INDEX_DIR)
    update_index()
    assert client.get("/").context["page"].total == len(world) - 1
    assert not RemovedItem.objects.exists()


def test_a_rebuild_leaves_it_out_and_nothing_waits(world, item, staff):
    engine = open_engine().name
    withdraw(staff, item)
    assert rebuild_index(engine).items == len(world) - 1
    assert waiting_items(1) == 0
    restore(staff, item)
    assert open_engine().search(SearchRequest()).total == len(world)
    assert waiting_items(1) == 0


def test_what_waits_for_a_whole_update_goes_on_waiting(world, item, staff):
    """A few items are written at once; they must not make the others pass for written."""
    other = world["norco"]
    DisputedItem.objects.filter(pk=other.pk).update(rationale="entirely rewritten", indexed_at=None)
    withdraw(staff, item)
    restore(staff, item)
    assert waiting_items(10) == 1
    assert update_index().written == 1


@pytest.fixture
def ingested(staff, tmp_path):
    """A letter of a test's own, ingested, indexed and taken out of sight."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_letter(inbox / "letter.txt")
    ingest([inbox])
    rebuild_index()
    withdraw(staff, DisputedItem.objects.first())
    return inbox


def test_a_later_letter_of_the_case_and_a_reparse_keep_it_out_of_sight(
    ingested, staff, client, monkeypatch, db
):
    ingest([ingested])
    write_letter(ingested / "newer.txt", items=[("Tizanidine 8mg #90", "Upheld")])
    ingest([ingested])
    reparse(every=True)
    call_command("update_index", verbosity=0)
    assert not Determination.objects.exists()
    assert client.get("/determinations/CM16-0990001/").status_code == 410
    assert client.get("/?q=tizanidine").context["page"].total == 0
    item = DisputedItem.everything.get()
    restore(staff, item)
    assert "Tizanidine 8mg #90" in client.get("/determinations/CM16-0990001/").content.decode()
    assert client.get("/?q=tizanidine").context["page"].total == 1


def test_nothing_of_it_is_deleted(world, item, staff):
    def stored():
        row = determinations_with_facts().get(pk=item.determination_id)
        return contract_json(row), row.letter.text

    before = stored()
    withdraw(staff, item)
    assert stored() == before
    restore(staff, item)
    assert stored() == before
    assert [one.pk for one in Determination.objects.get(case_number=CASE).items.all()] == [item.pk]
