"""A letter's lines as a page shows them, which is seldom as wide as the letter's paper."""

import re
from itertools import pairwise, zip_longest

_FULL = 60
"""Characters of a line that the paper's edge may have ended; a shorter one was ended on purpose."""
_BEGINS_ANEW = re.compile(r"\f|\s*(?:\d{1,2}[.)]\s|[•*–-]\s|[A-Z][^\n:.]{1,40}:\s)")
_PAGE_END_IN_A_SENTENCE = re.compile(r"[ \n]*\f[ \n]*(?=[a-z])")
_EXTRACTED_HYPHEN = re.compile("[\x02\ufffe\u00ad]")


def rewrapped(text: str) -> str:
    """The text without the line ends that only the paper's edge made; no word is changed.

    A line's end stays where the line is short, or the next one is empty, an entry of a list or a
    heading with a colon. What extractors give for a hyphen at a line's end is a hyphen.
    """
    text = _PAGE_END_IN_A_SENTENCE.sub("\n", _EXTRACTED_HYPHEN.sub("-", text))
    lines = _single_spaced(text.split("\n"))
    return "".join(
        line if after is None else line.rstrip(" ") + _gap(line, after)
        for line, after in zip_longest(lines, lines[1:])
    )


def _single_spaced(lines: list[str]) -> list[str]:
    """Without the empty line after every line that Tika prints; a space in one then parts paragraphs."""
    followed = [bool(after) for line, after in pairwise(lines) if line.strip()]
    is_doubled = len(followed) > 3 and sum(followed) * 20 < len(followed)
    return [line for line in lines if line] if is_doubled else lines


def _gap(line: str, after: str) -> str:
    if len(line.strip()) < _FULL or not after.strip() or _BEGINS_ANEW.match(f"{after} "):
        return "\n"
    return "" if line.rstrip().endswith("-") else " "
