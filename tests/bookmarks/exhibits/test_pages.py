"""The pages on which a pack is put together, and the pack that they give."""

import re
import tempfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bookmarks.exhibits import views
from bookmarks.exhibits.pack.request import PackError
from bookmarks.exports.turns import LARGE, take_turn
from bookmarks.models import Bookmark, Folder, FolderShare
from determinations.models import Determination, Letter
from determinations.originals import keep_original
from search.index import rebuild_index
from tests.bookmarks.exhibits.packs import letter_pdf
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

OPTIONS = {"title": "Doe", "numbering": "letters", "bates_prefix": "IMR", "bates_start": "1"}
SEARCH = reverse("bookmarks:exhibits_search")


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def indexed(world):
    rebuild_index()
    return world


@pytest.fixture
def owner():
    return get_user_model().objects.create_user("owner", "owner@example.org", "pass phrase")


@pytest.fixture
def folder(owner):
    return Folder.objects.create(owner=owner, name="Doe v. Acme")


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


def keep(folder, kept, kind="item", **facts):
    """A bookmark of an item, of a passage in it or of its determination."""
    item = kept
    told = {
        "item": item if kind != "determination" else None,
        "item_number": item.number if kind != "determination" else None,
        "place": item.anchor if kind != "determination" else "",
        "letter": item.determination.letter,
        "position": folder.bookmarks.count(),
        **facts,
    }
    return Bookmark.objects.create(
        owner=folder.owner, folder=folder, kind=kind, determination=item.determination, **told
    )


def address(folder) -> str:
    return reverse("bookmarks:exhibits_folder", args=[folder.pk])


def filled(client, path, **options) -> dict:
    """The form as it is sent by whoever has opened its page."""
    return {**OPTIONS, "shown": client.get(path).context["page"].shown, **options}


def made(client, path, **options) -> list[str]:
    """The texts of the pages of the pack that a form gives."""
    answer = client.post(path, filled(client, path, **options))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    return [page.extract_text() for page in PdfReader(BytesIO(b"".join(answer.streaming_content))).pages]


def exhibits(client, path) -> list[str]:
    """The case of each exhibit on the page."""
    page = client.get(path)
    assert page.status_code == 200
    return [row.gathered.exhibit.name for row in page.context["page"].rows]


def test_the_page_lists_the_folders_determinations_in_its_order(signed_in, folder, world):
    last = keep(folder, world["tizanidine_upheld"], position=2)
    first = keep(folder, world["norco"], position=1)
    expected = [first.determination.case_number, last.determination.case_number]
    assert len(set(expected)) == 2
    assert exhibits(signed_in, address(folder)) == expected


def test_a_determination_is_one_exhibit_however_many_bookmarks_are_of_it(signed_in, folder, world):
    item = world["tizanidine_upheld"]
    keep(folder, item)
    keep(folder, item, "determination")
    keep(folder, item, "passage", start=0, end=9, kept_text="Not proven")
    assert exhibits(signed_in, address(folder)) == [item.determination.case_number]


def test_the_slip_sheet_names_the_bookmarked_item_alone_and_quotes_the_passage(signed_in, folder, world):
    item = next(one for one in world.values() if one.determination.items.count() > 1)
    other = item.determination.items.exclude(pk=item.pk).first()
    keep(folder, item)
    keep(folder, item, "passage", start=0, end=9, kept_text="A passage that was kept")
    slip = made(signed_in, address(folder))[2]
    assert f"Item {item.number}: " in slip
    assert f"Item {other.number}: " not in slip
    assert f"Passage of the rationale, item {item.number}" in slip
    assert "“A passage that was kept”" in slip


def test_a_bookmark_of_a_whole_determination_cites_all_of_its_items(signed_in, folder, world):
    item = next(one for one in world.values() if one.determination.items.count() > 1)
    keep(folder, item, "determination")
    slip = made(signed_in, address(folder))[2]
    assert len(re.findall(r"Item \d+: ", slip)) == item.determination.items.count()


def test_a_note_is_printed_only_when_it_is_asked_for(signed_in, folder, world):
    keep(folder, world["tizanidine_upheld"], note="Our weak point")
    assert "Our weak point" not in signed_in.get(address(folder)).content.decode()
    assert "Our weak point" not in "".join(made(signed_in, address(folder)))
    assert "Our weak point" in "".join(made(signed_in, address(folder), with_notes="on"))


