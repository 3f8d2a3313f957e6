"""What the portal holds while an export is made."""

from django.core.cache import cache

from bookmarks.exports.selection import Corpus
from determinations.models import Letter
from search.about.coverage import KEPT_FOR, coverage

_KEY = "exports.parser_versions"


def corpus() -> Corpus:
    """The counts of the about page, at most some minutes old."""
    held = coverage()
    return Corpus(
        determinations=held.determinations,
        items=held.items,
        samples=held.fictional,
        first_decided_on=held.first_decided_on,
        last_decided_on=held.last_decided_on,
        parser_versions=cache.get_or_set(_KEY, _parser_versions, KEPT_FOR) or (),
    )


def _parser_versions() -> tuple[str, ...]:
    letters = Letter.objects.filter(status=Letter.Status.PARSED).exclude(parser_version="").order_by()
    return tuple(sorted(letters.values_list("parser_version", flat=True).distinct()))
