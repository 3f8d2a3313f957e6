"""What a person searched, for that person alone."""

from django.conf import settings
from django.db import models


class PastSearch(models.Model):
    """A search of a person, once however often it was made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="past_searches")
    parameters = models.TextField(help_text="Of the search page's address: the query and the filters.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the parameters, in hexadecimal.")
    understood = models.TextField(help_text="The search in one sentence, as it was understood.")
    total = models.PositiveIntegerField(help_text="How many items it found, the last time.")
    searched_at = models.DateTimeField(help_text="The last time.")

    class Meta:
        ordering = ["-searched_at", "-pk"]
        indexes = [models.Index(fields=["user", "-searched_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="each_search_of_a_person_once"),
        ]

    def __str__(self) -> str:
        return self.understood


class HistorySwitch(models.Model):
    """Whether a person's searches are kept; without a row they are."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="history_switch"
    )
    is_on = models.BooleanField()
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Search history of {self.user}: {'on' if self.is_on else 'off'}"
