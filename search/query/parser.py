"""A typed query becomes a tree. This never fails: what is not understood is searched as words, and said."""

import re
from dataclasses import dataclass, replace

from search import analysis
from search.fields import FIELDS, PREFIXES, Field, Kind
from search.query.lexer import Is, Token, lex
from search.query.ranges import not_understood, range_of
from search.query.tree import And, FieldWords, HasValue, MatchAll, Not, Or, Phrase, Query, Words
from search.query.values import Resolved, case_number, drug_naming, drug_query, is_other_name, resolve_value
from vocabularies import drugs

_DEEPEST = 20
"""Parentheses within parentheses; deeper ones are left out."""
_CONNECTOR = re.compile(r"(?:w|pre|near|n)?/(?:\d{1,4}|[sp])|\+[sp]", re.IGNORECASE)
_LATER_SUFFIX = re.compile(r"(?:[*!?]++|~\d*+)$")
_OPERATORS = (Is.OR, Is.AND)
_BEFORE_A_PART = (*_OPERATORS, Is.NOT, Is.OPEN)
_AFTER_A_PART = (*_OPERATORS, Is.CLOSE)
_SMALL_OPERATORS = {
    "or": "“or” is looked for as a word. Write OR in capitals to find either word.",
    "and": "“and” is looked for as a word. Leave it out: all words are looked for anyway.",
}


@dataclass(frozen=True)
class ParsedQuery:
    """What a query means."""

    tree: Query
    notes: tuple[str, ...] = ()
    """What could not be understood, each in a sentence that says what was done instead."""
    case_number: str | None = None
    """The case number, if it is all that was typed."""
    expansions: tuple[str, ...] = ()
    """What names were taken for, each in a sentence."""


def parse_query(text: str) -> ParsedQuery:
    """What any text means as a query."""
    if number := case_number(text.strip()):
        return ParsedQuery(HasValue("case", (number,)), case_number=number)
    parser = _Parser(text)
    tree = parser.tree()
    return ParsedQuery(
        tree, tuple(dict.fromkeys(parser.notes)), None, tuple(dict.fromkeys(parser.expansions))
    )


