"""What of an item tells it from others: the part of likeness that is the same in every engine."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log, log1p

from whoosh.lang.stopwords import stoplists

from search import analysis
from search.boilerplate import telling
from search.engines.base import IndexDocument
from search.fields import FIELD, Kind

LEAST = 0.1
"""Of a score: below it two items share only what many share."""
_TELLING_WORDS = 25
_SHOWN_WORDS = 8
_COMMON = 0.1
"""A word in more than this part of all items tells nothing."""
_FUNCTION_WORDS = stoplists["en"] | {"per"}


@dataclass(frozen=True)
class Model:
    """The item that others are held against."""

    determination: int | None
    """``None``: it is of no determination, and need not be in the index."""
    facts: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]


def model_of(document: IndexDocument) -> Model:
    """A document that is not in the index, as a model."""
    facts = {
        name: tuple(map(str, values))
        for name, values in document.values.items()
        if FIELD[name].kind is Kind.KEYWORD
    }
    texts = {
        name: "\n".join(map(str, values))
        for name, values in document.values.items()
        if FIELD[name].kind is Kind.TEXT
    }
    return Model(None, facts, texts)


def rarity(holders: int, count: int) -> float:
    """How much it says that a document is among ``holders`` of ``count`` documents."""
    return log(1 + (count - holders + 0.5) / (holders + 0.5))


def telling_words(
    model: Model, fields: tuple[str, ...], holders: Callable[[str], int], count: int
) -> dict[str, str]:
    """The stems that tell a model from others, the most telling first, each as it is spelt there.

    ``holders`` says about how many of ``count`` documents have a stem in one of these text fields.
    """
    words = _words(model.texts, fields)
    spelt = {analysis.stem(word): word for word in reversed(words) if _may_tell(word)}
    times = Counter(map(analysis.stem, words))
    # A word that only the indexed model itself has leads to nothing.
    fewest = 0 if model.determination is None else 1

    def worth(stem: str) -> float:
        found = holders(stem)
        if not fewest < found <= max(2, _COMMON * count):
            return 0.0
        return log1p(times[stem]) * rarity(found, count)

    by_stem = {stem: worth(stem) for stem in spelt}
    ordered = sorted((stem for stem in by_stem if by_stem[stem]), key=lambda stem: (-by_stem[stem], stem))
    return {stem: spelt[stem] for stem in ordered[:_TELLING_WORDS]}


def shared_words(
    words: Mapping[str, str], texts: Mapping[str, str], fields: tuple[str, ...]
) -> tuple[str, ...]:
    """The most telling of a model's words that an item's texts have."""
    there = set(map(analysis.stem, _words(texts, fields)))
    return tuple(word for stem, word in words.items() if stem in there)[:_SHOWN_WORDS]


def _words(texts: Mapping[str, str], fields: tuple[str, ...]) -> list[str]:
    return [word for field in fields for word in analysis.words(telling(texts.get(field, "")))]


def _may_tell(word: str) -> bool:
    return word.isalpha() and word not in _FUNCTION_WORDS
