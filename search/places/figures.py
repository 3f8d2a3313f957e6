"""Counts with the searches that list exactly the items behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.labels import ValueMeanings, value_label
from search.places.conditions import Condition, url_of
from search.places.kinds import place_url
from search.rates import Rate
from vocabularies import guidelines


@dataclass(frozen=True)
class Figure:
    """How many items there are of something, and how many of them were overturned."""

    label: str
    rate: Rate
    url: str
    """The search for the items; empty where there is none."""
    overturned_url: str
    """The search for the overturned ones."""
    meaning: str = ""
    """What the label does not say by itself."""
    place_url: str = ""
    """The page about it."""


@dataclass(frozen=True)
class FigureList:
    """Values of one field, the most frequent first."""

    field: str
    heading: str
    figures: tuple[Figure, ...]
    left_out: int
    """How many further values there are."""


def figure(conditions: Sequence[Condition], label: str, rate: Rate, era: str = "") -> Figure:
    """The figure of the items that meet the conditions."""
    return Figure(
        label=label,
        rate=rate,
        url=url_of(conditions, era=era),
        overturned_url=url_of(conditions, overturned=True, era=era),
    )


def value_figures(
    of: Sequence[Condition],
    field: str,
    by_value: Mapping[str, Rate],
    meanings: ValueMeanings,
    *,
    limit: int,
    era: str = "",
) -> tuple[Figure, ...]:
    """A figure for each of the first values of a field among the items ``of`` some conditions.

    What the conditions ask for themselves is left out, and so is what no search can name.
    """
    asked = {value for one in of if one.field == field for value in one.values}
    told: list[Figure] = []
    for value, rate in by_value.items():
        if len(told) == limit:
            break
        if value in asked:
            continue
        conditions = (*of, Condition(field, (value,)))
        if not (url := url_of(conditions, era=era)):
            continue
        told.append(
            Figure(
                label=value_label(field, value),
                rate=rate,
                url=url,
                overturned_url=url_of(conditions, overturned=True, era=era),
                meaning=meanings.of(field, value) or schedule(field, value),
                place_url=place_url(field, value),
            )
        )
    return tuple(told)


def schedule(field: str, value: str) -> str:
    """Whose chapter a guideline is: "Low Back" is one of the ODG, "Low Back Complaints" of the MTUS."""
    if field == "guideline" and (chapter := guidelines.MTUS.get(value)):
        return f"MTUS {' and '.join(map(str, chapter.editions))}".strip()
    return "ODG" if field == "guideline" and value in guidelines.ODG else ""