def test_a_note_is_printed_without_the_signs_of_its_markdown(signed_in, folder, world):
    note = "# Plan\n\n**Key** point\n\n- one\n  1. deep\n\n| Drug | Outcome |\n|---|---|\n| Norco | upheld |"
    keep(folder, world["tizanidine_upheld"], note=note)
    slip = made(signed_in, address(folder), with_notes="on")[2]
    printed = ["Plan", "Key point", "• one", "1. deep", "Drug | Outcome", "Norco | upheld"]
    assert [line.strip() for line in slip.split("\n") if line.strip() in printed] == printed


def test_struck_words_of_a_note_are_told_as_struck(signed_in, folder, world):
    keep(folder, world["tizanidine_upheld"], note="It was ~~upheld~~ overturned.")
    assert "It was [struck: upheld] overturned." in made(signed_in, address(folder), with_notes="on")[2]


def test_exhibits_are_left_out_and_the_others_keep_their_order(signed_in, folder, world):
    kept = [keep(folder, item) for item in list(world.values())[:6]]
    numbers = list(dict.fromkeys(one.determination.case_number for one in kept))
    left_out = kept[0].determination
    texts = made(signed_in, address(folder), leave_out=[left_out.pk, "nonsense", "-1"])
    assert left_out.case_number not in "".join(texts)
    places = ["".join(texts).index(number) for number in numbers[1:]]
    assert places == sorted(places)


def test_a_pack_without_exhibits_is_refused_in_words(signed_in, folder, world):
    keep(folder, world["tizanidine_upheld"])
    left_out = [world["tizanidine_upheld"].determination_id]
    answer = signed_in.post(address(folder), filled(signed_in, address(folder), leave_out=left_out))
    assert "from 1 to 200 exhibits, not 0" in answer.content.decode()


def test_the_pack_has_the_title_the_caption_the_names_and_the_numbers_that_were_asked_for(
    signed_in, folder, world
):
    keep(folder, world["tizanidine_upheld"])
    asked = {"title": "Taper", "adj_number": "ADJ7", "numbering": "numbers", "first": "12"}
    texts = made(signed_in, address(folder), **asked, bates_prefix="DOE", bates_start="31")
    assert "Taper" in texts[0]
    assert "ADJ7" in texts[0]
    assert texts[2].startswith("Exhibit 12\n")
    assert texts[3].rstrip().endswith("DOE 000034")


def test_all_pages_are_numbered_in_as_many_figures_as_the_form_says(signed_in, folder, world):
    keep(folder, world["tizanidine_upheld"])
    told = "in six figures; all in seven where the last one needs seven."
    assert told in signed_in.get(address(folder)).content.decode()
    for start, first in (("31", "SMITH 000031"), ("999998", "SMITH 0999998")):
        texts = made(signed_in, address(folder), bates_prefix="SMITH", bates_start=start)
        assert texts[0].rstrip().endswith(first)
        assert len({len(re.findall(r"SMITH (\d+)", text)[-1]) for text in texts}) == 1


def test_the_pack_is_a_download_named_by_its_title_and_is_kept_nowhere(
    signed_in, folder, world, tmp_path, monkeypatch
):
    files = tmp_path / "temporary"
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    keep(folder, world["tizanidine_upheld"])
    answer = signed_in.post(address(folder), filled(signed_in, address(folder), title='Doe v. "Acme"\\ ../x'))
    assert answer["Content-Disposition"] == 'attachment; filename="doe-v-acme-x.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert list(files.iterdir()) == [], "it has no name even while it is sent"
    answer.close()


def test_the_letters_own_pages_are_in_the_pack(signed_in, folder, world):
    item = world["tizanidine_upheld"]
    data = letter_pdf("As it was published", "page two")
    digest = sha256(data).hexdigest()
    keep_original(digest, "application/pdf", data)
    Letter.objects.filter(pk=item.determination.letter_id).update(
        sha256=digest, media_type="application/pdf", size=len(data)
    )
    keep(folder, item)
    row = signed_in.get(address(folder)).context["page"].rows[0]
    assert (row.preview.pages, row.preview.is_typeset) == (2, False)
    assert "As it was published" in made(signed_in, address(folder))[3]


