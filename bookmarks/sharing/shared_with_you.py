"""What the list of folders says of other people's folders."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from bookmarks.access import Role, folders_open_to


@dataclass(frozen=True)
class SharedFolder:
    """Somebody else's folder that a person may open."""

    name: str
    url: str
    owner: str
    """The owner's mail address."""
    can_write: bool
    leave_url: str


def folders_shared_with(user: User) -> tuple[SharedFolder, ...]:
    """Other people's folders that the person may open, by name, for ``shared_with_you.html``."""
    folders = folders_open_to(user).exclude(owner=user).select_related("owner").order_by("name", "pk")
    writable = set(folders_open_to(user, Role.WRITER).values_list("pk", flat=True))
    return tuple(
        SharedFolder(
            name=folder.name,
            url=folder.get_absolute_url(),
            owner=folder.owner.email,
            can_write=folder.pk in writable,
            leave_url=reverse("bookmarks:leave", args=[folder.pk]),
        )
        for folder in folders
    )
