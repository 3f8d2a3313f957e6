"""Folders, one for each matter, and who else may open them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse


class Folder(models.Model):
    """A person's bookmarks for one matter."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, max_length=5000)
    position = models.PositiveIntegerField(default=0, help_text="Its place among the owner's folders.")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="Deleted, and for a while to be put back with its bookmarks."
    )

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at=None), name="one_folder_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The folder's page."""
        return reverse("bookmarks:folder", args=[self.pk])


class FolderShare(models.Model):
    """Somebody's folder that is open to whoever has an account under an address.

    The owner names an address, and the row is made whether or not there is an account: whoever looks at the
    page of shares cannot try out which addresses have one. An account that gets the address later opens
    the folder from then on, and one that gives it up no longer, though ``user`` may name it until then:
    ``bookmarks.sharing.addresses.shares_of`` tells which shares are in force.
    """

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="shares")
    address = models.EmailField(
        blank=True,
        max_length=254,
        help_text="In lower case, as the owner gave it; empty: made for the account itself.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="folder_shares",
        help_text="Who has it; empty while no account has the address.",
    )
    can_write = models.BooleanField(default=False, help_text="May add, change, move and remove bookmarks.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["address"])]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "address"], condition=~Q(address=""), name="one_share_for_each_address"
            ),
            models.CheckConstraint(
                condition=~Q(address="") | Q(user__isnull=False), name="a_share_is_for_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder} for {self.address or self.user}"


class FolderLinkQuerySet(models.QuerySet["FolderLink"]):
    """Secret links."""

    def in_force(self) -> "FolderLinkQuerySet":
        """Those that open their folder now."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), folder__removed_at=None)


class FolderLink(models.Model):
    """A secret address under which whoever has it may read a folder, until it expires or is revoked.

    The row holds no secret: the address carries the row's key signed with the portal's secret key.
    """

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(
        max_length=100, blank=True, help_text="Whom it was given to, in the owner's words."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FolderLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label or f"Link of {self.created_at:%Y-%m-%d}"
