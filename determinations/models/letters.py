"""Files that were ingested, and the runs that did."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse


class IngestRun(models.Model):
    """A run that stored letters or parsed them again, in numbers of letters."""

    class Kind(models.TextChoices):
        """What was asked for."""

        INGEST = "ingest", "Ingest"
        REPARSE = "reparse", "Reparse"
        REPARSE_OF_REJECTED = "rejected", "Reparse of rejected letters"

    kind = models.CharField(max_length=10, choices=Kind)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of staff, on a page; empty: a command, or an account that is gone.",
    )
    started_at = models.DateTimeField()
    counted_at = models.DateTimeField(help_text="When the counts below were last written.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: it goes on, or was interrupted or killed."
    )
    paths = models.JSONField(default=list, help_text="The first of the files and folders that it was given.")
    paths_given = models.PositiveIntegerField(default=0)
    parser_version = models.CharField(max_length=20)
    stored = models.PositiveIntegerField(default=0, help_text="New determinations.")
    replaced = models.PositiveIntegerField(
        default=0, help_text="Took the place of their case's earlier letter."
    )
    changed = models.PositiveIntegerField(default=0, help_text="Parsed again and became different.")
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} no. {self.pk}"

    def get_absolute_url(self) -> str:
        """The staff's page of the run."""
        return reverse("staff:run", args=[self.pk])

    @property
    def duration(self) -> timedelta:
        """How long it took; of one that did not end, how long it is known to have gone on."""
        return (self.ended_at or self.counted_at) - self.started_at

    @property
    def letters_done(self) -> int:
        """Letters that it has dealt with, one way or another."""
        return self.stored + self.replaced + self.changed + self.unchanged + self.rejected


class Letter(models.Model):
    """One file that was ingested: a determination's letter, or a file that was rejected with a reason."""

    class Status(models.TextChoices):
        """What became of the file."""

        PARSED = "parsed", "Parsed"
        REJECTED = "rejected", "Rejected"
        REPLACED = "replaced", "Replaced by a newer letter of the same case"

    sha256 = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        help_text="Empty: the file could not be read; its path names it.",
    )
    path = models.TextField(help_text="Where the file lay when it was ingested.")
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(help_text="In bytes; 0 where the file could not be read.")
    text = models.TextField(blank=True, help_text="As extracted; empty where none could be had.")
    format = models.CharField(max_length=10, blank=True, help_text="The letter layout that recognised it.")
    parser_version = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    rejection = models.TextField(blank=True, help_text="Why it was rejected, for a person.")
    is_fictional = models.BooleanField(default=False, help_text="A sample letter, made up.")
    warnings = models.JSONField(default=list, help_text="Objects with code, message and item number or null.")
    ingested_at = models.DateTimeField(auto_now=True)
    run = models.ForeignKey(
        IngestRun,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
        help_text="Which last stored or rejected it; empty: none that was recorded.",
    )

    class Meta:
        ordering = ["-ingested_at"]
        indexes = [models.Index(fields=["status", "is_fictional"])]

    def __str__(self) -> str:
        return self.path
