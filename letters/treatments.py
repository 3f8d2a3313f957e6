"""The treatment under review, where an item's title tells the request's history."""

import re
from dataclasses import dataclass

_WAS_ORIGINAL_REQUEST = "original request"
_UNDER_REVIEW = re.compile(r"original request ?[,:] ?(?!IMR eligible)", re.IGNORECASE)
_CLOSING_VERB = re.compile(r" (?:is|are) ?[:;,.]?$", re.IGNORECASE)
_RETROSPECTIVE = re.compile(
    r"\bretro(?:spective(?:ly)?|active(?:ly)?)?\b|\bDOS\b|\bD\.O\.S\.|\bdates? of services?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Treatment:
    """What an item's title says of the request."""

    under_review: str
    modified_by_ur: bool
    retrospective: bool


def tells_history(title: str) -> bool:
    """Whether the title says what was asked for first: the claims administrator authorised a part."""
    return _WAS_ORIGINAL_REQUEST in title.lower()


def read_treatment(title: str) -> Treatment:
    """The treatment under review and how it came to be."""
    modified = tells_history(title)
    under_review = _last_clause(title) if modified else title
    return Treatment(under_review, modified, bool(_RETROSPECTIVE.search(title)))


def _last_clause(title: str) -> str:
    """What follows the last "original request," without its closing "is"; else the whole title."""
    clause = ""
    for match in _UNDER_REVIEW.finditer(title):
        clause = title[match.end() :]
    return _CLOSING_VERB.sub("", clause).strip() or title
