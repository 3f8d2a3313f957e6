"""The labels of a denial, "Treatment requested:" or "Approved:", and the entries behind them."""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from letters.denial.sentences import Span, sentences, stripped
from letters.denial.verdict_words import GRANTED_WORD, REFUSED_WORD, VERDICT_WORD
from letters.denial.verdicts import TOLD_WITHIN

_LONGEST_BLOCK = 15
"""Lines behind a label."""
_WHAT = (
    r"(?:treatments?|services?(?: ?/ ?goods?)?|items?|goods?|procedures?|medications?|drugs?|therapy|surgery|"
    r"equipment|tests?|studies|study|care|requests?)(?:\(s\))?"
)
_OF_A_VERDICT = rf"(?:{VERDICT_WORD}(?: {_WHAT})?|[^\n.:;]{{0,80}}\bthe following\b[^\n.:;]{{0,80}})"
_LABEL = re.compile(
    rf"^(?:\(?\d{{1,2}}[.)] |[•·●▪*|-] )?(?:"
    rf"(?:(?:proposed|specific|disputed|denied|non-?certified|requested) ){{1,2}}{_WHAT}(?: ?/ ?{_WHAT})?"
    rf"|{_WHAT}(?: ?(?:/|or|and) ?{_WHAT})?(?: being| under| in| at)? ?"
    r"(?:request(?:ed)?|reviewed|review|dispute|disputed|issue|denied|modified|non-?certified"
    rf"|(?:is |are |was |were )?{VERDICT_WORD})(?: by [^:\n]{{1,60}})?"
    r"|requests?(?: for authorization)?|rfa|original request|determinations?|decisions?"
    r"|(?:ur|review) (?:decision|outcome)"
    rf"|recommendations?|(?P<verdict>{_OF_A_VERDICT})"
    r")(?: \(required\))?[ ]?(?:[:–—]|-(?= )|(?(verdict)\||$))",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL_WITHIN = re.compile(rf"(?:(?<=[.;] )|(?<=[.;]  )){_OF_A_VERDICT} ?[:–—]", re.IGNORECASE)
"""In the middle of a line only what gives a verdict is taken for a label."""
_REFUSES = re.compile(
    rf"\b(?:{REFUSED_WORD}|den(?:y|ying)|(?:unable|not able) to"
    r"|(?:cannot|not) (?:be )?(?:certif|approv|author))",
    re.IGNORECASE,
)
_GRANTS = re.compile(rf"\b(?:{GRANTED_WORD}|approve|certify|authorize|grant)\b", re.IGNORECASE)
_IS_GRANTED = re.compile(rf" ?(?:recommended )?{GRANTED_WORD}\W*(?:\n|$)", re.IGNORECASE)
_PROFESSION = (
    r"(?:provider|physician|doctor|practitioner|clinician|prescriber|surgeon|specialist|specialty|chiropractor"
    r"|psychologist|psychiatrist|acupuncturist|podiatrist|dentist|therapist|nurse|facility|clinic|party|office"
    r"|person|entity|source|ptp|pcp|m\.?d|d\.?o|d\.?c|np|pa|dr)s?"
)
ASKER = (
    r"(?:[ /]{1,3}by\b|[ /]{1,3}(?:provider|physician|doctor|practitioner|m\.?d|dr)\b"
    rf"|[ /]{{1,3}}{_PROFESSION}\b(?:['’]s)?(?: (?:name|information|is))? ?[:(–—,-]"
    rf"|[ /]{{1,3}}(?:(?!an?\b|the\b)[\w/]+ ){{0,2}}{_PROFESSION}:)"
)
"""Behind "requesting" or "requested": who asks, and not what for."""
_OTHER_LABEL = re.compile(r"[A-Z][\w /&()'’.-]{0,60}:|(?:[A-Z]{3,}[ /&-]{0,3}){1,6}$")
_LISTED = re.compile(r"(?:\(?\d{1,2}[.)]|[•·●▪*–-]) ")
_TOLD_ON = re.compile(
    r"(?:\W{0,3}(?:previous(?:ly)?|prior|past|failed|tried|current(?:ly)?|history|diagnos[ei]s|allergies|no|not)\b"
    r"|(?:rationale|reasons?|summary|clinical|subjective|objective|exam(?:ination)?|findings|medications)\b"
    r"[^.:]{0,30}:"
    rf"|request(?:ing|ed){ASKER}"
    r"|.{0,250}?\b(?:is|are|was|were|has|have|had|takes?|took|taking|denie[ds]|failed|tried|complains?)\b)",
    re.IGNORECASE,
)
"""How a sentence reads that tells of history or reasons, where it stands behind what is requested."""
_ASKED_BY = re.compile(rf"[,(]? ?\brequest(?:ing|ed){ASKER}", re.IGNORECASE)


class Says(Enum):
    """What a text says of what it names."""

    ASKED = 1
    REFUSED = 2
    GRANTED = 3
    RULED_OUT = 4
    """The patient denies it."""


class Entry(NamedTuple):
    """A stretch of what stands behind a label."""

    span: Span
    says: Says


class _Label(NamedTuple):
    start: int
    end: int
    says: Says | None


def entries(text: str) -> Iterator[Entry]:
    """What stands behind each label that asks for a treatment or decides on it, in order."""
    labels = _labels(text)
    asked: list[Span] = []
    for label, following in pairwise([*labels, _Label(len(text), len(text), None)]):
        if label.says is None:
            continue
        block = Span(label.end, _block_end(text, label.end, following.start))
        if label.says is Says.ASKED and _IS_GRANTED.match(text, label.end):
            yield from (Entry(span, Says.GRANTED) for span in asked)
            asked = []
        elif kept := stripped(text, block):
            asked = [kept] if label.says is Says.ASKED else []
            yield from (Entry(span, label.says) for span in _without_prose(text, kept))


def _labels(text: str) -> list[_Label]:
    found = sorted(
        (label.start(), label.end())
        for pattern in (_LABEL, _LABEL_WITHIN)
        for label in pattern.finditer(text)
    )
    return [_Label(start, end, _says(text[start:end])) for start, end in found]


def _says(label: str) -> Says | None:
    if _REFUSES.search(label):
        return Says.REFUSED
    if _GRANTS.search(label):
        return Says.GRANTED
    return None if "the following" in label.lower() else Says.ASKED


def _without_prose(text: str, block: Span) -> Iterator[Span]:
    """The block, but of each line only what stands before it goes over to tell of history or reasons."""
    start = block.start
    for line in _lines(text, block.start, block.end):
        told = _told_from(text, line)
        if told is not None:
            yield Span(start, told)
            start = line.end
    yield Span(start, block.end)


def _told_from(text: str, line: Span) -> int | None:
    """Where a line begins to tell; ``None`` where all of it names what is requested."""
    for number, sentence in enumerate(sentences(line.of(text))):
        words = Span(line.start + sentence.start, line.start + sentence.end)
        if number and _TOLD_ON.match(text, words.start, words.end):
            return words.start
        if asker := _ASKED_BY.search(text, words.start, words.end):
            return asker.start()
        if within := TOLD_WITHIN.search(text, words.start, words.end):
            return within.start()
    return None


def _block_end(text: str, start: int, limit: int) -> int:
    """Where the entry behind a label ends: at an empty line, unless a list goes on, or at the next label."""
    end = start
    seen = False
    for number, line in enumerate(_lines(text, start, limit)):
        words = line.of(text)
        opens_other = number > 0 and _OTHER_LABEL.match(words)
        ended = seen and not words and not _LISTED.match(text[line.end :].lstrip("\n"))
        if number > _LONGEST_BLOCK or opens_other or ended:
            break
        seen = seen or bool(words)
        end = line.end
    return end


def _lines(text: str, start: int, limit: int) -> Iterator[Span]:
    while start <= limit:
        end = text.find("\n", start, limit)
        end = limit if end < 0 else end
        yield Span(start, end)
        start = end + 1
