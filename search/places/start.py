"""The start page: the most frequent places of each kind, and where a name that was typed leads.

It takes no search of its own once the index has been counted (``held``); suggestions take theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import FIELD
from search.labels import ValueMeanings, value_label
from search.places.eras import EraChoice, EraFigure, era_choices, era_figures, mixed
from search.places.figures import Figure, FigureList, figure, value_figures
from search.places.held import Held, held
from search.places.place import Place, page_at, place_of_query, places_called
from search.query.parser import parse_query
from search.query.tree import HasValue
from search.query.values import resolve_value
from search.suggestions import suggestions
from vocabularies import body_parts, drugs, guidelines

SHOWN_VALUES = 10
OFFERED_NAMES = 150
"""In the find box's list."""
MOST_FOUND = 8
MOST_LETTERS = 200
"""Of a name that is looked for."""
_LISTED = (
    ("drug", "Drugs"),
    ("body_part", "Body parts"),
    ("page", "Guideline pages"),
    ("guideline", "Guideline chapters"),
    ("category", "Treatment categories"),
    ("subcategory", "Treatment subcategories"),
    ("reason", "Reasons"),
    ("drug_class", "Drug classes"),
)


@dataclass(frozen=True)
class StartPage:
    """What the page shows."""

    era: str
    era_choices: tuple[EraChoice, ...]
    figure: Figure
    """All items, of the era where one is chosen."""
    determinations: int
    eras: tuple[EraFigure, ...]
    listed: tuple[FigureList, ...]
    names: tuple[str, ...]
    """What the find box offers while one types."""
    sought: str
    """The name that was looked for and led to no one place; empty where none was."""
    found: tuple[Place, ...]
    """What may have been meant."""
    words_url: str
    """The search for the words that were typed."""

    @property
    def mixes_eras(self) -> bool:
        """Whether the figures are of several eras."""
        return not self.era and mixed(self.eras)


def find(engine: Engine, typed: str) -> tuple[Place, ...]:
    """The places that a typed name may mean: just one where it is a name, the likeliest first.

    Raises ``IndexUnavailableError``.
    """
    known = held(engine)
    exact = next(iter(_called(typed, known)), None)
    if exact:
        return (exact,)
    begun = (place_of_query(parse_query(one.query).tree, known) for one in suggestions(engine, typed))
    places = {one.url: one for one in begun if one}
    if not places:
        places = {one.url: one for name in _alike(typed) for one in places_called(name, known)}
    return tuple(places.values())[:MOST_FOUND]


def start_page(
    engine: Engine, path: str, era: str, sought: str = "", found: tuple[Place, ...] = ()
) -> StartPage:
    """Lay out. Raises ``IndexUnavailableError``."""
    of_era = held(engine, era)
    meanings = ValueMeanings()
    by_era = of_era.by_field["era"]
    return StartPage(
        era=era,
        era_choices=era_choices(path, era),
        figure=figure((), "all items", of_era.rate, era),
        determinations=of_era.determinations,
        eras=era_figures((), by_era, None if era else of_era.rate),
        listed=tuple(_listed(of_era, meanings, era)),
        names=tuple(_names(held(engine))),
        sought=sought,
        found=found,
        words_url=SearchAddress(q=sought).url,
    )


def _called(typed: str, known: Held) -> Iterator[Place]:
    """Places with this name; a page without its book is one of the 2009 Chronic Pain guideline."""
    named = resolve_value(FIELD["page"], typed).query
    number = typed.lower().removeprefix("page").removeprefix("p.").strip()
    if number.isdecimal() and len(number) <= 4:
        book = guidelines.page_id(guidelines.MAPPED_GUIDELINE, guidelines.MAPPED_EDITION, int(number))
        if page := page_at(str(book).rpartition(":")[0], int(number), known):
            yield page
    elif isinstance(named, HasValue):
        pages = (place_of_query(HasValue("page", (one,)), known) for one in named.values[:MOST_FOUND])
        yield from filter(None, pages)
    yield from places_called(typed, known)


def _alike(typed: str) -> Iterator[str]:
    """Names that are spelt nearly so."""
    yield from drugs.suggest(typed, limit=3)
    yield from body_parts.suggest(typed, limit=2)
    yield from guidelines.suggest(typed, limit=2)


def _listed(of_era: Held, meanings: ValueMeanings, era: str) -> Iterator[FigureList]:
    for field, heading in _LISTED:
        values = of_era.by_field[field]
        figures = value_figures((), field, values, meanings, limit=SHOWN_VALUES, era=era)
        if figures:
            yield FigureList(field, heading, figures, len(values) - len(figures))


def _names(known: Held) -> Iterator[str]:
    """The labels of the most frequent values, each once."""
    counted: dict[str, int] = {}
    for field, _heading in _LISTED:
        for value, rate in known.by_field[field].items():
            label = value_label(field, value)
            counted[label] = max(rate.total, counted.get(label, 0))
    yield from sorted(counted, key=lambda label: (-counted[label], label))[:OFFERED_NAMES]
