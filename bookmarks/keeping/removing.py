"""Taking bookmarks and folders away, and putting them back for a while."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from bookmarks.access import removed_bookmarks_open_to
from bookmarks.keeping.filing import WHAT, check_room, columns_of, kept_in, what
from bookmarks.keeping.holding import hold
from bookmarks.keeping.joining import take_over
from bookmarks.keeping.limits import PURGED_AT_ONCE, TO_BE_PUT_BACK
from bookmarks.keeping.tags import forget_unused_tags
from bookmarks.models import Bookmark, Folder


def remove(user: User, bookmarks: Sequence[Bookmark]) -> None:
    """Remove bookmarks that the person may change; ``restore`` puts them back."""
    Bookmark.objects.filter(pk__in=[one.pk for one in bookmarks]).update(removed_at=timezone.now())
    forget_old_removals(user)


@transaction.atomic
def restore(user: User, pks: Sequence[int]) -> tuple[list[Bookmark], int]:
    """Put removed bookmarks back where they were; those put back, and how many stay removed.

    Where the same has been kept there anew, the removed one takes its place if the new one bears no
    note and no tags; otherwise it stays removed. One whose folder is deleted comes back without folder.
    Raises ``TooManyError``, and puts nothing back, where there is no room for all of them.
    """
    rows = (
        removed_bookmarks_open_to(user)
        .select_related("folder", "owner")
        .filter(pk__in=pks, removed_at__gte=_oldest())
    )
    hold(None, [user])
    found = list(rows.select_for_update(of=("self",)))  # two who undo the same wait for each other
    back = [bookmark for bookmark in found if _put_back(bookmark)]
    for owner, folder in {(one.owner, one.folder) for one in back}:
        check_room(owner, folder)
    return back, len(found) - len(back)


@transaction.atomic
def remove_folder(folder: Folder, *, with_bookmarks: bool) -> int:
    """Delete a folder; its bookmarks go with it, or stay outside of folders.

    One of which the owner has the like outside of folders goes with it in any case, and leaves its note and
    tags to that one. Returns how many could not, because one bookmark cannot have as much: these can be put
    back by themselves.
    """
    hold(folder, [folder.owner])
    now = timezone.now()
    by_themselves = 0 if with_bookmarks else _leave_outside(folder, now)
    Bookmark.objects.kept().filter(folder=folder).update(removed_at=now)
    Folder.objects.filter(pk=folder.pk).update(removed_at=now)
    forget_old_removals(folder.owner)
    return by_themselves


@transaction.atomic
def restore_folder(user: User, pk: int) -> Folder | None:
    """Put a deleted folder of one's own back with the bookmarks that it took away or left outside."""
    hold(None, [user])
    folder = removed_folders(user).filter(pk=pk).first()
    if not folder or not folder.removed_at:
        return None
    left_outside = Bookmark.objects.kept().filter(folder=None, folder_before=folder)
    taken = models.Q(folder=folder) | models.Q(folder=None, folder_before=folder)
    Bookmark.objects.filter(taken, removed_at=folder.removed_at).update(
        removed_at=None, folder=folder, folder_before=None
    )
    inside = set(Bookmark.objects.kept().filter(folder=folder).values_list(*WHAT))
    fitting = [one.pk for one in left_outside if what(one) not in inside]
    Bookmark.objects.filter(pk__in=fitting).update(folder=folder, folder_before=None)
    folder.name, folder.removed_at = _free_name(folder), None
    folder.save(update_fields=["name", "removed_at"])
    return folder


def removed_folders(user: User) -> models.QuerySet[Folder]:
    """Deleted folders of one's own that can be put back, the latest first."""
    return Folder.objects.filter(owner=user, removed_at__gte=_oldest()).order_by("-removed_at")


def removed_bookmarks(user: User) -> models.QuerySet[Bookmark]:
    """Bookmarks that the person can put back, the latest first; not those that a folder took with it."""
    rows = removed_bookmarks_open_to(user).filter(removed_at__gte=_oldest())
    return rows.exclude(folder__removed_at=models.F("removed_at")).order_by("-removed_at", "-pk")


def forget_old_removals(user: User) -> None:
    """Delete for good what the person removed too long ago to be put back; a bounded number at once."""
    old = Bookmark.objects.filter(owner=user, removed_at__lt=_oldest()).values("pk")[:PURGED_AT_ONCE]
    Bookmark.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    empty = Folder.objects.filter(owner=user, removed_at__lt=_oldest(), bookmarks=None)
    Folder.objects.filter(pk__in=list(empty.values_list("pk", flat=True)[:PURGED_AT_ONCE])).delete()
    forget_unused_tags([user])


def _leave_outside(folder: Folder, now: datetime) -> int:
    """Take out of the folder what has no like outside; of the rest, what can be put back by itself."""
    inside = kept_in(folder.owner, folder)
    rows = _locked(inside)
    alike = kept_in(folder.owner, None).filter(determination__in={one.determination_id for one in rows})
    outside = {what(one): one for one in _locked(alike)}
    staying = [one.pk for one in rows if what(one) not in outside]
    inside.filter(pk__in=staying).update(folder=None, folder_before=folder)
    twice = [one for one in rows if what(one) in outside]
    unjoined = [one.pk for one in twice if not take_over(outside[what(one)], one)]
    inside.filter(pk__in=unjoined).update(folder=None, folder_before=folder, removed_at=now)
    return len(unjoined)


def _locked(bookmarks: models.QuerySet[Bookmark]) -> list[Bookmark]:
    """With their tags; no note is lost that somebody is writing on either of two alike."""
    return list(bookmarks.select_for_update(of=("self",)).defer("kept_text").prefetch_related("tags"))


def _put_back(bookmark: Bookmark) -> bool:
    if bookmark.folder and bookmark.folder.removed_at:
        bookmark.folder, bookmark.folder_before = None, bookmark.folder
    hold(bookmark.folder, [] if bookmark.folder else [bookmark.owner])
    anew = kept_in(bookmark.owner, bookmark.folder).filter(**columns_of(bookmark)).first()
    if anew and (anew.note or anew.tags.exists()):
        return False
    bookmark.removed_at = None
    try:
        with transaction.atomic():
            if anew:
                anew.delete()
            bookmark.save(update_fields=["removed_at", "folder", "folder_before"])
    except IntegrityError:  # somebody else has just kept the same there
        return False
    return True


def _free_name(folder: Folder) -> str:
    names = set(Folder.objects.filter(owner=folder.owner_id, removed_at=None).values_list("name", flat=True))
    if folder.name not in names:
        return folder.name
    base = f"{folder.name[:180]} (restored"
    tries = [f"{base})", *(f"{base} {number})" for number in range(2, len(names) + 3))]
    return next(name for name in tries if name not in names)


def _oldest() -> datetime:
    return timezone.now() - TO_BE_PUT_BACK
