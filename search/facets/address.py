"""The whole state of a facet's own page: the search whose values it lists, and how it lists them."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from search.address import SearchAddress
from search.fields import Field, Order
from search.forms import QueryField, SearchForm

LONGEST_FIND = 100
MOST_PARTS = 1_000


class By(StrEnum):
    """The order of the values."""

    COUNT = "count"
    VALUE = "value"


@dataclass(frozen=True)
class FacetAddress:
    """What a person asks of a facet's page."""

    field: Field
    search: SearchAddress
    find: str = ""
    """What the values are to have in them."""
    by: By | None = None
    """``None``: the facet's own order, see ``order``."""
    part: int = 1
    """Which part of the values, counted from 1."""

    @property
    def order(self) -> By:
        """The order of the values."""
        return self.by or self._usual_order

    @property
    def url(self) -> str:
        """The address, without anything that goes without saying."""
        parameters = self.search.at_page(1).parameters()
        if self.find:
            parameters.append(("find", self.find))
        if self.order is not self._usual_order:
            parameters.append(("by", self.order.value))
        if self.part > 1:
            parameters.append(("part", str(self.part)))
        path = reverse("search:facet", args=[self.field.name])
        return f"{path}?{urlencode(parameters)}" if parameters else path

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What the page's form passes on unseen: all of the search but this facet's ticks."""
        return tuple(self.search.without_field(self.field.name).parameters())

    def at_part(self, part: int) -> "FacetAddress":
        """Another part of the same values."""
        return replace(self, part=part)

    @property
    def _usual_order(self) -> By:
        return By.COUNT if self.field.order is Order.BY_COUNT else By.VALUE


class FacetForm(SearchForm):
    """The parameters of a facet's page: those of the search, and three of its own."""

    find = QueryField(required=False, label="Find")
    by = forms.ChoiceField(
        required=False,
        label="Order",
        choices=[(by.value, by.value.capitalize()) for by in By],
        error_messages={"invalid_choice": "There is no such order of values: the usual one is used."},
    )
    part = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={
            "invalid": "The part asked for is no number: this is the first one.",
            "min_value": "Parts are counted from 1: this is the first one.",
        },
    )

    def __init__(self, facet: Field, *arguments: Any, **options: Any) -> None:
        self.facet = facet
        super().__init__(*arguments, **options)

    @property
    def facet_address(self) -> FacetAddress:
        """The page that was asked for, as far as it makes sense."""
        search, clean = self.address, self.cleaned_data
        return FacetAddress(
            field=self.facet,
            search=search.at_page(1),
            find=clean.get("find", "")[:LONGEST_FIND].strip(),
            by=By(clean["by"]) if clean.get("by") else None,
            part=min(clean.get("part") or 1, MOST_PARTS),
        )
