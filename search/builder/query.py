"""The query builder's form as a value, and the query text that asks the same; and back again.

The text is the search box's own language, so that whoever builds a query sees how it is written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search import analysis
from search.decided import lower_bound
from search.query.connectors import connector
from search.query.lexer import QUOTATION_MARKS, Is, Token, lex
from search.query.parser import parse_query
from search.query.tidying import tidy
from search.query.tree import And, Not, Or, Query, Unit, Words

VALUE_FIELDS = ("drug", "body_part", "outcome", "reason", "category", "guideline", "page")
"""The keyword fields that the builder asks for, in its order."""
SENTENCE, PARAGRAPH = "s", "p"
"""Of ``closeness``: in the same sentence, in the same paragraph."""
_STRAIGHT_QUOTES = str.maketrans(dict.fromkeys(QUOTATION_MARKS, '"'))
_TERM = re.compile(r'"(?P<quoted>[^"]*+)"|(?P<word>[^\s"]++)')
_SEPARATOR = ";"
"""Between the values of one field, any of which will do."""


@dataclass(frozen=True)
class QueryParts:
    """What a query asks for, each part as a person fills it in; all of the parts have to hold.

    In the boxes of words quotation marks keep words together, and a word may have an ending such as ``*``.
    Every other sign of the query language is looked for as it stands.
    """

    all_words: str = ""
    any_words: str = ""
    phrase: str = ""
    none_words: str = ""
    near_left: str = ""
    near_right: str = ""
    closeness: str = "5"
    """How close the two stand: at most so many words on, or ``SENTENCE`` or ``PARAGRAPH``."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values by field, of ``VALUE_FIELDS``; a semicolon stands between several, any of which will do."""
    decided_from: str = ""
    decided_to: str = ""
    """Years, months or days, as ``search.decided`` understands them."""
    rest: str = ""
    """Anything else, in the query language."""


def build_query(parts: QueryParts) -> str:
    """The query text that asks for the parts; empty where nothing is asked for."""
    terms = [
        *_terms(parts.all_words),
        _either(list(dict.fromkeys(_terms(parts.any_words)))),
        _quoted(parts.phrase),
        *(f"-{term}" for term in _terms(parts.none_words)),
        *(_field(name, parts.values.get(name, "")) for name in VALUE_FIELDS),
        _decided(parts.decided_from, parts.decided_to),
    ]
    near, rest = _near(parts), parts.rest.strip()
    others = [term for term in terms if term]
    if near:
        # In parentheses, so that no word before it is taken for the beginning of a longer name.
        others.insert(len(_terms(parts.all_words)), f"({near})" if others else near)
    if not rest or not others:
        return " ".join(others) or rest
    return f"{' '.join(others)} {_group(rest)}"


def with_filters(q: str, selected: Mapping[str, Sequence[str]], decided_from: str, decided_to: str) -> str:
    """A query and the filters beside it as one query text."""
    filters = [_field(name, _SEPARATOR.join(values)) for name, values in selected.items()]
    terms = [*filters, _decided(decided_from, decided_to)]
    asked = [term for term in terms if term]
    return " ".join([_group(q), *asked]) if q and asked else " ".join(filter(None, (q, *asked)))


def take_apart(text: str) -> QueryParts:
    """The parts that ask what the query text asks; what they cannot say stands whole in ``rest``."""
    tokens, _notes = tidy(text)
    parts = QueryParts()
    for segment in _segments(tokens):
        parts = _with(parts, segment)
    return parts if _ask_the_same(build_query(parts), text) else QueryParts(rest=text.strip())


# --- Parts to text


def _terms(box: str) -> list[str]:
    """The words and phrases of a box, each as it is written in a query."""
    found = _TERM.finditer(box.translate(_STRAIGHT_QUOTES))
    return [term for one in found if (term := _term(one))]


def _term(found: re.Match[str]) -> str:
    if found["quoted"] is not None:
        return _quoted(found["quoted"])
    word = found["word"].strip(",;")
    return word if _is_plain(word) else _quoted(word)


def _is_plain(word: str) -> bool:
    """Whether the query language takes it for a word, and not for a sign or an operator."""
    return bool(analysis.words(word)) and [token.kind for token in lex(word)] == [Is.WORD]


