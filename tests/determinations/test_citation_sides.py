"""Both sides' citations of an item, aligned by guideline, and where they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.citation_sides import CitationSides, Cited, Sentence, Who, citation_sides

PAIN = "Chronic Pain Medical Treatment"
BACK = "Low Back Complaints"


def ur(source: str = "MTUS", guideline: str = PAIN, **facts) -> Cited:
    return Cited(False, source, guideline, **facts)


def reviewer(source: str = "MTUS", guideline: str = PAIN, **facts) -> Cited:
    return Cited(True, source, guideline, **facts)


def compared(sides: CitationSides) -> list[tuple[str, str]]:
    return [(row.name, str(row.who)) for row in sides.rows]


def pages(sides: CitationSides) -> dict[str, list[int]]:
    (row,) = sides.rows
    return {str(group.who): [page.number for page in group.pages] for group in row.page_groups}


def test_the_same_guideline_and_pages_agree():
    sides = citation_sides([ur(pages=(98, 99)), reviewer(pages=(98, 99))])
    assert compared(sides) == [(f"MTUS {PAIN}", "both")]
    assert pages(sides) == {"both": [98, 99]}
    assert sides.summary == "UR and the reviewer cited the same guideline and the same pages."


def test_pages_are_compared_one_by_one():
    sides = citation_sides([ur(pages=(60, 98)), reviewer(pages=(98, 99))])
    assert pages(sides) == {"both": [98], "only UR": [60], "only the reviewer": [99]}
    assert sides.summary == "UR and the reviewer cited the same guideline, but not all the same pages."


def test_each_side_of_a_row_has_its_own_pages_and_those_of_both():
    (row,) = citation_sides([ur(pages=(60, 98)), reviewer(pages=(98, 99))]).rows
    assert [[page.number for page in group.pages] for group in row.ur_pages] == [[98], [60]]
    assert [[page.number for page in group.pages] for group in row.reviewer_pages] == [[98], [99]]
    assert row.marks_pages


def test_a_page_is_known_by_its_book_where_the_portal_knows_its_pages():
    (row,) = citation_sides([ur(pages=(98,))]).rows
    (page,) = row.page_groups[0].pages
    assert (page.page_id, page.label) == ("chronic-pain-2009:98", "Chronic Pain 2009, p. 98")
    assert not row.marks_pages


def test_the_pages_of_the_odg_have_no_ids():
    (row,) = citation_sides([ur("ODG", "pain", pages=(7,))]).rows
    (page,) = row.page_groups[0].pages
    assert (page.page_id, page.label) == (None, "p. 7")


def test_what_both_cited_stands_before_what_one_side_cited():
    sides = citation_sides([ur("ODG", "pain"), ur(), reviewer(guideline=BACK), reviewer()])
    assert compared(sides) == [
        (f"MTUS {PAIN}", "both"),
        ("ODG Pain", "only UR"),
        (f"MTUS {BACK}", "only the reviewer"),
    ]
    assert sides.summary == (
        f"Both cited MTUS {PAIN}; only UR cited ODG Pain; only the reviewer cited MTUS {BACK}."
    )


def test_a_year_left_out_means_the_only_edition_it_can():
    sides = citation_sides([ur(guideline=BACK), reviewer(guideline=BACK, edition=2004)])
    assert compared(sides) == [(f"MTUS {BACK} 2004", "both")]


def test_a_year_left_out_that_can_mean_several_contradicts_none():
    sides = citation_sides([ur("ODG", "pain"), reviewer("ODG", "pain", edition=2016)])
    assert compared(sides) == [("ODG Pain 2016", "both")]


def test_two_editions_of_a_chapter_are_two_guidelines():
    sides = citation_sides([ur(edition=2009), reviewer(edition=2016)])
    assert [row.who for row in sides.rows] == [Who.UR, Who.REVIEWER]
    assert sides.summary == (
        f"The reviewer applied another edition than UR: MTUS {PAIN} 2016 instead of MTUS {PAIN} 2009."
    )


def test_a_chapter_of_the_acoem_outside_the_mtus_is_another_source():
    sides = citation_sides([ur("ACOEM", BACK), reviewer("MTUS", BACK)])
    assert [row.who for row in sides.rows] == [Who.UR, Who.REVIEWER]


NONE = "none"


@pytest.mark.parametrize(
    ("citations", "summary"),
    [
        ([], "The letter names no guideline for this item."),
        ([ur(NONE, ""), reviewer(NONE, "")], "Neither UR nor the reviewer cited medical evidence."),
        ([ur(), reviewer(NONE, "")], f"UR cited MTUS {PAIN}; the reviewer cited no medical evidence."),
        ([ur(NONE, ""), reviewer()], f"UR cited no medical evidence; the reviewer cited MTUS {PAIN}."),
        ([ur()], f"UR cited MTUS {PAIN}; the letter names no guideline of the reviewer."),
        ([reviewer()], f"The letter names no guideline of UR; the reviewer cited MTUS {PAIN}."),
        ([ur(NONE, "")], "UR cited no medical evidence; the letter names no guideline of the reviewer."),
        ([ur(), reviewer()], "UR and the reviewer cited the same guideline."),
        (
            [ur(section="Opioids"), reviewer(section="opioids")],
            "UR and the reviewer cited the same guideline and the same section.",
        ),
        (
            [ur(section="Opioids"), reviewer(section="NSAIDs")],
            "UR and the reviewer cited the same guideline, but not the same sections.",
        ),
        ([ur(), reviewer(section="NSAIDs")], "UR and the reviewer cited the same guideline."),
        (
            [ur(pages=(1,)), reviewer(pages=(2,))],
            "UR and the reviewer cited the same guideline, but different pages.",
        ),
        (
            [ur(), reviewer(pages=(2,))],
            "UR and the reviewer cited the same guideline, and only the reviewer names pages.",
        ),
        (
            [ur(guideline=BACK), reviewer()],
            f"The reviewer applied another chapter than UR: MTUS {PAIN} instead of MTUS {BACK}.",
        ),
        (
            [ur(), reviewer("ODG", "pain")],
            f"The reviewer applied another guideline than UR: ODG Pain instead of MTUS {PAIN}.",
        ),
        (
            [ur(), ur("ODG", "pain"), reviewer(guideline=BACK)],
            f"The reviewer applied other guidelines than UR: MTUS {BACK}"
            f" instead of MTUS {PAIN} and ODG Pain.",
        ),
        (
            [ur("ODG", ""), reviewer("ODG", "pain")],
            "Both cited ODG: UR without naming a chapter, the reviewer pain.",
        ),
    ],
)
def test_a_sentence_says_where_the_sides_differ(citations, summary):
    assert citation_sides(citations).summary == summary


def test_many_guidelines_are_counted_after_the_first_three():
    citations = [ur("other", f"Study {letter}") for letter in "ABCDE"]
    assert citation_sides(citations).summary.startswith("UR cited Study A, Study B, Study C and 2 more;")


def test_a_long_name_is_shortened_in_the_sentence_and_whole_in_its_row():
    sides = citation_sides([ur("other", "A study " * 40)])
    assert len(sides.summary) < 200
    assert sides.rows[0].chapter == "A study " * 40


def test_a_sentence_that_cites_two_guidelines_is_printed_once():
    sides = citation_sides(
        [
            ur(raw="Decision based on both.", in_letter="#a"),
            ur("ODG", "pain", raw="Decision based on both.", in_letter="#a"),
        ]
    )
    assert sides.ur_sentences == (Sentence("Decision based on both.", "#a"),)
    assert sides.reviewer_sentences == ()


CITATIONS = st.lists(
    st.builds(
        Cited,
        by_reviewer=st.booleans(),
        source=st.sampled_from(["MTUS", "ODG", "ACOEM", "other", "none"]),
        guideline=st.sampled_from(["", PAIN, BACK, "pain"]),
        edition=st.sampled_from([None, 2004, 2009, 2016]),
        section=st.sampled_from(["", "Topic"]),
        pages=st.lists(st.integers(1, 127), max_size=3).map(lambda found: tuple(sorted(set(found)))),
    ),
    max_size=8,
)


@given(CITATIONS)
def test_every_citation_and_page_stands_in_one_row_on_its_own_side(citations):
    sides = citation_sides(citations)
    assert sorted(map(repr, citations)) == sorted(
        repr(cited) for row in sides.rows for cited in (*row.ur, *row.reviewer)
    )
    for row in sides.rows:
        assert all(cited.by_reviewer for cited in row.reviewer)
        assert not any(cited.by_reviewer for cited in row.ur)
        on_both_sides = {page for cited in row.ur for page in cited.pages} & {
            page for cited in row.reviewer for page in cited.pages
        }
        assert {
            page.number for group in row.page_groups if group.who is Who.BOTH for page in group.pages
        } == (on_both_sides)


@given(CITATIONS)
def test_the_sides_changed_over_change_the_words_and_not_the_rows(citations):
    swapped = [
        Cited(not one.by_reviewer, one.source, one.guideline, one.edition, one.section, one.pages)
        for one in citations
    ]
    other = {Who.BOTH: Who.BOTH, Who.UR: Who.REVIEWER, Who.REVIEWER: Who.UR}
    rows = sorted((row.name, other[row.who]) for row in citation_sides(citations).rows)
    assert rows == sorted((row.name, row.who) for row in citation_sides(swapped).rows)
