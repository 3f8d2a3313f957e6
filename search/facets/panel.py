"""The facets beside the results, each value with its count and the address that ticks it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.address import SearchAddress
from search.facets.address import FacetAddress
from search.fields import FACETS, Field, Group, Order
from search.labels import MEANING_IN_SIGHT, TOPIC_IN_SIGHT, ValueMeanings, value_label
from search.request import SearchResponse

SHOWN_VALUES = 6
FEW_MORE = 2
"""So few further values are shown too, instead of a fold that hides them."""
MORE_VALUES = 40
MORE_VALUES_FOLDED = 10
"""Behind "more" in a folded facet, which few unfold: the page stays small."""
_DIGITS = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet."""

    field_name: str
    address: SearchAddress
    value: str
    label: str
    meaning: str
    """What the label does not say by itself, or empty."""
    count: int
    """Items with this value among those that all other filters let through."""
    selected: bool
    also: str = ""
    """Another name, by which it was found: a brand of a drug."""

    @property
    def toggle_url(self) -> str:
        """The same search with the value ticked, or no longer ticked."""
        return self.address.toggled(self.field_name, self.value).url


@dataclass(frozen=True)
class Facet:
    """One field's values."""

    name: str
    parameter: str
    """Its name in an address."""
    label: str
    group: Group
    shown: tuple[FacetValue, ...]
    """Every ticked value, and the first of the others in the facet's order."""
    more: tuple[FacetValue, ...]
    """What stands behind "more"."""
    left_out: int
    """How many further values are not listed; the facet's own page has them all."""
    is_open: bool
    all_url: str = ""
    """The facet's own page, where not all of its values are shown."""

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.shown) + len(self.more) + self.left_out

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        """The ticked values."""
        return tuple(value for value in self.shown if value.selected)

    @property
    def shows_meanings(self) -> bool:
        """Whether what its values mean stands beside their labels."""
        return self.name in MEANING_IN_SIGHT

    @property
    def shows_topics(self) -> bool:
        """Whether what its values treat stands below their labels."""
        return self.name in TOPIC_IN_SIGHT


def facets_of(address: SearchAddress, response: SearchResponse) -> tuple[Facet, ...]:
    """The field table's facets with the engine's counts; facets that have nothing to offer are left out."""
    meanings = ValueMeanings()
    facets = (facet_of(field, address, response.counts(field.name), meanings) for field in FACETS)
    return tuple(facet for facet in facets if facet.shown)


def facet_of(
    field: Field, address: SearchAddress, counts: Mapping[str, int], meanings: ValueMeanings
) -> Facet:
    """One facet as it stands beside the results; ``counts`` are of items by value, in the engine's order."""
    # A ticked value stays in sight, to be unticked, even where nothing has it any more.
    ticked = [value for value in counts if address.is_selected(field.name, value)]
    ticked += [value for value in address.selected.get(field.name, ()) if value not in counts]
    others = in_order(field, (value for value in counts if not address.is_selected(field.name, value)))
    room = max(SHOWN_VALUES - len(ticked), 0)
    if len(others) <= room + FEW_MORE:
        room = len(others)
    shown, rest = [*ticked, *others[:room]], others[room:]
    if field.order is not Order.BY_COUNT:
        shown = in_order(field, shown)
    is_open = field.is_open or bool(ticked)
    behind = MORE_VALUES if is_open else MORE_VALUES_FOLDED

    def described(value: str) -> FacetValue:
        return facet_value(field.name, value, counts.get(value, 0), address, meanings)

    return Facet(
        name=field.name,
        parameter=field.parameter,
        label=field.label,
        group=field.group,
        shown=tuple(described(value) for value in shown),
        more=tuple(described(value) for value in rest[:behind]),
        left_out=len(rest[behind:]),
        is_open=is_open,
        all_url=FacetAddress(field, address).url if rest else "",
    )


def in_order(field: Field, values: Iterable[str]) -> list[str]:
    """The values, which come by count, in the facet's order: numbers in a value count as numbers."""
    if field.order is Order.BY_COUNT:
        return list(values)
    return sorted(values, key=_by_number, reverse=field.order is Order.DESCENDING)


def _by_number(value: str) -> tuple[list[int], str]:
    return [int(digits) for digits in _DIGITS.findall(value)], value


def facet_value(
    field_name: str, value: str, count: int, address: SearchAddress, meanings: ValueMeanings
) -> FacetValue:
    """One value in words; a ``count`` is of items."""
    return FacetValue(
        field_name=field_name,
        address=address,
        value=value,
        label=value_label(field_name, value),
        meaning=meanings.of(field_name, value),
        count=count,
        selected=address.is_selected(field_name, value),
    )
