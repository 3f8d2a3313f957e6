"""Many phrases found in a text in one pass, whole words only, upper and lower case alike.

Phrases are written as people say them, with two marks: ``(a|b)`` stands for either, also
inside a longer phrase and with an empty side, and ``*`` at the end for any ending:
``"(no|lack of) red flag*"``. A hyphen counts as a space and any other punctuation parts
words that belong to no common phrase, so "unit, rental" is not "unit rental".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

import ahocorasick

_INNERMOST_GROUP = re.compile(r"\(([^()]*)\)")
_LOWER = {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MARKS = ".,;:!?()[]{}<>\"'/\\&+=*_|~`^-\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d"
_PARTING = {ord(mark): " " for mark in "\t\n\r\f\v\u00a0" + _MARKS}
_FOLDING = _LOWER | _PARTING


class Phrase(NamedTuple):
    """A phrase found: what it stands for, and where in the text it was printed."""

    tag: str
    start: int
    end: int


_START, _END = attrgetter("start"), attrgetter("end")


class PhraseFinder:
    """Finds the phrases of several tags; build it once, it is costly to build and cheap to use."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        tags_of: dict[str, tuple[str, ...]] = {}
        for tag, written in phrases.items():
            for needle in {needle for phrase in written for needle in _needles(phrase)}:
                tags_of[needle] = (*tags_of.get(needle, ()), tag)
        for needle, tags in tags_of.items():
            to_start = len(needle) - 1  # from where the needle's last character is found
            to_end = to_start - len(needle.strip())
            self._automaton.add_word(needle, (to_start, to_end, tags))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Phrase]:
        """Every phrase in ``text``, those that overlap too, by start and then the longest first."""
        # Made past the constructor, which would take half of the time.
        make = tuple.__new__
        found = [
            make(Phrase, (tag, last - to_start, last - to_end))
            for last, (to_start, to_end, tags) in self._automaton.iter(fold(text))
            for tag in tags
        ]
        # Twice, as a sort keeps the order of equals: that is quicker than one key of both.
        found.sort(key=_END, reverse=True)
        found.sort(key=_START)
        return found


def fold(text: str) -> str:
    """The text as the finder reads it: lower case, marks as spaces, one space more at either end."""
    return f" {text.translate(_FOLDING)} "


def written_out(phrase: str) -> Iterator[str]:
    """Each wording that a phrase with ``(a|b)`` stands for; groups may stand inside groups."""
    group = _INNERMOST_GROUP.search(phrase)
    if not group:
        yield " ".join(phrase.split())
        return
    for side in group[1].split("|"):
        yield from written_out(phrase[: group.start()] + side + phrase[group.end() :])


def _needles(phrase: str) -> Iterator[str]:
    for wording in written_out(phrase):
        words, star, rest = wording.partition("*")
        if rest or not words:
            raise ValueError(
                f"The phrase {phrase!r} has a * elsewhere than at its end; write the endings out."
            )
        folded = " ".join(words.translate(_FOLDING).split())
        yield f" {folded}" if star else f" {folded} "