def test_an_original_that_is_gone_is_told_before(signed_in, folder, world):
    item = world["tizanidine_upheld"]
    Letter.objects.filter(pk=item.determination.letter_id).update(media_type="application/pdf")
    keep(folder, item)
    page = signed_in.get(address(folder)).content.decode()
    assert "Its original file is not in the portal’s data folder" in page


def test_an_item_that_a_newer_letter_lacks_is_told_and_not_cited(signed_in, folder, world):
    item = world["tizanidine_upheld"]
    keep(folder, item, item=None, item_number=99)
    page = signed_in.get(address(folder)).content.decode()
    assert "Item 99 was bookmarked, but the letter as it is now has no such item." in page
    assert "Item 99" not in "".join(made(signed_in, address(folder)))


def test_a_passage_of_an_earlier_letter_says_so(signed_in, folder, world):
    item, other = world["tizanidine_upheld"], list(world.values())[-1]
    keep(folder, item, "passage", start=0, end=4, kept_text="Old words", letter=other.determination.letter)
    slip = " ".join(made(signed_in, address(folder))[2].split())
    assert "in an earlier copy of the letter" in slip


def test_removed_bookmarks_are_no_exhibits(signed_in, folder, world):
    bookmark = keep(folder, world["tizanidine_upheld"])
    Bookmark.objects.update(removed_at=bookmark.created_at)
    page = signed_in.get(address(folder)).content.decode()
    assert "This folder has no bookmarks yet" in page
    answer = signed_in.post(address(folder), OPTIONS)
    assert answer["Content-Type"].startswith("text/html")


