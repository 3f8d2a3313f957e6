"""The passage that shows why a text matched."""

import time

from hypothesis import given
from hypothesis import strategies as st

from search import analysis
from search.query.tree import And, FieldWords, Fuzzy, HasValue, Near, Not, Or, Phrase, Prefix, Words
from search.snippets import marks_of, matches, snippet

FILLER = "The record was reviewed in full and says little. " * 40


def passage(query, text, field="rationale") -> str:
    """The snippet with its marks in brackets."""
    segments = snippet(text, marks_of(query)[field])
    return "".join(f"[{segment.text}]" if segment.marked else segment.text for segment in segments)


def test_word_forms_are_marked_as_they_are_spelt():
    assert passage(Words("injection"), "Injections failed.") == "[Injections] failed."


def test_a_phrase_is_marked_as_a_whole_and_only_as_spelt():
    text = "Functional  improvement, not improvement that is functional"
    assert passage(Phrase("functional improvement"), text) == (
        "[Functional  improvement], not improvement that is functional"
    )


def test_the_longest_phrase_at_a_place_is_marked():
    either = Or((Phrase("low"), Phrase("low back pain"), Words("pain")))
    assert passage(either, "low back pain, low pain") == "[low back pain], [low] [pain]"


def test_words_of_one_field_are_marked_in_it_only():
    assert passage(FieldWords("treatment", "knee"), "the knee") == ""
    assert passage(FieldWords("rationale", "knee"), "the knee") == "the [knee]"


def test_every_word_with_a_beginning_is_marked():
    assert passage(Prefix("inject"), "Injections, injected; reject") == "[Injections], [injected]; reject"


def test_words_spelt_nearly_so_are_marked():
    assert passage(Fuzzy("tramadol"), "tramdol and tramadol, not toradol") == (
        "[tramdol] and [tramadol], not toradol"
    )


def test_both_sides_of_what_stands_near_are_marked():
    query = Near((Words("injection"), Words("block")), (Phrase("no relief"),), within=5)
    assert passage(query, "injections gave no relief") == "[injections] gave [no relief]"


def test_words_of_the_whole_letter_are_marked_in_every_field():
    assert passage(FieldWords("letter", "knee"), "the knee", field="rationale") == "the [knee]"


def test_what_is_left_out_is_not_marked():
    assert passage(And((Words("knee"), Not(Words("hip")))), "knee or hip") == "[knee] or hip"


def test_a_drug_is_marked_by_each_of_its_names():
    text = "Zanaflex (tizanidine), Norco, Percocet and acetaminophen"
    combination = And((HasValue("drug", ("acetaminophen",)), HasValue("drug", ("hydrocodone",))))
    assert passage(HasValue("drug", ("tizanidine",)), text).startswith("[Zanaflex] ([tizanidine]), Norco")
    assert passage(HasValue("drug", ("acetaminophen",)), text).endswith(
        "[Norco], [Percocet] and [acetaminophen]"
    )
    assert passage(combination, text).endswith("[Norco], Percocet and [acetaminophen]")


def test_two_drugs_asked_for_at_once_are_both_marked():
    both = And((HasValue("drug", ("tizanidine",)), HasValue("drug", ("tramadol",))))
    assert passage(both, "Zanaflex, Ultram") == "[Zanaflex], [Ultram]"


def test_a_drug_in_no_list_is_marked_as_it_is_called():
    assert passage(HasValue("drug", ("nosuchdrug",)), "Nosuchdrug 5mg") == "[Nosuchdrug] 5mg"


def test_a_drug_that_is_left_out_is_not_marked():
    left_out = Not(Or((Words("Zanaflex"), HasValue("drug", ("tizanidine",)))))
    assert passage(And((Words("knee"), left_out)), "tizanidine, knee") == "tizanidine, [knee]"


def test_a_text_without_a_match_has_no_passage():
    assert snippet("some text", marks_of(Words("knee"))["rationale"]) == ()


def test_a_long_text_is_cut_at_words_around_the_best_passage():
    text = f"{FILLER}A knee. {FILLER}The knee brace was refused. {FILLER}"
    shown = passage(Words("knee brace"), text)
    assert "The [knee] [brace] was refused." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 350
    assert all(word in f"{text} … [knee] [brace]" for word in shown.split(" "))


def test_the_beginning_and_the_end_of_a_text_are_not_marked_as_cut():
    assert passage(Words("knee"), f"Knee pain. {FILLER}").startswith("[Knee] pain.")
    assert passage(Words("knee"), f"{FILLER}The knee").endswith("The [knee]")


def test_markup_in_a_text_stays_text():
    assert passage(Words("knee"), "<b>knee</b> &amp;") == "<b>[knee]</b> &amp;"


@given(st.text(), st.text(max_size=8))
def test_a_short_text_is_shown_whole(text, word):
    segments = snippet(text, marks_of(Words(word))["rationale"])
    assert not segments or "".join(segment.text for segment in segments) == text


@given(st.text("pain’s'57.mgİé \n", max_size=40), st.sampled_from(["pain", "mg", "7.5", "a", "s", "é"]))
def test_a_word_is_marked_wherever_it_stands_and_not_within_another(text, word):
    query = FieldWords("rationale", word)
    stands = [
        one.span() for one in analysis.placed_words(text) if analysis.stem(one[0]) == analysis.stem(word)
    ]
    assert [(one.start, one.end) for one in matches(text, marks_of(query)["rationale"])] == stands


def test_each_of_many_words_with_a_beginning_is_marked():
    text = " ".join(f"in{letter}" for letter in "abcdefghijkl")
    assert passage(Prefix("in"), text) == " ".join(f"[{word}]" for word in text.split())


def test_a_long_word_is_no_trouble():
    started = time.perf_counter()
    text = "x" * 50_000 + " knee " + "1." * 50_000
    assert "[knee]" in passage(Words("knee"), text)
    assert time.perf_counter() - started < 2
