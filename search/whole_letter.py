"""The rest of a letter: what the other text fields of an item do not hold."""

from functools import lru_cache

from letters.boilerplate import telling_lines

_PARTED = "\n"
"""A line's end, so that what stood before and after a part that was taken out is no one sentence."""


def rest_of_letter(letter: str, summary: str, treatment: str, rationale: str) -> str:
    """The letter's text without an item's own texts and without what every letter says.

    What cannot be found as it was parsed stays: nothing is lost, and the engine finds it twice.
    """
    rest = without_summary(letter, summary)
    before, own, after = rest.partition(rationale) if rationale else (rest, "", "")
    title = f"{treatment}:"
    place = before.rfind(title) if own else -1
    if place >= 0:
        before = before[:place] + _PARTED + before[place + len(title) :]
    return _tidy(before + _PARTED + after)


@lru_cache(maxsize=64)
def without_summary(letter: str, summary: str) -> str:
    """The lines that tell something of the case, kept a while for the letter's next item."""
    lines = telling_lines(letter)
    return lines.replace(summary, _PARTED, 1) if summary else lines


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