def _quoted(text: str) -> str:
    """A phrase; empty without a word to look for."""
    return f'"{bare}"' if (bare := _without_quotes(text)) else ""


def _without_quotes(text: str) -> str:
    bare = " ".join(text.translate(_STRAIGHT_QUOTES).replace('"', " ").split())
    return bare if analysis.words(bare) else ""


def _either(terms: Sequence[str]) -> str:
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)


def _near(parts: QueryParts) -> str:
    left, right = _side(parts.near_left), _side(parts.near_right)
    if not left or not right:
        return left or right
    # Never "/s" alone, which is part of a fraction behind a number.
    return f"{left} w/{parts.closeness.strip()} {right}"


def _side(box: str) -> str:
    """One word, or several as a phrase: what has to stand close to something has one place."""
    terms = _terms(box)
    return terms[0] if len(terms) == 1 else _quoted(box)


def _field(name: str, typed: str) -> str:
    values = [value for one in typed.split(_SEPARATOR) if (value := _without_quotes(one))]
    if len(values) < 2:
        return "".join(_field_value(name, value) for value in values)
    return f"{name}:{_either([value if _is_plain(value) else _quoted(value) for value in values])}"


def _field_value(name: str, value: str) -> str:
    bare = f"{name}:{value}"
    return bare if lex(bare) == [Token(Is.FIELD, value, name)] else f'{name}:"{value}"'


def _decided(first: str, last: str) -> str:
    first, last = first.strip(), last.strip()
    if first == last:
        return _field("decided", first)
    return _field("decided", f"{first}..{last}")


def _group(text: str) -> str:
    """Any text as one part among others."""
    tokens, _notes = tidy(text)
    return f"({_written(tokens)})" if tokens else ""


# --- Text to parts


