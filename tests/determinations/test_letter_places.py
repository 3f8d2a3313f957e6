"""Where the passages that facts were read from stand in a letter's text."""

import string

from hypothesis import given
from hypothesis import strategies as st

from determinations.letter_places import (
    MOST_PASSAGES,
    ItemPassages,
    LetterPlaces,
    case_summary_name,
    citation_name,
    find_places,
    rationale_name,
    title_name,
)

LETTER = """\
CLINICAL CASE SUMMARY
The worker is treated for
the neck.

MRI of the neck: Upheld
Decision based on ODG
Neck. Decision rationale: Non-
steroidal drugs were not\u00a0tried. It is not necessary.
\f
MRIs of the knee: Upheld
Decision based on ODG Knee.
Decision rationale: It is not necessary.
"""
NECK = ItemPassages(
    1,
    "MRI of the neck",
    ("Decision based on ODG Neck.",),
    "Nonsteroidal drugs were not tried. It is not necessary.",
)
KNEE = ItemPassages(2, "MRIs of the knee", ("Decision based on ODG Knee.",) * 2, "It is not necessary.")


def passage(places: LetterPlaces, name: str) -> str:
    """The text of the place that the passage leads to."""
    (text,) = [stretch.text for stretch in places.stretches if stretch.anchor == places.anchors[name]]
    return text


def start(places: LetterPlaces, name: str) -> int:
    before = 0
    for stretch in places.stretches:
        if stretch.anchor == places.anchors[name]:
            return before
        before += len(stretch.text)
    raise AssertionError(name)


def test_a_passage_is_found_across_line_ends_hyphens_and_hard_spaces():
    places = find_places(LETTER, "The worker is treated for the neck.", [NECK, KNEE])
    assert passage(places, case_summary_name()) == "The worker is treated for\nthe neck."
    assert passage(places, citation_name(1, 0)) == "Decision based on ODG\nNeck."
    assert passage(places, rationale_name(1)) == (
        "Non-\nsteroidal drugs were not\u00a0tried. It is not necessary."
    )


def test_the_text_is_cut_and_nothing_is_added_or_left_out():
    places = find_places(LETTER, "The worker is treated for the neck.", [NECK, KNEE])
    assert "".join(stretch.text for stretch in places.stretches) == LETTER


def test_what_several_items_say_alike_is_found_at_each_of_them():
    places = find_places(LETTER, "", [NECK, KNEE])
    assert start(places, rationale_name(2)) == LETTER.rindex("It is not necessary.")


def test_a_sentence_that_gives_two_citations_is_one_place():
    places = find_places(LETTER, "", [NECK, KNEE])
    assert places.anchors[citation_name(2, 1)] == places.anchors[citation_name(2, 0)]


def test_the_same_sentence_of_both_sides_is_two_places():
    text = "MRI: Upheld\nUR: Based on ODG.\nReviewer: Based on ODG.\nReason.\n"
    item = ItemPassages(1, "MRI", ("Based on ODG.", "", "Based on ODG."), "Reason.")
    places = find_places(text, "", [item])
    assert start(places, citation_name(1, 2)) == text.rindex("Based")


def test_a_passage_that_the_text_does_not_have_has_no_place():
    item = ItemPassages(1, "CT of the neck", ("Decision based on MTUS.", ""), "")
    assert find_places(LETTER, "Another summary.", [item]).anchors == {}


def test_a_part_of_a_word_is_no_place():
    assert find_places("MRIs of the neck", "", [ItemPassages(1, "MRI", (), "")]).anchors == {}
    assert find_places("An MRI-guided", "", [ItemPassages(1, "MRI", (), "")]).anchors == {
        title_name(1): title_name(1)
    }


def test_a_passage_within_another_leads_to_that_one():
    item = ItemPassages(1, "the neck", (), "")
    places = find_places("Treated for the neck.", "Treated for the neck.", [item])
    assert places.anchors[title_name(1)] == case_summary_name()


def test_a_letter_of_thousands_of_items_is_looked_through_for_the_first_of_them():
    items = [ItemPassages(number, f"Item no {number}.", (), "") for number in range(1, 3001)]
    anchors = find_places(" ".join(item.title for item in items), "", items).anchors
    assert title_name(1) in anchors
    assert len(anchors) <= MOST_PASSAGES


TEXT = st.text(alphabet="ab -\n\f\u00a0\u200bA.", max_size=60)


@given(
    TEXT, TEXT, st.lists(st.builds(ItemPassages, st.integers(1, 3), TEXT, st.tuples(TEXT), TEXT), max_size=3)
)
def test_any_text_is_cut_whole_and_every_address_leads_somewhere(text, summary, items):
    places = find_places(text, summary, items)
    assert "".join(stretch.text for stretch in places.stretches) == text
    anchors = [stretch.anchor for stretch in places.stretches if stretch.anchor]
    assert set(places.anchors.values()) <= set(anchors)


WORDS = st.lists(st.text(alphabet=string.ascii_letters, min_size=1, max_size=8), min_size=1, max_size=12)


@given(WORDS, st.lists(st.sampled_from([" ", "\n", "\n\n", "  ", "\f"]), min_size=12, max_size=12))
def test_a_passage_is_found_however_its_lines_are_broken(words, gaps):
    printed = "".join(f"{word}{gap}" for word, gap in zip(words, gaps, strict=False)).strip()
    places = find_places(f"Before. {printed} . After.", " ".join(words), [])
    assert passage(places, case_summary_name()) == printed
