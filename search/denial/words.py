"""The telling words of a text, which a form sends again in place of the text itself.

Only words that the text has in lower case: no number or date is among them, and no name that is written
as names are. They stand in the order of the alphabet, so that nobody can read the text from them.
"""

import re
from collections import Counter

from search import boilerplate

MOST_WORDS = 300
_WORD = re.compile(r"(?<![\w'’@./-])[a-z]{4,30}(?![\w@/])")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that may tell it from others, without those of sentences that every letter has."""
    counted = Counter(_WORD.findall(boilerplate.telling(text)))
    return tuple(sorted(word for word, _ in counted.most_common(MOST_WORDS)))


def words_again(sent: str) -> tuple[str, ...]:
    """The words that a form sent."""
    return tuple(dict.fromkeys(_WORD.findall(sent[: MOST_WORDS * 32])))[:MOST_WORDS]
