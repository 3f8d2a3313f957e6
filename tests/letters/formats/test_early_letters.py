"""The layouts before 2014, F0 to F2, whose outcomes and guidelines stand in sentences."""

import pytest

from letters.errors import NotADetermination
from letters.formats import FORMATS
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from tests.letters.formats.test_golden import LETTERS

EARLY = [path.read_text(encoding="utf-8") for path in LETTERS if path.stem[:2] in {"f0", "f1", "f2"}]
PLAIN = [text for text in EARLY if "\n \n" not in text and "\n\n" in text]

NOT_NECESSARY = "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT\nMEDICALLY NECESSARY:"


def parsed(text: str) -> ParsedLetter:
    return parse_letter(LetterText(text, "text/plain"))


def review(rationale: str, issue: str = "Knee brace", heading: str = NOT_NECESSARY) -> ParsedLetter:
    return parsed(
        f"MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\n{issue}\n\nCASE SUMMARY:\nA man.\n\n"
        f"{heading}\n{rationale}\n"
    )


def result(request: str, verdict: str = "is not medically necessary and appropriate.") -> str:
    return f"MAXIMUS Federal Services, Inc. has determined the request for {request} {verdict}"


def notice(*printed: str) -> ParsedLetter:
    return parsed("\n\n".join(("Notice of Independent Medical Review Determination", *printed)))


def decisions(*printed: str) -> ParsedLetter:
    heading = "IMR DECISION(S) AND RATIONALE(S)"
    return parsed("\n\n".join(("CLINICAL CASE SUMMARY", "A man.", heading, *printed)))


def told(letter: ParsedLetter) -> list[tuple[str, str]]:
    return [(item.title, item.outcome) for item in letter.items]


def facts(text: str) -> dict:
    """What the letter says, but for the line breaks of its rationales."""
    letter = parsed(text).as_json()
    for item in letter["items"]:
        item["rationale"] = item["rationale"] and " ".join(item["rationale"].split())
    return letter


# Shapes


@pytest.mark.parametrize("text", PLAIN)
def test_a_letter_says_the_same_when_a_tool_doubles_its_lines(text):
    assert facts("".join(f" {line} \n\n" for line in text.replace("\f", "").split("\n"))) == facts(text)


@pytest.mark.parametrize("text", PLAIN)
def test_a_letter_says_the_same_when_a_tool_keeps_its_margins(text):
    assert facts("\n".join(f"        {line}" for line in text.split("\n"))) == facts(text)


@pytest.mark.parametrize("text", PLAIN)
def test_a_letter_says_the_same_without_empty_lines(text):
    assert facts("\n".join(line for line in text.split("\n") if line.strip())) == facts(text)


@pytest.mark.parametrize("text", EARLY)
def test_a_letter_says_the_same_with_straight_quotes(text):
    straight = text.translate(str.maketrans("“”’", '""\''))
    assert told(parsed(straight)) == told(parsed(text))
    assert parsed(straight).case_summary == parsed(text).case_summary


@pytest.mark.parametrize("one", EARLY)
def test_of_two_letters_in_one_file_one_layout_at_most_is_recognised(one):
    for other in EARLY:
        both = LetterText(f"{one}\n\f{other}", "text/plain")
        assert len([layout for layout in FORMATS if layout.recognises(both)]) == 1


@pytest.mark.parametrize(
    ("said", "specialties", "licensure"),
    [
        ("is board certified in Neurology and is licensed to practice in Ohio.", ("Neurology",), ("Ohio",)),
        (
            "is Board-Certified in Neurology and holds an active license to practice medicine in Ohio.",
            ("Neurology",),
            ("Ohio",),
        ),
        ("is Board Certified in Neurology.", ("Neurology",), ()),
    ],
)
def test_the_reviewer_is_who_a_sentence_says(said, specialties, licensure):
    letter = review(f"Nothing is said.\n\nMEDICAL REVIEWER QUALIFICATIONS:\nThe professional reviewer {said}")
    assert (letter.reviewer.specialties, letter.reviewer.licensure) == (specialties, licensure)


# F0


@pytest.mark.parametrize(
    ("rationale", "outcome"),
    [
        ("The brace is notmedically necessary.", "upheld"),
        ("The brace was not considered medically necessary.", "upheld"),
        ("The brace is determined to not be medically necessary.", "upheld"),
        ("The professional reviewer sustained the denial.", "upheld"),
        ("The professional reviewer has overturned the denial.", "overturned"),
        ("The brace is medically necessary and appropriate.", "overturned"),
        ("The brace is medically necessary in part.", "partially overturned"),
        ("A brace is medically necessary when the knee gives way. His does not.", "upheld"),
        ("Nothing is said.", "upheld"),
    ],
)
def test_the_rationale_of_a_review_tells_its_outcome_or_else_its_heading(rationale, outcome):
    assert told(review(rationale)) == [("Knee brace", outcome)]


