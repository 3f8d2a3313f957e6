"""What the page of a determination shows to its reader, and the original file."""

import html
import re

import pytest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from determinations.models import Determination
from determinations.originals import original_path
from search.templatetags.search_links import search_url
from tests.determinations.letters import KNEE_MRI, letter
from tests.determinations.opened import determination_in, page_of_letter
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    build_world()


def test_each_date_says_which_it_is(client, inbox):
    page = page_of_letter(client, inbox, letter())
    dates = re.search(r'<dl class="case-dates">(.*?)</dl>', page, re.DOTALL)[1]
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", dates) == [
        ("Date of injury", "May 6, 2014"),
        ("Denied by UR", "Feb 11, 2016"),
        ("Application received", "Feb 19, 2016"),
        ("Case assigned", "Mar 2, 2016"),
        ("Decided", "Mar 21, 2016"),
    ]


def test_the_outline_leads_to_the_facts_each_item_the_summary_and_the_letter(client, inbox):
    page = page_of_letter(client, inbox, letter())
    outline = re.search(r'<nav class="outline".*?</nav>', page, re.DOTALL)[0]
    anchors = re.findall(r'href="#([^"]+)"', outline)
    assert anchors == ["facts", "item-1", "item-2", "case-summary", "letter"]
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)
    assert outline.index("item-1") < outline.index("Upheld") < outline.index("item-2")


def test_both_sides_stand_side_by_side_with_the_pages_that_differ_marked(client, inbox):
    item = [("Physical therapy, 6 visits", "Upheld")]
    text = letter(items=item).replace("Page(s): 63, 66", "Page(s): 66, 98")
    page = page_of_letter(client, inbox, text)
    assert "UR and the reviewer cited the same guideline, but not all the same pages." in page
    row = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    cells = re.findall(r"<td data-side.*?</td>", row, re.DOTALL)
    shown = [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in cells]
    assert shown == [
        "Physical Medicine p. 98 both p. 99 only UR",
        "Muscle relaxants p. 98 both p. 66 only the reviewer",
    ]
    assert f'href="{html.escape(search_url(page="chronic-pain-2009:98"))}"' in row


def test_the_sentences_that_cite_stand_below_as_printed(client, inbox):
    page = page_of_letter(client, inbox, letter())
    printed = re.findall(r'<p class="printed-sentence"><q>(.*?)</q>', page)
    assert printed[:2] == [
        "Decision based on MTUS Chronic Pain Treatment Guidelines Physical Medicine Page(s): 98-99.",
        "Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants Page(s): 63, 66.",
    ]


def test_every_link_into_the_letter_leads_to_a_place_in_its_text(client, inbox):
    determination = determination_in(inbox, letter())
    page = client.get(determination.get_absolute_url()).content.decode()
    addresses = set(re.findall(r'href="\?letter=beside#([^"]+)"', page))
    parts = ("title", "citation-1", "citation-2", "rationale")
    assert addresses == {"letter-summary"} | {f"letter-item-{n}-{part}" for n in (1, 2) for part in parts}
    beside = client.get(determination.get_absolute_url(), {"letter": "beside"}).content.decode()
    assert addresses == set(re.findall(r'<span class="place" id="([^"]+)">', beside))
    assert addresses == set(re.findall(r'href="#(letter-[^"]+)"', beside))


