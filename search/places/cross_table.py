"""Overturn rates by two fields at once, of all items or of those of one place: drug by guideline page.

At most twelve rows and eight columns, and so at most eighteen searches: two for the margins and two for
each column, which count its rows. Measured with Whoosh: 40 ms of processor time over 7,358 sample
items.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from search.engines.base import Engine
from search.labels import ValueMeanings, value_label
from search.places.conditions import OF_OVERTURNED, Condition, counting
from search.places.eras import EraChoice, era_choices
from search.places.figures import Figure, figure, value_figures
from search.places.held import Held, held
from search.places.place import Place, place_of
from search.rates import Rate, rates_by_value

MOST_ROWS, MOST_COLUMNS = 12, 8
OFFERED_VALUES = 15
"""Of each field, in the list of what may be held fixed."""
FIELD_LABELS: Mapping[str, str] = {
    "drug": "Drug",
    "body_part": "Body part",
    "page": "Guideline page",
    "reason": "Reason",
    "category": "Treatment category",
    "subcategory": "Treatment subcategory",
}


@dataclass(frozen=True)
class Asked:
    """What the table is to count, as far as its address makes sense."""

    rows: str
    columns: str
    only: Place | None
    """The items of this place alone."""
    era: str
    problem: str = ""
    """What could not be used as it was given."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What all items of the table hold."""
        return self.only.conditions if self.only else ()

    @property
    def parameters(self) -> dict[str, str]:
        """The address's parameters, the era apart."""
        only = {"only": f"{self.only.kind.field}:{self.only.value}"} if self.only else {}
        return {"rows": self.rows, "columns": self.columns, **only}


def table_url(place: Place, era: str) -> str:
    """The address of a table of the items of a place; empty where a table cannot be narrowed to it."""
    if (
        place.kind.field not in FIELD_LABELS
        or len(place.conditions) > 1
        or len(place.conditions[0].values) > 1
    ):
        return ""
    rows, columns = ("drug", "body_part") if place.kind.field in ("page", "reason") else ("page", "reason")
    asked = Asked(rows, columns, place, era)
    parameters = asked.parameters | ({"era": era} if era else {})
    return f"{reverse('search:cross_table')}?{urlencode(parameters)}"


@dataclass(frozen=True)
class Option:
    """A choice of the form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class OptionGroup:
    """Values of one field, to hold fixed."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Row:
    """One row: all items with its value, then those of each column."""

    all: Figure
    cells: tuple[Figure, ...]


@dataclass(frozen=True)
class CrossTable:
    """What the page shows."""

    asked: Asked
    row_options: tuple[Option, ...]
    column_options: tuple[Option, ...]
    only_options: tuple[OptionGroup, ...]
    era_choices: tuple[EraChoice, ...]
    swapped_url: str
    """The same table with rows and columns exchanged."""
    total: Figure
    columns: tuple[Figure, ...]
    rows: tuple[Row, ...]
    mixes_eras: bool

    @property
    def rows_label(self) -> str:
        """What a row is."""
        return FIELD_LABELS[self.asked.rows]

    @property
    def columns_label(self) -> str:
        """What a column is."""
        return FIELD_LABELS[self.asked.columns]


def asked_for(engine: Engine, parameters: Mapping[str, str], era: str) -> Asked:
    """Read the address. Raises ``IndexUnavailableError``."""
    problem = ""
    rows = _field(parameters.get("rows"), "drug")
    columns = _field(parameters.get("columns"), "body_part" if rows != "body_part" else "page")
    if columns == rows:
        problem = (
            f"Rows and columns were both {FIELD_LABELS[rows].lower()}: the columns are another field now."
        )
        columns = "page" if rows == "body_part" else "body_part"
    typed = parameters.get("only", "")
    only = _place(typed, held(engine))
    if typed and not only:
        problem = (
            "The place to which the table was to be narrowed is not in this portal: all items are counted."
        )
    return Asked(rows, columns, only, era, problem)


def _field(typed: str | None, usual: str) -> str:
    return typed if typed and typed in FIELD_LABELS else usual


