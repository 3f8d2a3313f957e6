"""What a citation says after the guideline's name: the section and the pages."""

import re
from typing import NamedTuple

from letters.parsed_letter import Source
from vocabularies.guidelines import MTUS, last_page

YEAR = r"(?:19|20)\d\d"
LONGEST_SENTENCE = 10_000
"""Characters of a sentence that are read: more than any list of chapters in a letter."""

_MARKER = (
    r"(?:\bpage\(s\)|\bpages?\b|\bpgs?\b|\bpp?\b|\bp(?:p|g|gs)?(?=\d{1,3}\b))"
    r"[.:\s]{0,4}(?:(?:#|\bnumbers?\b|\bnos?\b)[.:\s]{0,4})?"
)
# Most texts name no pages, and this says so soon: the search skips to the letter P.
_MARKER_WORD = re.compile(r"(?-i:[Pp])(?<!\w.)(?:ages?|gs?|p)?(?:\b|(?=\d))", re.IGNORECASE)
_TO = r"(?:[-\u2010-\u2015\u2212]|to|through)"
_DASH_AFTER_STOP = r"\.\s?[-\u2010-\u2015\u2212]"
_ONE = r"(?:\d{1,3},0\d\d|\d{1,9})(?!\d)"
_NUMBER = rf"{_ONE}(?:(?:\s?{_TO}|{_DASH_AFTER_STOP})\s?{_ONE})?(?:\s?(?:of|/)\s?\d{{1,4}})?"
_JOINT = rf"(?:\s?[,;&+]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s)(?:{_MARKER})?"
_REGULATION = r"\d{1,2}\s?C\.?\s?C\.?\s?R\b"
_PAGES = re.compile(
    rf"\(?{_MARKER}(?!{_REGULATION})(?P<numbers>{_NUMBER}(?:{_JOINT}{_NUMBER})*)\)?", re.IGNORECASE
)
_RANGE = re.compile(
    rf"({_ONE})(?:(?:\s?{_TO}|{_DASH_AFTER_STOP})\s?({_ONE}))?(?:\s?(of|/)\s?(\d+))?", re.IGNORECASE
)
_REGULATION_CITED = re.compile(
    rf"(?:page\(s\)\s?:\s?)?{_REGULATION}\.?(?:[\s\-–§&]|\d{{4}}(?:\.\d{{1,3}})*(?!\d)){{0,20}}"
    r"(?:MTUS\b\s?)?(?:\(Effective\s[^()]{1,30}\))?",
    re.IGNORECASE,
)
_EMPTY_MARKER = re.compile(r"page\(s\)[.:\s]*|section\(s\)\s?:?\s*", re.IGNORECASE)
_WIDEST_RANGE = 200
_LAST_PAGE = 9999
"""No guideline is longer: a number beyond it is no page."""
_BOOK_LENGTHS = {last for chapter in MTUS for last in [last_page(chapter, None)] if last}
"""What stands after a page as in "98/127"; other numbers there are pages."""
_SEPARATORS = " ,;:.-–—/"
_AROUND_PAGES = re.compile(r"[\s,;]{0,9};[\s,;]{0,9}")
_JOINING = re.compile(r"^(?:and|&)\s+|\s+(?:and|&)$|^and$", re.IGNORECASE)
"""What joins a section to the pages before or after it."""
_DEEPEST_PARENTHESES = 4


class Cited(NamedTuple):
    """A guideline cited, before it is known by whom."""

    source: Source
    guideline: str | None = None
    edition: int | None = None
    section: str | None = None
    pages: tuple[int, ...] = ()


class Details(NamedTuple):
    """The section and the pages that a citation names."""

    section: str | None
    pages: tuple[int, ...]


class PagesNamed(NamedTuple):
    """Pages named in a text, and where: ``text[start:end]``."""

    start: int
    end: int
    pages: tuple[int, ...]


def find_pages(text: str) -> list[PagesNamed]:
    """Every place in ``text`` that names pages, "page 8" or "pp. 98-99 of 127", with the pages expanded."""
    if not _MARKER_WORD.search(text):
        return []
    return [
        PagesNamed(match.start(), match.end(), tuple(_expanded(match["numbers"])))
        for match in _PAGES.finditer(text)
    ]


def details(text: str) -> Details:
    """The section and pages in what follows a guideline's name; a bare number is a section."""
    text = _REGULATION_CITED.sub("", text) if "r." in text.lower() or "ccr" in text.lower() else text
    marked = find_pages(text)
    pages = {page for named in marked for page in named.pages}
    between = _AROUND_PAGES.sub("; ", _PAGES.sub("; ", text)) if marked else text
    section = trimmed(_JOINING.sub("", trimmed(_EMPTY_MARKER.sub("", between))))
    return Details(section or None, tuple(sorted(pages)))


def trimmed(text: str) -> str:
    """The text without separators at its ends, a closing full stop or a parenthesis around the whole."""
    for _ in range(_DEEPEST_PARENTHESES):
        text = _unwrapped(text.strip(_SEPARATORS))
    return text.strip(_SEPARATORS)


def _unwrapped(text: str) -> str:
    """The text without a parenthesis that has no partner or that holds the whole of it."""
    opened, closed = text.count("("), text.count(")")
    if text.startswith(")") or (text.startswith("(") and (opened > closed or _wraps_all(text))):
        return text[1:]
    if text.endswith("(") or (text.endswith(")") and closed > opened):
        return text[:-1]
    return text


def _wraps_all(text: str) -> bool:
    """Whether the parenthesis that opens the text closes at its end."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position == len(text) - 1
    return False


def impossible_pages(text: str) -> list[str]:
    """Numbers named in ``text`` as pages, as printed, that no book has: "12345", "1-99999"."""
    return [
        match[0]
        for named in _PAGES.finditer(text)
        for match in _RANGE.finditer(named["numbers"])
        if _is_impossible(match)
    ]


def _is_impossible(printed: re.Match[str]) -> bool:
    pages = _range(printed[1], printed[2])
    return max(pages) > _LAST_PAGE or pages[-1] - pages[0] > _WIDEST_RANGE


def _expanded(numbers: str) -> list[int]:
    """``"16-22, 49 of 127"`` as its single pages; no book has a page 0."""
    pages = [page for printed in _RANGE.finditer(numbers) for page in _pages_of(printed)]
    return [page for page in pages if 0 < page <= _LAST_PAGE]


def _pages_of(printed: re.Match[str]) -> list[int]:
    pages = _range(printed[1], printed[2])
    after_slash = int(printed[4]) if printed[3] == "/" else 0
    return [*pages, after_slash] if after_slash > pages[-1] and after_slash not in _BOOK_LENGTHS else pages


def _range(first: str, last: str | None) -> list[int]:
    """The pages from first to last; ``"114-6"`` is 114 to 116, and a range beyond reason is its two ends."""
    first, last = first.replace(",", ""), (last or "").replace(",", "")
    start = int(first)
    if not last:
        return [start]
    end = int(first[: -len(last)] + last) if len(last) < len(first) else int(last)
    low, high = min(start, end), max(start, end)
    return list(range(low, high + 1)) if high - low <= _WIDEST_RANGE else [low, high]
