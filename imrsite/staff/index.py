"""The search index is told at once of what staff has done, or else at its next update."""

from collections.abc import Iterable

from search.engines.base import IndexUnavailableError
from search.index import update_some, update_what_waits
from search.manifest import IndexBusyError

_FAILURES = (IndexUnavailableError, IndexBusyError, OSError)


def tell(items: Iterable[int]) -> str:
    """Bring the items up to date; "" or what kept the index from it, for a person. It then waits."""
    try:
        update_some(items)
    except _FAILURES as problem:
        return str(problem)
    return ""


def tell_what_waits() -> str:
    """As ``tell``, of all that waits, as far as a request can."""
    try:
        update_what_waits()
    except _FAILURES as problem:
        return str(problem)
    return ""