def test_the_letters_text_beside_the_facts_has_every_word(client, inbox):
    determination = determination_in(inbox, letter())
    page = client.get(determination.get_absolute_url(), {"letter": "beside"}).content.decode()
    shown = re.search(r'<div class="letter-page"[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    assert html.unescape(re.sub(r"</?span[^>]*>", "", shown)).split() == determination.letter.text.split()


def test_the_switch_to_the_letter_keeps_what_else_the_address_says(client, inbox):
    determination = determination_in(inbox, letter())
    page = client.get(determination.get_absolute_url(), {"q": "neck", "letter": "beside"}).content.decode()
    assert '<a href="?q=neck">Read without the letter beside</a>' in page


@pytest.mark.parametrize("parameters", [{"letter": "x"}, {"print": "item-9"}, {"print": "<b>"}])
def test_a_parameter_with_another_value_is_as_if_not_given(client, parameters):
    address = Determination.objects.exclude(case_number=None).first().get_absolute_url()
    assert client.get(address, parameters).context["page"].printed_item is None
    assert not client.get(address, parameters).context["page"].is_beside


def test_one_item_alone_can_be_printed_with_the_facts_of_the_case(client, inbox):
    determination = determination_in(inbox, letter())
    page = client.get(determination.get_absolute_url(), {"print": "item-2"}).content.decode()
    assert 'id="item-2"' in page
    assert 'id="item-1"' not in page
    assert 'id="facts"' in page
    assert "Source: http://testserver/determinations/CM16-0990001/#item-2, printed" in page


def original_of(client, determination, name="original_in_browser"):
    return client.get(reverse(f"determinations:{name}", args=[determination.pk]))


def test_the_original_text_opens_in_the_browser_which_may_run_nothing_in_it(client, inbox):
    determination = determination_in(inbox, letter(history="<script>alert(1)</script>"))
    answer = original_of(client, determination)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'inline; filename="CM16-0990001.txt"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content).decode() == letter(history="<script>alert(1)</script>")


def test_an_original_pdf_is_shown_as_a_pdf_and_may_load_nothing(client, inbox):
    determination = determination_in(inbox, letter())
    determination.letter.media_type = "application/pdf"
    determination.letter.save()
    path = original_path(determination.letter)
    path.write_bytes(b"%PDF-1.4")
    answer = original_of(client, determination)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="CM16-0990001.pdf"'
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_the_original_is_downloaded_under_its_case_number(client, inbox):
    answer = original_of(client, determination_in(inbox, letter()), "original")
    assert answer["Content-Disposition"] == 'attachment; filename="CM16-0990001.txt"'


def test_a_file_of_another_kind_is_never_shown(client, inbox):
    determination = determination_in(inbox, letter())
    determination.letter.media_type = "text/html"
    determination.letter.save()
    original_path(determination.letter).write_bytes(b"<script>alert(1)</script>")
    assert original_of(client, determination).status_code == 404


def test_a_missing_original_is_not_shown_either(client):
    assert original_of(client, Determination.objects.first()).status_code == 404


def test_the_page_says_what_kind_of_file_the_original_is_and_its_size(client, inbox):
    determination = determination_in(inbox, letter())
    page = client.get(determination.get_absolute_url()).content.decode()
    size = filesizeformat(determination.letter.size)
    assert f"The original is a text file of {size}" in page
    assert f'href="{reverse("determinations:original_in_browser", args=[determination.pk])}"' in page


def test_a_contradiction_leads_to_the_part_of_the_item_that_it_is_about(client, inbox):
    page = page_of_letter(client, inbox, letter(items=[KNEE_MRI]).replace("63, 66", "63, 128", 1))
    assert '<a href="#item-1-citations">See the guidelines cited</a>' in page
    assert 'id="item-1-citations"' in page


def test_each_printed_page_bears_the_case_number_and_says_when_it_is_fictional(client, inbox):
    determination = determination_in(inbox, letter(fictional=True))
    address = reverse("determinations:page_header", args=[determination.pk])
    assert f'href="{address}" media="print"' in client.get(determination.get_absolute_url()).content.decode()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert '"IMR final determination CM16-0990001 (fictional sample)"' in answer.content.decode()


def test_a_page_header_is_a_string_of_css_whatever_the_case_number_is(client):
    determination = Determination.objects.first()
    determination.case_number = 'a"}b{}\\'
    determination.save()
    sheet = client.get(reverse("determinations:page_header", args=[determination.pk])).content.decode()
    assert sheet.count('"') == 2
    assert sheet.count("}") == 2
    assert "\\" not in sheet
