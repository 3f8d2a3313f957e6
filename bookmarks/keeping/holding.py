"""Whose turn it is where two people change one folder at once.

On SQLite a transaction has the whole database to itself. On other databases each would look, see that
something is not there yet, and both would write it; so whoever changes a folder holds its row meanwhile.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.http import Http404

from bookmarks.models import Folder


def hold(folder: Folder | None, people: Iterable[User] = ()) -> None:
    """Let nobody else change the folder, or what these people have, until the transaction ends.

    Raises ``Http404`` where the folder was deleted since it was looked up.
    """
    if folder:
        rows = Folder.objects.select_for_update(of=("self",), no_key=True)
        if not rows.filter(pk=folder.pk, removed_at=None).exists():
            raise Http404("The folder was deleted a moment ago.")
    # In one order: two who wait for each other would wait for ever.
    keys = {one.pk for one in people}
    list(User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))
