"""A mark: something that overturned and upheld items have in different parts, with the items behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from determinations.models import Outcome
from search.address import SearchAddress
from search.rates import Rate
from search.won.contrast import Contrast, Share
from search.won.passages import Example
from search.won.sides import Sides


@dataclass(frozen=True)
class Mark:
    """A reason or a phrase."""

    label: str
    contrast: Contrast
    rate: Rate
    """How often the denial was overturned among the items that have it."""
    address: SearchAddress
    """The search for them."""
    code: str = ""
    """Of a reason; a phrase has none."""
    meaning: str = ""
    """What a reason's label does not say by itself."""
    example: Example | None = None
    """A passage of an overturned item."""

    @property
    def is_phrase(self) -> bool:
        """Whether it is words of the rationale, not a reason."""
        return not self.code

    @property
    def overturned_url(self) -> str:
        """The overturned items that have it."""
        return self.address.toggled("outcome", Outcome.OVERTURNED.value).url

    @property
    def upheld_url(self) -> str:
        """The upheld items that have it."""
        return self.address.toggled("outcome", Outcome.UPHELD.value).url


@dataclass(frozen=True)
class Marks:
    """Marks by what they tell, the most telling first."""

    overturned: tuple[Mark, ...]
    upheld: tuple[Mark, ...]
    unclear: tuple[Mark, ...]
    """Those whose interval spans zero, the most frequent first."""


def sorted_marks(marks: Iterable[Mark]) -> Marks:
    """Marks by the side that they speak for; how much they tell at least decides their order."""
    ordered = sorted(marks, key=lambda mark: (-abs(mark.contrast.certain), -mark.rate.total, mark.label))
    return Marks(
        overturned=tuple(mark for mark in ordered if mark.contrast.certain > 0),
        upheld=tuple(mark for mark in ordered if mark.contrast.certain < 0),
        unclear=tuple(mark for mark in ordered if not mark.contrast.certain),
    )


def contrast_of(overturned: int, upheld: int, sides: Sides) -> Contrast:
    """Of so many overturned and upheld items that have something, among all of the question."""
    return Contrast(Share(overturned, sides.overturned), Share(upheld, sides.upheld))
