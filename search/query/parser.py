"""A typed query becomes a tree. This never fails: what is not understood is searched as words, and said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search import analysis
from search.fields import FIELDS, PREFIXES, Field, Kind
from search.query.advice import advice
from search.query.beginnings import values_that_begin
from search.query.case_numbers import case_alone, case_meant, number_alone
from search.query.connectors import connector, distance, near, phrase_within
from search.query.doses import dose, parted, with_doses
from search.query.endings import ended, word_with_ending
from search.query.lexer import Is, Token
from search.query.names import NameToken, Widening, with_names
from search.query.ranges import not_understood, range_of
from search.query.tidying import tidy
from search.query.tree import And, FieldWords, MatchAll, Near, Not, Or, Phrase, Query, Words
from search.query.values import Resolved, resolve_value

MOST_COSTLY = 20
"""Connectors, and words with an ending, of one query: each is looked for in many texts or words."""
_OPERATORS = (Is.OR, Is.AND)
_NO_PART = (*_OPERATORS, Is.CLOSE, Is.CONNECTOR)


@dataclass(frozen=True)
class ParsedQuery:
    """What a query means."""

    tree: Query
    notes: tuple[str, ...] = ()
    """What could not be understood, each in a sentence that says what was done instead."""
    case_number: str | None = None
    """The case number, if it is all that was typed, its year and all its digits."""
    expansions: tuple[str, ...] = ()
    """What the values of fields were taken for, each in a sentence."""
    also_searched: tuple[str, ...] = ()
    """Which words were searched for by other names too, each in a sentence; ``expand=False`` spares them."""


def parse_query(text: str, *, expand: bool = True) -> ParsedQuery:
    """What any text means as a query; ``expand`` finds what plain words name by its other names too."""
    typed = text.strip()
    if found := case_alone(typed):
        told = (found.expansion,) if found.expansion else ()
        return ParsedQuery(found.query, case_number=number_alone(typed), expansions=told)
    parser = _Parser(text, expand=expand)
    tree = parser.tree()
    return ParsedQuery(
        tree,
        notes=tuple(dict.fromkeys(parser.notes)),
        expansions=tuple(dict.fromkeys(parser.expansions)),
        also_searched=tuple(filter(None, dict.fromkeys(one.sentence for one in parser.widenings))),
    )


class _Parser:
    """As on Westlaw: OR binds closest, then connectors such as w/5, then words beside each other."""

    def __init__(self, text: str, *, expand: bool) -> None:
        tidied, self.notes = tidy(text)
        self.notes += advice(tidied)
        tokens = list(with_doses(tidied))
        self.expansions: list[str] = []
        self.widenings: list[Widening] = []
        self._tokens = list(with_names(tokens)) if expand else tokens
        self._at = 0
        self._field_of_group = ""
        self._is_left_out = False
        self._costly = 0

    def tree(self) -> Query:
        """The whole query."""
        tree = self._all_of()
        if tree is None and self._tokens:
            self.notes.append("There is no word to search for: these are all disputed items.")
        return tree or MatchAll()

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_is(self, *kinds: Is) -> bool:
        token = self._next()
        return token is not None and token.kind in kinds

    def _all_of(self) -> Query | None:
        """Parts beside each other, to the end or to the closing parenthesis: all of them hold."""
        parts: list[Query] = []
        while self._next() and not self._next_is(Is.CLOSE):
            if self._next_is(*_OPERATORS, Is.CONNECTOR):
                self._skip_operator()
            elif self._tokens[self._at].is_but_not:
                parts += self._but_not()
            else:
                parts += self._close_together()
        return _joined(And, _merged(parts))

    def _but_not(self) -> list[Query]:
        """What Westlaw's NOT leaves out: it binds looser than OR and the connectors behind it."""
        self._at += 1
        self._is_left_out = not self._is_left_out
        part = _joined(And, self._close_together())
        self._is_left_out = not self._is_left_out
        return [Not(part)] if part else []

    def _skip_operator(self) -> None:
        if not self._next_is(Is.AND):
            self._note_left_out(self._tokens[self._at])
        self._at += 1

    def _note_left_out(self, token: Token) -> None:
        called = "OR" if token.kind is Is.OR else f"“{token.text}”"
        self.notes.append(
            f"{called} stands between two words: here it has none on one side, and was left out."
        )

    def _close_together(self) -> list[Query]:
        """One part, or a chain of parts with connectors between them, each close to the next."""
        chain, connectors = self._chain()
        found: list[Query] = []
        paired: set[int] = set()
        for n, token in enumerate(connectors):
            if pair := self._pair(token, chain[n].query, chain[n + 1].query):
                found.append(pair)
                paired |= {n, n + 1}
        for n in paired:
            for at in range(chain[n].first_widening, chain[n].last_widening):
                self.widenings[at] = replace(self.widenings[at], is_near=True)
        return [*found, *(link.query for n, link in enumerate(chain) if n not in paired)]

    def _chain(self) -> tuple[list["_Link"], list[Token]]:
        """Parts, and the connectors between them."""
        links: list[_Link] = []
        connectors: list[Token] = []
        while link := self._link():
            links.append(link)
            if not self._next_is(Is.CONNECTOR) or not self._a_part_follows():
                return links, connectors
            connectors.append(self._tokens[self._at])
            self._at += 1
        if connectors:
            self._note_left_out(connectors.pop())
        return links, connectors

    def _link(self) -> "_Link | None":
        first = len(self.widenings)
        part = self._any_of()
        return _Link(part, first, len(self.widenings)) if part else None

    def _pair(self, token: Token, left: Query, right: Query) -> Near | None:
        """Both sides close together; ``None`` where that cannot be, which is said."""
        if not self._may_cost():
            return None
        asked = connector(token.text)
        pair, note = near(left, right, asked)
        if not pair:
            self.notes.append(
                f"“{token.text}” takes words (word* too), phrases, names or a choice of them with OR on"
                " either side, no -word or several words: both sides are searched anywhere in the item."
            )
        elif note:
            self.notes.append(note)
        return pair

    def _may_cost(self) -> bool:
        """Whether one more part that is dear to look for is looked for."""
        self._costly += 1
        if self._costly == MOST_COSTLY + 1:
            self.notes.append(
                f"Only the first {MOST_COSTLY} connectors and words with an ending such as * are used:"
                " the others are searched as words."
            )
        return self._costly <= MOST_COSTLY

    def _any_of(self) -> Query | None:
        """One part, or several with OR between them."""
        parts = [self._one()]
        while self._next_is(Is.OR) and self._a_part_follows():
            self._at += 1
            parts.append(self._one())
        return _joined(Or, [part for part in parts if part])

    def _a_part_follows(self) -> bool:
        """Whether something stands behind an operator that it can be for."""
        after = self._tokens[self._at + 1 : self._at + 2]
        return bool(after) and after[0].kind not in _NO_PART

    def _one(self) -> Query | None:
        """A word, a phrase, a field or a group, with or without NOT before it."""
        is_negated = False
        while self._next_is(Is.NOT):
            self._at += 1
            is_negated = not is_negated
        if not self._next() or self._next_is(*_NO_PART):
            self.notes.append("Nothing stands after NOT: it was left out.")
            return None
        return self._left_out() if is_negated else self._group_or_leaf()

    def _group_or_leaf(self) -> Query | None:
        return self._group() if self._next_is(Is.OPEN) else self._leaf()

    def _left_out(self) -> Query | None:
        """What stands after NOT, which items must not have."""
        self._is_left_out = not self._is_left_out
        part = self._group_or_leaf()
        self._is_left_out = not self._is_left_out
        return Not(part) if part else None

    def _group(self, field: str = "") -> Query | None:
        """What stands in parentheses; a field before them holds for each word and phrase in them."""
        outside, self._field_of_group = self._field_of_group, field or self._field_of_group
        self._at += 1
        part = self._all_of()
        self._at += 1
        self._field_of_group = outside
        return part

    def _leaf(self) -> Query | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind is Is.FIELD:
            return self._field(token)
        if self._field_of_group:
            return self._field(_in_field(token, self._field_of_group))
        if isinstance(token, NameToken) and token.name:
            self.widenings.append(Widening(token.name, self._is_left_out))
            return token.name.query
        return self._phrase(token) if token.kind is Is.PHRASE else self._word(token)

    def _phrase(self, token: Token, field: str = "") -> Query | None:
        """A phrase, or its words within a distance of each other: ``"a b"~5``."""
        if not analysis.words(token.text):
            return None
        exact: Query = FieldWords(field, token.text, exact=True) if field else Phrase(token.text)
        digits = token.suffix.removeprefix("~")
        if token.suffix and not digits:
            self.notes.append('A ~ behind a phrase wants a number of words, as in "a phrase"~5.')
        if not digits.strip("0"):
            return exact
        within, note = distance(digits)
        found = phrase_within(token.text, within, field)
        if not found or not self._may_cost_each(found):
            return exact
        if note:
            self.notes.append(note)
        return found

    def _may_cost_each(self, found: Query) -> bool:
        parts = found.parts if isinstance(found, And) else (found,)
        return all(self._may_cost() for part in parts if isinstance(part, Near))

    def _word(self, token: Token, field: str = "") -> Query | None:
        typed = token.text
        if not field and (case := case_meant(typed)):
            return self._noted(case)
        found = word_with_ending(typed, field)
        if not found:
            return _words(typed, field)
        if ended(typed) and not self._may_cost():
            return _words(typed, field)
        return self._noted(found)

    def _field(self, token: Token) -> Query | None:
        field = PREFIXES.get(token.field.lower().replace("-", "_"))
        typed = " ".join(token.text.split())
        if not typed and field and self._next_is(Is.OPEN):
            return self._group(field.name)
        if not analysis.words(typed):
            return self._empty_field(token, field)
        if not field:
            self.notes.append(
                f"There is no field “{token.field}”: searched as words."
                f" Fields: {', '.join(field.name for field in FIELDS)}."
            )
            return _words(f"{token.field} {typed}")
        return self._value(field, replace(token, text=typed))

    def _empty_field(self, token: Token, field: Field | None) -> Query | None:
        """A word before a colon is no field that lacks its value, unless there is such a field.

        Nor is a capitalised one with more behind it: the title of a pasted request, "Retrospective: MRI".
        """
        is_title = token.field[0].isupper() and not token.is_quoted and self._next() is not None
        if field and not is_title:
            self.notes.append(
                f"Nothing stands after “{token.field}:”, so it was searched as a word."
                f" Write the value right after the colon: {field.example}."
            )
        return _words(token.field)

    def _value(self, field: Field, token: Token) -> Query | None:
        match field.kind:
            case Kind.TEXT:
                is_phrase = token.is_quoted or dose(token.text)
                return (self._phrase if is_phrase else self._word)(token, field.name)
            case Kind.KEYWORD if field.name == "drug":
                return self._drug(field, token)
            case Kind.KEYWORD:
                return self._noted(_keyword(field, token))
            case Kind.DATE | Kind.NUMBER:
                if found := range_of(field, token.text):
                    return found
                self.notes.append(not_understood(field, token.text))
                return _words(token.text)

    def _drug(self, field: Field, token: Token) -> Query | None:
        """A drug, and the doses behind its name, which are looked for in texts."""
        name, doses = parted(token.text)
        drug = [self._noted(_keyword(field, replace(token, text=name)))] if analysis.words(name) else []
        return _joined(And, [*drug, *map(Phrase, doses)])

    def _noted(self, resolved: Resolved) -> Query:
        if resolved.note:
            self.notes.append(resolved.note)
        if resolved.expansion:
            self.expansions.append(resolved.expansion)
        return resolved.query


