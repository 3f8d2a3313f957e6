"""What a person keeps."""

from django.conf import settings
from django.db import models

from determinations.models import Determination


class Bookmark(models.Model):
    """A determination that a person keeps; nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "determination"], name="one_bookmark_per_determination")
        ]

    def __str__(self) -> str:
        return str(self.determination)
