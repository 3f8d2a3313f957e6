"""What a typed value means, and the words in which that is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from search import analysis
from search.fields import Field
from search.query.tree import HasValue, Query, Words
from vocabularies.spelling import is_near

_MOST_SUGGESTED = 3


@dataclass(frozen=True)
class Resolved:
    """What a typed value means."""

    query: Query
    expansion: str = ""
    """A sentence that says what the value was taken for; empty where it is taken as typed."""
    note: str = ""
    """A sentence that says why it was not understood; ``query`` then looks for its words."""


def taken_for(field: Field, typed: str, value: str, told: str) -> Resolved:
    """The one value, which a sentence names as ``told`` unless it was typed so."""
    expansion = "" if plain(typed) in (plain(value), plain(told)) else f"“{typed}” is taken for {told}."
    return Resolved(HasValue(field.name, (value,)), expansion)


def unknown(field: Field, typed: str, suggestions: Sequence[str]) -> Resolved:
    """The words of what is no value of the field."""
    called = f"No {field.label.lower()} called {typed}"
    if not suggestions:
        return Resolved(Words(typed), note=f"{called}: searched as words.")
    return Resolved(Words(typed), note=f"{called}: did you mean {either(suggestions)}? Searched as words.")


def either(suggestions: Sequence[str]) -> str:
    """The suggestions with "or" before the last."""
    return " or ".join(filter(None, (", ".join(suggestions[:-1]), suggestions[-1])))


def close(typed: str, values: Iterable[str]) -> list[str]:
    """The values that are spelt much like what was typed, the closest first."""
    found = process.extract(
        typed, list(values), scorer=fuzz.WRatio, processor=plain, limit=10, score_cutoff=70
    )
    return [value for value, _score, _index in found if is_near(typed, value)][:_MOST_SUGGESTED]


def stems(text: str) -> str:
    """What a name and its plural have in common."""
    return " ".join(analysis.stems(text.replace("-", " ")))


def plain(text: str) -> str:
    """Lower case, hyphens and runs of white space as one space."""
    return " ".join(text.lower().replace("-", " ").split())
