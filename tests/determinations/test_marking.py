"""A rationale cut at the passages that give its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.marking import Highlight, Highlights, mark_rationale, mark_text
from determinations.passages import LONGEST, Passage, read_passage
from letters.parsed_letter import ReasonSpan

TEXT = "No gain is noted. No red flag is seen."
NO_GAIN = ReasonSpan(0, 7, "no-functional-improvement")
NO_FLAG = ReasonSpan(18, 29, "no-objective-findings")


def shown(rationale: str, *spans: ReasonSpan) -> str:
    """Paragraphs parted by "/", marked runs in brackets with their numbers, "^" before those ending there."""
    paragraphs = mark_rationale(rationale, spans).paragraphs
    return "/".join("".join(map(_run, paragraph)) for paragraph in paragraphs)


def _run(run) -> str:
    if not run.notes:
        return run.text
    covering = ",".join(str(note.number) for note in run.notes)
    ending = "".join(f"^{note.number}" for note in run.ending)
    return f"[{covering}:{run.text}{ending}]"


def test_a_passage_is_marked_and_numbered_at_its_end():
    assert shown(TEXT, NO_FLAG) == "No gain is noted. [1:No red flag^1] is seen."


def test_reasons_are_numbered_in_the_order_of_the_text():
    marked = mark_rationale(TEXT, [NO_FLAG, NO_GAIN])
    assert [(note.number, note.code) for note in marked.notes] == [(1, NO_GAIN.code), (2, NO_FLAG.code)]


def test_a_reason_given_twice_has_one_number():
    again = ReasonSpan(18, 29, NO_GAIN.code)
    assert shown(TEXT, NO_GAIN, again) == "[1:No gain^1] is noted. [1:No red flag^1] is seen."
    assert len(mark_rationale(TEXT, [NO_GAIN, again]).notes) == 1


def test_where_passages_overlap_the_text_has_both_numbers():
    assert shown("abcdef", ReasonSpan(0, 4, "x"), ReasonSpan(2, 6, "y")) == "[1:ab][1,2:cd^1][2:ef^2]"


def test_a_passage_within_another_ends_before_it():
    assert shown("abcdef", ReasonSpan(0, 6, "x"), ReasonSpan(2, 4, "y")) == "[1:ab][1,2:cd^2][1:ef^1]"


def test_two_reasons_of_one_passage_are_both_numbered():
    assert shown("abc", ReasonSpan(0, 2, "x"), ReasonSpan(0, 2, "y")) == "[1,2:ab^1^2]c"


def test_passages_that_touch_are_marked_each():
    assert shown("abcd", ReasonSpan(0, 2, "x"), ReasonSpan(2, 4, "x")) == "[1:ab^1][1:cd^1]"


def test_each_line_is_a_paragraph():
    assert shown("one\ntwo\n\nthree") == "one/two/three"


def test_a_passage_over_two_paragraphs_is_marked_in_both_and_numbered_once():
    assert shown("one\ntwo", ReasonSpan(1, 6, "x")) == "o[1:ne]/[1:tw^1]o"


def test_a_rationale_without_reasons_has_no_marks_and_no_notes():
    assert shown(TEXT) == TEXT
    assert mark_rationale(TEXT, []).notes == ()


def test_no_rationale_is_no_paragraph():
    assert mark_rationale("", []).paragraphs == ()


def test_a_passage_beyond_the_rationale_is_not_marked():
    assert shown("abc", ReasonSpan(1, 9, "x")) == "abc"


@given(
    st.text(alphabet="ab \n", max_size=30),
    st.lists(st.builds(ReasonSpan, st.integers(0, 30), st.integers(0, 30), st.sampled_from("xyz"))),
)
def test_marking_changes_no_text(rationale, spans):
    paragraphs = mark_rationale(rationale, spans).paragraphs
    assert ["".join(run.text for run in paragraph) for paragraph in paragraphs] == [
        line for line in rationale.split("\n") if line
    ]


def highlighted(text: str, highlights: Highlights, *spans: ReasonSpan) -> str:
    """Hits in stars, the passage in underscores, reasons in brackets; "/" parts paragraphs."""
    paragraphs = mark_rationale(text, spans, highlights).paragraphs
    return "/".join("".join(map(_highlighted, paragraph)) for paragraph in paragraphs)


def _highlighted(run) -> str:
    shown = f"*{run.text}*" if run.hit else run.text
    shown = f"_{shown}_" if run.passage else shown
    return f"[{shown}]" if run.notes else shown


def test_hits_stand_within_across_and_beside_a_reason():
    hits = Highlights((Highlight(0, 2), Highlight(3, 5), Highlight(7, 8)))
    assert highlighted("abcdefgh", hits, ReasonSpan(1, 4, "x")) == "*a*[*b*][c][*d*]*e*fg*h*"


def test_a_linked_passage_runs_over_hits_reasons_and_paragraphs():
    highlights = Highlights((Highlight(4, 5),), Highlight(2, 6))
    assert highlighted("abc\ndefg", highlights, ReasonSpan(0, 3, "x")) == "[ab][_c_]/_*d*__e_fg"


def test_only_the_first_part_of_a_hit_bears_its_id():
    marked = mark_rationale("abcd", [ReasonSpan(1, 2, "x")], Highlights((Highlight(0, 3, "hit-1"),)))
    assert [run.begins_hit for run in marked.paragraphs[0]] == [True, False, False, False]


def test_what_lies_beyond_the_text_is_not_marked():
    beyond = Highlights((Highlight(2, 9), Highlight(9, 12)), Highlight(1, 9))
    assert highlighted("abcd", beyond) == "abcd"


def test_a_text_keeps_its_line_breaks_and_every_run_its_place():
    runs = mark_text("ab\ncd", Highlights((Highlight(1, 4),)), cuts=(2,))
    assert [(run.text, run.start, run.hit is not None) for run in runs] == [
        ("a", 0, False),
        ("b", 1, True),
        ("\nc", 2, True),
        ("d", 4, False),
    ]


@pytest.mark.parametrize("written", ["item-2:120-264", "summary:0-1", f"letter:5-{LONGEST + 5}"])
def test_a_passage_is_read_as_it_is_written(written):
    assert read_passage(written).written == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "item-2",
        "item-2:5",
        "item-:0-5",
        "title:0-5",
        "item-2:5-5",
        "item-2:٣-٩",
        f"letter:0-{LONGEST + 1}",
    ],
)
def test_what_names_no_passage_is_none(written):
    assert read_passage(written) is None


def test_a_passage_is_of_a_place_with_its_first_character_and_the_one_behind_it():
    assert read_passage("item-12:3-9") == Passage("item-12", 3, 9)
