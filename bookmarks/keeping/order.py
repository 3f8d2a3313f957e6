"""The order of folders, and of the bookmarks in one."""

from collections.abc import Collection
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from bookmarks.access import Role, folders_open_to
from bookmarks.keeping.holding import hold
from bookmarks.models import Bookmark, Folder


class Step(StrEnum):
    """Where something is to stand."""

    UP = "up"
    DOWN = "down"
    TOP = "top"
    BOTTOM = "bottom"


def bookmarks_in_order(folder: Folder) -> QuerySet[Bookmark]:
    """The kept bookmarks of a folder as they stand in it."""
    return Bookmark.objects.kept().filter(folder=folder).order_by("position", "pk")


def place_of(folder: Folder, pk: int) -> int | None:
    """How many bookmarks stand before this one in the folder; ``None`` where it does not stand there."""
    order = list(bookmarks_in_order(folder).values_list("pk", flat=True))
    return order.index(pk) if pk in order else None


@transaction.atomic
def reorder_bookmarks(folder: Folder, pks: Collection[int], step: Step) -> None:
    """Take these bookmarks a step in their folder; others than the folder's are no error."""
    hold(folder)
    places = list(bookmarks_in_order(folder).values_list("pk", "position"))
    for pk, position in _renumbered(places, pks, step):
        Bookmark.objects.filter(pk=pk).update(position=position)


@transaction.atomic
def reorder_folders(owner: User, pk: int, step: Step) -> None:
    """Take one of a person's own folders a step among them."""
    hold(None, [owner])
    places = list(folders_open_to(owner, Role.OWNER).values_list("pk", "position"))
    for changed, position in _renumbered(places, {pk}, step):
        Folder.objects.filter(pk=changed).update(position=position)


def _renumbered(places: list[tuple[int, int]], moving: Collection[int], step: Step) -> list[tuple[int, int]]:
    """The rows whose position is another one now, with it."""
    before = dict(places)
    order = _reordered([pk for pk, _ in places], moving, step)
    return [(pk, place) for place, pk in enumerate(order, start=1) if before[pk] != place]


def _reordered(order: list[int], moving: Collection[int], step: Step) -> list[int]:
    chosen = [pk for pk in order if pk in moving]
    others = [pk for pk in order if pk not in moving]
    if step is Step.TOP:
        return [*chosen, *others]
    if step is Step.BOTTOM:
        return [*others, *chosen]
    return _stepped(order, moving) if step is Step.UP else _stepped(order[::-1], moving)[::-1]


def _stepped(order: list[int], moving: Collection[int]) -> list[int]:
    """Each of ``moving`` one place nearer to the beginning; those at the beginning stay."""
    order = list(order)
    for place in range(1, len(order)):
        if order[place] in moving and order[place - 1] not in moving:
            order[place - 1], order[place] = order[place], order[place - 1]
    return order
