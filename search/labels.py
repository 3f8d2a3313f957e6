"""Human words for the values of the field table's keyword fields."""

from collections.abc import Callable, Mapping
from functools import cached_property

from django.utils.text import capfirst

from determinations.models import Outcome
from determinations.page_topics import confirmed_topics
from vocabularies import guidelines
from vocabularies.eras import ERAS
from vocabularies.reasons import REASONS
from vocabularies.warnings import WARNINGS

_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "outcome": {
        Outcome.UPHELD: ("Upheld", "the denial stands"),
        Outcome.OVERTURNED: ("Overturned", "medically necessary"),
        Outcome.PARTIALLY_OVERTURNED: ("Partially overturned", "necessary in part"),
    },
    "body_part_from": {
        "request": ("The request", "the title names the part"),
        "injury": ("The injury", "inferred: the title names no part"),
    },
    "retrospective": {
        "yes": ("Retrospective", "service already given"),
        "no": ("Prospective", "service not yet given"),
    },
    "partly_authorised": {
        "yes": ("Partly authorized", "UR modified the request"),
        "no": ("Denied in full", "as far as the letter tells"),
    },
    "source": {"other": ("Other", ""), "none": ("None", "a side cited no evidence")},
}
"""Of fields with few values: each value's label, and what the label does not say by itself."""
# Short enough to stand in the page beside the label; longer meanings are for who points at the value.
MEANING_IN_SIGHT = frozenset(_WORDS)
TOPIC_IN_SIGHT = frozenset(("page", "reviewer_page", "ur_page"))
CHAPTERS = frozenset(("guideline", "reviewer_guideline", "ur_guideline"))


def value_label(field: str, value: str) -> str:
    """What a person reads for a keyword field's value; a field without words of its own shows the value."""
    if field in _WORDS and value in _WORDS[field]:
        return _WORDS[field][value][0]
    return LABELS[field](value) if field in LABELS else value


def value_in_sentence(field: str, value: str) -> str:
    """What a sentence says for a keyword field's value: a label where the value itself is a code."""
    if field in TOPIC_IN_SIGHT:
        return guidelines.page_label(value)
    if field in _CODED:
        label = value_label(field, value)
        return label if label[:2].isupper() else label[:1].lower() + label[1:]
    return value


class ValueMeanings:
    """What the labels of values do not say by themselves, for one page.

    Which topics of guideline pages are confirmed is read once, and only where a page is asked for.
    """

    def of(self, field: str, value: str) -> str:
        """What the value's label does not say; empty where it says all."""
        if field in TOPIC_IN_SIGHT:
            return page_meaning(value, self._confirmed_topics)
        if field in _WORDS:
            return _WORDS[field].get(value, ("", ""))[1]
        return MEANINGS[field](value) if field in MEANINGS else ""

    @cached_property
    def _confirmed_topics(self) -> tuple[guidelines.PageTopic, ...]:
        return confirmed_topics()


def reason_label(code: str) -> str:
    """A reason's label; a code that the vocabulary does not know reads as its words."""
    return REASONS[code].label if code in REASONS else _words_of(code)


def outcome_meaning(outcome: str) -> str:
    """What an outcome means for the denial."""
    return _WORDS["outcome"].get(outcome, ("", ""))[1]


def reason_meaning(code: str) -> str:
    """What the rationale says that gives this reason."""
    return REASONS[code].explanation if code in REASONS else ""


def warning_label(code: str) -> str:
    """A warning's label; a code that the vocabulary does not know reads as its words."""
    return WARNINGS[code].label if code in WARNINGS else _words_of(code)


def warning_meaning(code: str) -> str:
    """What was compared that led to the warning."""
    return WARNINGS[code].explanation if code in WARNINGS else ""


def page_meaning(page_id: str, confirmed: tuple[guidelines.PageTopic, ...]) -> str:
    """The page's narrowest topics that are borne out or ``confirmed``; empty where there are none."""
    return "; ".join(guidelines.page_topics(page_id, confirmed)[:2])


def _words_of(code: str) -> str:
    return str(capfirst(code.replace("-", " ")))


_CODED = frozenset(("reason", "warning", "body_part_from", "retrospective", "partly_authorised"))
LABELS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("drug", "body_part", "outcome", *CHAPTERS, "edition", "sex", "priority"), capfirst),
    **dict.fromkeys(TOPIC_IN_SIGHT, guidelines.page_label),
    "age_band": lambda band: band.replace("-", "–"),
    "era": lambda code: ERAS[code].label if code in ERAS else code,
    "reason": reason_label,
    "warning": warning_label,
}
MEANINGS: Mapping[str, Callable[[str], str]] = {
    "era": lambda code: ERAS[code].explanation if code in ERAS else "",
    "reason": reason_meaning,
    "warning": warning_meaning,
}
