"""Which pages UR cites more often than the reviewer does, and the other way round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.labels import ValueMeanings, value_label
from search.places.conditions import Condition, url_of
from search.places.kinds import place_url

SHOWN_PAGES = 6


@dataclass(frozen=True)
class CitedPage:
    """A page, and in how many items each side cites it."""

    label: str
    topic: str
    place_url: str
    by_ur: int
    ur_url: str
    """The search for the items in which UR cites it."""
    by_reviewer: int
    reviewer_url: str


@dataclass(frozen=True)
class Citations:
    """The pages that one side cites in more items than the other does, those that differ most first."""

    more_by_ur: tuple[CitedPage, ...]
    more_by_reviewer: tuple[CitedPage, ...]

    @property
    def differ(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.more_by_ur or self.more_by_reviewer)


def citations_of_both_sides(
    of: Sequence[Condition],
    by_ur: Mapping[str, int],
    by_reviewer: Mapping[str, int],
    meanings: ValueMeanings,
    era: str = "",
) -> Citations:
    """Compare the counts of items whose UR and whose reviewer cites each page."""

    def cited(page_id: str) -> CitedPage:
        in_ur, in_review = Condition("ur_page", (page_id,)), Condition("reviewer_page", (page_id,))
        return CitedPage(
            label=value_label("page", page_id),
            topic=meanings.of("page", page_id),
            place_url=place_url("page", page_id),
            by_ur=by_ur.get(page_id, 0),
            ur_url=url_of((*of, in_ur), era=era),
            by_reviewer=by_reviewer.get(page_id, 0),
            reviewer_url=url_of((*of, in_review), era=era),
        )

    more = {page: by_ur.get(page, 0) - by_reviewer.get(page, 0) for page in (*by_ur, *by_reviewer)}
    by_difference = sorted(more, key=lambda page: (-abs(more[page]), page))
    return Citations(
        tuple(cited(page) for page in [one for one in by_difference if more[one] > 0][:SHOWN_PAGES]),
        tuple(cited(page) for page in [one for one in by_difference if more[one] < 0][:SHOWN_PAGES]),
    )
