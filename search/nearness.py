"""What it means that two things stand close together in a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from search import analysis
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Side, Unit, Words


def stand_near(text: str, query: Near) -> bool:
    """Whether both sides of ``query`` stand in the text of one field, no farther apart than it asks."""
    return any(_in_piece(piece, query) for piece in _pieces(text, query.within))


def _pieces(text: str, within: int | Unit) -> list[str]:
    match within:
        case Unit.SENTENCE:
            return analysis.sentences(text)
        case Unit.PARAGRAPH:
            return analysis.paragraphs(text)
    return [text]


def _in_piece(text: str, query: Near) -> bool:
    """Overlapping places do not count: "pain" is not near itself."""
    words = analysis.words(text)
    farthest = query.within if isinstance(query.within, int) else len(words)
    lefts = places(words, query.left)
    rights = places(words, query.right) if lefts else []
    return any(
        0 < right_start - left_end <= farthest
        or (not query.ordered and 0 < left_start - right_end <= farthest)
        for left_start, left_end in lefts
        for right_start, right_end in rights
    )


def places(words: list[str], alternatives: tuple[Side, ...]) -> list[tuple[int, int]]:
    """The numbers of the first and of the last word of every place where an alternative stands."""
    exact = _by_first_word(analysis.words(one.text) for one in alternatives if isinstance(one, Phrase))
    stemmed = _by_first_word(analysis.stems(one.text) for one in alternatives if isinstance(one, Words))
    found = _starting(words, exact)
    if stemmed:
        found += _starting(list(map(analysis.stem, words)), stemmed)
    found += _spelt_alike(words, alternatives)
    return found


def _spelt_alike(words: list[str], alternatives: tuple[Side, ...]) -> Iterator[tuple[int, int]]:
    """The words that begin as an alternative asks, or are spelt nearly so."""
    beginnings = tuple(filter(None, (one_word(one.text) for one in alternatives if isinstance(one, Prefix))))
    typed = [word for one in alternatives if isinstance(one, Fuzzy) and (word := one_word(one.text))]
    if beginnings or typed:
        for n, word in enumerate(words):
            if word.startswith(beginnings) or any(analysis.is_nearly(word, one) for one in typed):
                yield n, n


def one_word(text: str) -> str:
    """What is compared of the text of a beginning or a misspelling; empty where it stands nowhere."""
    return "".join(analysis.words(text))


def _by_first_word(wanted: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    """What is looked for by its first word, so that a text is read once, however much that is."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for words in wanted:
        if words:
            found[words[0]].append(words)
    return found


def _starting(words: list[str], wanted: Mapping[str, list[list[str]]]) -> list[tuple[int, int]]:
    return [
        (n, n + len(one) - 1)
        for n, word in enumerate(words)
        for one in wanted.get(word, ())
        if words[n : n + len(one)] == one
    ]
