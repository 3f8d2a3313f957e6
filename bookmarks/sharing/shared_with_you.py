"""What the list of folders says of other people's folders."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from bookmarks.access import Role, folders_open_to
from bookmarks.models import Folder


@dataclass(frozen=True)
class SharedFolder:
    """Somebody else's folder that a person may open."""

    folder: Folder
    can_write: bool


def folders_shared_with(user: User) -> tuple[SharedFolder, ...]:
    """Other people's folders that the person may open, by name, for ``shared_with_you.html``."""
    folders = folders_open_to(user).exclude(owner=user).select_related("owner").order_by("name", "pk")
    writable = set(folders_open_to(user, Role.WRITER).values_list("pk", flat=True))
    return tuple(SharedFolder(folder, folder.pk in writable) for folder in folders)
