"""Who may do what with a folder: the one place that says so. Every view, export and feed asks here."""

from enum import IntEnum

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from bookmarks.models import Bookmark, Folder
from bookmarks.sharing.addresses import shares_of
from bookmarks.sharing.links import link_of


class Role(IntEnum):
    """What a person is to a folder; a higher one may do all that a lower one may."""

    NONE = 0
    READER = 1
    """Sees the folder and its bookmarks, exports them, and copies them to folders of their own."""
    WRITER = 2
    """Adds, changes, orders, moves and removes its bookmarks."""
    OWNER = 3
    """Renames, shares and deletes it."""


def role_of(user: User | AnonymousUser, folder: Folder) -> Role:
    """What the person is to the folder: a signed-out visitor nothing to any, all nothing to a deleted one.

    Of somebody whose account was deactivated nothing is shared any more.
    """
    if not user.is_authenticated or folder.removed_at:
        return Role.NONE
    if folder.owner_id == user.pk:
        return Role.OWNER
    if not folder.owner.is_active:
        return Role.NONE
    # Somebody with two addresses may have two shares.
    share = shares_of(user).filter(folder=folder).order_by("-can_write").first()
    if not share:
        return Role.NONE
    return Role.WRITER if share.can_write else Role.READER


def folder_for(user: User | AnonymousUser, pk: int, needed: Role = Role.READER) -> Folder:
    """The folder, for somebody who is at least ``needed`` to it.

    Raises ``Http404`` for everybody else, so that nobody learns which folders exist.
    """
    folder = Folder.objects.select_related("owner").filter(pk=pk).first()
    if not folder or role_of(user, folder) < needed:
        raise Http404("There is no such folder, or it is not shared with you.")
    return folder


def folder_by_link(token: str) -> Folder:
    """The folder that a secret link opens for whoever has it, to read.

    Raises ``Http404`` alike for a token that is wrong, has expired or was revoked.
    """
    link = link_of(token)
    if not link:
        raise Http404("This link opens no folder.")
    return link.folder


def folders_open_to(user: User, needed: Role = Role.READER) -> QuerySet[Folder]:
    """The folders to which the person is at least ``needed``: their own, then those shared with them."""
    shares = shares_of(user).filter(can_write=True) if needed is Role.WRITER else shares_of(user)
    own, shared = Q(owner=user), Q(pk__in=shares.values("folder"), owner__is_active=True)
    return Folder.objects.filter(own if needed is Role.OWNER else own | shared, removed_at=None)


def bookmarks_open_to(user: User, needed: Role = Role.READER) -> QuerySet[Bookmark]:
    """Kept bookmarks that the person may see (with ``WRITER``: change): their own and in such folders."""
    return Bookmark.objects.kept().filter(_in_reach_of(user, needed))


def removed_bookmarks_open_to(user: User) -> QuerySet[Bookmark]:
    """Removed bookmarks that the person may put back: their own and in folders that they may change.

    Of somebody else's folder only what was removed since the folder was shared with them: what its owner
    took out before that was never shown to them.
    """
    # Whether as reader or writer: a reader, too, has seen what was in it then.
    shared_by_then = shares_of(user).filter(folder=OuterRef("folder"), created_at__lte=OuterRef("removed_at"))
    rows = Bookmark.objects.filter(_in_reach_of(user, Role.WRITER), removed_at__isnull=False)
    return rows.filter(Q(owner=user) | Exists(shared_by_then))


def bookmark_for(user: User, pk: int, needed: Role = Role.READER) -> Bookmark:
    """The kept bookmark, for somebody who is at least ``needed`` to its folder, or has it in none.

    Raises ``Http404`` for everybody else.
    """
    rows = bookmarks_open_to(user, needed).select_related("folder", "owner", "determination__letter")
    bookmark = rows.defer("determination__letter__text").filter(pk=pk).first()
    if not bookmark:
        raise Http404("There is no such bookmark, or its folder is not shared with you.")
    return bookmark


def _in_reach_of(user: User, needed: Role) -> Q:
    return Q(owner=user) | Q(folder__in=folders_open_to(user, needed).values("pk"))
