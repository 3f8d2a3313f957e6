"""The eras of the guidelines beside figures: which one is counted, and the rate of each by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from search.labels import MEANINGS, value_label
from search.places.conditions import Condition
from search.places.figures import Figure, figure
from search.rates import Rate
from vocabularies.eras import ERAS

ALL_ERAS = "All eras"
_UNDATED = "Decision date not stated"


@dataclass(frozen=True)
class EraChoice:
    """One era, or all of them, as a link of the page."""

    label: str
    explanation: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class EraFigure:
    """The items of one era."""

    code: str
    """The era; empty for the items whose letters state no date, which may be of any."""
    figure: Figure
    explanation: str


def era_asked(typed: str) -> str:
    """The era that an address names; empty, for all eras, where it names none."""
    return typed if typed in ERAS else ""


def era_choices(path: str, era: str, others: Mapping[str, str] | None = None) -> tuple[EraChoice, ...]:
    """Links to the same page of each era; ``others`` are the further parameters of its address."""

    def url(code: str) -> str:
        parameters = urlencode({**(others or {}), **({"era": code} if code else {})})
        return f"{path}?{parameters}" if parameters else path

    return (
        EraChoice(ALL_ERAS, "Every decision, whatever guidelines were in force", url(""), not era),
        *(EraChoice(one.label, one.explanation, url(one.code), era == one.code) for one in ERAS.values()),
    )


def era_figures(
    of: Sequence[Condition], by_era: Mapping[str, Rate], total: Rate | None = None
) -> tuple[EraFigure, ...]:
    """The rate of each era that has items; with a ``total`` also that of the items without a date."""
    rows = [
        EraFigure(
            code,
            figure((*of, Condition("era", (code,))), value_label("era", code), by_era[code]),
            MEANINGS["era"](code),
        )
        for code in ERAS
        if code in by_era
    ]
    undated = _without_era(by_era, total) if total else None
    if undated and undated.total:
        told = Figure(_UNDATED, undated, url="", overturned_url="")
        rows.append(EraFigure("", told, "so of no known era"))
    return tuple(rows)


def mixed(figures: Sequence[EraFigure]) -> bool:
    """Whether the items are known to be of several eras."""
    return sum(bool(one.code) for one in figures) > 1


def _without_era(by_era: Mapping[str, Rate], total: Rate) -> Rate:
    return Rate(
        total.overturned - sum(rate.overturned for rate in by_era.values()),
        total.total - sum(rate.total for rate in by_era.values()),
    )
