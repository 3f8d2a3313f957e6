"""Pages that cannot be right are warned about, and what only looks like one is not."""

from dataclasses import replace

import pytest

from tests.letters.warnings.items import CHRONIC_PAIN, cited, codes, told, warnings


@pytest.mark.parametrize("edition", [2009, None])
def test_a_page_after_the_books_last_is_beyond_it(edition):
    [warning] = warnings(told("", cited(CHRONIC_PAIN, 98, 128, edition=edition)))
    assert (warning.code, warning.item, warning.citation) == ("page-beyond-book", 1, 0)
    assert "page 128" in warning.message
    assert "127 pages" in warning.message


@pytest.mark.parametrize(
    "citation",
    [
        cited(CHRONIC_PAIN, 127),
        cited(CHRONIC_PAIN, 128, edition=2016),
        cited("Low Back Complaints", 303),
        cited("Pain", 400, source="ODG"),
    ],
)
def test_a_page_of_a_book_whose_length_is_unknown_or_enough_is_not_beyond_it(citation):
    assert codes(told("", citation)) == []


def test_a_page_beyond_the_book_is_found_in_the_rationale_too():
    rationale = "Yoga is on page 140 of the MTUS Chronic Pain Medical Treatment Guidelines."
    [warning] = warnings(told(rationale))
    assert warning.code == "page-beyond-book"
    start, end = warning.span
    assert rationale[start:end].startswith("page 140")


def test_pages_that_no_book_has_are_warned_about_once_for_their_sentence():
    raw = "Decision based on MTUS Knee Complaints 2004, Low Back Complaints Page(s): 1-99999."
    knee, back = (replace(cited(name), raw=raw) for name in ("Knee Complaints", "Low Back Complaints"))
    [warning] = warnings(told("", knee, back))
    assert (warning.code, warning.citation) == ("page-beyond-book", 0)
    assert "1-99999" in warning.message


@pytest.mark.parametrize(
    "rationale",
    [
        "Page 68 of the MTUS Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "As noted on page 68 of the 2009 MTUS Chronic Pain Medical Treatment Guidelines, it is short.",
        "The Chronic Pain Medical Treatment Guidelines, page 68, ask for an adjunct.",
        "See the Chronic Pain Medical Treatment Guidelines (2009), pg. 68.",
        "See Chronic Pain Treatment Guidelines p.68 on this.",
        "See the Chronic Pain Medical Treatment Guidelines, pp. 67-68.",
        "See the Chronic Pain Medical Treatment Guidelines, pages 67 through 68.",
        "See the Chronic Pain Medical Treatment Guidelines page number 68.",
        "See the Chronic Pain Medical Treatment Guidelines page # 68 of 127.",
        "See the Chronic Pain Medical Treatment Guidelines Page(s): 68.",
    ],
)
def test_a_rationale_that_names_another_page_than_the_heading_is_warned_about(rationale):
    [warning] = warnings(told(rationale, cited(CHRONIC_PAIN, 60)))
    assert (warning.code, warning.item, warning.citation) == ("pages-differ", 1, 0)
    assert "page 60" in warning.message
    assert "68" in warning.message
    assert "68" in rationale[slice(*warning.span)]


def test_one_of_two_pages_that_was_replaced_by_another_is_warned_about():
    rationale = (
        "Page 68 of the Chronic Pain Medical Treatment Guidelines asks for an adjunct. "
        "Page 98 of the Chronic Pain Medical Treatment Guidelines wants it used sparingly."
    )
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, 98))) == ["pages-differ"]


def test_the_pages_of_an_acoem_chapter_are_found_by_its_number():
    rationale = "The MTUS Guideline in ACOEM Chapter 12, Table 12-8, page 308 does not recommend it."
    assert codes(told(rationale, cited("Low Back Complaints", 300), title="Traction")) == ["pages-differ"]
    assert codes(told(rationale, cited("Low Back Complaints", 300, 308), title="Traction")) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "Page 60 of the MTUS Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "Page 8 of the Chronic Pain Medical Treatment Guidelines wants milestones, and page 60 of the "
        "Chronic Pain Medical Treatment Guidelines wants an adjunct.",
        "Page 68 of the 2016 Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "The Chronic Pain Medical Treatment Guidelines are clear. The report of May has 68 pages.",
        "The Acupuncture Treatment Guidelines, page 8, allow six visits.",
        "The records, pages 68-70, hold no goals.",
        "The Chronic Pain Medical Treatment Guidelines allow 8-10 visits; see page 200.",
        "By the Chronic Pain Medical Treatment Guidelines, and the QME report, page 250, it is not.",
        "The Chronic Pain Medical Treatment Guidelines and the ODG, page 250, differ.",
        "The Chronic Pain Medical Treatment Guidelines, and page 250 of the latest report, differ.",
        "No page is named.",
    ],
)
def test_a_page_more_or_of_another_book_is_no_difference(rationale):
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, edition=2009))) == []


def test_the_claims_administrators_pages_are_not_held_against_the_rationale():
    rationale = "Page 68 of the Chronic Pain Medical Treatment Guidelines asks for an adjunct."
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, by="claims administrator"))) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "The claims administrator cited page 68 of the Chronic Pain Medical Treatment Guidelines.",
        "Utilization review relied on the Chronic Pain Medical Treatment Guidelines, page 68.",
        "The treating physician has quoted the Chronic Pain Medical Treatment Guidelines, page 68.",
        "Page 68 of the Chronic Pain Medical Treatment Guidelines, cited by the provider, is on yoga.",
    ],
)
def test_a_page_that_somebody_else_cited_is_not_held_against_the_reviewers(rationale):
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60))) == []


def test_a_sentence_that_only_mentions_the_others_is_the_reviewers_own():
    rationale = (
        "After eight visits (by the claims administrator) page 68 of the Chronic Pain Medical Treatment "
        "Guidelines is exhausted."
    )
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60))) == ["pages-differ"]