def test_a_heading_without_not_tells_that_the_denial_was_overturned():
    assert review("Nothing is said.", heading=NOT_NECESSARY.replace(" NOT", "")).outcome == "overturned"


def test_issues_with_bullets_share_a_rationale_that_has_none():
    letter = review("Neither is medically needed.", issue="• Knee brace\n• Cane, 1")
    assert told(letter) == [("Knee brace", "upheld"), ("Cane, 1", "upheld")]
    assert {item.rationale for item in letter.items} == {"Neither is medically needed."}


# F1


def test_results_printed_twice_are_counted_once_whatever_their_wording_the_second_time():
    letter = notice(
        f"1) {result('a cane')}",
        f"2) {result('a walker')}",
        f"INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE\n1) {result('a  cane')}",
        f"2) {result('the walker')}",
    )
    assert told(letter) == [("a cane", "upheld"), ("a walker", "upheld")]


def test_two_requests_of_the_same_words_are_two_items():
    assert len(notice(f"1) {result('a cane')}", f"2) {result('a cane')}").items) == 2


def test_a_part_belongs_to_the_request_that_it_names_before_that_of_its_number():
    letter = notice(
        f"1) {result('a cane')}",
        f"2) {result('acupuncture of the neck')}",
        "1) Regarding the request for acupuncture of the neck:\nRationale for the Decision: Too often.",
        "2) Regarding the request for a cane:\nRationale for the Decision: Too long.",
    )
    assert [item.rationale for item in letter.items] == ["Too long.", "Too often."]


def test_a_part_that_is_missing_is_not_made_up_of_its_neighbour():
    letter = notice(
        f"1) {result('Norco 10/325mg #60')}",
        f"2) {result('Norco 10/325mg #90')}",
        "2) Regarding the request for Norco 10/325mg #90:\nRationale for the Decision: Too many.",
    )
    assert [item.rationale for item in letter.items] == [None, "Too many."]


def test_a_letter_that_lost_its_results_is_read_from_its_parts():
    letter = notice(
        "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE",
        "1) Regarding the request for a cane:\nRationale for the Decision: The cane is medically necessary.",
        "2) Regarding the request for a walker:\nRationale for the Decision: Nobody can tell.",
    )
    assert told(letter) == [("a cane", "overturned")]


def test_a_notice_without_results_is_refused():
    with pytest.raises(NotADetermination, match="has determined the request for"):
        notice("INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE", "Nothing follows.")


# F2


@pytest.mark.parametrize(
    "printed",
    [
        "2. Cane is not medically necessary and appropriate.",
        "2) Cane is notmedically\nnecessary and appropriate.",
        "2. Cane: Upheld",
        "(2) Cane is: Upheld",
        "2. Cane is upheld.",
        "Cane is not medically necessary and appropriate.\n\nThe Claims Administrator did not cite any.",
    ],
)
def test_an_item_is_found_however_its_verdict_is_set(printed):
    letter = decisions(
        "1. Walker is medically necessary and appropriate.",
        "The Physician Reviewer’s decision rationale: He falls. A walker is medically necessary.",
        printed,
        "The Physician Reviewer’s decision rationale: It is too long.",
    )
    assert told(letter) == [("Walker", "overturned"), ("Cane", "upheld")]
    assert [item.rationale for item in letter.items] == [
        "He falls. A walker is medically necessary.",
        "It is too long.",
    ]


def test_a_list_inside_a_rationale_begins_no_item():
    letter = decisions(
        "1. Walker is not medically necessary and appropriate.",
        "The Physician Reviewer's decision rationale: Two things lack:\n1. pain\n2. hope. It is not medically"
        " necessary.",
    )
    assert told(letter) == [("Walker", "upheld")]


@pytest.mark.parametrize(
    "said", ["modified the request to one", "approved only one", "partially certified it"]
)
def test_an_item_is_modified_where_only_its_rationale_says_so(said):
    letter = decisions(
        "1. Canes, 2 are not medically necessary and appropriate.",
        f"The Physician Reviewer's decision rationale: The claims administrator {said}.",
    )
    assert letter.items[0].modified_by_ur


def test_a_letter_of_the_old_heading_without_items_is_refused():
    with pytest.raises(NotADetermination, match="IMR DECISION"):
        decisions("The reviewer says nothing.")
