"""The facets beside the results, each value with its count and the address that ticks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.address import PARAMETERS, SearchAddress
from search.fields import FACETS, Field
from search.labels import ValueMeanings, value_label
from search.request import FacetCount

SHOWN_VALUES = 8
MORE_VALUES = 60
OPEN_FACETS = ("drug", "body_part", "page", "outcome", "category")
"""The others stay folded until one of their values is ticked."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet."""

    value: str
    label: str
    meaning: str
    """What the label does not say by itself, or empty."""
    count: int
    """Items with this value among those that all other filters let through."""
    selected: bool
    toggle_url: str
    """The same search with the value ticked, or no longer ticked."""


@dataclass(frozen=True)
class Facet:
    """One field's values."""

    name: str
    parameter: str
    """Its name in an address."""
    label: str
    shown: tuple[FacetValue, ...]
    """Every ticked value, and the most frequent of the others."""
    more: tuple[FacetValue, ...]
    """What stands behind "more"."""
    left_out: int
    """How many rarer values are not listed at all; the query language reaches them."""
    is_open: bool

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        """The ticked values."""
        return tuple(value for value in self.shown if value.selected)


def facets_of(address: SearchAddress, counts: Mapping[str, Sequence[FacetCount]]) -> tuple[Facet, ...]:
    """The field table's facets with the engine's counts; facets that have nothing to offer are left out."""
    meanings = ValueMeanings()
    facets = (_facet(field, address, counts.get(field.name, ()), meanings) for field in FACETS)
    return tuple(facet for facet in facets if facet.shown)


def _facet(
    field: Field, address: SearchAddress, counts: Sequence[FacetCount], meanings: ValueMeanings
) -> Facet:
    counted = {one.value: one.count for one in counts}
    # A ticked value stays in sight, to be unticked, even where nothing has it any more.
    ticked = [value for value in counted if address.is_selected(field.name, value)]
    ticked += [value for value in address.selected.get(field.name, ()) if value not in counted]
    others = [value for value in counted if not address.is_selected(field.name, value)]
    room = max(SHOWN_VALUES - len(ticked), 0)
    shown, rest = [*ticked, *others[:room]], others[room:]

    def described(value: str) -> FacetValue:
        return _facet_value(field.name, value, counted.get(value, 0), address, meanings)

    return Facet(
        name=field.name,
        parameter=PARAMETERS[field.name],
        label=field.label,
        shown=tuple(described(value) for value in shown),
        more=tuple(described(value) for value in rest[:MORE_VALUES]),
        left_out=len(rest[MORE_VALUES:]),
        is_open=field.name in OPEN_FACETS or bool(ticked),
    )


def _facet_value(
    field_name: str, value: str, count: int, address: SearchAddress, meanings: ValueMeanings
) -> FacetValue:
    return FacetValue(
        value=value,
        label=value_label(field_name, value),
        meaning=meanings.of(field_name, value),
        count=count,
        selected=address.is_selected(field_name, value),
        toggle_url=address.toggled(field_name, value).url,
    )
