"""The expert reviewer's board certifications and states of licensure."""

import re
from functools import lru_cache

from letters.cleaning import fold
from letters.parsed_letter import Reviewer
from vocabularies import specialties, states

# Each opens with all that passes for its first letter, so that the search may skip to that letter.
_LICENSURE = re.compile(r"(?-i:[Ssſ])tate\(?s?\)? of Licensure ?:", re.IGNORECASE)
_CERTIFICATION = re.compile(r"(?-i:[Cc])ertification\(?s?\)? ?/ ?Special(?:ty|ties) ?:", re.IGNORECASE)
_PROSE = re.compile(
    r"Board[ -]Certified in (?P<boards>[^.]{1,300}?)(?:\.|,?(?: and)?(?: (?:he/she|who))?"
    r" (?:is licensed|(?:holds|has) an? (?:(?:active|current|unrestricted|valid|and)[, ]{1,2}){0,4}license)"
    r" to practice(?: medicine)? in (?P<states>[^.]{1,300})\.)",
    re.IGNORECASE,
)
MAX_CREDENTIALS = 1000
"""Characters after a credential's label; they are a line or two."""


@lru_cache(maxsize=1)
def has_credentials_block(text: str) -> bool:
    """Whether the letter, cleaned or not, lists the credentials under labels, as F4 does.

    Kept for the text asked about last: each layout with these credentials asks.
    """
    return bool(_LICENSURE.search(text) or _CERTIFICATION.search(text))


def credentials_block(how_made: str) -> Reviewer:
    """The reviewer of a letter that lists ``State(s) of Licensure:`` and ``Certification(s)/Specialty:``."""
    text = fold(how_made)
    licensure = _labelled(_LICENSURE, _CERTIFICATION, text)
    boards = _labelled(_CERTIFICATION, _LICENSURE, text)
    return Reviewer(specialties.resolve_all(boards) if boards else (), states.find(licensure))


def credentials_sentence(how_made: str) -> Reviewer:
    """The reviewer of a letter that says "is Board Certified in X, and is licensed to practice in Y.".

    Older letters say "holds an active license to practice medicine in Y".
    """
    match = _PROSE.search(fold(how_made))
    if not match:
        return Reviewer()
    return Reviewer(specialties.resolve_all(match["boards"]), states.find(match["states"] or ""))


def _labelled(label: re.Pattern[str], other: re.Pattern[str], text: str) -> str:
    """What stands after a label, up to the other label."""
    match = label.search(text)
    if not match:
        return ""
    end = other.search(text, match.end())
    return text[match.end() : end.start() if end else len(text)][:MAX_CREDENTIALS].strip()
