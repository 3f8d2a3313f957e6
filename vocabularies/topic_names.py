"""Whether the section that a citation prints names a topic of the page map, each in its own words."""

import re
from collections.abc import Iterator

from vocabularies.spelling import words

# "Chronic pain" is what the whole book is about.
_SAYS_NOTHING = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"),
        *("chronic", "guideline", "pain", "part", "section", "treatment"),
    )
)
_NAME_ENDS = re.compile(r"[();/]")

Words = frozenset[str]


def names_topic(section: str, topic: str) -> bool:
    """Whether a printed section such as "Opioids, criteria for use" names the topic.

    It does where it has all words of one of the topic's names, or more than half of them and, the
    topic's heading aside, no others. "Opioids" alone names no part of the opioids' section.
    """
    heading, _, detail = topic.rpartition(":")
    return any(_names(section, heading, name) for name in _NAME_ENDS.split(detail))


def _names(section: str, heading: str, name: str) -> bool:
    printed, wanted = _spellings(section), _spellings(name)
    if _any_within(wanted, printed):
        return True
    in_heading = frozenset[str]().union(*_spellings(heading))
    own = [spelling - in_heading for spelling in printed]
    return _any_within(own, wanted) and 2 * len(own[0]) > len(wanted[0])


def _any_within(parts: list[Words], wholes: list[Words]) -> bool:
    whole = frozenset[str]().union(*wholes)
    return any(part and part <= whole for part in parts)


def _spellings(text: str) -> list[Words]:
    """The words that say something: once with those joined by a hyphen apart, once as one word."""
    return [frozenset(_telling(text)), frozenset(_telling(text.replace("-", "")))]


def _telling(text: str) -> Iterator[str]:
    for word in words(text):
        singular = word.removesuffix("s") if len(word) > 3 else word
        if singular not in _SAYS_NOTHING:
            yield singular
