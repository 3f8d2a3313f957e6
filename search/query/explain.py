"""What was understood of a query, in one sentence for the person who typed it."""

import calendar
from collections.abc import Mapping
from datetime import date

from search import analysis
from search.fields import FIELD
from search.labels import value_in_sentence
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    InRange,
    MatchAll,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    TextQuery,
    Unit,
    Words,
)

_MOST_NAMED = 4
"""Values of one field that are named; of more only the number."""
_RANGE_SUBJECTS = {"decided": "it was decided", "injured": "the injury was", "age": "the worker’s age is"}
_PAGE_FIELDS = ("page", "ur_page", "reviewer_page")


def explain(
    query: Query,
    selected: Mapping[str, frozenset[str]] | None = None,
    decided_from: date | None = None,
    decided_to: date | None = None,
) -> str:
    """One sentence that says which disputed items a request asks for."""
    facets = [HasValue(name, tuple(sorted(values))) for name, values in (selected or {}).items() if values]
    dates = [InRange("decided", decided_from, decided_to)] if decided_from or decided_to else []
    parts = [part for part in (query, *facets, *dates) if not isinstance(part, MatchAll)]
    if not parts:
        return "All disputed items."
    tree = parts[0] if len(parts) == 1 else And(tuple(parts))
    return f"Disputed items where {_clause(tree)}."


def _clause(query: Query) -> str:
    match query:
        case MatchAll():
            return "anything holds"
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return f"{_text_of(query)} has {_looked_for(query)}"
        case HasValue(field, values):
            return f"{_named(field)} is {_values(field, values)}"
        case InRange():
            return _range(query)
        case And((HasValue(field, _), *_) as parts) if _all_of_field(parts, field):
            told = " and ".join(_values(field, part.values) for part in parts if isinstance(part, HasValue))
            return f"{_named(field)} is {told}"
        case And(parts):
            return " and ".join(_part(part) for part in _without_nesting(parts))
        case Or(parts):
            return " or ".join(_part(part) for part in parts)
        case Not(part):
            return _negated(part)


def _all_of_field(parts: tuple[Query, ...], field: str) -> bool:
    """Whether all parts are single values of one field, such as the ingredients of one drug."""
    return all(isinstance(part, HasValue) and part.field == field and len(part.values) == 1 for part in parts)


def _part(query: Query) -> str:
    """A clause within a longer one; parentheses keep what belongs together."""
    clause = _clause(query)
    return (
        f"({clause})" if isinstance(query, And | Or) and (" and " in clause or " or " in clause) else clause
    )


def _without_nesting(parts: tuple[Query, ...]) -> list[Query]:
    """All of A, and all of B and C, is all of A, B and C."""
    flat: list[Query] = []
    for part in parts:
        flat += _without_nesting(part.parts) if isinstance(part, And) else [part]
    return flat


def _negated(part: Query) -> str:
    match part:
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return f"{_text_of(part)} does not have {_looked_for(part)}"
        case HasValue(field, values):
            return f"{_named(field)} is not {_values(field, values)}"
    return f"not {_part(part)}" if isinstance(part, And | Or) else f"not ({_clause(part)})"


def _text_of(query: TextQuery) -> str:
    field = getattr(query, "field", "")
    return _named(field) if field else "the text"


def _looked_for(query: TextQuery) -> str:
    match query:
        case Phrase(text) | FieldWords(_, text, exact=True):
            return f"“{text}”"
        case Words(text) | FieldWords(_, text):
            return _quoted_words(text)
        case Prefix(text):
            return f"a word that begins with “{text}”"
        case Fuzzy(text):
            return f"a word spelt like “{text}”"
        case Near():
            return f"{_side(query.left)} {_closeness(query)} {_side(query.right)}"


def _side(alternatives: tuple[Words | Phrase, ...]) -> str:
    return " or ".join(f"“{one.text}”" for one in alternatives)


def _closeness(query: Near) -> str:
    before = " before and" if query.ordered else ""
    if isinstance(query.within, Unit):
        return f"{before} in the same {query.within.value} as".strip()
    words = "next to" if query.within == 1 else f"within {query.within} words of"
    return f"{before} {words}".strip()


def _named(field: str) -> str:
    label = FIELD[field].label
    return label if label.split()[0].isupper() else label[0].lower() + label[1:]


def _quoted_words(text: str) -> str:
    words = analysis.words(text)
    if len(words) < 2:
        return f"“{text}”"
    quoted = [f"“{word}”" for word in text.split() if analysis.words(word)]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _values(field: str, values: tuple[str, ...]) -> str:
    if field in _PAGE_FIELDS and len(values) > _MOST_NAMED:
        return _pages(values)
    labels = [value_in_sentence(field, value) for value in values]
    if len(labels) > _MOST_NAMED:
        return f"any of {len(labels)} values ({', '.join(labels[: _MOST_NAMED - 1])} …)"
    return " or ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _pages(page_ids: tuple[str, ...]) -> str:
    """Many pages by their numbers, which are what the query named."""
    numbers = sorted({int(page_id.rpartition(":")[2]) for page_id in page_ids})
    if len(numbers) == 1:
        return f"page {numbers[0]} of any guideline"
    return f"one of the pages {numbers[0]} to {numbers[-1]} of any guideline"


def _range(query: InRange) -> str:
    subject = _RANGE_SUBJECTS.get(query.field, f"{_named(query.field)} is")
    low, high = query.low, query.high
    if low is None and high is None:
        return f"{subject} known"
    if high is None:
        return f"{subject} {_told(low, is_low=True)} or {'later' if isinstance(low, date) else 'more'}"
    if low is None:
        return f"{subject} {_told(high, is_low=False)} or {'earlier' if isinstance(high, date) else 'less'}"
    if low == high:
        return f"{subject} on {_day(low)}" if isinstance(low, date) else f"{subject} {low}"
    first, last = _told(low, is_low=True), _told(high, is_low=False)
    return f"{subject} in {first}" if first == last else f"{subject} between {first} and {last}"


def _told(bound: date | int | None, *, is_low: bool) -> str:
    """A day as the year, or the month, that it begins or ends."""
    if not isinstance(bound, date):
        return str(bound)
    if (bound.month, bound.day) == ((1, 1) if is_low else (12, 31)):
        return str(bound.year)
    end_of_month = 1 if is_low else calendar.monthrange(bound.year, bound.month)[1]
    return f"{bound:%B %Y}" if bound.day == end_of_month else _day(bound)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