def test_what_is_out_of_sight_is_told_and_no_exhibit(signed_in, folder, world):
    kept = [keep(folder, world[name]).determination for name in ("norco", "tizanidine_upheld")]
    Determination.objects.filter(pk=kept[0].pk).update(withdrawn_at=timezone.now())
    page = " ".join(signed_in.get(address(folder)).content.decode().split())
    assert "1 more determination of this folder is not in the pack: whoever runs this portal" in page
    assert kept[0].case_number not in page
    Determination.objects.filter(pk=kept[1].pk).update(withdrawn_at=timezone.now())
    page = " ".join(signed_in.get(address(folder)).content.decode().split())
    assert "has taken all determinations of this folder out of sight, so there is nothing to file." in page
    assert "no bookmarks yet" not in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"title": "a\x00b"}, "Null characters"),
        ({"first": "7"}, "names no first exhibit"),
        ({"first": "0", "numbering": "numbers"}, "names no first exhibit"),
        ({"numbering": "roman"}, "Select a valid choice"),
        ({"bates_prefix": "(é)"}, "Use letters from A to Z"),
        ({"bates_start": "0"}, "greater than or equal to 1"),
        ({"bates_start": "9" * 400}, "less than or equal to 9000000"),
        ({"dated": "yesterday"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(signed_in, folder, world, changes, told):
    keep(folder, world["tizanidine_upheld"])
    answer = signed_in.post(address(folder), filled(signed_in, address(folder), **changes))
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_a_pack_past_its_bounds_is_told_and_what_was_filled_in_stays(signed_in, folder, world, monkeypatch):
    def too_long(*_):
        raise PackError("The pack took longer than 40 seconds, so it was given up.")

    keep(folder, world["tizanidine_upheld"])
    monkeypatch.setattr(views, "write_pack", too_long)
    form = filled(signed_in, address(folder), case_name="Jane Doe")
    page = signed_in.post(address(folder), form).content.decode()
    assert "longer than 40 seconds" in page
    assert 'value="Jane Doe"' in page


def test_only_those_who_may_read_the_folder_get_its_pack(client, folder, world):
    keep(folder, world["tizanidine_upheld"])
    users = get_user_model().objects
    stranger, reader, writer = (
        users.create_user(name, f"{name}@example.org", "pass phrase")
        for name in ("stranger", "reader", "writer")
    )
    FolderShare.objects.create(folder=folder, user=reader)
    FolderShare.objects.create(folder=folder, user=writer, can_write=True)
    answers = {}
    form = {**OPTIONS, "shown": str(world["tizanidine_upheld"].determination_id)}
    for user in (folder.owner, reader, writer, stranger):
        client.force_login(user)
        got, posted = client.get(address(folder)), client.post(address(folder), form)
        answers[user.username] = (got.status_code, posted.status_code, posted["Content-Type"])
        posted.close()
    assert answers == {
        "owner": (200, 200, "application/pdf"),
        "reader": (200, 200, "application/pdf"),
        "writer": (200, 200, "application/pdf"),
        "stranger": (404, 404, "text/html; charset=utf-8"),
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_signed_out_visitor_is_asked_to_sign_in(client, folder, method):
    for path in (address(folder), SEARCH):
        assert reverse("account_login") in getattr(client, method)(path)["Location"]


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_a_folder_that_is_not_there_is_not_found(signed_in, pk):
    assert signed_in.get(f"/bookmarks/exhibits/folders/{pk}/").status_code == 404


def test_a_search_gives_its_first_determinations_with_the_items_that_matched(signed_in, indexed):
    path = f"{SEARCH}?q=drug:tizanidine"
    page = signed_in.get(path).context["page"]
    items = [
        item for item in indexed.values() if "izanidine" in item.treatment or "anaflex" in item.treatment
    ]
    assert {row.gathered.determination for row in page.rows} == {item.determination for item in items}
    assert page.total == len(page.rows)
    cited = {
        (row.gathered.determination.pk, item.number)
        for row in page.rows
        for item in row.gathered.exhibit.cited_for
    }
    assert cited == {(item.determination_id, item.number) for item in items}
    assert len(made(signed_in, path)) >= 2 + 2 * len(page.rows)


def test_the_order_of_the_search_is_that_of_the_exhibits(signed_in, indexed):
    for sort, is_reversed in (("newest", True), ("oldest", False)):
        rows = signed_in.get(SEARCH, {"sort": sort}).context["page"].rows
        days = [day for row in rows if (day := row.gathered.exhibit.decided_on)]
        assert len(days) > 3
        assert days == sorted(days, reverse=is_reversed)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("2", 2), ("0", 1), ("-3", 25), ("201", 200), ("9" * 99, 25), ("٣", 25), ("x", 25), ("", 25)],
)
def test_any_number_of_determinations_asked_for_is_brought_within_bounds(signed_in, indexed, asked, expected):
    page = signed_in.get(SEARCH, {"exhibits": asked}).context["page"]
    assert page.most == expected
    assert len(page.rows) == min(expected, page.total)


def test_the_number_and_the_search_stay_when_the_pack_is_made(signed_in, indexed):
    page = signed_in.get(SEARCH, {"q": "outcome:overturned", "exhibits": "2"}).context["page"]
    texts = made(signed_in, page.source.action)
    assert sum(text.startswith("Exhibit ") for text in texts) == 2
    assert "outcome" in page.source.action


def test_a_search_without_results_says_so(signed_in, indexed):
    assert "No determination fits this search" in signed_in.get(SEARCH, {"q": "xyzzy"}).content.decode()


def test_while_search_is_away_the_page_says_so(signed_in):
    for answer in (signed_in.get(SEARCH), signed_in.post(SEARCH, OPTIONS)):
        assert answer.status_code == 503


def test_a_page_costs_the_same_queries_however_many_exhibits_it_has(
    signed_in, folder, world, django_assert_max_num_queries
):
    for item in world.values():
        keep(folder, item)
    signed_in.get("/about/")  # the first request of a session notes it
    with django_assert_max_num_queries(14):
        signed_in.get(address(folder))


@pytest.mark.parametrize("whose", ["the person's own", "anybody's large one"])
def test_while_another_pack_or_export_is_made_the_page_says_so_and_keeps_what_was_typed(
    signed_in, owner, folder, world, whose, monkeypatch
):
    keep(folder, world["norco"])
    if whose == "the person's own":
        turn = take_turn(owner.pk, 1)
    else:
        monkeypatch.setattr(views, "_ITEMS_OF_A_LETTER", LARGE)
        turn = take_turn(owner.pk + 1, LARGE)
    answer = signed_in.post(address(folder), filled(signed_in, address(folder), title="Petition of Doe"))
    assert answer.status_code == 429
    assert answer["Retry-After"] == "10"
    page = answer.content.decode()
    assert "Another pack or export is being made" in page
    assert "Petition of Doe" in page
    turn.close()
    for _ in range(2):
        assert made(signed_in, address(folder))
