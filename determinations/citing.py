"""How a petition or a letter cites a determination and one of its disputed items.

The portal knows no prescribed form of such a citation, and no determination is binding precedent. The forms
name what a reader needs to find the letter: what it is, the IMR case number (which a petition has to show,
8 CCR 10575), who issued it and when; then the disputed item, by its number in the letter, and the outcome.
Months are abbreviated as in the field's citations.
"""

from dataclasses import dataclass
from datetime import date

ISSUER = "Cal. Div. of Workers’ Comp."
FICTIONAL = "FICTIONAL SAMPLE, no real case: "
_MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_LONGEST_TREATMENT = 160
"""Characters; a longer one is cut at a word."""


@dataclass(frozen=True)
class CitedCase:
    """What a citation says of a determination."""

    case_number: str | None
    """``None``: this copy of the letter lost it."""
    decided_on: date | None
    outcome: str
    is_fictional: bool = False


@dataclass(frozen=True)
class CitedItem:
    """What a citation says of a disputed item."""

    number: int
    treatment: str
    outcome: str


@dataclass(frozen=True)
class Citation:
    """One citation in the forms that are copied; plain text, each on one line."""

    sentence: str
    """For a first mention; ends with a full stop."""
    short: str
    """For a later mention, and behind a quotation; without a full stop."""
    with_link: str
    """The sentence, then the address."""


def cite(case: CitedCase, url: str, item: CitedItem | None = None) -> Citation:
    """The citation of an item, or without one of the whole determination; ``url`` is absolute."""
    outcome = f"denial {(item or case).outcome}"
    told = f", item {item.number} ({_treatment(item)}; {outcome})" if item else f" ({outcome})"
    sentence = f"{_origin(case)}{told}."
    return Citation(sentence=sentence, short=_short(case, item), with_link=f"{sentence} {url}")


def cited_date(day: date) -> str:
    """A day as citations print it: Mar. 3, 2016."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _origin(case: CitedCase) -> str:
    number = (
        f"Case No. {case.case_number}" if case.case_number else "case number not in this copy of the letter"
    )
    issued = f"{ISSUER} {cited_date(case.decided_on)}" if case.decided_on else f"{ISSUER}, date not stated"
    return f"{FICTIONAL if case.is_fictional else ''}IMR Final Determination, {number} ({issued})"


def _short(case: CitedCase, item: CitedItem | None) -> str:
    named = f"IMR {case.case_number}" if case.case_number else "IMR, case number not in this copy"
    place = f", item {item.number}" if item else ""
    dated = cited_date(case.decided_on) if case.decided_on else "date not stated"
    return f"{'FICTIONAL ' if case.is_fictional else ''}{named}{place} ({dated})"


def _treatment(item: CitedItem) -> str:
    """The treatment on one line without the punctuation that would end the sentence."""
    line = " ".join(item.treatment.split()).rstrip(".,;: ")
    if not line:
        return "treatment not in this copy of the letter"
    if len(line) <= _LONGEST_TREATMENT:
        return line
    return line[:_LONGEST_TREATMENT].rpartition(" ")[0].rstrip(".,;:") + " …"
