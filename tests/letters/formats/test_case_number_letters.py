"""What tells F5 from F4, which are printed alike."""

import pytest

from letters.formats import FORMATS
from letters.letter_text import LetterText

OLD = "Chronic Pain Medical Treatment 2016"
LATER = "Low Back Disorders 2019"


def recognised(header: str, chapter: str) -> list[str]:
    text = (
        f"{header}\n\nHOW THE IMR FINAL DETERMINATION WAS MADE\nState(s) of Licensure: Ohio\n\n"
        "IMR ISSUES, DECISIONS AND RATIONALES\n\nCane: Upheld\n\n"
        f"MAXIMUS guideline: Decision based on MTUS {chapter}.\n"
    )
    return [layout.name for layout in FORMATS if layout.recognises(LetterText(text, "text/plain"))]


@pytest.mark.parametrize(
    ("header", "chapter", "layout"),
    [
        ("Decision Date: 11/30/2017", OLD, "F4"),
        ("Decision Date: 12/01/2017", OLD, "F5"),
        ("Decision Date: 02/01/2017", LATER, "F4"),
        ("Case Number: CM18-10990001", OLD, "F5"),
        ("Case Number: CM16-0990001", OLD, "F4"),
        ("", OLD, "F4"),
        ("", LATER, "F5"),
        ("", f"{OLD}, and {LATER}", "F5"),
    ],
)
def test_the_decision_date_tells_or_else_the_case_number_or_an_edition(header, chapter, layout):
    assert recognised(header, chapter) == [layout]
