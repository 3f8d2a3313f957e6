"""Citations in the prose of the older layouts, made up on the pattern of letters."""

import pytest

from letters.citations import narrated_citations
from tests.letters.test_citations import PAIN, narrated


def test_both_sides_are_told_in_prose():
    text = (
        "The Claims Administrator based its decision on the Chronic Pain Medical Treatment Guidelines, "
        "Yoga, page 126, which is part of the MTUS. The Expert Reviewer relied on the ACOEM Practice "
        "Guidelines, 2nd Edition, Chapter 10 Elbow Complaints, pp. 20-21, which is part of the MTUS."
    )
    assert narrated(text) == [
        ("claims administrator", "MTUS", PAIN, "Yoga", [126]),
        ("reviewer", "MTUS", "Elbow Complaints", None, [20, 21]),
    ]
    assert narrated_citations(text)[1].raw == text[text.index("The Expert") :]


def test_prose_tells_what_is_not_part_of_the_mtus():
    text = (
        "The Physician Reviewer based his/her decision on the Shoulder Complaints, page 200, which is part "
        "of the MTUS, and on the Official Disability Guidelines (ODG), Shoulder Chapter, Slings, which is "
        "not part of the MTUS."
    )
    assert narrated(text) == [
        ("reviewer", "MTUS", "Shoulder Complaints", None, [200]),
        ("reviewer", "ODG", "Shoulder", "Slings", []),
    ]


@pytest.mark.parametrize(
    ("book", "edition"),
    [
        ("(ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 13)", 2004),
        ("(ACOEM Practice Guidelines, 2nd Edition, 2004, Ch. 13)", 2004),
        ("(ACOEM Practice Guidelines, 2nd Edition)", None),
        ("Chapter of the ACOEM Practice Guidelines, 2nd Edition (2004)", 2004),
    ],
)
def test_the_book_that_a_chapter_stands_in_is_no_section(book, edition):
    text = f"The Expert Reviewer relied on the Knee Complaints {book}, page 340, which is part of the MTUS."
    (citation,) = narrated_citations(text)
    assert (citation.guideline, citation.edition, citation.section) == ("Knee Complaints", edition, None)
    assert citation.pages == (340,)


def test_guidelines_that_the_reviewer_found_relevant_are_the_reviewers_too():
    text = (
        "The Claims Administrator based its decision on the Knee Complaints, page 330, which is part of the "
        "MTUS. The Expert Reviewer found the guidelines used by the Claims Administrator relevant."
    )
    first, second = narrated_citations(text)
    assert (second.cited_by, second.guideline, second.pages) == ("reviewer", "Knee Complaints", (330,))
    assert second.raw == (
        "The Expert Reviewer found the guidelines used by the Claims Administrator relevant."
    )
    assert first.raw != second.raw


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Expert Reviewer found the Chronic Pain Treatment Guidelines, page 50, applicable and relevant.",
         ("reviewer", "MTUS", PAIN, None, [50])),
        ("The Physician Reviewer used the Knee Complaints, page 330, as the basis of his decision.",
         ("reviewer", "MTUS", "Knee Complaints", None, [330])),
        ("The Claims Administrator cited the ODG, Knee Chapter, Canes.",
         ("claims administrator", "ODG", "Knee and Leg", "Canes", [])),
        ("The Claims Administrator's decision was based on the ODG, Burns, which is not part of the MTUS.",
         ("claims administrator", "ODG", "Burns", None, [])),
        ("The Claims Administrator based its guidelines on the ODG, Burns Chapter.",
         ("claims administrator", "ODG", "Burns", None, [])),
        ("The Chronic Pain Medical Treatment Guidelines, page 50, were relied on by the Expert Reviewer.",
         ("reviewer", "MTUS", PAIN, None, [50])),
        ("The guideline used by the Claims Administrator was the ODG, Burns Chapter.",
         ("claims administrator", "ODG", "Burns", None, [])),
        ("The Expert Reviewer relied on the following guidelines: Chronic Pain Treatment Guidelines, Yoga.",
         ("reviewer", "MTUS", PAIN, "Yoga", [])),
        ("The Claims Administrator based its decision on the Non-MTUS citation: ODG, Hernia Chapter.",
         ("claims administrator", "ODG", "Hernia", None, [])),
        ("The Expert Reviewer relied on the Chronic Pian Treatment Guidelines, page 50.",
         ("reviewer", "MTUS", PAIN, None, [50])),
        ("The Expert Reviewer relied on the ODG, Burns, a medical treatment guideline (MTG) which is not "
         "part of the MTUS.",
         ("reviewer", "ODG", "Burns", None, [])),
        ("No guideline was cited by the Claims Administrator.",
         ("claims administrator", "none", None, None, [])),
    ],
)  # fmt: skip
def test_prose_has_many_words_for_citing(text, expected):
    assert narrated(text) == [expected]


def test_one_sentence_may_tell_of_two_verbs():
    text = (
        "The Claims Administrator cited the ODG, Burns, and the Expert Reviewer found the "
        "Chronic Pain Treatment Guidelines, page 50, applicable."
    )
    assert narrated(text) == [
        ("claims administrator", "ODG", "Burns", None, []),
        ("reviewer", "MTUS", PAIN, None, [50]),
    ]
    text = (
        "The Expert Reviewer found the Chronic Pain Treatment Guidelines did not address the device, "
        "and found the ODG, Burns, relevant."
    )
    assert narrated(text) == [("reviewer", "ODG", "Burns", None, [])]


@pytest.mark.parametrize(
    "text",
    [
        "The Expert Reviewer found the request appropriate.",
        "The Expert Reviewer found the Chronic Pain Medical Treatment Guidelines not applicable.",
        "The Expert Reviewer found that no section of the MTUS was applicable.",
        "The Claims Administrator used its own judgement.",
    ],
)
def test_what_is_found_or_used_and_no_guideline_is_no_citation(text):
    assert narrated(text) == []


@pytest.mark.parametrize(
    ("joint", "second"),
    [
        (", part of the MTUS, and the Postsurgical Treatment Guidelines (2009)", "Postsurgical Treatment"),
        ("; and the Postsurgical Treatment Guidelines (2009)", "Postsurgical Treatment"),
        (", and Chapter 13 Knee Complaints", "Knee Complaints"),
    ],
)
def test_guidelines_of_one_sentence_keep_their_own_pages(joint, second):
    text = f"The Expert Reviewer relied on the Chronic Pain Treatment Guidelines, page 98{joint}, page 26."
    assert narrated(text) == [
        ("reviewer", "MTUS", PAIN, None, [98]),
        ("reviewer", "MTUS", second, None, [26]),
    ]


def test_the_odg_is_its_own_citation_behind_a_chapter_of_the_mtus():
    text = (
        "The Expert Reviewer relied on the Chronic Pain Guidelines, page 98; and the ODG, Elbow Chapter, Ice."
    )
    assert narrated(text) == [("reviewer", "MTUS", PAIN, None, [98]), ("reviewer", "ODG", "Elbow", "Ice", [])]


def test_prose_that_cites_nothing_has_source_none_and_silence_is_no_citation():
    text = "The Claims Administrator did not cite any evidence. The MTUS is silent on this device."
    assert narrated(text) == [("claims administrator", "none", None, None, [])]
