"""A page with nothing, or little, offers what the letters call it: in full, apart, together or elsewhere."""

import re
from html import unescape

import pytest

from search.index import rebuild_index
from tests.search.world import build_world

pytestmark = pytest.mark.django_db
RATIONALE = "An x-ray at the follow-up visit, shockwave treatment and a urine drug screen are in order."


@pytest.fixture(params=["whoosh", "tantivy"], autouse=True)
def index(request):
    """One rationale tells of tests in full words; its letter's citation names GERD and Special Studies."""
    item = build_world()["tramadol"]
    item.rationale = RATIONALE
    item.save()
    letter = item.determination.letter
    letter.text += (
        "\n\nThe Claims Administrator cited a paper on GERD, chapter Special Studies.\n\n" + RATIONALE
    )
    letter.save()
    rebuild_index(request.param)


def offers(client, asked):
    """The lines above an empty list, and the addresses that they lead to."""
    page = client.get(f"/?{asked}").content.decode()
    lines = re.findall(r'<p class="misspelling">(.*?)</p>', page, re.DOTALL)
    lines += re.findall(r"<p>(Did you mean .*?)</p>", page, re.DOTALL)
    texts = [" ".join(unescape(re.sub(r"<[^>]*>", "", line)).split()) for line in lines]
    return texts, [unescape(url) for line in lines for url in re.findall(r'href="([^"]*)"', line)]


def total(client, url):
    found = re.search(r"(\d+) disputed items? in", client.get(url).content.decode())
    return int(found[1]) if found else 0


def test_an_abbreviation_is_offered_in_full_and_nothing_one_slip_away(client):
    texts, [url] = offers(client, "q=UDS")
    assert texts == ["“UDS” is short for urine drug screen: search for it (2 items)"]
    assert total(client, url) == 2


def test_the_filters_and_the_other_words_stay(client):
    _, [url] = offers(client, "q=(UDS) shockwave&outcome=upheld")
    assert url.endswith("+shockwave&outcome=upheld")
    assert total(client, url) == 1
    assert offers(client, "q=UDS&outcome=overturned&category=Surgery") == ([], [])


def test_an_abbreviation_that_some_items_have_is_looked_for_beside_the_words_that_more_have(client):
    texts, [url] = offers(client, "q=UDS OR lidocaine")
    assert texts == ["“UDS” is short for urine drug screen: search for it (3 items)"]
    assert total(client, "/?q=UDS OR lidocaine") == 1
    assert total(client, url) == 3


@pytest.mark.parametrize("asked", ["q=-UDS", "q=NOT UDS", "q=pain", "q=spasm", "q=FRP", "q=subcategory:DME"])
def test_nothing_is_offered_where_nothing_was_abbreviated_or_the_words_find_nothing(client, asked):
    assert offers(client, asked)[0] == []


def test_an_abbreviation_in_a_text_field_is_read_there(client):
    texts, [url] = offers(client, "q=rationale:UDS")
    assert texts == ["“UDS” is short for urine drug screen: search for it (2 items)"]
    assert url.startswith("/?q=rationale%3A%28%22urine+drug+screen%22")


@pytest.mark.parametrize(
    ("typed", "meant", "url"),
    [("xray", '"x-ray"', "/?q=%22x-ray%22"), ("followup", '"follow-up"', "/?q=%22follow-up%22")],
)
def test_one_word_is_offered_as_two_and_alone(client, typed, meant, url):
    texts, urls = offers(client, f"q={typed}")
    assert texts == [f"No item has “{typed}”: did you mean {meant} (1 item)?"]
    assert urls == [url]
    assert total(client, url) == 1


@pytest.mark.parametrize("typed", ["shock wave", "shock-wave", "Shock  Wave"])
def test_two_words_are_offered_as_one(client, typed):
    texts, urls = offers(client, f"q={typed}")
    assert "Did you mean shockwave (1 item)?" in texts
    assert "/?q=shockwave" in urls


@pytest.mark.parametrize("typed", ["tst", "scren", "visot"])
def test_a_word_under_five_letters_gets_no_guess(client, typed):
    assert bool(offers(client, f"q={typed}")[0]) is (len(typed) >= 5)


def test_of_words_with_one_stem_one_is_offered(client):
    texts, _ = offers(client, "q=recommendd")
    assert len(re.findall("recommend[a-z]* ", texts[0])) == 1


def test_a_subcategory_asked_as_a_category_is_offered_as_such(client):
    texts, urls = offers(client, 'q=category:"Adjunct Surgical Services"')
    assert texts == ['Did you mean subcategory:"Adjunct Surgical Services" (1 item)?']
    assert total(client, urls[0]) == 1


def test_a_word_that_stands_only_elsewhere_in_letters_is_found_there(client):
    texts, urls = offers(client, "q=GERD")
    assert texts == [
        "No item’s treatment, case summary or rationale has “GERD”: 1 item has it elsewhere in the letter"
    ]
    assert urls == ["/?q=letter%3AGERD"]
    assert total(client, urls[0]) == 1


def test_so_is_a_phrase_with_the_same_filters(client):
    _, [url] = offers(client, 'q="Special Studies"&outcome=upheld')
    assert url == "/?q=letter%3A%22Special+Studies%22&outcome=upheld"
    assert total(client, url) == 1
    assert offers(client, 'q="Special Studies"&outcome=overturned') == ([], [])


def test_a_word_beside_or_that_stands_elsewhere_is_told_though_something_was_found(client):
    texts, [url] = offers(client, "q=GERD OR lidocaine")
    assert "“GERD”: 2 items have it elsewhere" in texts[0]
    assert total(client, url) == 2


def test_two_texts_that_stand_elsewhere_are_looked_for_together(client):
    texts, urls = offers(client, 'q=GERD "special studies"')
    assert texts[0].endswith("has “GERD” or “special studies”: 1 item has them elsewhere in the letter")
    assert total(client, urls[0]) == 1
