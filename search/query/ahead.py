"""Values of fields that spaces part: "decided:December 2016", "drug: norco", "Body part: low back"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from search.fields import PREFIXES, Field, Kind
from search.query.lexer import Is, Token
from search.query.ranges import range_of
from search.query.values import resolve_value
from vocabularies import body_parts, drugs

_MOST_WORDS = 7
"""Of a value: "5 December 2014 to 7 January 2016"."""
_LONGEST_QUESTION = 6
"""In words; a capitalised field in a longer query is the heading of a pasted text."""
_MARKS = ".,;"

_Lengths = Callable[[Sequence[str]], list[int]]


def with_values_ahead(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, with the words behind a field that belong to its value as that value."""
    is_question = sum(token.kind is Is.WORD for token in tokens) <= _LONGEST_QUESTION
    n = 0
    while n < len(tokens):
        taken, value = 0, tokens[n]
        if field := _field_that_waits(tokens[n], is_question=is_question):
            taken, value = _value_ahead(field, tokens[n], tokens[n + 1 : n + 1 + _MOST_WORDS])
        yield value
        n += 1 + taken


def _field_that_waits(token: Token, *, is_question: bool) -> Field | None:
    """The field, if what stands behind the token may be of its value."""
    field = PREFIXES.get(token.field.lower().replace("-", "_"))
    if not field or token.is_quoted:
        return None
    if token.text:
        return field if field.kind in (Kind.DATE, Kind.NUMBER) else None
    if token.field[0].isupper():
        return field if is_question and field.kind is not Kind.TEXT else None
    return field if is_question or field.kind is not Kind.TEXT else None


def _value_ahead(field: Field, token: Token, after: Sequence[Token]) -> tuple[int, Token]:
    """How many of the tokens behind a field's are of its value, and the field with all of it."""
    if after and after[0].kind is Is.PHRASE and not token.text:
        quoted = replace(token, text=after[0].text, is_quoted=True, suffix=after[0].suffix)
        return (1, quoted) if _is_value(field, quoted.text) else (0, token)
    words = _words(after)
    for taken in _LENGTHS.get(field.name, _longest_first)(words):
        typed = " ".join([*filter(None, [token.text]), *words[:taken]]).rstrip(_MARKS)
        if _is_value(field, typed):
            return taken, replace(token, text=typed, is_quoted=" " in typed)
    return 0, token


def _words(tokens: Sequence[Token]) -> list[str]:
    """The words that the tokens begin with."""
    ends = (n for n, token in enumerate(tokens) if token.kind is not Is.WORD)
    return [token.text for token in tokens[: next(ends, len(tokens))]]


def _is_value(field: Field, typed: str) -> bool:
    match field.kind:
        case Kind.TEXT:
            return bool(typed)
        case Kind.DATE | Kind.NUMBER:
            return range_of(field, typed) is not None
        case Kind.KEYWORD:
            return bool(typed) and not resolve_value(field, typed).note


def _longest_first(words: Sequence[str]) -> list[int]:
    return list(range(len(words), 0, -1))


def _only_one(words: Sequence[str]) -> list[int]:
    return [1] if words else []


def _named(find: Callable[[str], Sequence[drugs.DrugMention | body_parts.BodyPartMention]]) -> _Lengths:
    """The words of the name that a text begins with: a value forgives other words behind it."""

    def lengths(words: Sequence[str]) -> list[int]:
        mentions = find(" ".join(words))
        is_first = bool(mentions) and mentions[0].start == 0
        return [len(mentions[0].printed.split()) if is_first else 1] if words else []

    return lengths


_LENGTHS: dict[str, _Lengths] = {
    "drug": _named(drugs.find),
    "body_part": _named(body_parts.find),
    **dict.fromkeys(("treatment", "rationale", "summary", "letter"), _only_one),
}
"""How many of the words behind a field may be its value, by field, the best number first."""