def cross_table(engine: Engine, path: str, asked: Asked) -> CrossTable:
    """Count and lay out. Raises ``IndexUnavailableError``."""
    of = asked.conditions
    every = engine.search(counting(of, (asked.rows, asked.columns, "era"), asked.era))
    won = engine.search(counting((*of, OF_OVERTURNED), (asked.rows, asked.columns), asked.era))
    meanings = ValueMeanings()
    rows, columns = (
        _by_value(asked, field, rates_by_value(every.counts(field), won.counts(field)), meanings, most)
        for field, most in ((asked.rows, MOST_ROWS), (asked.columns, MOST_COLUMNS))
    )
    counted = {column: _column(engine, asked, column) for column in columns}
    return CrossTable(
        asked=asked,
        row_options=_field_options(asked.rows),
        column_options=_field_options(asked.columns),
        only_options=_only_options(held(engine), asked.only),
        era_choices=era_choices(path, asked.era, asked.parameters),
        swapped_url=_swapped_url(path, asked),
        total=figure(of, "all", Rate(won.total, every.total), asked.era),
        columns=tuple(columns.values()),
        rows=tuple(Row(told, tuple(_cells(asked, row, counted))) for row, told in rows.items()),
        mixes_eras=not asked.era and len(every.counts("era")) > 1,
    )


def _swapped_url(path: str, asked: Asked) -> str:
    swapped = {**asked.parameters, "rows": asked.columns, "columns": asked.rows}
    return f"{path}?{urlencode({**swapped, **({'era': asked.era} if asked.era else {})})}"


def _by_value(
    asked: Asked, field: str, by_value: Mapping[str, Rate], meanings: ValueMeanings, most: int
) -> dict[str, Figure]:
    """The figures of the most frequent values that a search can name, by value."""
    found: dict[str, Figure] = {}
    for value, rate in by_value.items():
        if len(found) == most:
            break
        figures = value_figures(asked.conditions, field, {value: rate}, meanings, limit=1, era=asked.era)
        if figures:
            found[value] = figures[0]
    return found


def _column(engine: Engine, asked: Asked, value: str) -> dict[str, Rate]:
    """The rates of the rows among the items of one column."""
    conditions = (*asked.conditions, Condition(asked.columns, (value,)))
    every = engine.search(counting(conditions, (asked.rows,), asked.era))
    won = engine.search(counting((*conditions, OF_OVERTURNED), (asked.rows,), asked.era))
    return rates_by_value(every.counts(asked.rows), won.counts(asked.rows))


def _cells(asked: Asked, row: str, counted: Mapping[str, Mapping[str, Rate]]) -> Iterator[Figure]:
    """The cells of a row; ``counted`` are the rates of each column's rows."""
    for column, by_row in counted.items():
        conditions = (*asked.conditions, Condition(asked.rows, (row,)), Condition(asked.columns, (column,)))
        label = f"{value_label(asked.rows, row)}, {value_label(asked.columns, column)}"
        yield figure(conditions, label, by_row.get(row, Rate(0, 0)), asked.era)


def _place(typed: str, known: Held) -> Place | None:
    """The place that the parameter names: ``drug:tizanidine``."""
    field, _, value = typed.partition(":")
    if field not in FIELD_LABELS or value not in known.by_field[field]:
        return None
    return place_of(field, (value,))


def _field_options(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(field, label, field == chosen) for field, label in FIELD_LABELS.items())


def _only_options(known: Held, only: Place | None) -> tuple[OptionGroup, ...]:
    """The most frequent values of each field, and the one that is chosen."""
    groups = []
    for field, label in FIELD_LABELS.items():
        chosen = [only.value] if only and only.kind.field == field else []
        values = dict.fromkeys([*list(known.by_field[field])[:OFFERED_VALUES], *chosen])
        options = (Option(f"{field}:{value}", value_label(field, value), value in chosen) for value in values)
        groups.append(OptionGroup(label, tuple(options)))
    return tuple(group for group in groups if group.options)
