"""What was understood of a query, in one sentence for the person who typed it."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from search import analysis
from search.fields import FIELD
from search.labels import value_in_sentence
from search.query.page_values import page_ids
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
    Side,
    TextQuery,
    Unit,
    Words,
)
from vocabularies.guidelines import page_label

_MOST_NAMED = 4
"""Values of one field that are named; of more only some and the number."""
_RANGE_SUBJECTS = {"decided": "it was decided", "injured": "the injury was", "age": "the worker’s age is"}
_PAGE_FIELDS = ("page", "ur_page", "reviewer_page")
_PUNCTUATION = ".,;:!?"
"""Of a pasted sentence, which no one looks for."""
_AND, _OR = "and", "or"


class _Clause(NamedTuple):
    """A clause of the sentence, and the word that joins its parts, if it has several."""

    text: str
    joined_by: str = ""

    def within(self, joined_by: str) -> str:
        """The clause as a part of a longer one; parentheses keep what belongs together."""
        return f"({self.text})" if self.joined_by not in ("", joined_by) else self.text


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
    return f"Disputed items where {_clause(tree).text}."


def _clause(query: Query) -> _Clause:
    match query:
        case MatchAll():
            return _Clause("anything holds")
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return _text_clause([query], _AND)
        case HasValue(field, values):
            return _Clause(f"{_named(field)} is {_values(field, values)}", _OR if _are_listed(query) else "")
        case InRange():
            return _Clause(_range(query))
        case And((HasValue(field, _), *_) as parts) if _all_of_field(parts, field):
            told = " and ".join(_values(field, part.values) for part in parts if isinstance(part, HasValue))
            return _Clause(f"{_named(field)} is {told}", _AND)
        case And(parts):
            return _joined(_without_nesting(parts, And), _AND)
        case Or(parts):
            return _joined(_without_nesting(parts, Or), _OR)
        case Not(part):
            return _Clause(_negated(part))


def _all_of_field(parts: tuple[Query, ...], field: str) -> bool:
    """Whether all parts are single values of one field, such as the ingredients of one drug."""
    return all(isinstance(part, HasValue) and part.field == field and len(part.values) == 1 for part in parts)


def _without_nesting(parts: tuple[Query, ...], kind: type[And] | type[Or]) -> list[Query]:
    """All of A, and all of B and C, is all of A, B and C; but the ingredients of one drug stay together."""
    flat: list[Query] = []
    for part in parts:
        is_drug = isinstance(part, And) and _all_of_field(part.parts, "drug")
        flat += _without_nesting(part.parts, kind) if isinstance(part, kind) and not is_drug else [part]
    return flat


def _joined(parts: list[Query], word: str) -> _Clause:
    """Clauses with "and" or "or" between them; what is looked for in one text shares a clause."""
    clauses = []
    for subject, run in groupby(parts, lambda part: _shared_subject(part, word)):
        together = list(run)
        clauses += [_text_clause(together, word)] if subject else [_clause(part) for part in together]
    if len(clauses) == 1:
        return clauses[0]
    return _Clause(f" {word} ".join(clause.within(word) for clause in clauses), word)


def _shared_subject(query: Query, word: str) -> str:
    """The text that a part is looked for in, if it can be told in one breath with others."""
    match query:
        case Near() | MatchAll() | HasValue() | InRange() | And() | Or() | Not():
            return ""
        case _:
            return _text_of(query) if word == _AND or len(_looked_for(query)) == 1 else ""


def _text_clause(parts: Sequence[Query], word: str) -> _Clause:
    texts = [part for part in parts if isinstance(part, TextQuery)]
    told = [one for part in texts for one in _looked_for(part)]
    return _Clause(f"{_text_of(texts[0])} has {_listed(told, word)}", word if len(told) > 1 else "")


def _negated(part: Query) -> str:
    match part:
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            told = _looked_for(part)
            every = {1: "", 2: "both "}.get(len(told), "all of ")
            return f"{_text_of(part)} does not have {every}{_listed(told, _AND)}"
        case HasValue(field, values) if _are_listed(part):
            return f"{_named(field)} is neither {_values(field, values, 'nor')}"
        case HasValue(field, values):
            return f"{_named(field)} is not {_values(field, values)}"
    return f"not ({_clause(part).text})"


def _text_of(query: Query) -> str:
    field = getattr(query, "field", "")
    return _named(field) if field else "the text"


def _looked_for(query: TextQuery) -> list[str]:
    match query:
        case Phrase(text) | FieldWords(_, text, exact=True):
            return [f"“{text}”"]
        case Words(text) | FieldWords(_, text):
            said = dict.fromkeys(word.strip(_PUNCTUATION) for word in text.split() if analysis.words(word))
            return [f"“{word}”" for word in said] or [f"“{text}”"]
        case Prefix(text):
            return [f"a word that begins with “{text}”"]
        case Fuzzy(text):
            return [f"a word spelt like “{text}”"]
        case Near():
            return [f"{_side(query.left)} {_closeness(query)} {_side(query.right)}"]


def _side(alternatives: tuple[Side, ...]) -> str:
    told = [_place(one) for one in alternatives]
    if len(told) == 1:
        return told[0]
    if len(told) > _MOST_NAMED:
        told = [*told[: _MOST_NAMED - 1], f"{len(told) - _MOST_NAMED + 1} other names"]
    return f"({_listed(told, _OR)})"


def _place(one: Side) -> str:
    return _looked_for(one)[0] if isinstance(one, Prefix | Fuzzy) else f"“{one.text.strip(_PUNCTUATION)}”"


def _closeness(query: Near) -> str:
    if isinstance(query.within, Unit):
        return f"{'before, and ' if query.ordered else ''}in the same {query.within.value} as"
    if query.within == 1:
        return "right before" if query.ordered else "next to"
    return f"{'before, and ' if query.ordered else ''}within {query.within} words of"


def _listed(told: Sequence[str], word: str) -> str:
    """ "a, b and c"."""
    return f" {word} ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _named(field: str) -> str:
    label = FIELD[field].label
    return label if label.split()[0].isupper() else label[0].lower() + label[1:]


def _are_listed(query: HasValue) -> bool:
    """Whether several values are told one by one."""
    return len(query.values) in range(2, _MOST_NAMED + 1)


def _values(field: str, values: tuple[str, ...], word: str = _OR) -> str:
    if field in _PAGE_FIELDS and len(values) > _MOST_NAMED:
        return _pages(values)
    labels = [value_in_sentence(field, value) for value in values]
    if len(labels) > _MOST_NAMED:
        return f"any of {len(labels)} values ({', '.join(labels[: _MOST_NAMED - 1])} …)"
    return _listed(labels, word) if labels else "nothing"


def _pages(pages: tuple[str, ...]) -> str:
    """Many pages by their numbers, which are what the query named."""
    numbers = sorted({int(page_id.rpartition(":")[2]) for page_id in pages})
    book = _books(list(dict.fromkeys(page_label(page_id).rpartition(", p. ")[0] for page_id in pages)))
    if len(numbers) == 1:
        return f"page {numbers[0]} of {book}"
    if len(numbers) == numbers[-1] - numbers[0] + 1:
        return f"one of the pages {numbers[0]} to {numbers[-1]} of {book}"
    return f"one of {len(numbers)} pages from {numbers[0]} to {numbers[-1]} of {book}"


def _books(books: Sequence[str]) -> str:
    if len(books) <= _MOST_NAMED:
        return _listed(books, _OR)
    return "any guideline" if len(books) == len(page_ids(1, 1)) else f"any of {len(books)} guidelines"


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
    first, last = _told(low, is_low=True, other=high), _told(high, is_low=False, other=low)
    return f"{subject} in {first}" if first == last else f"{subject} between {first} and {last}"


def _told(bound: date | int | None, *, is_low: bool, other: date | int | None = None) -> str:
    """A day as the year, or the month, that it begins or ends, unless the ``other`` bound cuts that short."""
    if not isinstance(bound, date):
        return str(bound)
    for first, last, name in _year_and_month(bound):
        begins, ends = (first, last) if is_low else (last, first)
        is_cut_short = isinstance(other, date) and first <= other <= last and other != ends
        if bound == begins and not is_cut_short:
            return name
    return _day(bound)


def _year_and_month(day: date) -> Iterator[tuple[date, date, str]]:
    """The year and the month that a day is in: their first days, their last days and their names."""
    yield date(day.year, 1, 1), date(day.year, 12, 31), str(day.year)
    days = calendar.monthrange(day.year, day.month)[1]
    yield day.replace(day=1), day.replace(day=days), f"{day:%B %Y}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
