"""Saved searches, what they newly found, and the mails that told of it."""

from base64 import b64decode, b64encode
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from pyroaring import BitMap


class IdsField(models.BinaryField):  # type: ignore[type-arg]
    """A set of item ids, compressed: of two million items at most 250 kB, of few or nearly all less."""

    def from_db_value(self, value: bytes | memoryview, *context: object) -> BitMap:
        """The set that was stored."""
        return BitMap.deserialize(bytes(value))

    def get_default(self) -> BitMap:
        """None of them."""
        return BitMap()

    def get_prep_value(self, value: BitMap) -> bytes:
        """The set as it is stored."""
        stored = value.copy()
        stored.run_optimize()
        return bytes(stored.serialize())

    def value_to_string(self, row: models.Model) -> str:
        """The set as a fixture has it."""
        return b64encode(self.get_prep_value(self.value_from_object(row))).decode()

    def to_python(self, value: str | BitMap) -> BitMap:
        """The set that a fixture has."""
        return BitMap.deserialize(b64decode(value)) if isinstance(value, str) else value


class SavedSearch(models.Model):
    """A search that a person keeps under a name, with an alert or without.

    Never shared. Its row holds no secret: the feed's address is its key, signed with the portal's.
    """

    class Alert(models.TextChoices):
        """How often a mail may come; none comes without new items."""

        NONE = "none", "No mail"
        DAILY = "daily", "Daily"
        WEEKLY = "weekly", "Weekly"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=100)
    parameters = models.TextField(
        blank=True, help_text="What stands behind the ? of its address, without order and page."
    )
    alert = models.CharField(max_length=6, choices=Alert, default=Alert.NONE)
    has_feed = models.BooleanField(default=False)
    feed_number = models.PositiveIntegerField(
        default=1, help_text="Of its feed's address: addresses with an earlier number are revoked."
    )
    seen = IdsField(help_text="The items that it has found before now.")
    seen_index = models.CharField(
        max_length=100, blank=True, help_text="The state of the index that it last looked at."
    )
    looked_at = models.DateTimeField(null=True, help_text="When it last looked for new items.")
    opened_at = models.DateTimeField(help_text="When its owner last ran it, or saved it.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_saved_search_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The saved search's page."""
        return reverse("bookmarks:saved_search", args=[self.pk])


class AlertMail(models.Model):
    """A mail that tells of new items; the row is there before the mail leaves, so that none leaves twice."""

    class State(models.TextChoices):
        """What is known of it."""

        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        UNCERTAIN = "uncertain", "Interrupted while it was sent: it may not have arrived"

    saved_search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="mails")
    state = models.CharField(max_length=9, choices=State, default=State.SENDING)
    message_id = models.CharField(max_length=250, help_text="The mail's Message-ID header.")
    sender = models.CharField(max_length=150, help_text="The process that sends it: its host and number.")
    count = models.PositiveIntegerField(help_text="New items that it tells of.")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.message_id


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def waiting(self) -> "FindingQuerySet":
        """Those that a mail has yet to tell of."""
        return self.filter(for_mail=True, mail=None)


class Finding(models.Model):
    """The items that a saved search found at one moment and never before. An item is in one finding only."""

    saved_search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="findings")
    found_at = models.DateTimeField()
    items = IdsField()
    count = models.PositiveIntegerField()
    for_mail = models.BooleanField(help_text="Whether there was an alert by mail when they were found.")
    mail = models.ForeignKey(
        AlertMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="findings"
    )

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-found_at", "-pk"]
        indexes = [models.Index(fields=["saved_search", "-found_at"])]

    def __str__(self) -> str:
        return f"{self.count} new items on {self.found_at:%Y-%m-%d}"
