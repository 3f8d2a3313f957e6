"""Tags: free words of whoever owns the bookmark."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from bookmarks.keeping.holding import hold
from bookmarks.keeping.limits import TAGS_OF_A_BOOKMARK, TooManyError
from bookmarks.keeping.notes import version_of
from bookmarks.models import Bookmark, Tag
from bookmarks.typed import one_line

LONGEST = 50


def read_tags(typed: str) -> list[str]:
    """The tags in a line, parted by commas, each once however it is capitalised.

    Raises ``TooManyError`` for too many, or one that is too long, ``NothingToSeeError`` for one that
    cannot be seen.
    """
    words = [one_line(word) for word in typed.split(",")]
    names = list({word.casefold(): word for word in reversed(words) if word}.values())[::-1]
    if len(names) > TAGS_OF_A_BOOKMARK:
        raise TooManyError(f"A bookmark has at most {TAGS_OF_A_BOOKMARK} tags.")
    if any(len(name) > LONGEST for name in names):
        raise TooManyError(f"A tag has at most {LONGEST} characters.")
    return names


@transaction.atomic
def tag(bookmark: Bookmark, names: Sequence[str]) -> None:
    """Give the bookmark these tags and no others; they belong to its owner, who need not be the writer."""
    hold(None, [bookmark.owner])
    bookmark.tags.set(_tags_of(bookmark.owner, names))
    forget_unused_tags([bookmark.owner])


@transaction.atomic
def replace_tags(bookmark: Bookmark, names: Sequence[str], version: str) -> bool:
    """``tag``, unless the tags were changed since they were read in this version; then ``False``.

    Without a version they are replaced whatever they are.
    """
    hold(None, [bookmark.owner])
    if version not in ("", version_of_tags(bookmark)):
        return False
    tag(bookmark, names)
    return True


def written_tags(bookmark: Bookmark) -> str:
    """Its tags as they are typed."""
    return ", ".join(one.name for one in bookmark.tags.all())


def version_of_tags(bookmark: Bookmark) -> str:
    """What a form carries to tell whether the tags were changed since it was opened."""
    return version_of(written_tags(bookmark))


def carry_tags(source: Bookmark, target: Bookmark) -> None:
    """Give ``target`` the tags of ``source``, as words of its own owner."""
    names = [one.name for one in source.tags.all()]
    target.tags.set(_tags_of(target.owner, names))


@transaction.atomic
def forget_unused_tags(owners: Collection[User]) -> None:
    """Tags that no bookmark has, not even a removed one, which might be put back."""
    hold(None, owners)
    Tag.objects.filter(owner__in=owners, bookmarks=None).delete()


def suggested_tags(user: User, bookmark: Bookmark) -> list[str]:
    """Words to choose from: one's own; in somebody else's folder those that the folder shows anyway."""
    tags = Tag.objects.filter(owner=bookmark.owner_id)
    if bookmark.owner_id != user.pk:
        tags = tags.filter(bookmarks__folder=bookmark.folder_id, bookmarks__removed_at=None).distinct()
    return list(tags.values_list("name", flat=True)[:200])


def _tags_of(owner: User, names: Sequence[str]) -> list[Tag]:
    if not names:
        return []
    Tag.objects.bulk_create([Tag(owner=owner, name=name) for name in names], ignore_conflicts=True)
    return list(Tag.objects.filter(owner=owner, name__in=names))
