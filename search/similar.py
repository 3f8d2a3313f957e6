"""The page of items like a given one, and in words what each shares with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from determinations.models import DisputedItem, Outcome
from search.engines.base import Engine, SimilarRequest
from search.fields import FIELD
from search.labels import value_label
from search.likeness import LIKENESS, Basis
from search.request import SimilarItem
from search.results.cards import items_with_facts

SIMILAR_LIMIT = 10
# The closest ties first: what is shared below them is mostly a consequence of them.
SHARED_FIELDS = ("drug", "body_part", "page", "reason", "subcategory", "category", "guideline")
# Sharing the narrower fact, two items share the wider one as a matter of course.
NARROWER = {"guideline": "page", "category": "subcategory", "subcategory": "drug"}
MOST_SHOWN = 5


@dataclass(frozen=True)
class Shared:
    """What two items have in common in one respect."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class SimilarResult:
    """An item of another case."""

    item: DisputedItem
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Choice:
    """One of the ways to look for similar items."""

    label: str
    explanation: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Choices:
    """Ways of which one is chosen."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class SimilarPage:
    """An item and the items of other cases that are like it, the closest first."""

    item: DisputedItem
    basis: Basis
    outcome: str
    """Only items with this outcome are listed; all, where it is empty."""
    results: tuple[SimilarResult, ...]
    choices: tuple[Choices, ...]


def similar_page(engine: Engine, item: DisputedItem, basis: str = "", outcome: str = "") -> SimilarPage:
    """The items most like ``item``; an unknown basis or outcome is the usual one.

    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    chosen = Basis(basis) if basis in list(Basis) else Basis.BLENDED
    wanted = outcome if outcome in Outcome.values else ""
    selected = {"outcome": frozenset({wanted})} if wanted else {}
    found = engine.similar(SimilarRequest(item.pk, chosen, selected, limit=SIMILAR_LIMIT))
    choices = (
        Choices("Similar in", tuple(_bases(item, chosen, wanted))),
        Choices("Outcome", tuple(_outcomes(item, chosen, wanted))),
    )
    return SimilarPage(item, chosen, wanted, results_of(found), choices)


def _bases(item: DisputedItem, chosen: Basis, outcome: str) -> Iterator[Choice]:
    for basis, likeness in LIKENESS.items():
        url = _address(item, basis, outcome)
        yield Choice(likeness.label, likeness.explanation, url, basis is chosen)


def _outcomes(item: DisputedItem, basis: Basis, wanted: str) -> Iterator[Choice]:
    labels = {"": "All outcomes", Outcome.OVERTURNED: "Only overturned", Outcome.UPHELD: "Only upheld"}
    for outcome, label in labels.items():
        yield Choice(label, "", _address(item, basis, outcome), outcome == wanted)


def results_of(found: tuple[SimilarItem, ...]) -> tuple[SimilarResult, ...]:
    """Similar items with what the database knows of them; one that has gone meanwhile is left out."""
    items = items_with_facts(one.id for one in found)
    return tuple(SimilarResult(items[one.id], tuple(_shared(one.shared))) for one in found if one.id in items)


def _address(item: DisputedItem, basis: Basis, outcome: str) -> str:
    """The page's address, without anything that goes without saying."""
    parameters = {"basis": "" if basis is Basis.BLENDED else basis.value, "outcome": outcome}
    query = urlencode({name: value for name, value in parameters.items() if value})
    path = reverse("search:similar", args=[item.pk])
    return f"{path}?{query}" if query else path


def _shared(shared: Mapping[str, tuple[str, ...]]) -> Iterator[Shared]:
    for name in SHARED_FIELDS:
        values = shared.get(name)
        if values and not shared.get(NARROWER.get(name, "")):
            yield Shared(FIELD[name].label, _labels(name, values))
    if words := shared.get("text"):
        yield Shared("Words", words[:MOST_SHOWN])


def _labels(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    labels = tuple(value_label(name, value) for value in values[:MOST_SHOWN])
    return (*labels, f"and {len(values) - MOST_SHOWN} more") if len(values) > MOST_SHOWN else labels
