"""Which rationales say the same, word for word: many letters repeat one reviewer's template."""

import calendar
from hashlib import blake2b

from search import analysis
from search.boilerplate import telling

LEAST_WORDS = 12
"""Telling words; a shorter rationale says too little to be known again."""
_DIGEST_BYTES = 8
_MONTHS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name)


def reasoning(rationale: str) -> str:
    """A key that two rationales share if they have the same telling words in the same order.

    Fixed sentences, numbers, dates, punctuation and capitals do not count. Empty where fewer than
    ``LEAST_WORDS`` words are left.
    """
    words = telling_words(rationale)
    if len(words) < LEAST_WORDS:
        return ""
    return blake2b(" ".join(words).encode(), digest_size=_DIGEST_BYTES).hexdigest()


def telling_words(rationale: str) -> list[str]:
    """What of a rationale counts for its key, in order."""
    words = analysis.words(telling(rationale))
    numbers = [any(letter.isdigit() for letter in word) for word in words]
    beside_a_number = zip([False, *numbers], [*numbers[1:], False], strict=False)
    # "May 2" is a date, "may be tried" is not.
    return [
        word
        for word, is_number, beside in zip(words, numbers, beside_a_number, strict=False)
        if not is_number and not (word in _MONTHS and any(beside))
    ]
