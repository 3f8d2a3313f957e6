"""The page about one place as a value. It takes two searches, besides those of ``held``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator

from determinations.models import DisputedItem
from search.engines.base import Engine
from search.labels import ValueMeanings
from search.places.about import AboutRow, about
from search.places.conditions import OF_OVERTURNED, address_of, counting
from search.places.cross_table import table_url
from search.places.eras import EraChoice, EraFigure, era_choices, era_figures, mixed
from search.places.figures import Figure, FigureList, figure, value_figures
from search.places.place import Place
from search.places.sides import FACETS as CITED_BY_SIDES
from search.places.sides import Difference, differences
from search.places.timeline import Timeline, timeline
from search.rates import Rate, rates_by_value
from search.request import SearchResponse
from search.results.cards import items_with_facts
from search.won.question import won_url

SHOWN_ITEMS = 6
SHOWN_VALUES = 8
RATIONALE_WORDS = 40
_RELATED = (
    ("reason", "Reasons"),
    ("page", "Guideline pages"),
    ("guideline", "Guideline chapters"),
    ("drug", "Drugs"),
    ("body_part", "Body parts"),
    ("subcategory", "Treatment subcategories"),
)
_FACETS = (*(field for field, _ in _RELATED), "era", "decided_year", *CITED_BY_SIDES)


@dataclass(frozen=True)
class OverturnedItem:
    """An overturned item, and how its rationale begins."""

    item: DisputedItem
    opening: str


@dataclass(frozen=True)
class PlacePage:
    """What the page shows."""

    place: Place
    about: tuple[AboutRow, ...]
    era: str
    """The one era that is counted; empty: all of them."""
    era_choices: tuple[EraChoice, ...]
    figure: Figure
    """All items of the place, of the era where one is chosen."""
    determinations: int
    eras: tuple[EraFigure, ...]
    """The rate of each era, kept apart, and of the items whose letters state no date."""
    timeline: Timeline | None
    overturned: tuple[OverturnedItem, ...]
    """The newest ones."""
    related: tuple[FigureList, ...]
    differences: tuple[Difference, ...]
    """The chapters and pages that UR and the reviewer cite unequally often."""
    table_url: str
    """The table of its items by two fields, where there is one."""
    won_url: str
    """What its overturned items have and its upheld ones lack; empty where it has only one of the two."""

    @property
    def mixes_eras(self) -> bool:
        """Whether the figures are of several eras."""
        return not self.era and mixed(self.eras)


def place_page(engine: Engine, place: Place, era: str) -> PlacePage:
    """Count and lay out. Raises ``IndexUnavailableError``."""
    of = place.conditions
    every = engine.search(counting(of, _FACETS, era))
    won = engine.search(counting((*of, OF_OVERTURNED), _FACETS, era, newest=SHOWN_ITEMS))
    by_field = {
        name: rates_by_value(every.counts(name), won.counts(name))
        for name in (*dict(_RELATED), "era", "decided_year")
    }
    total = Rate(won.total, every.total)
    meanings = ValueMeanings()
    return PlacePage(
        place=place,
        about=about(place, meanings),
        era=era,
        era_choices=era_choices(place.url, era),
        figure=figure(of, place.label, total, era),
        determinations=every.determinations,
        eras=era_figures(of, by_field["era"], None if era else total),
        timeline=timeline(of, by_field["decided_year"], era),
        overturned=tuple(_overturned(won)),
        related=tuple(_related(place, by_field, meanings, era)),
        differences=tuple(differences(of, every, meanings, era)),
        table_url=table_url(place, era),
        won_url=_won_url(place, era) if total.overturned and total.upheld else "",
    )


def _won_url(place: Place, era: str) -> str:
    address = address_of(place.conditions, era=era)
    return won_url(address) if address else ""


def _overturned(won: SearchResponse) -> Iterator[OverturnedItem]:
    items = items_with_facts(hit.id for hit in won.hits)
    for hit in won.hits:
        if item := items.get(hit.id):
            words = " ".join(item.rationale.split())
            yield OverturnedItem(item, Truncator(words).words(RATIONALE_WORDS, truncate=" …"))


def _related(
    place: Place, by_field: Mapping[str, Mapping[str, Rate]], meanings: ValueMeanings, era: str
) -> Iterator[FigureList]:
    asked = {(one.field, value) for one in place.conditions for value in one.values}
    if place.chapter:
        asked.add(("guideline", place.chapter[0]))
    for field, heading in _RELATED:
        others = {value: rate for value, rate in by_field[field].items() if (field, value) not in asked}
        figures = value_figures(place.conditions, field, others, meanings, limit=SHOWN_VALUES, era=era)
        if figures:
            yield FigureList(field, heading, figures, len(others) - len(figures))
