"""The sentences of a rationale, and the one that decides."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from letters.parsed_letter import ItemOutcome

MAX_RATIONALE = 50_000
"""Characters of a rationale that are read; the longest known has 6,000."""

# It opens with all characters that it may open with, so that the search may skip to those.
_END = re.compile(r"[.?!\n](?:(?<=\n)|(?<!\n)(?<!\bDr.)(?<!\bNo.)[\"”’)]{0,2}(?=\s+[A-Z\"“(]|\s*$))")

_ADVERBS = (
    r"(?:(?:therefore|thus|hereby|also|indeed|clearly|currently|both|reasonable|reasonably|and|as)\s+){0,3}"
)
_JUDGED = r"(?:(?:considered|deemed|found|determined|felt|regarded|seen)\s+(?:to\s+(?:be\s+)?|as\s+)?)?"
_NECESSARY = r"(?:medically\s+(?:necessary|appropriate|indicated|based)|necessary)\b"
_IS = r"\b(?:is|are|was|were)\s+"
_GRANTED = re.compile(rf"{_IS}{_ADVERBS}{_JUDGED}{_ADVERBS}{_NECESSARY}", re.IGNORECASE)
_DENIED = re.compile(
    rf"{_IS}{_ADVERBS}{_JUDGED}not\s+(?:be\s+)?{_ADVERBS}{_JUDGED}{_ADVERBS}{_NECESSARY}", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|no|non|nor|never|cannot|without|neither|lack\w*)\b|n['’]t\b", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence and where it stands: ``rationale[start:end]``."""

    start: int
    end: int
    text: str


class Decision(NamedTuple):
    """A sentence that calls something medically necessary or not."""

    sentence: Sentence
    outcome: ItemOutcome
    subject: str
    """The words before the verb."""


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order, without the white space between them.

    Kept for a while: each kind of warning reads the same rationale.
    """
    read = text[:MAX_RATIONALE]
    ends = dict.fromkeys((0, *(match.end() for match in _END.finditer(read)), len(read)))
    printed = ((start, read[start:end]) for start, end in pairwise(ends))
    return tuple(_trimmed(start, words) for start, words in printed if not words.isspace())


def _trimmed(start: int, printed: str) -> Sentence:
    words = printed.strip()
    first = start + len(printed) - len(printed.lstrip())
    return Sentence(first, first + len(words), words)


def decision(sentence: Sentence) -> Decision | None:
    """What the sentence decides; ``None`` where it decides nothing, or not in plain words."""
    words = sentence.text.lower()
    if "necessary" not in words and "medically" not in words:
        return None  # as do most sentences; the patterns would take longer to say so
    denied = _DENIED.search(sentence.text)
    if denied:
        return Decision(sentence, "upheld", sentence.text[: denied.start()])
    granted = _GRANTED.search(sentence.text)
    if granted and not _NEGATED.search(sentence.text):
        return Decision(sentence, "overturned", sentence.text[: granted.start()])
    return None


@lru_cache(maxsize=8)
def last_decision(rationale: str | None) -> Decision | None:
    """The last sentence of the rationale that decides; kept for a while, as the sentences are."""
    decided = map(decision, reversed(sentences(rationale or "")))
    return next(filter(None, decided), None)
