"""All values of one facet for a search, to be looked through and ticked: a page, and a part of the panel."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engines.base import Engine
from search.facets.address import By, FacetAddress
from search.facets.panel import MORE_VALUES, Facet, FacetValue, facet_of, facet_value, in_order
from search.fields import Field, Order
from search.labels import ValueMeanings
from vocabularies import body_parts, drugs

PART_SIZE = 200
"""Values on one page; an engine counts them all, and further parts follow."""
_DIGITS = re.compile(r"(\d+)")
_OTHER_NAMES: Mapping[str, Callable[[str], Sequence[str]]] = {
    "drug": drugs.brands_of,
    "body_part": body_parts.names_of,
}
"""What a value is called too, and is found by."""


@dataclass(frozen=True)
class OrderChoice:
    """One order of the values."""

    by: By
    label: str
    is_current: bool


@dataclass(frozen=True)
class FacetPage:
    """What a facet's own page shows."""

    address: FacetAddress
    facet: Facet
    """Its ``shown`` are the ticked values, whatever is looked for; its ``more`` those of this part."""
    fitting: int
    """Values that have in them what is looked for, over all parts."""
    total: int
    """Values in all."""
    parts: int
    orders: tuple[OrderChoice, ...]
    understood: str
    """The search that the numbers are of, in one sentence: without the ticks of this facet."""
    notes: tuple[str, ...]

    @property
    def previous(self) -> int:
        """The number of the part before; 0 on the first."""
        return self.address.part - 1

    @property
    def next(self) -> int:
        """The number of the part after; 0 on the last."""
        return self.address.part + 1 if self.address.part < self.parts else 0


def facet_page(engine: Engine, address: FacetAddress, problems: tuple[str, ...] = ()) -> FacetPage:
    """Count and lay out a facet's page. Raises ``IndexUnavailableError`` where there is nothing to count."""
    found = _Found.of(engine, address)
    others = found.others if address.order is By.COUNT else _by_value(address.field, found.others)
    parts = max(1, -(-len(others) // PART_SIZE))
    if address.part > parts:
        problems = (*problems, f"There are no more than {parts} parts: this is the last one.")
        address = address.at_part(parts)
    start = (address.part - 1) * PART_SIZE
    return FacetPage(
        address=address,
        facet=_facet(address.field, found.ticked, others[start : start + PART_SIZE]),
        fitting=found.fitting,
        total=found.total,
        parts=parts,
        orders=_orders(address),
        understood=address.search.without_field(address.field.name).understood,
        notes=(*problems, *address.search.parsed.notes),
    )


def narrowed_facet(engine: Engine, address: FacetAddress) -> tuple[Facet, int]:
    """The facet beside the results with the values that fit alone, and how many fit.

    Its ticked values stay in sight; of the others at most ``MORE_VALUES`` are listed.
    """
    if not address.find:
        counts = _counts(engine, address)
        return facet_of(address.field, address.search, counts, ValueMeanings()), len(counts)
    found = _Found.of(engine, address)
    facet = _facet(address.field, (*found.ticked, *found.others[:MORE_VALUES]), ())
    left_out = len(found.others) - MORE_VALUES
    if left_out <= 0:
        return facet, found.fitting
    return replace(facet, left_out=left_out, all_url=address.url), found.fitting


@dataclass(frozen=True)
class _Found:
    """The values of a facet: those ticked, and the others that fit what is looked for, by count."""

    ticked: tuple[FacetValue, ...]
    others: tuple[FacetValue, ...]
    fitting: int
    total: int

    @classmethod
    def of(cls, engine: Engine, address: FacetAddress) -> "_Found":
        name, search, meanings = address.field.name, address.search, ValueMeanings()
        counted = _counts(engine, address)
        unheld = [value for value in search.selected.get(name, ()) if value not in counted]
        values = [
            facet_value(name, value, counted.get(value, 0), search, meanings) for value in (*counted, *unheld)
        ]
        fitting = [fit for value in values if (fit := _fitting(value, address.find))]
        others = tuple(value for value in fitting if not value.selected)
        return cls(tuple(value for value in values if value.selected), others, len(fitting), len(values))


def _counts(engine: Engine, address: FacetAddress) -> dict[str, int]:
    request = address.search.request(address.search.parsed.tree).counting(address.field.name)
    return engine.search(request).counts(address.field.name)


def _fitting(value: FacetValue, find: str) -> FacetValue | None:
    """The value, if each of the words stands in one of its names; with the other name that told, if any."""
    words = find.lower().split()
    own = f"{value.label} {value.meaning} {value.value}".lower()
    missing = [word for word in words if word not in own]
    if not missing:
        return value
    other_names = _OTHER_NAMES.get(value.field_name)
    for name in other_names(value.value) if other_names else ():
        if all(word in name.lower() for word in missing):
            return replace(value, also=name)
    return None


def _by_value(field: Field, values: Sequence[FacetValue]) -> Sequence[FacetValue]:
    """In the facet's own order; where that is by count, by label."""
    if field.order is Order.BY_COUNT:
        return sorted(values, key=lambda one: _natural(one.label))
    by_value = {one.value: one for one in values}
    return [by_value[value] for value in in_order(field, by_value)]


def _natural(label: str) -> list[tuple[int, str]]:
    """Numbers in a label count as numbers: page 9 comes before page 98."""
    return [
        (int(piece[:9]), "") if piece.isdecimal() else (-1, piece.lower()) for piece in _DIGITS.split(label)
    ]


def _facet(field: Field, shown: Sequence[FacetValue], more: Sequence[FacetValue]) -> Facet:
    return Facet(
        name=field.name,
        parameter=field.parameter,
        label=field.label,
        group=field.group,
        shown=tuple(shown),
        more=tuple(more),
        left_out=0,
        is_open=True,
    )


def _orders(address: FacetAddress) -> tuple[OrderChoice, ...]:
    own = "By name" if address.field.order is Order.BY_COUNT else "In order"
    labels = {By.COUNT: "Most items first", By.VALUE: own}
    return tuple(OrderChoice(by, label, by is address.order) for by, label in labels.items())
