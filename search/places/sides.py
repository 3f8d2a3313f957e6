"""What UR cites more often than the reviewer does, and the other way round: chapters, and pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.labels import ValueMeanings, value_label
from search.places.conditions import Condition, url_of
from search.places.figures import schedule
from search.places.kinds import place_url
from search.request import SearchResponse

SHOWN = 6


@dataclass(frozen=True)
class Cited:
    """A chapter or a page, and in how many items each side cites it."""

    label: str
    meaning: str
    """What the label does not say: a page's topic, whose chapter it is."""
    place_url: str
    by_ur: int
    ur_url: str
    """The search for the items in which UR cites it."""
    by_reviewer: int
    reviewer_url: str


@dataclass(frozen=True)
class Difference:
    """What one side cites in more items than the other does, the widest difference first."""

    name: str
    """What is compared, one of it: "Page"."""
    more_by_ur: tuple[Cited, ...]
    more_by_reviewer: tuple[Cited, ...]


@dataclass(frozen=True)
class _Compared:
    name: str
    field: str
    ur_field: str
    reviewer_field: str


_COMPARED = (
    _Compared("Chapter", "guideline", "ur_guideline", "reviewer_guideline"),
    _Compared("Page", "page", "ur_page", "reviewer_page"),
)
FACETS = tuple(field for one in _COMPARED for field in (one.ur_field, one.reviewer_field))
"""The facets that a search must count for ``differences``."""


def differences(
    of: Sequence[Condition], response: SearchResponse, meanings: ValueMeanings, era: str = ""
) -> Iterator[Difference]:
    """Compare the counts of items whose UR and whose reviewer cites each chapter and each page."""
    for compared in _COMPARED:
        difference = _difference(compared, of, response, meanings, era)
        if difference.more_by_ur or difference.more_by_reviewer:
            yield difference


def _difference(
    compared: _Compared, of: Sequence[Condition], response: SearchResponse, meanings: ValueMeanings, era: str
) -> Difference:
    by_ur, by_reviewer = response.counts(compared.ur_field), response.counts(compared.reviewer_field)

    def cited(value: str) -> Cited:
        return Cited(
            label=value_label(compared.field, value),
            meaning=meanings.of(compared.field, value) or schedule(compared.field, value),
            place_url=place_url(compared.field, value),
            by_ur=by_ur.get(value, 0),
            ur_url=url_of((*of, Condition(compared.ur_field, (value,))), era=era),
            by_reviewer=by_reviewer.get(value, 0),
            reviewer_url=url_of((*of, Condition(compared.reviewer_field, (value,))), era=era),
        )

    more = {value: by_ur.get(value, 0) - by_reviewer.get(value, 0) for value in (*by_ur, *by_reviewer)}
    widest = sorted(more, key=lambda value: (-abs(more[value]), value))
    return Difference(
        compared.name,
        tuple(cited(value) for value in [one for one in widest if more[one] > 0][:SHOWN]),
        tuple(cited(value) for value in [one for one in widest if more[one] < 0][:SHOWN]),
    )