def _segments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens that are one part of the query: what stands between operators stays together."""
    at = 0
    while at < len(tokens):
        end = _end_of_part(tokens, at)
        while end < len(tokens) and tokens[end].kind in (Is.OR, Is.CONNECTOR):
            end = _end_of_part(tokens, end + 1)
        if tokens[at].kind is not Is.AND:
            yield list(tokens[at:end])
        at = end


def _end_of_part(tokens: Sequence[Token], at: int) -> int:
    """Behind the word, phrase, field or group that begins at a token, with what stands before it."""
    while at < len(tokens) and tokens[at].kind is Is.NOT:
        at += 1
    if at >= len(tokens):
        return at
    if tokens[at].kind is Is.FIELD and not tokens[at].text and _kind_at(tokens, at + 1) is Is.OPEN:
        at += 1
    return _end_of_group(tokens, at) if tokens[at].kind is Is.OPEN else at + 1


def _end_of_group(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for n in range(at, len(tokens)):
        depth += {Is.OPEN: 1, Is.CLOSE: -1}.get(tokens[n].kind, 0)
        if not depth:
            return n + 1
    return len(tokens)


def _kind_at(tokens: Sequence[Token], at: int) -> Is | None:
    return tokens[at].kind if at < len(tokens) else None


def _with(parts: QueryParts, segment: list[Token]) -> QueryParts:
    """The parts with one more, in the box for its kind where that has room."""
    if segment[0].kind is Is.OPEN and _end_of_group(segment, 0) == len(segment):
        for inner in _segments(segment[1:-1]):
            parts = _with(parts, inner)
        return parts
    for place in (_with_text, _with_left_out, _with_choice, _with_near, _with_value, _with_date):
        if placed := place(parts, segment):
            return placed
    return replace(parts, rest=f"{parts.rest} {_written(segment)}".strip())


def _is_text(token: Token) -> bool:
    return token.kind is Is.WORD or (token.kind is Is.PHRASE and not token.suffix)


def _with_text(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    if len(segment) != 1 or not _is_text(segment[0]):
        return None
    if segment[0].kind is Is.PHRASE and not parts.phrase:
        return replace(parts, phrase=segment[0].text)
    return replace(parts, all_words=f"{parts.all_words} {_written(segment)}".strip())


def _with_left_out(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    if len(segment) != 2 or segment[0].kind is not Is.NOT or not _is_text(segment[1]):
        return None
    return replace(parts, none_words=f"{parts.none_words} {_written(segment[1:])}".strip())


def _with_choice(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    if parts.any_words or len(segment) < 3 or not _is_choice(segment):
        return None
    return replace(parts, any_words=" ".join(_written([token]) for token in segment[::2]))


def _is_choice(tokens: Sequence[Token]) -> bool:
    return all(map(_is_text, tokens[::2])) and all(token.kind is Is.OR for token in tokens[1::2])


def _with_near(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    if parts.near_left or len(segment) != 3 or segment[1].kind is not Is.CONNECTOR:
        return None
    left, between, right = segment
    asked = connector(between.text)
    if asked.ordered or not _is_text(left) or not _is_text(right):
        return None
    named = {Unit.SENTENCE: SENTENCE, Unit.PARAGRAPH: PARAGRAPH}
    closeness = named[asked.within] if isinstance(asked.within, Unit) else str(asked.within)
    return replace(parts, near_left=left.text, near_right=right.text, closeness=closeness)


def _with_value(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    first, *group = segment
    name = first.field.lower()
    if first.kind is not Is.FIELD or first.suffix or name not in VALUE_FIELDS or name in parts.values:
        return None
    if not group:
        return replace(parts, values={**parts.values, name: first.text})
    choice = group[1:-1]
    if first.text or not choice or not _is_choice(choice):
        return None
    typed = f"{_SEPARATOR} ".join(token.text for token in choice[::2])
    return replace(parts, values={**parts.values, name: typed})


def _with_date(parts: QueryParts, segment: list[Token]) -> QueryParts | None:
    only = segment[0]
    if len(segment) != 1 or only.kind is not Is.FIELD or only.field.lower() != "decided":
        return None
    if parts.decided_from or parts.decided_to:
        return None
    first, dots, last = only.text.partition("..")
    if not all(map(_is_date, filter(None, (first, last)))):
        return None
    return replace(parts, decided_from=first, decided_to=last if dots else first)


def _is_date(typed: str) -> bool:
    try:
        lower_bound(typed)
    except ValueError:
        return False
    return True


def _written(tokens: Sequence[Token]) -> str:
    """Tokens as a text that has these tokens."""
    text = ""
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        space = "" if after is None or _is_joined(token, after) else " "
        is_lost_minus = token.kind is Is.NOT and token.text == "-" and space
        text += f"{'NOT' if is_lost_minus else _written_token(token)}{space}"
    return text


def _is_joined(token: Token, after: Token) -> bool:
    """Whether a token stands right before the next one, as a minus does before what it is for."""
    match token.kind:
        case Is.OPEN:
            return True
        case Is.NOT:
            return token.text == "-" and after.kind in (Is.WORD, Is.PHRASE, Is.FIELD, Is.OPEN)
        case Is.FIELD if not token.text and not token.is_quoted:
            return after.kind is Is.OPEN
    return after.kind is Is.CLOSE


def _written_token(token: Token) -> str:
    quoted = f'"{token.text}"{token.suffix}'
    match token.kind:
        case Is.PHRASE:
            return quoted
        case Is.FIELD:
            return f"{token.field}:{quoted if token.is_quoted else token.text}"
    return token.text


# --- Whether two texts ask the same


def _ask_the_same(one: str, other: str) -> bool:
    return all(
        _essence(parse_query(one, expand=expand).tree) == _essence(parse_query(other, expand=expand).tree)
        for expand in (True, False)
    )


def _essence(query: Query) -> object:
    """The same for two trees that differ only in the order of what all has to hold."""
    match query:
        case And():
            return And, frozenset(_all_of(query))
        case Words():
            parts = frozenset(_all_of(query))
            return (And, parts) if len(parts) > 1 else next(iter(parts))
        case Or(parts):
            return Or, frozenset(map(_essence, parts))
        case Not(part):
            return Not, _essence(part)
    return query


def _all_of(query: Query) -> Iterator[object]:
    match query:
        case And(parts):
            for part in parts:
                yield from _all_of(part)
        case Words(text):
            yield from map(Words, text.split())
        case _:
            yield _essence(query)
