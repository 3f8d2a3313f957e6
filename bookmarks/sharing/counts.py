"""How many people and secret links can open folders, for pages that list them."""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now

from bookmarks.models import Folder


def with_access_counts(folders: QuerySet[Folder]) -> QuerySet[Folder]:
    """The folders with ``people`` (shares, the owner apart) and ``open_links`` (links in force).

    Only a folder's owner may see these numbers.
    """
    in_force = Q(links__revoked_at=None, links__expires_at__gt=Now())
    return folders.annotate(
        people=Count("shares", distinct=True), open_links=Count("links", filter=in_force, distinct=True)
    )
