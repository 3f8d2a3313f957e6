"""What differs between two parses of a letter, field by field.

A field is named by its place in the contract's JSON: ``dates.injury``, ``items.citations.pages``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]

ITEMS = "items"


@dataclass(frozen=True)
class Change:
    """One value that differs.

    For an item that only one of the parses has, the field is ``items`` and the value its treatment.
    """

    field: str
    item: int | None
    """The item's number; ``None`` for a fact of the whole letter."""
    before: Any
    after: Any


def changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """What became different from one letter in the contract's JSON to another, in the order of its fields.

    Whatever else the two objects hold beside the contract's keys is compared, too. Items are
    told apart by their number, as rows are.
    """
    case = (_without_items(before), _without_items(after))
    items = {item["number"]: item for item in before[ITEMS]}, {item["number"]: item for item in after[ITEMS]}
    return (*_differences("", None, *case), *_item_changes(*items))


def _without_items(letter: Facts) -> Facts:
    return {name: value for name, value in letter.items() if name != ITEMS}


def _item_changes(before: Mapping[int, Facts], after: Mapping[int, Facts]) -> Iterator[Change]:
    for number in sorted(before.keys() | after.keys()):
        if number in before and number in after:
            yield from _differences(ITEMS, number, before[number], after[number])
        else:
            treatments = (items.get(number, {}).get("treatment") for items in (before, after))
            yield Change(ITEMS, number, *treatments)


def _differences(field: str, item: int | None, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from _differences(f"{field}.{name}".lstrip("."), item, before.get(name), after.get(name))
    elif _are_objects(before) and _are_objects(after) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differences(field, item, one, other)
    else:
        yield Change(field, item, before, after)


def _are_objects(value: Any) -> bool:
    """Whether the value is a list of objects, as citations are; two of one length are compared in pairs."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and all(isinstance(member, Mapping) for member in value)
    )
