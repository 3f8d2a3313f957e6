"""The rest of a letter, for a search anywhere in it."""

from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.samples import make_letters
from search.whole_letter import rest_of_letter

LETTER = """Case Number: CM16-0990001

CLINICAL CASE SUMMARY

The expert reviewer developed the following clinical case summary based on a review of the case
file, including all medical records:

The worker fell from a ladder.

IMR ISSUES, DECISIONS AND RATIONALES

MRI of the knee: Upheld

Decision rationale: No instability is recorded.

Motrin 600mg: Overturned

Decision rationale: Inflammation is recorded.
"""


def rest(treatment="MRI of the knee", rationale="No instability is recorded."):
    return rest_of_letter(LETTER, "The worker fell from a ladder.", treatment, rationale)


def test_an_items_own_texts_are_left_out_and_the_other_items_stay():
    assert rest().split("\n") == [
        "Case Number: CM16-0990001",
        "Upheld",
        "Motrin 600mg: Overturned",
        "Inflammation is recorded.",
    ]


def test_what_is_not_found_word_for_word_stays():
    assert "No instability is recorded." in rest(rationale="No instability was recorded.")
    assert "MRI of the knee: Upheld" in rest(treatment="MRI", rationale="No instability is recorded.")


def test_without_summary_and_rationale_the_whole_letter_is_the_rest():
    found = rest_of_letter(LETTER, "", "MRI of the knee", "")
    assert "fell from a ladder" in found
    assert "MRI of the knee: Upheld" in found


def test_a_letter_without_text_has_no_rest():
    assert rest_of_letter("", "", "MRI", "No instability.") == ""


def test_no_word_of_a_sample_letter_is_lost_but_the_words_of_every_letter():
    for letter in make_letters(40, seed=3):
        parsed = parse_letter(LetterText(letter.text, "text/plain"))
        for item in parsed.items:
            found = rest_of_letter(
                letter.text, parsed.case_summary or "", item.treatment, item.rationale or ""
            )
            assert item.rationale not in found
            others = [other for other in parsed.items if other.number != item.number]
            assert all(other.rationale in found or other.rationale == item.rationale for other in others)
            assert all(state in found for state in parsed.reviewer.licensure)
            assert "familiar with governing laws" not in found
