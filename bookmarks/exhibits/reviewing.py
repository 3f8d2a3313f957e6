"""Whether the exhibits that a pack would have are those that the person looked at.

Exhibits are gathered anew when a pack is made. What a colleague put into the folder meanwhile, or an update
of the index brought, nobody has reviewed, and it would shift the names of all exhibits behind it.
"""

from collections.abc import Sequence

from bookmarks.exhibits.gathering import Gathered
from bookmarks.exhibits.pack.request import MAX_EXHIBITS

SHOWN = "shown"
"""The hidden field with the keys of the determinations that were listed, in their order."""
_NAMED = 3
"""New determinations that are named; the list below has them all."""
NOTHING_SHOWN = "Look at the list of exhibits first, then make the pack."


def shown(exhibits: Sequence[Gathered]) -> str:
    """What the hidden field holds of these exhibits."""
    return ",".join(str(one.determination.pk) for one in exhibits)


def unreviewed(typed: str, exhibits: Sequence[Gathered], whose: str) -> str:
    """Why these exhibits are not the ones that were looked at, in a sentence or two; empty where they are.

    ``typed`` is what the hidden field came back with, ``whose`` what has changed: "The folder".
    """
    if typed == shown(exhibits):
        return ""
    before = set(typed.split(",", MAX_EXHIBITS)[:MAX_EXHIBITS]) - {""}
    if not before:
        return NOTHING_SHOWN
    new = [one for one in exhibits if str(one.determination.pk) not in before]
    gone = len(before - {str(one.determination.pk) for one in exhibits})
    told = [*([_new(new)] if new else []), *([_gone(gone)] if gone else [])]
    changes = " and ".join(told) or "the order is another one"
    return f"{whose} has changed since you opened this page: {changes}. Look at the list again."


def _new(exhibits: Sequence[Gathered]) -> str:
    names = [one.determination.name for one in exhibits[:_NAMED]]
    more = len(exhibits) - len(names)
    listed = f"{', '.join(names)}{f' and {more} more' if more else ''}"
    return f"{listed} {'is' if len(exhibits) == 1 else 'are'} new"


def _gone(count: int) -> str:
    return (
        f"{count} determination{'' if count == 1 else 's'} of the list {'is' if count == 1 else 'are'} gone"
    )
