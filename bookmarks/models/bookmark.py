"""Bookmarks of determinations, disputed items and passages."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bookmarks.models.folder import Folder
from determinations.models import Determination, DisputedItem, Letter

_WHAT = ("determination", "kind", "place", "start", "end")


class Tag(models.Model):
    """A word of a person's own for bookmarks of any folder."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=50)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_tag_of_a_name")]

    def __str__(self) -> str:
        return self.name


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    """Bookmarks."""

    def kept(self) -> "BookmarkQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def in_sight(self) -> "BookmarkQuerySet":
        """Those whose determination is not withdrawn: of the others nothing that was read may be shown."""
        return self.filter(determination__withdrawn_at=None)


class Bookmark(models.Model):
    """A determination, an item or a passage that a person keeps, in a folder or in none.

    What was read when it was made is kept in it, so that it outlives a letter that replaces the one it
    was read in, and an item that the new letter no longer has.
    """

    class Kind(models.TextChoices):
        """What is kept."""

        DETERMINATION = "determination", "Determination"
        ITEM = "item", "Item"
        PASSAGE = "passage", "Passage"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="bookmarks",
        help_text="The owner of its folder; without a folder, who made it.",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who made it: in a shared folder perhaps not its owner. Empty: that account is gone.",
    )
    folder = models.ForeignKey(
        Folder, on_delete=models.CASCADE, null=True, blank=True, related_name="bookmarks"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="bookmarks")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="+", help_text="The letter that it was read in."
    )
    item = models.ForeignKey(
        DisputedItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bookmarks",
        help_text="Of an item, or of a passage in an item's rationale; empty, too, when the item is gone.",
    )
    item_number = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(
        max_length=20,
        blank=True,
        help_text="The id of the element of an item, or that a passage stands in; else none.",
    )
    start = models.PositiveIntegerField(default=0, help_text="Of a passage, in characters of its place.")
    end = models.PositiveIntegerField(default=0)
    kept_text = models.TextField(blank=True, help_text="What was read when it was made.")
    note = models.TextField(blank=True, max_length=20_000, help_text="Markdown.")
    tags = models.ManyToManyField(Tag, blank=True, related_name="bookmarks")
    position = models.PositiveIntegerField(default=0, help_text="Its place in the folder.")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="Removed, and for a while to be put back."
    )

    objects: ClassVar[BookmarkQuerySet] = BookmarkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "determination"]),
            models.Index(fields=["folder", "position"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", *_WHAT],
                condition=Q(removed_at=None, folder__isnull=False),
                name="once_in_a_folder",
            ),
            models.UniqueConstraint(
                fields=["owner", *_WHAT],
                condition=Q(removed_at=None, folder=None),
                name="once_outside_of_folders",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.determination}, item {self.item_number}" if self.item_number else str(self.determination)
        )
