"""A change of a parsed fact in words short enough for a line of a report."""

from typing import Any

from determinations.changes import Change

SHOWN_CHARACTERS = 70
_LEAD = 20
"""Characters shown before the first one that differs."""
NOTHING = "nothing"


def in_words(change: Change) -> str:
    """The change as "before -> after", reduced to where they differ."""
    before, after = change.before, change.after
    if isinstance(before, list) and isinstance(after, list):
        before, after = _only_different([_text(one) for one in before], [_text(one) for one in after])
    return " -> ".join(_around_difference(_text(before), _text(after)))


def _only_different(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Of two lists the members that only one of them has, where there are such."""
    gone = [member for member in before if member not in after]
    new = [member for member in after if member not in before]
    return (gone, new) if gone or new else (before, after)


def _text(value: Any) -> str:
    if value is None or value == []:
        return NOTHING
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(fact)}" for name, fact in value.items() if fact not in (None, []))
    return " ".join(str(value).split())


def _around_difference(before: str, after: str) -> tuple[str, str]:
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) == 2), None)
    at = min(len(before), len(after)) if same is None else same
    start = max(at - _LEAD, 0) if max(len(before), len(after)) > SHOWN_CHARACTERS else 0
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + SHOWN_CHARACTERS]
    return f"{'…' if start else ''}{shown}{'…' if start + SHOWN_CHARACTERS < len(text) else ''}"
