"""Text that is fit for a file: what no reader can take is dropped, and no spreadsheet runs it."""

import re

# What XML 1.0 has no place for; a lone surrogate cannot even be encoded.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# OWASP's list ("CSV Injection"): signs that begin a formula, also in full width, tab and carriage return.
_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - spreadsheets take them for the ASCII ones
TEXT_MARK = "'"
"""In front of a cell, in a file without cell types, it says that the cell is text."""


def printable(text: str) -> str:
    """The text without characters that a document cannot hold; lines end with a line feed."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(printable(text).split())


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet might run what was printed as text."""
    return _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """The text as a cell of a file without cell types, which a spreadsheet shows and does not run."""
    return f"{TEXT_MARK}{text}" if begins_formula(text) else text
