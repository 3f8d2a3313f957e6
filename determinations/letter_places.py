"""Where in a letter's text the passages stand that its facts were read from.

The parser joins lines and mends words that a line's end broke, so a stored passage is looked for
without regard to white space, hyphens and signs that are not printed. What is not found has no
place: nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_PASSAGES = 1000
"""Passages that are looked for in one letter; the longest known letter has fewer than a hundred."""
_MOST_TRIES = 50
"""Occurrences of a passage that are looked at, where words run across the edges of those before."""

_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True)
class ItemPassages:
    """The stored texts of one disputed item, in the order in which a letter prints them."""

    number: int
    title: str
    sentences: tuple[str, ...]
    """The sentences that cite guidelines, one for each citation; several citations may share one."""
    rationale: str


@dataclass(frozen=True)
class Stretch:
    """A part of the letter's text; ``anchor`` names the place that it is, or is empty between places."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class LetterPlaces:
    """A letter's text cut at its places, nothing added and nothing left out."""

    stretches: tuple[Stretch, ...]
    anchors: Mapping[str, str]
    """The anchor by the passage's name (``case_summary_name()`` and its like).

    A passage that lies within another or overlaps it leads to that one's anchor.
    """


@dataclass(frozen=True)
class _Place:
    name: str
    start: int
    end: int


def case_summary_name() -> str:
    """The name of the case summary among a letter's passages."""
    return "letter-summary"


def title_name(item: int) -> str:
    """The name of the title of the item with this number."""
    return f"letter-item-{item}-title"


def citation_name(item: int, place: int) -> str:
    """The name of the sentence of an item's citation, ``place`` counted from 0 in the item's citations."""
    return f"letter-item-{item}-citation-{place + 1}"


def rationale_name(item: int) -> str:
    """The name of an item's rationale."""
    return f"letter-item-{item}-rationale"


def find_places(text: str, case_summary: str, items: Sequence[ItemPassages]) -> LetterPlaces:
    """Find the passages in ``text``: each item's after those of the item before, as letters print them.

    A passage that stands only elsewhere is taken from there. The work is bounded by the length of the
    text times ``MOST_PASSAGES``; further passages have no place.
    """
    printed = _Printed(text)
    found = sorted(_found(printed, case_summary, items), key=lambda place: (place.start, -place.end))
    anchors: dict[str, str] = {}
    stretches: list[Stretch] = []
    done, last = 0, ""
    for place in found:
        start, end = printed.in_text(place)
        if start < done:
            anchors[place.name] = last
            continue
        if done < start:
            stretches.append(Stretch(text[done:start]))
        stretches.append(Stretch(text[start:end], place.name))
        anchors[place.name] = last = place.name
        done = end
    if done < len(text):
        stretches.append(Stretch(text[done:]))
    return LetterPlaces(tuple(stretches), anchors)


def _found(printed: "_Printed", case_summary: str, items: Sequence[ItemPassages]) -> Iterator[_Place]:
    summary = printed.find(case_summary_name(), case_summary)
    if summary:
        yield summary
    floor = summary.end if summary else 0
    for item in items:
        rationale = printed.find(rationale_name(item.number), item.rationale, floor)
        ceiling = rationale.start if rationale and rationale.start >= floor else len(printed.signs)
        yield from _before_rationale(printed, item, floor, ceiling)
        if rationale:
            yield rationale
            floor = max(floor, rationale.end)


def _before_rationale(printed: "_Printed", item: ItemPassages, floor: int, ceiling: int) -> Iterator[_Place]:
    """The item's title and the sentences of its citations, which follow one another up to its rationale."""
    title = printed.find(title_name(item.number), item.title, floor, ceiling)
    if title:
        yield title
    after = title.end if title and floor <= title.start < ceiling else floor
    previous, previous_place = "", None
    for number, sentence in enumerate(item.sentences):
        name = citation_name(item.number, number)
        if sentence == previous and previous_place:
            yield _Place(name, previous_place.start, previous_place.end)
            continue
        place = printed.find(name, sentence, after, ceiling)
        if place:
            yield place
            if after <= place.start < ceiling:
                after = place.end
        previous, previous_place = sentence, place


class _Printed:
    """A text without white space, hyphens and signs that are not printed; knows where each sign stood."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sought = 0
        self._positions = [at for at, sign in enumerate(text) if _counts(sign)]
        self.signs = "".join([text[at] for at in self._positions])

    def find(self, name: str, passage: str, start: int = 0, end: int | None = None) -> _Place | None:
        """The first place of the passage between ``start`` and ``end``, else the first of the whole text."""
        sought = "".join([sign for sign in passage if _counts(sign)])
        self._sought += 1
        if not sought or self._sought > MOST_PASSAGES:
            return None
        bounds = [(start, len(self.signs) if end is None else end), (0, len(self.signs))]
        for first, last in dict.fromkeys(bounds):
            at = self.signs.find(sought, first, last)
            for _try in range(_MOST_TRIES):
                if at < 0:
                    break
                if self._is_apart(at, at + len(sought)):
                    return _Place(name, at, at + len(sought))
                at = self.signs.find(sought, at + 1, last)
        return None

    def in_text(self, place: _Place) -> tuple[int, int]:
        """Where the place begins and ends in the text itself."""
        return self._positions[place.start], self._positions[place.end - 1] + 1

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether no word runs across either edge: "MRI" is no part of "MRIs"."""
        return not (self._is_within_word(start) or self._is_within_word(end))

    def _is_within_word(self, edge: int) -> bool:
        if not 0 < edge < len(self.signs):
            return False
        before, after = self._positions[edge - 1], self._positions[edge]
        return before + 1 == after and self._text[before].isalnum() and self._text[after].isalnum()


def _counts(sign: str) -> bool:
    return sign.isprintable() and not sign.isspace() and sign not in _HYPHENS
