"""The cells of a table in a pasted text: only those of verdicts matter, as they are said of their row."""

import re

from letters.denial.verdict_words import VERDICT_WORD

_VERDICT = re.compile(rf"\b{VERDICT_WORD}\b", re.IGNORECASE)
_VERDICT_CELL = re.compile(
    r"(?<=\S)(?:[ \xa0]*\t\s*| {2,}"
    r"|(?-i:(?<!NON)(?<!NOT)(?<!LLY)(?<!PARTIAL)(?<!PARTLY) (?=[A-Z][A-Z -]{0,40}$)))"
    rf"(?={_VERDICT.pattern}(?:\s*$|\s*[\t|]|\s\s))",
    re.IGNORECASE,
)
"""The gap before a cell that holds only a verdict: a tab, two spaces, or one where capitals follow."""
_VERDICT_FIRST = re.compile(rf"^(\s*{_VERDICT.pattern})(?:[ \xa0]*\t\s*| {{2,}})(?=\S)", re.IGNORECASE)


def with_cells(text: str) -> str:
    """The text with a bar before and behind each cell of a table that holds a verdict."""
    return "\n".join(
        _VERDICT_FIRST.sub(r"\1 | ", _VERDICT_CELL.sub(" | ", line)) if _VERDICT.search(line) else line
        for line in text.split("\n")
    )
