"""What stands right behind a word: ``word*`` and ``word!`` for endings, ``word~`` for misspellings."""

import re

from search import analysis
from search.query.tree import And, FieldWords, Fuzzy, Or, Prefix, Query, Words
from search.query.values import Resolved

LEAST_LETTERS = {"*": 2, "!": 2, "~": 3}
"""Of a word with such an ending; a shorter one is searched as it is."""
_ENDED = re.compile(r"(?P<bare>[^*!?~]++)(?P<mark>\*++|!|~)(?P<slips>(?<=~)\d*+)?[.,;:]*+")
_MOST_SLIPS = 2


def ended(typed: str) -> tuple[str, str] | None:
    """A word and the sign behind it, one of ``*!~``; ``None`` where it has no such ending."""
    found = _ENDED.fullmatch(typed)
    return (found["bare"], found["mark"][0]) if found and analysis.words(found["bare"]) else None


def word_with_ending(typed: str, field: str = "") -> Resolved | None:
    """What a word with an ending looks for, in one text field or in any; ``None`` where it has none."""
    found = ended(typed)
    if not found:
        return _star_elsewhere(typed, field) if "*" in typed else None
    bare, mark = found
    *before, last = analysis.words(bare)
    if len(last) < LEAST_LETTERS[mark]:
        note = f"“{typed}” is too short for a {mark}: searched as the word “{bare}”."
        return Resolved(_in(field, bare), note=note)
    query = _ENDINGS[mark](last, field)
    note = _too_many_slips(typed) if mark == "~" else ""
    return Resolved(And((_in(field, " ".join(before)), query)) if before else query, note=note)


def _in(field: str, text: str) -> Query:
    return FieldWords(field, text) if field else Words(text)


def _beginning(word: str, field: str) -> Query:
    return Prefix(word, field)


def _root(word: str, field: str) -> Query:
    """Westlaw's root expander. The exclamation mark of a sentence stands behind a whole word:

    with one, the word's own forms are found as without it ("therapy!": therapies too), so that a
    pasted "No more therapy!" finds no less than it would otherwise.
    """
    if analysis.stem(word) == word:
        return Prefix(word, field)
    return Or((_in(field, word), Prefix(word, field)))


def _misspelt(word: str, field: str) -> Query:
    return Fuzzy(word, field)


_ENDINGS = {"*": _beginning, "!": _root, "~": _misspelt}


def _too_many_slips(typed: str) -> str:
    found = _ENDED.fullmatch(typed)
    slips = found["slips"] if found else ""
    if not slips or int(slips) <= _MOST_SLIPS:
        return ""
    return f"“{typed}”: one slip is forgiven, two in words of six letters and more."


def _star_elsewhere(typed: str, field: str) -> Resolved | None:
    """A star before or within a word, which no index answers quickly."""
    words = analysis.words(typed)
    if not words:
        return None
    told = " and ".join(f"“{word}”" for word in words)
    note = f"A * is understood only at the end of a word: “{typed}” is searched as {told}."
    return Resolved(_in(field, " ".join(words)), note=note)
