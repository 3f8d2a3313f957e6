"""What it means that two things stand close together in a text."""

from search import analysis
from search.query.tree import Near, Phrase, Unit, Words


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
    lefts = _places(words, query.left)
    rights = _places(words, query.right) if lefts else []
    return any(
        0 < right_start - left_end <= farthest
        or (not query.ordered and 0 < left_start - right_end <= farthest)
        for left_start, left_end in lefts
        for right_start, right_end in rights
    )


def _places(words: list[str], alternatives: tuple[Words | Phrase, ...]) -> list[tuple[int, int]]:
    """The numbers of the first and of the last word of every place where an alternative stands."""
    found = []
    stems = list(map(analysis.stem, words))
    for one in alternatives:
        is_exact = isinstance(one, Phrase)
        wanted, among = (analysis.words(one.text), words) if is_exact else (analysis.stems(one.text), stems)
        places = (n for n in range(len(words)) if among[n : n + len(wanted)] == wanted)
        found += [(n, n + len(wanted) - 1) for n in places if wanted]
    return found
