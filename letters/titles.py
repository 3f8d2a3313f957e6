"""Where an item's title begins, and the title as one line.

Nothing marks the place: it is the last empty line before the outcome; in a text without empty
lines the last line that ends a sentence; in a text without lines the last sentence's end.
"""

import re
from collections.abc import Callable, Iterable

from letters.cleaning import PAGE_BREAK, PARAGRAPH_BREAK, fold
from letters.treatments import tells_history
from letters.verdicts import verdicts

MAX_TITLE = 2000
"""Characters. The longest known has 550; what is longer has a rationale before it whose end was lost."""

_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)] (?=\D)")
_SENTENCE_END = re.compile(r"[.!?][\"”')]{0,2}$")
_FINITE_VERB = re.compile(
    r"(?<!that )(?<!which )(?<!who )(?<!as )\b(?:is|are|was|were|has|have|had|does|do|did|will|would|should"
    r"|can|could|cannot|may|might|must)\b"
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_END_OF_VERDICT = 60
"""Characters between a verdict and its full stop: "for this patient"."""
_ORIGINAL_REQUEST = "was the original request"
_AUTHORIZED = "authorized by the claims administrator"

_BEFORE_OUTCOME = " \n\f,:;"

_Break = Callable[[str, int, int], int]
"""The place after the last break of its kind within text[first:end], or ``first`` where there is none."""


def tidy_title(printed: str) -> str:
    """The title on one line, without its list number and without what leads to the outcome.

    That is a colon, a dash or "is:"; the "is" that ends the sentences of a history stays.
    """
    title = fold(printed[-MAX_TITLE:]).rstrip(" ,:;-–—")
    number = _LIST_NUMBER.match(title)
    title = title[number.end() :] if number else title
    return title if tells_history(title) else f" {title}".removesuffix(" is").lstrip()


def title_start(text: str, first: int, in_prose: bool = True) -> int:
    """Where the title that ends ``text`` begins, at or after ``first``; its end where the title was lost.

    ``in_prose``: a rationale stands before it, so that it may begin inside a paragraph. A sentence of the
    rationale is no title.
    """
    kinds: tuple[_Break, ...] = (
        (_after_empty_line, _after_sentence_at_line_end, _after_sentence)
        if in_prose
        else (_after_empty_line,)
    )
    start = _last_break(text, first, len(text), kinds)
    while start > first and _lacks_beginning(text[start:]):
        start = _last_break(text, first, start - 1, kinds)
    return _after_prose(text, start) if in_prose and _is_prose(text[start:]) else start


def _after_prose(text: str, start: int) -> int:
    """Where a title begins in a paragraph that opens with the end of a rationale."""
    later = _last_break(text, start, len(text), (_after_sentence_at_line_end, _after_sentence))
    printed = text[later:]
    if later == start or _lacks_beginning(printed) or _is_prose(printed):
        return len(_without_lead_to_outcome(text))
    return later


def _is_prose(printed: str) -> bool:
    """Whether this holds a sentence that decides, or is a whole sentence: what a rationale ends with."""
    words = fold(_without_lead_to_outcome(printed[-MAX_TITLE:]))
    if tells_history(words):
        return False
    if any(
        re.search(r"[.!?]", words[verdict.end : verdict.end + _END_OF_VERDICT]) for verdict in verdicts(words)
    ):
        return True
    first_sentence = _ASIDE.sub("", words).partition(". ")[0]
    is_whole = words[:1].isupper() and bool(_SENTENCE_END.search(words))
    return is_whole and bool(_FINITE_VERB.search(first_sentence))


def _lacks_beginning(printed: str) -> bool:
    """Whether this is only the end of a title: a title that tells a history has sentences of its own."""
    if len(printed) > MAX_TITLE:
        return False
    title = fold(printed).strip(" :;").lower()
    if not title or title == "is":
        return True
    return (tells_history(title) or _AUTHORIZED in title) and _ORIGINAL_REQUEST not in title


def _without_lead_to_outcome(text: str) -> str:
    """The text without the colon that leads to the outcome, nor the "is" that a lost title left behind."""
    text = text.rstrip(_BEFORE_OUTCOME)
    before = text.removesuffix("is").rstrip(_BEFORE_OUTCOME)
    return before if _SENTENCE_END.search(before[-4:]) else text


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
