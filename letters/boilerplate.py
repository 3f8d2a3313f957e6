"""What every letter says alike, left out of a letter's text."""

import json
import re
from pathlib import Path

from letters.cleaning import clean, paragraphs

_DATA = json.loads((Path(__file__).parent / "data" / "boilerplate.json").read_text(encoding="utf-8"))
# A sentence of the letter's form has no full stop or colon within, and ends in a few lines.
_SENTENCES = re.compile(rf"(?<!\S)(?=[A-Z])(?i:{'|'.join(_DATA['openings'])})[^.:]{{0,400}}[.:]")
_HEADINGS = re.compile("|".join(_DATA["headings"]))


def telling_lines(text: str) -> str:
    """The paragraphs of a letter as it was read, a line each, without the fixed sentences of its layout.

    The parser's case summary and rationales stand in it word for word.
    """
    lines = "\n".join(paragraphs(clean(text)))
    return _SENTENCES.sub("", _HEADINGS.sub("\n", lines))
