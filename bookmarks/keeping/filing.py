"""Bookmarks into folders: keep, move, copy.

A bookmark in a folder belongs to the folder's owner. Whoever calls has asked ``bookmarks.access`` whether
the person may change the folder, and the bookmarks where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from bookmarks.keeping.holding import hold
from bookmarks.keeping.limits import BOOKMARKS_IN_A_FOLDER, BOOKMARKS_WITHOUT_A_FOLDER, TooManyError
from bookmarks.keeping.tags import carry_tags, forget_unused_tags
from bookmarks.keeping.targets import Target, text_of
from bookmarks.models import Bookmark, Folder

WHAT = ("determination_id", "kind", "place", "start", "end")
"""The columns that say what a bookmark is of."""


@dataclass(frozen=True)
class Filed:
    """What became of bookmarks that were to be moved or copied."""

    done: tuple[Bookmark, ...]
    there_already: int
    """The folder has these already; they stay as they were."""


def kept_in(user: User, folder: Folder | None) -> QuerySet[Bookmark]:
    """The kept bookmarks of a folder, or those of the person that are in none."""
    if folder:
        return Bookmark.objects.kept().filter(folder=folder)
    return Bookmark.objects.kept().filter(owner=user, folder=None)


@transaction.atomic
def keep(user: User, target: Target, folder: Folder | None = None) -> Bookmark:
    """Keep something that was read, at the folder's end; keeping it twice there changes nothing.

    Raises ``TooManyError``.
    """
    hold(folder, [] if folder else [user])
    there = kept_in(user, folder).filter(**target.columns)
    if kept := there.first():
        return kept
    bookmark = Bookmark(
        owner=folder.owner if folder else user,
        added_by=user,
        folder=folder,
        letter_id=target.determination.letter_id,
        item=target.item,
        item_number=target.item.number if target.item else None,
        kept_text=text_of(target),
        position=_next_position(user, folder, 1),
        **target.columns,
    )
    try:
        with transaction.atomic():
            bookmark.save()
    except IntegrityError:  # pressed twice at the same time
        return there.get()
    return bookmark


@transaction.atomic
def move(user: User, bookmarks: Sequence[Bookmark], folder: Folder | None) -> Filed:
    """Move bookmarks to a folder's end, or out of all folders of one's own.

    Out of somebody else's folder means: removed there, copied here. Raises ``TooManyError``.
    """
    owner = folder.owner if folder else user
    hold(folder, [user, owner])
    fresh, there_already = _not_yet_in(user, bookmarks, folder)
    position = _next_position(user, folder, len(fresh))
    moved = [_moved(user, one, folder, owner, place) for place, one in enumerate(fresh, start=position)]
    forget_unused_tags([user, owner])
    return Filed(tuple(moved), there_already)


@transaction.atomic
def copy(user: User, bookmarks: Sequence[Bookmark], folder: Folder | None) -> Filed:
    """Copy bookmarks, with text, note and tags, to a folder's end or outside of folders.

    Raises ``TooManyError``.
    """
    hold(folder, [folder.owner if folder else user])
    fresh, there_already = _not_yet_in(user, bookmarks, folder)
    position = _next_position(user, folder, len(fresh))
    copies = [_copied(user, one, folder, place) for place, one in enumerate(fresh, start=position)]
    return Filed(tuple(copies), there_already)


def what(bookmark: Bookmark) -> tuple[object, ...]:
    """What a bookmark is of, to be compared."""
    return tuple(columns_of(bookmark).values())


def columns_of(bookmark: Bookmark) -> dict[str, Any]:
    """The columns that say what a bookmark is of, with their values."""
    return {column: getattr(bookmark, column) for column in WHAT}


def check_room(user: User, folder: Folder | None, more: int = 0) -> None:
    """Raise ``TooManyError`` where there are more bookmarks than can be, or would be with so many more."""
    limit = BOOKMARKS_IN_A_FOLDER if folder else BOOKMARKS_WITHOUT_A_FOLDER
    if kept_in(user, folder).count() + more > limit:
        name = f"The folder “{folder.name}” has" if folder else "Outside of folders there are"
        raise TooManyError(f"{name} at most {limit:,} bookmarks. Remove some, or choose another folder.")


def _moved(user: User, bookmark: Bookmark, folder: Folder | None, owner: User, position: int) -> Bookmark:
    if bookmark.owner_id not in (user.pk, owner.pk):
        copied = _copied(user, bookmark, folder, position)
        Bookmark.objects.filter(pk=bookmark.pk).update(removed_at=timezone.now())
        return copied
    changes_owner = bookmark.owner_id != owner.pk
    bookmark.owner, bookmark.folder, bookmark.folder_before = owner, folder, None
    bookmark.position = position
    bookmark.save(update_fields=["owner", "folder", "folder_before", "position"])
    if changes_owner:
        carry_tags(bookmark, bookmark)
    return bookmark


def _copied(user: User, bookmark: Bookmark, folder: Folder | None, position: int) -> Bookmark:
    copied = Bookmark.objects.create(
        owner=folder.owner if folder else user,
        added_by=user,
        folder=folder,
        letter_id=bookmark.letter_id,
        item_id=bookmark.item_id,
        item_number=bookmark.item_number,
        kept_text=bookmark.kept_text,
        note=bookmark.note,
        position=position,
        **columns_of(bookmark),
    )
    carry_tags(bookmark, copied)
    return copied


def _not_yet_in(
    user: User, bookmarks: Sequence[Bookmark], folder: Folder | None
) -> tuple[list[Bookmark], int]:
    """Those that the folder does not have, each once, and how many it has."""
    cases = {one.determination_id for one in bookmarks}
    there = set(kept_in(user, folder).filter(determination__in=cases).values_list(*WHAT))
    fresh = {what(one): one for one in reversed(bookmarks) if what(one) not in there}
    return list(fresh.values())[::-1], len(bookmarks) - len(fresh)


def _next_position(user: User, folder: Folder | None, more: int) -> int:
    if more:
        check_room(user, folder, more)
    last: int | None = kept_in(user, folder).aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1
