"""The way to the OpenSearch that the settings name, and its failures told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    ImproperlyConfigured,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)

from search.engines.base import IndexUnavailableError, QuestionTooLargeError

WRITE_SECONDS = 150
"""Longer than OpenSearch itself waits for a lost shard (a minute), so that its answer is not missed."""
GONE = "The search index is gone from OpenSearch. Run manage.py rebuild_index."
_RETRIES = 2


def cluster() -> OpenSearch:
    """A client for this process; nothing is asked of the cluster yet. Its threads share it."""
    if not settings.OPENSEARCH_URL:
        raise IndexUnavailableError("No OpenSearch is named. Set IMR_OPENSEARCH_URL to its address.")
    if not all(map(is_address, settings.OPENSEARCH_URL)):
        raise IndexUnavailableError("IMR_OPENSEARCH_URL holds what is no address. Run manage.py check.")
    with told_plainly():
        return _client(tuple(settings.OPENSEARCH_URL), settings.OPENSEARCH_TIMEOUT, settings.OPENSEARCH_CA)


def is_address(url: str) -> bool:
    """Whether OpenSearch may answer there: http or https, a host, and a password where there is a user."""
    try:
        parts = urlsplit(url.strip())
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and (parts.username is None) == (parts.password is None)
        )
    except ValueError:  # a port that is no number
        return False


@lru_cache(maxsize=8)
def _client(urls: tuple[str, ...], timeout: float, certificates: str) -> OpenSearch:
    tls: dict[str, Any] = {"ca_certs": certificates} if certificates else {}
    return OpenSearch(
        [url.strip() for url in urls],
        timeout=timeout,
        max_retries=_RETRIES,
        # A node that hangs is left alone for a while; where there is only one, nothing is gained.
        retry_on_timeout=len(urls) > 1,
        pool_maxsize=20,
        **tls,
    )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns what OpenSearch and the way to it can do wrong into ``IndexUnavailableError``."""
    try:
        yield
    except (OpenSearchException, ImproperlyConfigured) as error:
        if said := _too_much_asked(error):
            raise QuestionTooLargeError(said) from error
        raise IndexUnavailableError(_sentence(error)) from error


def _too_much_asked(error: Exception) -> str:
    """What to change in the question; empty where the question is not at fault."""
    info = str(error.info) if isinstance(error, TransportError) else ""
    if "maxClauseCount" in info or "disjunctions" in info:
        return (
            "The question has more parts than OpenSearch takes at once. Ask for fewer words,"
            " or raise indices.query.bool.max_clause_count there."
        )
    if "too many terms" in info:
        return (
            "A word with * or ~ close to another stands for more words than OpenSearch takes there."
            " Give it more letters, or spell it out."
        )
    return ""


def _sentence(error: Exception) -> str:
    match error:
        case ConnectionTimeout():
            return (
                f"OpenSearch at {_addresses()} does not answer in time."
                " See whether it is overloaded, or raise IMR_OPENSEARCH_TIMEOUT."
            )
        case SSLError():
            return (
                f"The certificate of OpenSearch at {_addresses()} is not trusted."
                " Set IMR_OPENSEARCH_CA to the file of its authority."
            )
        case ConnectionError():
            return f"OpenSearch cannot be reached at {_addresses()}. Start it, or correct IMR_OPENSEARCH_URL."
        case AuthenticationException() | AuthorizationException():
            return (
                f"OpenSearch at {_addresses()} refuses the portal ({error.status_code})."
                " Correct user and password in IMR_OPENSEARCH_URL, or give the user its rights."
            )
        case NotFoundError():
            return GONE
        case TransportError():
            return (
                f"OpenSearch at {_addresses()} cannot answer now ({error.status_code} {error.error})."
                " See its cluster health; a lost node needs a moment, a red index a rebuild_index."
            )
    return f"OpenSearch cannot be used ({error}). Correct IMR_OPENSEARCH_URL."


def _addresses() -> str:
    """The addresses without users and passwords."""
    parts = (urlsplit(url.strip()) for url in settings.OPENSEARCH_URL)
    return ", ".join(f"{part.scheme}://{part.netloc.rpartition('@')[2]}" for part in parts)
