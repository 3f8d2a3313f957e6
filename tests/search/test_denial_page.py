"""Paste a denial: what the page finds in it, what it lists, and that nothing of it stays anywhere."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from letters.reading.document import MAX_BYTES
from search import boilerplate
from search.index import rebuild_index
from tests.denials import NORCO_AND_THERAPY, NOTICES, SHOULDER_RFA, TIZANIDINE
from tests.letters.docx import document, docx, packed, paragraph
from tests.letters.pdfs import pdf, text_pdf
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

ADDRESS = "/denial/"


@pytest.fixture
def world():
    items = build_world()
    rebuild_index()
    return items


def paste(client, text="", **more):
    return client.post(ADDRESS, {"text": text, **more})


def upload(client, data, name="denial.bin", text=""):
    return paste(client, text, file=SimpleUploadedFile(name, data))


def again(client, response, without=(), **more):
    """The form of an answer sent again, some of its chips unticked."""
    asked = response.context["asked"]
    sent = {
        "again": "1",
        "offered": [chip.code for chip in asked.chips],
        "chip": [chip.code for chip in asked.kept if chip.value not in without],
        "words": " ".join(asked.words),
        "treatment_words": " ".join(asked.treatment_words),
    }
    return client.post(ADDRESS, {**sent, **more})


def html_of(response):
    return unescape(response.content.decode())


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", html_of(response)).split())


def listed(response):
    return [[close.item.pk for close in one.items] for one in response.context["answer"].lists]


def kept(response):
    return {chip.value for chip in response.context["asked"].kept}


def test_the_form_is_reached_from_every_page_and_from_the_search_without_a_question(world, client):
    assert reverse("search:denial") == ADDRESS
    assert html_of(client.get("/help/")).count(f'href="{ADDRESS}"') == 2
    assert html_of(client.get("/")).count(f'href="{ADDRESS}"') == 2
    assert html_of(client.get("/?q=nosuchword")).count(f'href="{ADDRESS}"') == 2
    assert "textarea" in html_of(client.get(ADDRESS))


def test_what_was_found_stands_as_ticked_chips_and_what_is_only_mentioned_as_unticked_ones(world, client):
    response = paste(client, NORCO_AND_THERAPY)
    assert {"acetaminophen + hydrocodone", "low back", "chronic-pain-2009:78-80"} <= kept(response)
    html = html_of(response)
    assert re.search(r'value="drug:cyclobenzaprine\|" [^>]*checked', html)
    assert re.search(r'value="drug:ibuprofen\|" autocomplete="off">', html)
    assert "Chronic Pain 2009, p. 78–80" in html


def test_each_chip_shows_the_passage_that_it_comes_from(world, client):
    html = html_of(paste(client, NORCO_AND_THERAPY))
    assert 'title="“2. Flexiril 7.5mg #90”"' in html
    assert "<q>2. Flexiril 7.5mg #90</q>" in html


def test_overturned_items_of_the_same_drug_come_first_and_upheld_ones_stand_apart(world, client):
    overturned, upheld = listed(paste(client, TIZANIDINE))
    assert overturned[0] == world["zanaflex_overturned"].pk
    assert upheld[0] == world["tizanidine_upheld"].pk


def test_an_item_shows_what_it_shares_and_its_argument_with_a_link_to_it(world, client):
    response = paste(client, TIZANIDINE)
    first = response.context["answer"].lists[0].items[0]
    assert {one.label: one.values for one in first.shared}["Drug"] == ("Tizanidine",)
    item = world["zanaflex_overturned"]
    item.reasons.update(
        start=item.rationale.index("The worker reports"), end=item.rationale.index(" As such")
    )
    html = html_of(paste(client, TIZANIDINE))
    assert "<mark>The worker reports functional improvement and fewer spasms.</mark>" in html
    assert f'href="{item.get_absolute_url()}"' in html


def test_an_argument_that_every_letter_gives_is_quoted_with_the_sentence_before_it(world, client):
    item = world["zanaflex_overturned"]
    start = item.rationale.index("As such")
    item.reasons.update(start=start, end=len(item.rationale))
    quoted = paste(client, TIZANIDINE).context["answer"].lists[0].items[0].argument
    assert quoted.segments[0].text.startswith("The worker reports functional improvement")
    assert quoted.segments[1].marked


def test_items_of_a_requested_treatment_come_before_those_that_only_share_words(world, client):
    words = " ".join(world["shoulder_surgery"].rationale.split()).lower()
    overturned, _ = listed(paste(client, f"{TIZANIDINE}\n\n{words * 3}"))
    assert overturned[0] == world["zanaflex_overturned"].pk
    assert world["shoulder_surgery"].pk in overturned


def test_the_counts_are_those_of_the_search_that_they_link_to(world, client):
    response = paste(client, TIZANIDINE)
    (count,) = response.context["answer"].counts
    assert (count.total, count.overturned, count.is_enough) == (2, 1, False)
    assert client.get(count.url).context["page"].total == 2
    assert client.get(count.overturned_url).context["page"].total == 1
    assert "Tizanidine, low back: 1 overturned of 2 items , too few for a rate" in text_of(response)


def test_treatments_without_a_drug_are_counted_by_their_kind(world, client):
    response = paste(client, SHOULDER_RFA)
    (count,) = response.context["answer"].counts
    assert count.label == "Surgery: Arthroscopic Surgery, shoulder"
    assert (count.total, count.overturned) == (1, 1)
    assert listed(response)[0][0] == world["shoulder_surgery"].pk


def test_a_chip_that_is_removed_counts_no_longer_and_can_be_ticked_again(world, client):
    first = paste(client, NORCO_AND_THERAPY)
    assert world["norco"].pk == listed(first)[0][0]
    second = again(client, first, without={"acetaminophen + hydrocodone", "Pharmaceuticals / Opioids"})
    assert "acetaminophen + hydrocodone" not in kept(second)
    assert second.context["answer"].counts[0].label == "Cyclobenzaprine, low back"
    assert 'value="drug:acetaminophen + hydrocodone|" autocomplete="off">' in html_of(second)


def test_the_first_answer_and_the_same_question_again_agree(world, client):
    first = paste(client, NORCO_AND_THERAPY)
    assert listed(again(client, first)) == listed(first)


def test_the_second_question_needs_no_text_and_its_page_has_none(world, client):
    response = again(client, paste(client, NORCO_AND_THERAPY))
    assert "The text itself was not kept" in html_of(response)
    assert "Flexiril" not in html_of(response)


def test_the_words_that_are_sent_again_hold_no_name_and_no_number(world, client):
    response = paste(client, NORCO_AND_THERAPY)
    words = response.context["asked"].words
    assert {"opioids", "functional"} <= set(words)
    assert list(words) == sorted(words)
    assert "Quillon" not in html_of(response)
    assert "FICTION" not in html_of(response)


@pytest.mark.parametrize(("outcome", "lists"), [("", 2), ("overturned", 1), ("upheld", 1), ("nonsense", 2)])
def test_an_outcome_can_be_chosen(world, client, outcome, lists):
    response = again(client, paste(client, TIZANIDINE), outcome=outcome)
    assert len(listed(response)) == lists
    if lists == 1:
        shown = response.context["answer"].lists[0].items
        assert {close.item.outcome for close in shown} == {outcome}


@pytest.mark.parametrize("basis", ["treatment", "pages", "facts", "nonsense"])
def test_a_basis_can_be_chosen(world, client, basis):
    response = again(client, paste(client, TIZANIDINE), basis=basis)
    assert response.status_code == 200
    assert response.context["asked"].basis == (basis if basis != "nonsense" else "blended")


def test_for_htmx_only_the_answer_is_sent(world, client):
    first = paste(client, TIZANIDINE)
    asked = first.context["asked"]
    response = client.post(
        ADDRESS,
        {"again": "1", "offered": [chip.code for chip in asked.chips], "chip": []},
        headers={"HX-Request": "true"},
    )
    html = html_of(response)
    assert "<html" not in html
    assert "Nothing is ticked" in html


@pytest.mark.parametrize(
    "data", [TIZANIDINE.encode(), TIZANIDINE.encode("utf-16"), text_pdf(TIZANIDINE), docx(TIZANIDINE)]
)
def test_a_file_is_read_like_a_pasted_text_whatever_it_is_called(world, client, data):
    assert kept(upload(client, data)) == kept(paste(client, TIZANIDINE))


def test_of_the_table_of_a_word_file_only_the_rows_that_are_denied_are_ticked(world, client):
    rows = [("Zanaflex 4mg #30", "CERTIFIED"), ("Norco 10/325mg #60", "NON-CERTIFIED")]
    cells = (
        "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Item", *row)) for row in (("", ""), *rows)
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    response = upload(client, packed(document(f"<w:tbl>{table}</w:tbl>")))
    assert kept(response) == {"acetaminophen + hydrocodone", "Pharmaceuticals / Opioids"}
    assert "tizanidine" in {chip.value for chip in response.context["asked"].chips}


def test_text_and_file_together_are_one_document(world, client):
    response = upload(client, text_pdf(SHOULDER_RFA), text=TIZANIDINE)
    assert {"tizanidine", "shoulder"} <= kept(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (pdf([]), "holds no text (a scan?)"),
        (b"%PDF-1.4 broken", "damaged"),
        (packed(b"<a>" + b" " * 40_000_000), "unpacks to far more than a letter"),
        (b" " * (MAX_BYTES + 1), "larger than 5 MB"),
        (b"x" * 12_000_000, "larger than 5 MB"),
    ],
    ids=["empty", "scanned", "broken", "bomb", "too large", "far too large"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(world, client, data, said):
    response = upload(client, data, text="a text that was pasted as well")
    assert said in text_of(response)
    assert "a text that was pasted as well" in html_of(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "This is a picture. Make a PDF with text of it (OCR), or paste its words.",
        ),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "This is a picture."),
        (b"\x7fELF\0\0", "A denial is read from a PDF, a Word file (.docx) or a text file."),
    ],
)
def test_a_file_that_is_no_document_is_told_what_is_read(world, client, data, said):
    assert said in text_of(upload(client, data, name="denial.pdf"))


@pytest.mark.parametrize(
    ("data", "name", "note"),
    [
        (TIZANIDINE.encode(), "denial.docx", "The file is named .docx, but it is plain text"),
        (TIZANIDINE.encode(), "Denial.PDF", "The file is named .pdf, but it is plain text"),
        (docx(TIZANIDINE), "denial.pdf", "The file is named .pdf, but it is a Word file (.docx)"),
        (docx(TIZANIDINE), "denial.docx", None),
        (TIZANIDINE.encode(), "denial", None),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_read_and_the_page_says_so(world, client, data, name, note):
    response = upload(client, data, name=name)
    assert "tizanidine" in kept(response)
    assert ("The file is named" in text_of(response)) is bool(note)
    assert note is None or f"{note} and was read as that." in text_of(response)


def test_nothing_pasted_says_so(world, client):
    for nothing in ("", "  \n "):
        assert "Paste a text or choose a file first" in html_of(paste(client, nothing))


def test_a_text_that_is_cut_says_so(world, client):
    response = paste(client, TIZANIDINE + "word " * 1_000_000)
    assert "Only the first 100,000 characters were read" in html_of(response)


def test_what_was_not_understood_is_said_and_nothing_guessed(world, client):
    html = html_of(paste(client, "The committee meets at nine."))
    assert "Nothing was recognized" in html
    assert "Not found: drug, guideline, guideline page, reason for the denial" in text_of(
        paste(client, SHOULDER_RFA)
    )


def test_where_nothing_is_recognized_nothing_is_listed_and_the_page_says_what_to_do(world, client):
    response = paste(client, NOTICES)
    assert response.context["asked"].chips == ()
    assert listed(response) == []
    assert "Paste the part that names the requested treatment" in text_of(response)


def test_where_nothing_is_ticked_nothing_is_listed(world, client):
    first = paste(client, TIZANIDINE)
    every = {chip.value for chip in first.context["asked"].chips}
    response = again(client, first, without=every)
    assert listed(response) == []
    assert "Nothing is ticked, so no decided items are listed" in text_of(response)


def test_words_of_legal_notices_do_not_count_and_those_of_the_reasons_do(world, client):
    of_notices = {"claim", "days", "injured", "administrator", "attorney", "liability", "assistance"}
    words = set(paste(client, f"{TIZANIDINE}\n\n{NOTICES}").context["asked"].words)
    assert {"functional", "improvement"} <= words
    assert not words & of_notices
    outside = paste(client, "Norco is denied. The injured man filed a claim ten days after a fall.")
    assert outside.context["asked"].words == ("after", "fall")


def test_tags_in_a_text_are_shown_and_never_run(world, client):
    script = "<script>alert(1)</script>"
    first = paste(client, f"Treatment requested: Norco {script} 10/325mg")
    assert script not in first.content.decode()
    assert "&lt;script&gt;" in first.content.decode()
    forged = client.post(ADDRESS, {"again": "1", "offered": [f"drug:{script}|{script}"], "words": script})
    assert script not in forged.content.decode()


@pytest.mark.parametrize(
    "code",
    ["", "drug", "drug:", "nosuchkind:x|", "drug:|", "page:x:1-999999|", "page:a:1-9999|", "x" * 5_000],
)
def test_forged_chips_do_no_harm(world, client, code):
    response = client.post(ADDRESS, {"again": "1", "offered": [code], "chip": [code], "words": "\x00 <"})
    assert response.status_code == 200


def test_the_text_is_taken_by_post_only_and_with_a_token(world, client):
    assert "asked" not in client.get(ADDRESS, {"text": TIZANIDINE}).context
    assert client.put(ADDRESS).status_code == 405
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"text": TIZANIDINE}).status_code == 403


def test_no_answer_may_be_kept_by_a_browser_or_a_proxy(world, client):
    for response in (client.get(ADDRESS), paste(client, TIZANIDINE), upload(client, b"")):
        assert "no-store" in response.headers["Cache-Control"]


def rows():
    return {model: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_of_a_text_is_stored_or_logged(world, client, settings, caplog, capfd, monkeypatch, tmp_path):
    caplog.set_level(0)
    before, kept_files = rows(), files(settings.DATA_DIR)
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(tmp_path / "none"))  # whatever would write there fails
        responses = [
            paste(client, NORCO_AND_THERAPY),
            upload(client, text_pdf(NORCO_AND_THERAPY)),
            upload(client, docx(NORCO_AND_THERAPY + "\n" * 100_000)),
            upload(client, NORCO_AND_THERAPY.encode() + b" " * 4_000_000),
            upload(client, NORCO_AND_THERAPY.encode() + b" " * 7_000_000),
        ]
    assert all("cyclobenzaprine" in kept(response) for response in responses[:-1])
    assert all(response.cookies.keys() <= {"csrftoken"} for response in responses)
    assert rows() == before
    assert files(settings.DATA_DIR) == kept_files
    logged = caplog.text + "".join(capfd.readouterr())
    assert "Quillon" not in logged
    assert "Flexiril" not in logged


def test_nothing_of_a_text_is_kept_in_memory_for_speed(world, client):
    paste(client, NORCO_AND_THERAPY)
    assert boilerplate.telling.cache_info().currsize == 0
    assert boilerplate.fixed_spans.cache_info().currsize == 0


def test_without_an_index_the_page_still_shows_what_it_found(client):
    response = paste(client, TIZANIDINE)
    assert response.status_code == 503
    assert "tizanidine" in kept(response)
    assert "Search is not available" in html_of(response)


def test_the_page_takes_a_bounded_number_of_queries(world, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        paste(client, NORCO_AND_THERAPY)


def test_of_one_treatment_an_item_for_the_same_body_part_comes_first(world, client):
    words = " ".join(world["tizanidine_upheld"].rationale.split()).lower()
    response = paste(client, f"Requested: tramadol for the right hand, and Zanaflex. Denied.\n\n{words * 3}")
    assert listed(response)[1][:2] == [world["tramadol"].pk, world["tizanidine_upheld"].pk]
