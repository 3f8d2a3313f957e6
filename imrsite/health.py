"""Is the portal able to answer? For load balancers and monitors."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from search.index import index_status


def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers and an index is open; 503 with what is wrong otherwise."""
    parts = {"database": _database(), "index": index_status().state}
    healthy = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", **parts}, status=200 if healthy else 503
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unavailable"
    return "ok"
