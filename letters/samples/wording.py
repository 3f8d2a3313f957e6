"""Small matters of print: capitals, lists, dates and numbers in words."""

from collections.abc import Sequence
from datetime import date

NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)


def number_word(number: int) -> str:
    """``12`` as ``twelve``; beyond twenty in digits."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def sentence_case(text: str) -> str:
    """With a capital at the start and the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(members: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(members) < 2:
        return "".join(members)
    return f"{', '.join(members[:-1])} and {members[-1]}"


def date_printed(day: date, separator: str) -> str:
    """American order, two digits each and four for the year."""
    return f"{day.month:02}{separator}{day.day:02}{separator}{day.year}"


def month_printed(day: date) -> str:
    """``March 2015``."""
    return f"{day:%B %Y}"
