"""Names among the words of a query: drugs, classes of drugs and body parts, which have other names too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst

from search import analysis
from search.query.case_numbers import case_number
from search.query.lexer import Is, Token
from search.query.tree import HasValue, Or, Query, Words
from search.query.values import drug_naming, drug_query, is_other_name
from vocabularies import body_parts, drugs

_LONGEST_CLASS_NAME = 4
"""In words: "selective serotonin reuptake inhibitor"."""
_NO_CLASS_IN_PROSE = frozenset(
    ("biologic", "hormone", "injection", "steroid", "stimulant", "supplement", "topical", "vitamin")
)
"""Names of classes that are said of much else: an epidural steroid injection is no drug of a class."""
_NAMES_SOMETHING_ELSE_AT_ITS_END = "*!~"
_ONE_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Name:
    """A name and the values that it stands for."""

    text: str
    values: tuple[Query, ...]
    meaning: str
    """What it stands for, as a clause, where that is not plain from the name: "“cervical” is the neck"."""
    found: str
    """The items that hold such a value: "items for the neck"."""
    has_other_names: bool = True
    """In texts, where it has to stand close to something."""
    requested: str = ""
    """The request itself in words: "Norco"; empty for what is not requested, such as a body part."""
    term: str = ""
    """What is typed for such a request, whatever texts mention; empty as ``requested`` is."""

    @property
    def holding(self) -> Query:
        """Any of the values, without the words."""
        return Or(self.values) if len(self.values) > 1 else self.values[0]

    @property
    def query(self) -> Query:
        """The words themselves, or any of the values."""
        return Or((Words(self.text), *self.values))


@dataclass(frozen=True)
class NameToken(Token):
    """Words of a query that are one name."""

    name: Name | None = None


@dataclass(frozen=True)
class Widening:
    """A name that was searched for by other names too."""

    name: Name
    is_left_out: bool
    is_near: bool = False
    """It has to stand close to something, so that only what it is called counts."""

    @property
    def sentence(self) -> str:
        """What was done, for the person who typed the name."""
        if self.is_near:
            told = self.name.meaning or f"“{self.name.text}” has other names"
            sentence = f"{told}: each of its names is looked for there."
            return capfirst(sentence) if self.name.has_other_names else ""
        told = f"{self.name.meaning}: {self.name.found}" if self.name.meaning else self.name.found
        return capfirst(f"{told} are {'left out' if self.is_left_out else 'found'} too.")


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    name: Name


def with_names(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, with words beside each other that are one name as one token."""
    for is_plain, run in groupby(tokens, _is_plain):
        together = list(run)
        yield from _named(" ".join(token.text for token in together)) if is_plain else together


def name_meant(part: Query) -> Name | None:
    """The name that a part of a query's tree was made of, if it was."""
    if not isinstance(part, Or) or not isinstance(part.parts[0], Words):
        return None
    names = (place.name for place in _outermost(_places(part.parts[0].text)))
    return next((name for name in names if name.query == part), None)


def _is_plain(token: Token) -> bool:
    return (
        token.kind is Is.WORD
        and not token.text.endswith(tuple(_NAMES_SOMETHING_ELSE_AT_ITS_END))
        and "~" not in token.text
        and not case_number(token.text)
    )


def _named(text: str) -> Iterator[Token]:
    at = 0
    for place in _outermost(_places(text)):
        yield from _words(text[at : place.start])
        yield NameToken(Is.NAME, place.name.text, name=place.name)
        at = place.end
    yield from _words(text[at:])


def _words(text: str) -> Iterator[Token]:
    return (Token(Is.WORD, word) for word in text.split())


def _outermost(places: Iterable[_Place]) -> Iterator[_Place]:
    """The longest at a place, not overlapping."""
    read_to = 0
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if place.start >= read_to:
            read_to = place.end
            yield place


def _places(text: str) -> Iterator[_Place]:
    for mention in drugs.find(text):
        yield _Place(mention.start, mention.end, _drug(mention))
    yield from _classes(text)
    yield from _body_parts(text)


def _drug(mention: drugs.DrugMention) -> Name:
    typed, ingredients = mention.printed, mention.ingredients
    return Name(
        typed,
        (drug_query(ingredients),),
        drug_naming(typed, ingredients) if is_other_name(typed, ingredients) else "",
        f"items that request {' with '.join(ingredients)} by any name",
        requested=typed,
        term=_term("drug", typed),
    )


def _term(field: str, typed: str) -> str:
    return f"{field}:{typed}" if _ONE_WORD.fullmatch(typed) else f'{field}:"{typed}"'


def _classes(text: str) -> Iterator[_Place]:
    spans = list(analysis.spans(text))
    for first, (start, _, _) in enumerate(spans):
        for _, end, _ in spans[first : first + _LONGEST_CLASS_NAME]:
            typed = text[start:end]
            if drugs.is_class(typed) and typed.lower().removesuffix("s") not in _NO_CLASS_IN_PROSE:
                yield _Place(start, end, _class(typed))


def _class(typed: str) -> Name:
    of_class = drugs.class_of(typed)
    values: list[Query] = [HasValue("drug_class", (of_class,))] if of_class else []
    terms = [_term("class", typed)] if of_class else []
    if ingredients := drugs.resolve(typed):
        values.append(HasValue("drug", ingredients))
        terms.append(_term("drug", typed))
    return Name(
        typed,
        tuple(values),
        f"“{typed}” is a class of drugs",
        "items that request one of them",
        requested=f"a drug of the class “{typed}”",
        term=f"({' OR '.join(terms)})" if len(terms) > 1 else terms[0],
    )


def _body_parts(text: str) -> Iterator[_Place]:
    for mention in body_parts.find(text, diagnoses=False):
        part = body_parts.whole(mention.printed)
        if part:
            is_same = " ".join(mention.printed.lower().split()) == part
            meaning = "" if is_same else f"“{mention.printed}” is the {part}"
            name = Name(mention.printed, (HasValue("body_part", (part,)),), meaning, f"items for the {part}")
            yield _Place(mention.start, mention.end, name)
