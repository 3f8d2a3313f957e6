"""Finding phrases in a text."""

import pytest

from vocabularies.phrases import PhraseFinder, written_out


def found(text: str, *phrases: str) -> list[str]:
    return [text[each.start : each.end] for each in PhraseFinder({"tag": phrases}).find(text)]


def test_upper_and_lower_case_are_alike():
    assert found("No Red Flags were seen.", "red flags") == ["Red Flags"]


def test_only_whole_words_are_found():
    assert found("The encouraged worker rests.", "age", "work") == []


def test_a_star_stands_for_any_ending():
    assert found("Two injections, one injected.", "inject*") == ["inject", "inject"]


def test_a_hyphen_or_slash_counts_as_a_space():
    assert found("long-term EMG/NCV", "long term", "emg ncv") == ["long-term", "EMG/NCV"]


def test_words_parted_by_a_comma_are_no_phrase():
    assert found("a unit, rental", "unit rental") == []


def test_alternatives_may_be_nested_and_empty():
    assert set(written_out("(no|lack of (clear |)) rationale")) == {
        "no rationale",
        "lack of rationale",
        "lack of clear rationale",
    }


def test_phrases_that_overlap_are_all_found_the_longest_first():
    assert found(
        "physical examination findings", "physical exam*", "examination", "physical examination findings"
    ) == [
        "physical examination findings",
        "physical exam",
        "examination",
    ]


def test_a_place_is_that_of_the_text_as_printed():
    assert found("“Twenty–two” visits were İmproved; no gain.", "no gain") == ["no gain"]


def test_a_star_inside_a_phrase_is_refused():
    with pytest.raises(ValueError, match="write the endings out"):
        PhraseFinder({"tag": ["inject* knee"]})
