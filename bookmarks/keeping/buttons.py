"""The state of the bookmark buttons of a page."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from bookmarks.access import Role, bookmarks_open_to
from bookmarks.keeping.targets import written_place


@dataclass(frozen=True)
class Kept:
    """A bookmark that the person has made of something, or that lies in a folder of theirs."""

    pk: int
    folder_name: str
    """Empty outside of folders."""


Buttons = Mapping[tuple[int, str], list[Kept]]
"""By determination and written place, see ``targets.Target.written``; the latest first."""


def kept_by(user: User | AnonymousUser, determinations: Collection[int]) -> Buttons:
    """What the person keeps of these determinations: one query, however many buttons ask."""
    kept: dict[tuple[int, str], list[Kept]] = defaultdict(list)
    if not user.is_authenticated:
        return kept
    made = Q(owner=user) | Q(added_by=user)
    rows = bookmarks_open_to(user, Role.WRITER).filter(made, determination__in=determinations)
    columns = ("determination_id", "kind", "place", "start", "end", "pk", "folder__name")
    for case, kind, place, start, end, pk, folder in rows.order_by("-pk").values_list(*columns):
        kept[case, written_place(kind, place, start, end)].append(Kept(pk, folder or ""))
    return kept
