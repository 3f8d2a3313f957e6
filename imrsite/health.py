"""Is the portal able to answer? For load balancers and monitors."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from determinations.models import DisputedItem
from search.index import index_status


def health(request: HttpRequest) -> JsonResponse:
    """200 while the portal's tables answer and its index is open; 503 with what is wrong otherwise."""
    parts = {"database": _database(), "index": index_status().state}
    healthy = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", **parts}, status=200 if healthy else 503
    )


def _database() -> str:
    try:
        DisputedItem.objects.exists()
    except DatabaseError:
        return "unavailable"
    return "ok"
