"""Words that stand in no item's own texts, but elsewhere in letters: in their headers or citation lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import WHOLE_LETTER
from search.query.names import name_meant
from search.query.tree import And, FieldWords, Or, Phrase, Query, Words
from search.request import SearchRequest
from search.results.pieces import bare_pieces, with_piece

MOST_TEXTS = 4
"""Of a query that are looked for elsewhere."""


@dataclass(frozen=True)
class Elsewhere:
    """What was looked for in items and stands elsewhere in letters, and the search that looks there."""

    texts: tuple[str, ...]
    url: str
    total: int

    @property
    def lowered(self) -> tuple[str, ...]:
        """The texts in lower case, as words that no item has are named."""
        return tuple(text.lower() for text in self.texts)


def elsewhere(engine: Engine, address: SearchAddress, words: Sequence[str]) -> Elsewhere | None:
    """The query with what no item has looked for in whole letters, with the same filters.

    ``words`` are those of the query that no item has; its phrases and its names of drugs are looked up.
    """
    typed = {piece.lower(): piece for piece in bare_pieces(address.q)}
    absent: list[Words | Phrase] = [Words(typed[word]) for word in words if word in typed]
    absent += [one for one in _phrases(address.parsed.tree) if not _counted(engine, one)]
    there = [one for one in absent[:MOST_TEXTS] if _counted(engine, _anywhere(one))]
    query = address.q
    for one in there:
        piece = f'"{one.text}"' if isinstance(one, Phrase) else one.text
        query = with_piece(query, piece, f"{WHOLE_LETTER}:{_quoted(one)}")
    if query == address.q:
        return None
    found = address.with_query(query)
    total = engine.search(found.request(found.parsed.tree).counting()).total
    return Elsewhere(tuple(one.text for one in there), found.url, total) if total else None


def _phrases(tree: Query) -> Iterator[Words | Phrase]:
    """What has to stand in a text beside single words: phrases, and what names something."""
    match tree:
        case Phrase():
            yield tree
        case Or(parts) if name := name_meant(tree):
            yield Words(name.text)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _phrases(part)


def _anywhere(one: Words | Phrase) -> FieldWords:
    return FieldWords(WHOLE_LETTER, one.text, exact=isinstance(one, Phrase) or " " in one.text)


def _quoted(one: Words | Phrase) -> str:
    return f'"{one.text}"' if isinstance(one, Phrase) or " " in one.text else one.text


def _counted(engine: Engine, query: Query) -> int:
    return engine.search(SearchRequest(query).counting()).total
