"""The guideline chapters and pages that a text cites in passing, in whatever words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from letters.citations.details import Cited, find_pages
from letters.citations.mtus import mtus_chapters
from letters.citations.odg import ODG_NAME
from letters.citations.outside_mtus import outside_mtus
from letters.denial.sentences import Span, sentences
from vocabularies import guidelines
from vocabularies.spelling import pattern

# Other spellings, "Chronic Pain" or "Hip and Groin", name an illness or a region as often as a chapter.
_CHAPTER_WORDS = re.compile(r"Approach(?:es)?|Complaints|Conditions|Treatment|Guidelines?|Disorders|CPMTG")
_CHAPTERS = pattern(
    name
    for chapter in guidelines.MTUS.values()
    for name in (chapter.name, *chapter.spellings)
    if _CHAPTER_WORDS.search(name)
)
_NAMED = re.compile(
    rf"(?P<odg>{ODG_NAME})|\b(?P<chapter>(?:{_CHAPTERS}))\b"
    r"|\b(?P<of_2009>2009\W{1,3}chronic pain|chronic pain[ (]{1,2}2009)\b\)?"
    r"|\b(?P<mtus_of_2009>MTUS\W{1,3}2009|2009\W{1,3}MTUS|MTUS\W{1,3}chronic pain)\b"
    r"(?=\W{1,3}(?:(?:at|on) )?p(?:ages?|gs?|p)?\b)",
    re.IGNORECASE,
)
"""Pages of "the MTUS 2009" are of its chapter on chronic pain: the others have editions of their own.

So are those of "MTUS Chronic Pain" without a year, as those of its whole name are.
"""
_OF_ANOTHER = re.compile(r"\W{0,3}(?:of|in|from)\b", re.IGNORECASE)
"""Behind a page: it is of what is named next, "page 308 of the ACOEM chapter"."""
_NUMBERS = r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?"
_ONLY_NUMBERS = re.compile(
    rf"(?:(?:and|&) )?(?P<numbers>{_NUMBERS}(?:(?:, ?(?:and )?| and | ?& ?){_NUMBERS})*)[\s.,;)]*"
)
_CITES = re.compile(r"\b(?:MTUS|ACOEM|guidelines?|chapter|pages?|pgs?|pp?\.)|CPMTG", re.IGNORECASE)
"""Without any of these "low back complaints" are the worker's own."""
_LONGEST = 600
"""Characters behind a guideline's name that are read for what of it is cited."""
_AROUND = 90
"""Characters of the text before the name that belong to the passage."""
_CHAPTER = 40
"""Characters behind "ODG" in which its chapter is named."""


class CitedThere(NamedTuple):
    """A guideline that a text cites, the passage that does, and the words that name it."""

    cited: Cited
    span: Span
    name: Span


def cited_guidelines(text: str) -> Iterator[CitedThere]:
    """Each chapter of the MTUS or the ODG that a readable text names, with its edition and pages.

    Pages behind a semicolon are of the chapter that was named last.
    """
    last: CitedThere | None = None
    end = 0
    for sentence in sentences(text):
        if text[end - 1 : end] != ";" or "\n\n" in text[end : sentence.start]:
            last = None
        named = list(_named_in(text, sentence))
        first = named[0].name.start if named else sentence.end
        further = _further_pages(text, last, Span(sentence.start, first)) if last else None
        here = [*([further] if further else []), *named]
        yield from here
        last = here[-1] if here else last
        end = sentence.end


def _named_in(text: str, sentence: Span) -> Iterator[CitedThere]:
    words = sentence.of(text)
    names = list(_NAMED.finditer(words)) if _CITES.search(words) or "ODG" in words else []
    starts = [*(name.start() for name in names), len(words)]
    for name, (start, end) in zip(names, pairwise(starts), strict=True):
        end = min(end, name.end() + _LONGEST)
        first = sentence.start + start
        passage = Span(max(sentence.start, first - _AROUND), sentence.start + end)
        named = Span(first, min(sentence.start + name.end() + bool(name["odg"]) * _CHAPTER, passage.end))
        for cited in _cited(name, words[name.end() : end]):
            if _is_known(cited):
                yield CitedThere(cited, passage, named)


def _further_pages(text: str, last: CitedThere, clause: Span) -> CitedThere | None:
    """Pages that a clause names of the chapter named before it; bare numbers are, behind pages, pages too."""
    words = clause.of(text)
    bare = _ONLY_NUMBERS.fullmatch(words) if last.cited.pages else None
    words = f"pages {bare['numbers']}" if bare else words
    found = [one for one in find_pages(words) if not _OF_ANOTHER.match(words, one.end)]
    pages = tuple(sorted({page for one in found for page in one.pages}))
    return last._replace(cited=last.cited._replace(pages=pages), span=clause) if pages else None


def _cited(name: re.Match[str], after: str) -> list[Cited]:
    """What a guideline's name and the words behind it cite."""
    if name["odg"]:
        return outside_mtus(name[0] + after)
    is_mapped = name["of_2009"] or name["mtus_of_2009"]
    known = f"{guidelines.MAPPED_GUIDELINE} {guidelines.MAPPED_EDITION}" if is_mapped else name[0]
    return mtus_chapters(known + after)[:1]


def _is_known(cited: Cited) -> bool:
    """Whether it is a chapter of a list: in free text anything may stand behind a guideline's name."""
    known = guidelines.ODG if cited.source == "ODG" else guidelines.MTUS
    return cited.guideline in known