@dataclass(frozen=True)
class _Link:
    """A part of a chain, and which widenings were made for it."""

    query: Query
    first_widening: int
    last_widening: int


def _in_field(token: Token, field: str) -> Token:
    """A word, name or phrase as the value of a field."""
    return Token(Is.FIELD, token.text, field, is_quoted=token.is_quoted, suffix=token.suffix)


def _keyword(field: Field, token: Token) -> Resolved:
    """A value of a keyword field, whole or by its beginning."""
    found = None if token.is_quoted else ended(token.text)
    if not found:
        return resolve_value(field, token.text)
    bare, mark = found
    return resolve_value(field, bare) if mark == "~" else values_that_begin(field, bare)


def _words(text: str, field: str = "") -> Query | None:
    """The words of a text, if it has any."""
    if not analysis.words(text):
        return None
    return FieldWords(field, text) if field else Words(" ".join(text.split()))


def _merged(parts: Sequence[Query]) -> list[Query]:
    """The parts, with words beside each other as one."""
    merged: list[Query] = []
    for part in parts:
        before = merged[-1] if merged else None
        if isinstance(part, Words) and isinstance(before, Words):
            merged[-1] = Words(f"{before.text} {part.text}")
        else:
            merged.append(part)
    return merged


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    """The different parts as one."""
    distinct = tuple(dict.fromkeys(parts))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return kind(distinct)
