"""Determinations that staff took out of sight."""

from django.conf import settings
from django.db import models
from django.db.models import Max

from determinations.models.facts import Determination


class Withdrawal(models.Model):
    """Once that staff took a determination out of everybody's sight; all of it is kept for restoring."""

    class Reason(models.TextChoices):
        """Why."""

        PRIVACY = "privacy", "Privacy: it names or lets people recognise somebody"
        COURT_ORDER = "court order", "Order of a court or an authority"
        WRONG_FILE = "wrong file", "Wrong file: no determination, or not as it was issued"
        OTHER = "other", "Other"

    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="withdrawals")
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.TextField(blank=True, max_length=2000, help_text="More of the reason, for staff alone.")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Empty: that account is gone.",
    )
    restored_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it is withdrawn now.")
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-withdrawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["determination"],
                condition=models.Q(restored_at=None),
                name="withdrawn_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.determination}: {self.reason}"

    @classmethod
    def last_change(cls) -> str:
        """Another text whenever something was withdrawn or restored."""
        moments = cls.objects.aggregate(Max("withdrawn_at"), Max("restored_at"))
        return ".".join(f"{moment.timestamp():.6f}" if moment else "-" for moment in moments.values())
