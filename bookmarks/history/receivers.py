"""Listens to searches, and keeps those of signed-in people when their page is sent: it waits for nothing."""

import logging
from typing import Any

from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpResponse

from bookmarks.history.recording import record
from search.htmx import HtmxRequest
from search.results.page import ResultsPage
from search.signals import searched

logger = logging.getLogger(__name__)


@receiver(searched)
def keep(sender: object, request: HtmxRequest, answer: HttpResponse, page: ResultsPage, **_: Any) -> None:
    """Keep the search as soon as its page is on its way."""
    user_pk = request.user.pk
    if user_pk is None:
        return

    def when_sent() -> None:
        try:
            record(user_pk, page.address, page.total)
        except DatabaseError as problem:
            # A database may repeat in its message what it was given: what was searched reaches no log.
            logger.warning("A search was not kept in its history: %s", type(problem).__name__)

    # As Django itself has a request's uploads closed; the server calls it when the last byte is written.
    answer._resource_closers.append(when_sent)  # type: ignore[attr-defined]
