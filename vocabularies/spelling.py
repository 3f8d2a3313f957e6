"""How one name is spelt in letters: case, "&" and commas differ, the words do not."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

_WORD = re.compile(r"\w+")
_NEAR = 75
"""Of a hundred: a word of four letters with one of them wrong."""
_LEAST_LETTERS = 3
"""Of a word that says something: "of" and "no" stand in many names."""
_GAP = r"[^\w;()]{1,3}"
_GAP_WITH_PARENTHESIS = r"[^\w;]{1,3}"


def words(printed: str) -> list[str]:
    """The words of a name in lower case, "&" read as "and"."""
    return _WORD.findall(printed.casefold().replace("&", " and "))


def fold(printed: str) -> str:
    """A name reduced to its words, so that two spellings of it are equal."""
    return " ".join(words(printed))


def is_near(typed: str, name: str) -> bool:
    """Whether ``typed`` may be a slip of the name, or of some of its words: none of its own is far off."""
    ours, theirs = words(typed), words(name)
    if fuzz.ratio(" ".join(ours), " ".join(theirs)) >= _NEAR:
        return True
    told = [word for word in ours if len(word) >= _LEAST_LETTERS]
    return bool(told) and all(any(_is_like(word, other) for other in theirs) for word in told)


def _is_like(word: str, other: str) -> bool:
    is_its_beginning = len(word) > _LEAST_LETTERS and other.startswith(word)
    return is_its_beginning or fuzz.ratio(word, other) >= _NEAR


def pattern(names: Iterable[str]) -> str:
    """A regular expression's alternatives that match any of ``names`` in running text, the longest first.

    Compile it with ``re.IGNORECASE``. A parenthesis parts the words of a name only where the
    name has one, so that "Low Back (Lumbar)" is not "Low Back, Lumbar".
    """
    gaps = {fold(name): _GAP_WITH_PARENTHESIS if "(" in name else _GAP for name in names}
    longest_first = sorted(gaps, key=lambda name: (-len(name), name))
    return "|".join(gaps[name].join(map(_word_pattern, name.split())) for name in longest_first)


def _word_pattern(word: str) -> str:
    return "(?:and|&)" if word == "and" else re.escape(word)
