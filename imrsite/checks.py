"""System checks of the settings that can be wrong, each with a hint of what to do."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from search.engines import ENGINES
from search.engines.opensearch import OpenSearchEngine
from search.engines.opensearch.connection import is_address


@register
def search_engine_is_known(**kwargs: Any) -> list[CheckMessage]:
    """``IMR_SEARCH_ENGINE`` names an engine that this portal has."""
    known = ["auto", *ENGINES]
    if settings.SEARCH_ENGINE in known:
        return []
    return [
        Error(
            f"IMR_SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}, which is no search engine of this portal.",
            hint=f"Use one of: {', '.join(known)}.",
            id="imr.E001",
        )
    ]


@register
def limits_are_positive(**kwargs: Any) -> list[CheckMessage]:
    """Numbers that bound work are above zero."""
    bounds = {
        "IMR_WHOOSH_MAX_ITEMS": settings.WHOOSH_MAX_ITEMS,
        "IMR_MAX_LETTER_MEGABYTES": settings.MAX_LETTER_MEGABYTES,
    }
    return [
        Error(f"{name} is {value}.", hint="Set it to a whole number above zero.", id="imr.E002")
        for name, value in bounds.items()
        if value <= 0
    ]


@register
def number_of_workers_is_none_or_more(**kwargs: Any) -> list[CheckMessage]:
    """``IMR_INGEST_WORKERS`` is a number of processes."""
    if settings.INGEST_WORKERS >= 0:
        return []
    return [
        Error(
            f"IMR_INGEST_WORKERS is {settings.INGEST_WORKERS}.",
            hint="Set it to 0, for one process on each core, or to a whole number above it.",
            id="imr.E003",
        )
    ]


@register
def opensearch_has_an_address(**kwargs: Any) -> list[CheckMessage]:
    """``IMR_OPENSEARCH_URL`` is there if it is needed, and is made of addresses. No password is printed."""
    hint = "Set it to addresses such as https://user:password@host:9200, separated by commas."
    if OpenSearchEngine.name == settings.SEARCH_ENGINE and not settings.OPENSEARCH_URL:
        problem = "IMR_SEARCH_ENGINE is opensearch, but IMR_OPENSEARCH_URL is empty."
        return [Error(problem, hint=hint, id="imr.E004")]
    if all(map(is_address, settings.OPENSEARCH_URL)):
        return []
    return [Error("IMR_OPENSEARCH_URL holds what is no address.", hint=hint, id="imr.E005")]


@register
def opensearch_settings_can_be_used(**kwargs: Any) -> list[CheckMessage]:
    """The prefix is a name that OpenSearch takes; copies, shards and seconds are such numbers."""
    wrong = {
        "IMR_OPENSEARCH_INDEX": not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", settings.OPENSEARCH_INDEX),
        "IMR_OPENSEARCH_REPLICAS": (settings.OPENSEARCH_REPLICAS or 0) < 0,
        "IMR_OPENSEARCH_SHARDS": settings.OPENSEARCH_SHARDS < 1,
        "IMR_OPENSEARCH_CA": bool(settings.OPENSEARCH_CA) and not Path(settings.OPENSEARCH_CA).is_file(),
        "IMR_OPENSEARCH_TIMEOUT": settings.OPENSEARCH_TIMEOUT <= 0,
    }
    hints = {
        "IMR_OPENSEARCH_INDEX": "Use small letters, digits, dots, hyphens and underscores.",
        "IMR_OPENSEARCH_REPLICAS": "Set it to 0 or more copies, or leave it out.",
        "IMR_OPENSEARCH_SHARDS": "Set it to a whole number above zero.",
        "IMR_OPENSEARCH_CA": "Name a file that is there, or leave it out.",
        "IMR_OPENSEARCH_TIMEOUT": "Set it to seconds above zero.",
    }
    return [
        Error(f"{name} cannot be used.", hint=hints[name], id="imr.E006")
        for name, is_wrong in wrong.items()
        if is_wrong
    ]


@register
def trusted_proxies_are_counted(**kwargs: Any) -> list[CheckMessage]:
    """Behind a TLS proxy somebody said how many proxies there are: limits count by the client's address."""
    if (settings.TRUSTED_PROXIES or 0) < 0:
        problem = f"IMR_TRUSTED_PROXIES is {settings.TRUSTED_PROXIES}."
        return [Error(problem, hint="Set it to the number of proxies, 0 or more.", id="imr.E007")]
    if not settings.HTTPS or settings.TRUSTED_PROXIES is not None:
        return []
    return [
        Warning(
            "IMR_HTTPS is on, but IMR_TRUSTED_PROXIES is not set: all people seem to have the proxy's "
            "address, and limits for signing in count them as one.",
            hint="Set it to 1 for one proxy that appends the client's address to X-Forwarded-For; to 0 if "
            "none stands before the portal.",
            id="imr.W001",
        )
    ]
