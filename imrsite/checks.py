"""System checks of the settings that can be wrong, each with a hint of what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.engines import ENGINES


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