class _Parser:
    """OR binds closer than words beside each other, as on Westlaw, Lexis and Google."""

    def __init__(self, text: str) -> None:
        self.notes: list[str] = []
        self.expansions: list[str] = []
        self._tokens = self._without_strays(lex(text))
        self._note_small_operators()
        self._at = 0
        self._field_of_group = ""
        self._is_left_out = False

    def tree(self) -> Query:
        """The whole query."""
        tree = self._all_of()
        if tree is None and self._tokens:
            self.notes.append("There is no word to search for: these are all disputed items.")
        return tree or MatchAll()

    def _without_strays(self, tokens: list[Token]) -> list[Token]:
        """The tokens without quotation marks and parentheses that have no partner, or lie too deep."""
        stray: set[int] = set()
        still_open: list[int] = []
        for n, token in enumerate(tokens):
            if token.kind is Is.LOOSE_QUOTE:
                self.notes.append("A quotation mark is not closed: what follows it is searched as words.")
                stray.add(n)
            elif token.kind is Is.OPEN:
                still_open.append(n)
            elif token.kind is Is.CLOSE and not still_open:
                stray.add(n)
            elif token.kind is Is.CLOSE:
                opened = still_open.pop()
                if len(still_open) >= _DEEPEST:
                    stray |= {opened, n}
        stray.update(still_open)
        if any(tokens[n].kind is not Is.LOOSE_QUOTE for n in stray):
            self.notes.append("Parentheses without a partner, or more than 20 deep, were left out.")
        return [token for n, token in enumerate(tokens) if n not in stray]

    def _note_small_operators(self) -> None:
        for before, token, after in zip(self._tokens, self._tokens[1:], self._tokens[2:], strict=False):
            said = _SMALL_OPERATORS.get(token.text) if token.kind is Is.WORD else None
            if said and before.kind not in _BEFORE_A_PART and after.kind not in _AFTER_A_PART:
                self.notes.append(said)

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_is(self, *kinds: Is) -> bool:
        token = self._next()
        return token is not None and token.kind in kinds

    def _all_of(self) -> Query | None:
        """Parts beside each other, to the end or to the closing parenthesis: all of them hold."""
        parts: list[Query] = []
        while self._next() and not self._next_is(Is.CLOSE):
            if self._next_is(*_OPERATORS):
                self._skip_operator()
            elif part := self._any_of():
                parts.append(part)
        return _joined(And, self._with_drugs(parts))

    def _skip_operator(self) -> None:
        if self._next_is(Is.OR):
            self.notes.append("OR stands between two words: here it has none on one side, and was left out.")
        self._at += 1

    def _any_of(self) -> Query | None:
        """One part, or several with OR between them."""
        parts = [self._one()]
        while self._next_is(Is.OR) and self._something_after_or():
            self._at += 1
            parts.append(self._one())
        found = [part for part in parts if part]
        if len(found) < 2:
            return found[0] if found else None
        return _joined(Or, [expanded for part in found for expanded in self._with_drugs([part])])

    def _something_after_or(self) -> bool:
        after = self._tokens[self._at + 1 : self._at + 2]
        return bool(after) and after[0].kind not in (*_OPERATORS, Is.CLOSE)

    def _one(self) -> Query | None:
        """A word, a phrase, a field or a group, with or without NOT before it."""
        is_negated = False
        while self._next_is(Is.NOT):
            self._at += 1
            is_negated = not is_negated
        if not self._next() or self._next_is(Is.CLOSE, *_OPERATORS):
            self.notes.append("Nothing stands after NOT: it was left out.")
            return None
        return self._left_out() if is_negated else self._group_or_leaf()

    def _group_or_leaf(self) -> Query | None:
        return self._group() if self._next_is(Is.OPEN) else self._leaf()

    def _left_out(self) -> Query | None:
        """What stands after NOT, which items must not have."""
        self._is_left_out = not self._is_left_out
        part = self._group_or_leaf()
        whole = _joined(And, self._with_drugs([part])) if part else None
        self._is_left_out = not self._is_left_out
        return Not(whole) if whole else None

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
            return self._field(replace(token, kind=Is.FIELD, field=self._field_of_group))
        if token.kind is Is.PHRASE:
            return self._phrase(token)
        return self._word(token.text)

    def _phrase(self, token: Token) -> Query | None:
        if not token.suffix:
            return Phrase(token.text) if analysis.words(token.text) else None
        self.notes.append(
            f"“{token.suffix}” is not understood yet: the phrase before it is searched as words."
        )
        return _words(token.text)

    def _word(self, typed: str) -> Query | None:
        if _CONNECTOR.fullmatch(typed):
            self.notes.append(
                f"“{typed}” is not understood yet: the words beside it are searched anywhere in the item."
            )
            return None
        if number := case_number(typed):
            return HasValue("case", (number,))
        return _words(self._without_suffix(typed))

    def _without_suffix(self, typed: str) -> str:
        suffix = _LATER_SUFFIX.search(typed)
        bare = typed[: suffix.start()] if suffix else typed
        # A question mark or an exclamation mark ends many a pasted sentence: only a truncated word is noted.
        if suffix and bare and suffix.group()[0] not in "?":
            self.notes.append(f"“{typed}” is not understood yet: searched as the word “{bare}”.")
        return bare

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
        return self._value(field, typed, is_quoted=token.is_quoted)

    def _empty_field(self, token: Token, field: Field | None) -> Query | None:
        """A word before a colon is no field that lacks its value, unless there is such a field."""
        if field:
            self.notes.append(
                f"Nothing stands after “{token.field}:”, so it was searched as a word."
                f" Write the value right after the colon: {field.example}."
            )
        return _words(token.field)

    def _value(self, field: Field, typed: str, *, is_quoted: bool) -> Query | None:
        match field.kind:
            case Kind.TEXT:
                text = typed if is_quoted else self._without_suffix(typed)
                return FieldWords(field.name, text, exact=is_quoted)
            case Kind.KEYWORD:
                return self._noted(resolve_value(field, typed))
            case Kind.DATE | Kind.NUMBER:
                if found := range_of(field, typed):
                    return found
                self.notes.append(not_understood(field, typed))
                return _words(typed)

    def _noted(self, resolved: Resolved) -> Query:
        if resolved.note:
            self.notes.append(resolved.note)
        if resolved.expansion:
            self.expansions.append(resolved.expansion)
        return resolved.query

    def _with_drugs(self, parts: list[Query]) -> list[Query]:
        """Words beside each other as one part; those that name a drug find it by its other names too."""
        merged: list[Query] = []
        run: list[str] = []
        for part in parts:
            if isinstance(part, Words):
                run.append(part.text)
                continue
            merged += [*self._words_and_drugs(run), part]
            run = []
        return merged + self._words_and_drugs(run)

    def _words_and_drugs(self, run: list[str]) -> list[Query]:
        text = " ".join(run)
        found: list[Query | None] = []
        at = 0
        for mention in drugs.find(text):
            found += [_words(text[at : mention.start]), self._drug_by_any_name(mention)]
            at = mention.end
        return [part for part in (*found, _words(text[at:])) if part]

    def _drug_by_any_name(self, mention: drugs.DrugMention) -> Query:
        name = mention.printed
        naming = drug_naming(name, mention.ingredients) if is_other_name(name, mention.ingredients) else ""
        told = f"{naming}: items that" if naming else "Items that"
        become = "left out" if self._is_left_out else "found"
        self.expansions.append(
            f"{told} request {' with '.join(mention.ingredients)} by any name are {become} too."
        )
        return Or((Words(name), drug_query(mention.ingredients)))


def _words(text: str) -> Words | None:
    """The words of a text, if it has any."""
    return Words(" ".join(text.split())) if analysis.words(text) else None


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    """The different parts as one."""
    distinct = tuple(dict.fromkeys(parts))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return kind(distinct)
