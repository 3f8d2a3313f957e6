"""Where an item's title begins, and the title as one line.

Nothing marks the place: it is the last empty line before the outcome; in a text without empty
lines the last line that ends a sentence; in a text without lines the last sentence's end.
"""

import re
from collections.abc import Callable, Iterable

from letters.cleaning import PAGE_BREAK, PARAGRAPH_BREAK, fold
from letters.treatments import tells_history

MAX_TITLE = 2000
"""Characters. The longest known has 550; what is longer has a rationale before it whose end was lost."""

_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)] (?=\D)")
_SENTENCE_END = re.compile(r"[.!?][\"”')]{0,2}$")
_ORIGINAL_REQUEST = "was the original request"
_AUTHORIZED = "authorized by the claims administrator"

_Break = Callable[[str, int, int], int]
"""The place after the last break of its kind within text[first:end], or ``first`` where there is none."""


def tidy_title(printed: str) -> str:
    """The title on one line, without its list number and without what leads to the outcome.

    That is a colon, a dash or "is:"; the "is" that ends the sentences of a history stays.
    """
    title = fold(printed[-MAX_TITLE:]).rstrip(" ,:;-–—")
    number = _LIST_NUMBER.match(title)
    title = title[number.end() :] if number else title
    return title if tells_history(title) else title.removesuffix(" is")


def title_start(text: str, first: int, in_prose: bool = True) -> int:
    """Where the title that ends ``text`` begins, at or after ``first``.

    ``in_prose``: a rationale stands before it, so that it may begin inside a paragraph.
    """
    kinds: tuple[_Break, ...] = (
        (_after_empty_line, _after_sentence_at_line_end, _after_sentence)
        if in_prose
        else (_after_empty_line,)
    )
    start = _last_break(text, first, len(text), kinds)
    while start > first and _lacks_beginning(text[start:]):
        start = _last_break(text, first, start - 1, kinds)
    return start


def _lacks_beginning(printed: str) -> bool:
    """Whether this is only the end of a title: a title that tells a history has sentences of its own."""
    if len(printed) > MAX_TITLE:
        return False
    title = fold(printed).strip(" :;").lower()
    if not title or title == "is":
        return True
    return (tells_history(title) or _AUTHORIZED in title) and _ORIGINAL_REQUEST not in title


def _last_break(text: str, first: int, end: int, kinds: Iterable[_Break]) -> int:
    return next((place for kind in kinds if (place := kind(text, first, end)) > first), first)


def _after_empty_line(text: str, first: int, end: int) -> int:
    """After an empty line, or after a page further on that ended with a sentence."""
    blank = text.rfind(PARAGRAPH_BREAK, first, end)
    if blank == -1:
        return first
    return _after_sentence_before(PAGE_BREAK, text, blank + len(PARAGRAPH_BREAK), end)


def _after_sentence_at_line_end(text: str, first: int, end: int) -> int:
    return max(_after_sentence_before(mark, text, first, end) for mark in ("\n", PAGE_BREAK))


def _after_sentence_before(mark: str, text: str, first: int, end: int) -> int:
    place = text.rfind(mark, first, end)
    while place > first:
        if _SENTENCE_END.search(text[max(first, place - 4) : place]):
            return place + 1
        place = text.rfind(mark, first, place)
    return first


def _after_sentence(text: str, first: int, end: int) -> int:
    return max(text.rfind(mark, first, end) + 2 for mark in (". ", "? ", "! ")) if end > first else first
