"""What becomes of a letter's text, whatever is done to it: it is parsed, or refused with a reason."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters.errors import LetterError, NotADetermination
from letters.fictional import MARK, is_fictional
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading import read_bytes
from tests.determinations.letters import letter as letter_text
from tests.letters.pdfs import text_pdf

GOLDEN = Path(__file__).parent / "formats" / "golden"
LETTERS = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.txt"))]
COLONS = (GOLDEN / "f4_colons_in_titles.txt").read_text(encoding="utf-8")
NO_LINES = (GOLDEN / "f4_fictional_and_without_empty_lines.txt").read_text(encoding="utf-8")

HEADING = "IMR ISSUES, DECISIONS AND RATIONALES"
GUIDELINES = "Claims Administrator guideline: {0}\n\nMAXIMUS guideline: {0}".format("Decision based on MTUS.")
RATIONALE = "Decision rationale: Nothing was documented. The request is not medically necessary."

a_few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parsed(text: str) -> ParsedLetter:
    return parse_letter(LetterText(text, "text/plain"))


def parsed_or_refused(text: str) -> ParsedLetter | None:
    try:
        letter = parsed(text)
    except LetterError:
        return None
    json.dumps(letter.as_json())
    assert letter.items
    return letter


def issues(*parts: str) -> str:
    return "\n\n".join((HEADING, *parts))


def titles(text: str) -> list[str]:
    return [item.title for item in parsed(text).items]


def codes(text: str) -> list[tuple[str, int | None]]:
    about_items = [warning for warning in parsed(text).warnings if warning.item]
    return [(warning.code, warning.item) for warning in about_items]


# Any text


@a_few
@given(st.text(max_size=2000))
def test_any_text_is_parsed_or_refused_with_a_reason(text):
    assert parsed_or_refused(text) is None or HEADING in text


@a_few
@given(st.text(alphabet="aA :;.\n\f-/1", max_size=400), st.sampled_from(["Upheld", "Overturned"]))
def test_any_text_around_an_outcome_is_parsed_or_refused(noise, outcome):
    parsed_or_refused(
        f"{HEADING}\n{noise}: {outcome}\n{noise}{GUIDELINES}{noise}{RATIONALE}{noise}: {outcome}\n{noise}"
    )


@a_few
@given(st.sampled_from(LETTERS), st.data())
def test_a_letter_that_is_cut_is_parsed_or_refused(text, data):
    start = data.draw(st.integers(0, len(text)))
    parsed_or_refused(text[start : data.draw(st.integers(start, len(text)))])


@a_few
@given(st.sampled_from(LETTERS), st.data())
def test_a_letter_whose_lines_are_doubled_lost_or_shuffled_is_parsed_or_refused(text, data):
    lines = text.split("\n")
    parsed_or_refused("\n".join(data.draw(st.lists(st.sampled_from(lines), max_size=2 * len(lines)))))
    parsed_or_refused("\n".join(data.draw(st.permutations(lines))))


@a_few
@given(st.sampled_from(LETTERS), st.data())
def test_a_letter_with_noise_in_it_is_parsed_or_refused(text, data):
    place = data.draw(st.integers(0, len(text)))
    parsed_or_refused(text[:place] + data.draw(st.text(max_size=200)) + text[place:])


# What is no letter


@pytest.mark.parametrize("text", ["Dear Sir or Madam,\nplease find enclosed: Upheld", "", "IMR ISSUES"])
def test_prose_is_refused_by_the_heading_that_it_lacks(text):
    with pytest.raises(NotADetermination, match=r"no IMR determination letter.*no heading 'IMR ISSUES"):
        parsed(text)


def test_a_letter_without_items_is_refused():
    with pytest.raises(NotADetermination, match="no disputed item"):
        parsed(issues("The Final Determination was based on nothing."))


def test_a_text_of_far_too_many_items_is_refused():
    with pytest.raises(NotADetermination, match="Split it"):
        parsed(issues(*["Norco: Upheld\n"] * 300))


# Two letters in one text


def headed(number: str, title: str) -> str:
    return letter_text(case_number=number, items=[(title, "Upheld")])


@pytest.mark.parametrize("between", ["", "\n\n", "\f"])
def test_two_letters_in_one_text_are_refused(between):
    with pytest.raises(NotADetermination, match=r"CM16-0990001 and CM16-0990002.*Split it"):
        parsed(headed("CM16-0990001", "Cane") + between + headed("CM16-0990002", "Walker"))


def test_two_letters_on_one_line_are_refused():
    both = headed("CM16-0990001", "Cane") + headed("CM16-0990002", "Walker")
    with pytest.raises(NotADetermination, match="Split it"):
        parsed(" ".join(both.split()))


@pytest.mark.parametrize("layout", ["f0_overturned", "f1_header", "f1_headings_run", "f2_outcome_words"])
def test_two_letters_of_an_early_layout_are_refused(layout):
    text = next(GOLDEN.glob(f"{layout}*.txt")).read_text(encoding="utf-8")
    with pytest.raises(NotADetermination, match="Split it"):
        parsed(text + "\n" + re.sub(r"(?<=[ -]13-)99|(?<=CM13-)09", "88", text))


def test_two_letters_without_headers_are_refused_by_their_two_lists_of_items():
    one, other = (letter_text(case_number=None, items=[(title, "Upheld")]) for title in ("Cane", "Walker"))
    with pytest.raises(NotADetermination, match="Split it"):
        parsed(one + other)


def test_a_case_number_or_a_heading_that_a_rationale_mentions_is_no_second_letter():
    told = f"{RATIONALE} See IMR Case Number: CM15-0990009.\nThe heading {HEADING} was empty there."
    text = letter_text(items=[("Cane", "Upheld")]).replace("The records of", f"{told} The records of")
    assert len(parsed(text).items) == 1


@pytest.mark.parametrize("text", [COLONS, *LETTERS[:8]])
def test_a_letter_of_doubled_lines_is_one_letter(text):
    doubled = "\n\n".join(f" {line}" if line.strip() else line for line in text.split("\n"))
    assert parsed(doubled).case_number == parsed(text).case_number


# Titles and outcomes


def test_a_title_is_split_at_its_last_colon():
    assert titles(issues("Pre-op: labs: CBC: Upheld", GUIDELINES, RATIONALE)) == ["Pre-op: labs: CBC"]


@pytest.mark.parametrize(
    "printed",
    [
        "Knee brace: Upheld",
        "Knee brace:  UPHELD",
        "Knee brace:\nUpheld",
        "Knee brace:\n\nUpheld",
        "Knee brace is: Upheld",
        "Knee brace is:\nUpheld",
        "1. Knee brace: Upheld",
        "2) Knee\nbrace : Upheld.",
        "Knee brace Upheld",
        "Knee brace -Upheld",
        "Knee brace – Upheld",
        "Knee\fbrace: Upheld",
    ],
)
def test_an_outcome_is_found_however_it_is_set(printed):
    (first, second) = parsed(
        issues("Cane: Upheld", GUIDELINES, RATIONALE, printed, GUIDELINES, RATIONALE)
    ).items
    assert (first.title, second.title, second.outcome) == ("Cane", "Knee brace", "upheld")


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("Overturned", "overturned"),
        ("Partially Overturned", "partially overturned"),
        ("Overturned in part", "partially overturned"),
    ],
)
def test_an_outcome_means_what_it_says(printed, outcome):
    assert parsed(issues(f"Cane: {printed}", GUIDELINES, RATIONALE)).outcome == outcome


def test_an_outcome_word_inside_a_rationale_begins_no_item():
    rationale = f"{RATIONALE} The earlier denial was upheld.\nIt had been overturned: nobody knows why."
    assert titles(issues("Cane: Upheld", GUIDELINES, rationale)) == ["Cane"]


def test_a_title_begins_after_the_sentence_where_no_empty_line_is_left():
    text = " ".join(
        issues("Cane: Upheld", GUIDELINES, RATIONALE, "Walker: Overturned", GUIDELINES, RATIONALE).split()
    )
    assert titles(text) == ["Cane", "Walker"]
    assert parsed(text).items[0].rationale == RATIONALE.removeprefix("Decision rationale: ")


def test_a_history_that_a_page_break_parts_stays_one_title():
    history = (
        "Therapy six visits was the original request.\n\fTherapy four visits was authorized by the\f"
        "Claims Administrator. The remaining IMR eligible portion of the original request, Therapy two is"
    )
    text = issues("Cane: Upheld", GUIDELINES, f"{RATIONALE}\n\f{history}: Upheld", GUIDELINES, RATIONALE)
    assert titles(text) == ["Cane", " ".join(history.split())]


@pytest.mark.parametrize("lost", [": Overturned", "Overturned", "is: Overturned"])
@pytest.mark.parametrize("break_before", ["\n\n", "\n", " "])
@pytest.mark.parametrize(
    "sentence",
    [
        "Therefore, the request is not medically necessary.",
        "There has been no gain in function.",
        "Not one of his visits was followed by a report!",
    ],
)
def test_a_lost_title_takes_no_sentence_of_the_rationale_before_it(sentence, break_before, lost):
    rationale = f"Decision rationale: Nothing helped him. {sentence}"
    text = issues("Cane: Upheld", GUIDELINES, rationale + break_before + lost, GUIDELINES, RATIONALE)
    (cane, other) = parsed(text).items
    assert (cane.title, other.title) == ("Cane", "")
    assert cane.rationale == f"Nothing helped him. {sentence}"
    assert ("no-title", 2) in codes(text)


@pytest.mark.parametrize(
    "title",
    [
        "Norco 10/325mg #60 with no refills.",
        "physical therapy as is usual.",
        "Surgery that was done on 1/2/16.",
        "Norco 10/325mg #60 (the patient has two refills).",
        "Norco 10/325mg #60. He may take one at night.",
        "Is this one: Cane",
        "Walker that is medically necessary",
    ],
)
def test_a_title_with_a_full_stop_or_a_verb_stays_a_title(title):
    text = issues("Cane: Upheld", GUIDELINES, RATIONALE, f"{title}: Upheld", GUIDELINES, RATIONALE)
    assert titles(text) == ["Cane", title]


def test_a_title_begins_after_the_rationale_where_only_this_empty_line_was_lost():
    text = issues("Cane: Upheld", GUIDELINES, f"{RATIONALE}\nWalker: Upheld", GUIDELINES, RATIONALE)
    assert titles(text) == ["Cane", "Walker"]


def test_a_line_in_a_rationale_that_tells_another_decision_is_no_item():
    rationale = (
        "Decision rationale: The prior IMR decision: Upheld\n\nThe request is not medically necessary."
    )
    text = issues("Cane: Upheld", GUIDELINES, rationale, "Walker: Upheld", GUIDELINES, RATIONALE)
    assert titles(text) == ["Cane", "Walker"]
    assert "The prior IMR decision: Upheld" in parsed(text).items[0].rationale


def test_an_item_that_lost_all_its_labels_is_kept_where_its_title_may_be_a_request():
    text = issues("Cane: Upheld", GUIDELINES, RATIONALE, "Norco, by UR denial: Upheld", "It is not needed.")
    assert titles(text) == ["Cane", "Norco, by UR denial"]
    assert titles(issues("Cane: Upheld", "Second review: Upheld")) == ["Cane", "Second review"]


def test_a_title_far_too_long_is_cut_with_a_warning():
    title = "A walker with " + "many wheels and " * 200
    text = issues("Cane: Upheld", GUIDELINES, RATIONALE, f"{title}a bell: Upheld", GUIDELINES, RATIONALE)
    assert titles(text)[1].endswith("a bell")
    assert codes(text) == [("title-cut", 2)]


# Gaps


def test_an_item_without_rationale_is_kept_with_a_warning():
    text = issues("Cane: Upheld", GUIDELINES, "Walker: Upheld", GUIDELINES, RATIONALE)
    assert titles(text) == ["Cane", "Walker"]
    assert parsed(text).items[0].rationale is None
    assert codes(text) == [("no-rationale", 1)]


def test_an_item_without_guideline_lines_is_kept_with_warnings():
    text = issues("Cane: Upheld", RATIONALE)
    assert codes(text) == [("no-claims-administrator-guideline", 1), ("no-reviewer-guideline", 1)]
    assert parsed(text).items[0].citations == ()


def test_an_item_without_outcome_does_not_become_part_of_the_rationale_before_it():
    text = issues("Cane: Upheld", GUIDELINES, RATIONALE, "Walker", GUIDELINES, RATIONALE)
    (cane,) = parsed(text).items
    assert cane.rationale == RATIONALE.removeprefix("Decision rationale: ")
    assert codes(text) == [("no-outcome", 1)]


def test_a_letter_that_lost_its_other_sections_says_so():
    letter = parsed(issues("Cane: Upheld", GUIDELINES, RATIONALE))
    assert letter.case_number is None
    assert letter.case_summary is None
    assert {warning.code for warning in letter.warnings} == {
        "no-header",
        "no-case-summary",
        "no-specialty",
        "no-licensure",
    }


def test_a_guideline_that_a_rationale_quotes_is_no_label():
    rationale = f"{RATIONALE} See the MAXIMUS guideline: it is old."
    assert parsed(issues("Cane: Upheld", GUIDELINES, rationale)).items[0].rationale.endswith("it is old.")


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("Decision rationale", "Decisionrationale"),
        ("Decision rationale", "Decison rationale"),
        ("Claims Administrator guideline", "Claims Adminstrator guideline"),
        ("Claims Administrator guideline", "ClaimsAdministrator guideline"),
        ("MAXIMUS guideline", "MAXIMUS guidline"),
    ],
)
def test_a_label_that_is_misspelt_or_lost_a_space_is_a_label(label, printed):
    text = issues("Cane: Upheld", GUIDELINES, RATIONALE, "Walker: Upheld", GUIDELINES, RATIONALE)
    assert parsed(text.replace(label, printed)).items == parsed(text).items


# The same letter from another tool


def test_a_pdf_gives_the_same_facts_as_its_text():
    pdf = read_bytes("letter.pdf", text_pdf(COLONS, step=8))
    assert parse_letter(pdf).as_json() == parsed(COLONS).as_json()


@pytest.mark.parametrize("text", LETTERS)
def test_the_line_ends_of_another_system_change_nothing(text):
    assert (
        parse_letter(read_bytes("a.txt", text.replace("\n", "\r\n").encode())).as_json()
        == parsed(text).as_json()
    )


# Sample letters


def test_the_mark_of_a_sample_letter_changes_no_fact():
    marked = f"{MARK}\n\n{COLONS}"
    assert is_fictional(marked)
    assert not is_fictional(COLONS)
    assert parsed(marked).as_json() == parsed(COLONS).as_json()


def test_the_mark_is_seen_when_a_tool_has_broken_its_line():
    assert is_fictional("\n \n" + MARK.replace(" ", "\n", 3) + "\n\n" + COLONS)
    assert not is_fictional(f"{COLONS}\n{MARK}")
