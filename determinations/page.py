"""The page of a determination as one value: everything that its template loops over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from determinations.citation_sides import CitationSides, Cited, citation_sides
from determinations.letter_lines import rewrapped
from determinations.letter_places import (
    ItemPassages,
    LetterPlaces,
    Stretch,
    case_summary_name,
    citation_name,
    find_places,
    rationale_name,
    title_name,
)
from determinations.models import Determination, DisputedItem, GuidelineCitation

BESIDE = "beside"
"""The value of the parameter ``letter`` that sets the letter's text beside the facts."""


@dataclass(frozen=True)
class InLetter:
    """Where passages of an item stand in the letter's text: addresses, "" where they were not found."""

    title: str
    rationale: str


@dataclass(frozen=True)
class ReadItem:
    """A disputed item with what the page makes of it."""

    item: DisputedItem
    sides: CitationSides
    in_letter: InLetter


@dataclass(frozen=True)
class DeterminationPage:
    """What the page of a determination shows."""

    determination: Determination
    items: tuple[ReadItem, ...]
    printed_item: DisputedItem | None
    """The only item to print; ``None``: all of them."""
    is_beside: bool
    """Whether the letter's text stands beside the facts."""
    beside_url: str
    """This page with the letter's text beside the facts, or where it is so, without."""
    summary_in_letter: str
    stretches: tuple[Stretch, ...]
    """The letter's text, its lines joined, cut at the places that facts lead to."""
    permalink: str
    """The address of the determination, with its host, that a printed page names."""


def determination_page(
    determination: Determination, parameters: QueryDict, permalink: str
) -> DeterminationPage:
    """The page as the parameters of its address ask: ``letter=beside`` and ``print=item-2``.

    Other values of the two are taken as if they were not given; other parameters stay in its links.
    """
    items = list(determination.items.all())
    is_beside = parameters.get("letter") == BESIDE
    places = _places(determination, items)
    address = _Addresses(parameters, is_beside, places)
    printed = next((item for item in items if item.anchor == parameters.get("print")), None)
    return DeterminationPage(
        determination=determination,
        items=tuple(_read_item(item, address) for item in items if printed in (None, item)),
        printed_item=printed,
        is_beside=is_beside,
        beside_url=address.switched,
        summary_in_letter=address.of(case_summary_name()),
        stretches=places.stretches,
        permalink=permalink,
    )


class _Addresses:
    """Addresses of places in the letter's text, which stands beside the facts wherever one leads to it."""

    def __init__(self, parameters: QueryDict, is_beside: bool, places: LetterPlaces) -> None:
        others = parameters.copy()
        others.pop("letter", None)
        others.pop("print", None)
        beside = others.copy()
        beside["letter"] = BESIDE
        self._anchors: Mapping[str, str] = places.anchors
        self._before_anchor = "" if is_beside else f"?{beside.urlencode()}"
        self.switched = f"?{(others if is_beside else beside).urlencode()}"

    def of(self, name: str) -> str:
        """The address of a passage, "" where it was not found."""
        anchor = self._anchors.get(name)
        return f"{self._before_anchor}#{anchor}" if anchor else ""


def _places(determination: Determination, items: Sequence[DisputedItem]) -> LetterPlaces:
    passages = [
        ItemPassages(
            number=item.number,
            title=item.title,
            sentences=tuple(citation.raw for citation in item.citations.all()),
            rationale=item.rationale,
        )
        for item in items
    ]
    return find_places(rewrapped(determination.letter.text), determination.case_summary, passages)


def _read_item(item: DisputedItem, address: _Addresses) -> ReadItem:
    cited = [
        _cited(citation, address.of(citation_name(item.number, place)))
        for place, citation in enumerate(item.citations.all())
    ]
    return ReadItem(
        item=item,
        sides=citation_sides(cited),
        in_letter=InLetter(
            title=address.of(title_name(item.number)),
            rationale=address.of(rationale_name(item.number)),
        ),
    )


def _cited(citation: GuidelineCitation, in_letter: str) -> Cited:
    return Cited(
        by_reviewer=citation.cited_by == GuidelineCitation.CitedBy.REVIEWER,
        source=citation.source,
        guideline=citation.guideline,
        edition=citation.edition,
        section=citation.section,
        pages=tuple(citation.pages),
        raw=citation.raw,
        in_letter=in_letter,
    )
