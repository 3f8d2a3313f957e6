"""How text becomes words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis
from search.fields import FIELDS, PREFIXES
from search.manifest import fingerprint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The request is NOT necessary.", ["the", "request", "is", "not", "necessary"]),
        ("therapy 2 x 3", ["therapy", "2", "x", "3"]),
        ("Flexeril 7.5mg #60", ["flexeril", "7.5", "mg", "60"]),
        ("Flexeril 7.5 MG", ["flexeril", "7.5", "mg"]),
        ("section 9792.24.2, p.98", ["section", "9792.24.2", "p", "98"]),
        ("in 2009.Thus far", ["in", "2009", "thus", "far"]),
        ("pages 98,99", ["pages", "98", "99"]),
        ("the patient’s L4-L5 disc", ["the", "patient's", "l4", "l5", "disc"]),
        ("4 A's, non-steroidal", ["4", "a's", "non", "steroidal"]),
        ("10/325mg", ["10", "325", "mg"]),
        ("5mgx 5g’s 2x4 4th b12", ["5mgx", "5g's", "2x4", "4th", "b12"]),
        ("snake_case", ["snake", "case"]),
        ("— & …", []),
        ("İLAÇ ΦΟΡΟΣ", ["ilaç", "φοροσ"]),
    ],
)
def test_words_are_in_lower_case_and_otherwise_as_spelt(text, words):
    assert analysis.words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("injection", "injections"), ("improved", "improving"), ("patient", "patient's"), ("MRI", "MRIs")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert analysis.stems(one) == analysis.stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("TENS", "ten"), ("medication", "medical"), ("CURES", "cure"), ("generic", "general")]
)
def test_what_only_looks_like_a_form_has_its_own_stem(one, other):
    assert analysis.stems(one) != analysis.stems(other)


@given(st.text())
def test_places_of_words_are_where_they_stand(text):
    spans = list(analysis.spans(text))
    assert [word for _, _, word in spans] == analysis.words(text)
    assert all(text[start:end].lower().replace("’", "'") == word for start, end, word in spans)


@given(st.text(st.sampled_from("ab7.'’-_ Z"), max_size=12) | st.text(st.characters(codec="ascii")))
def test_words_are_the_same_whatever_letters_stand_elsewhere_in_the_text(text):
    assert analysis.words(f"{text} é") == [*analysis.words(text), "é"]


@given(st.text())
def test_folding_moves_no_letter(text):
    assert len(analysis.folded(text)) == len(text)
    assert analysis.words(analysis.folded(text)) == analysis.words(text)


@pytest.mark.parametrize("piece", ["1", "1.", "a'", "a1.", ".", "’"])
def test_a_long_text_is_read_quickly(piece):
    started = time.perf_counter()
    analysis.words(piece * 100_000)
    assert time.perf_counter() - started < 2


def test_an_index_of_other_fields_or_words_is_known_as_such(monkeypatch):
    before = fingerprint()
    assert fingerprint() == before
    monkeypatch.setattr(analysis, "FINGERPRINT_PARTS", ("another",))
    assert fingerprint() != before


def test_no_two_fields_share_a_prefix():
    assert len(PREFIXES) == sum(1 + len(field.aliases) for field in FIELDS)
