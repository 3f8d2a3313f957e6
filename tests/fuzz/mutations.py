"""What is done to a letter: a mutation takes chance, its text and another letter's, and gives a text."""

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Mutation = Callable[[Random, str, str], str]

_MOST_CHARACTERS = 200_000
"""Doubling what was doubled ends here: what is refused for its length alone finds no fault."""

_ODD_CHARACTERS = (
    "\0\x01\x02\x07\x08\x0b\x0c\x1b\x1f\x7f\x85\xa0\xad"  # control characters and white space that is none
    "\u200b\u200e\u200f\u202a\u202e\u2010\u2066\u2069\ufeff\ufffe\uffff"  # invisible; right to left
    "\u2028\u2029\u3000\u0301\u20e0\ufffd"  # line ends of their own; combining marks
    "²½①٣۴९𝟗Ⅷ"  # digits and numbers that are not 0 to 9
    "İıſßǆﬁ🦴–—“”’×®°"  # letters whose case changes their length; what letters print
)
_FRAGMENTS = (
    "Upheld", ": Upheld", ": Overturned\n", "Overturned: Upheld: Overturned", "is: \n\nUpheld",
    "\fUpheld\f", "Partially Overturned", "is not medically necessary and appropriate. ",
    "Decision rationale: ", "Claims Administrator guideline: ", "MAXIMUS guideline: ",
    "Decision based on MTUS ", "Section(s): ", "Decision based on Non-MTUS Citation ",
    "Official Disability Guidelines (ODG), ", "Page(s): ", "(", ")", "))((", "was the original request. ",
    "authorized by the Claims Administrator. ", "#", "#60", "mg", "10/325", "L4-", "C5-C6",
    "left and right ", "http://a.b/", "-\n", "1) ", "\n\n", "\f", "\t", "Date of Injury: ", "year-old ",
)  # fmt: skip
_DATES = ("00/00/0000", "99/99/9999", "2/30/2016", "1/1/1", "13/13/13", "1/2/99999", "0/0/00", "12-31-9999")
_PAGES = (
    "Page(s): 1-999999999", "Page(s): 1-9999", "pg 9999-1", "pp. 0-0", "Page(s): 128 of 127",
    "pages 1-200, 201-400", "Page(s): 8, 99, 98-99 & 1-1-1-1", "Page(s): ,,,;", "Page(s): 0", "Page(s): -5",
)  # fmt: skip
_AGES = (
    "999-year-old male",
    "0 year old",
    "a -5 year old female",
    "99999999999999999999 year-old",
    "1e9-year-old",
)
_HEADING = re.compile(r"^[ \t]*[A-Z][A-Z ,():&/'’]{9,}[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_AGE = re.compile(r"\d+[- ]year[- ]old")
_PAGES_PRINTED = re.compile(r"(?:Page\(s\)|pages?|pp?\.|pg)[ :]*\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Mutant:
    """A letter to which something was done."""

    text: str
    mutations: tuple[str, ...]


def mutant(seed: int, index: int, letters: Sequence[str]) -> Mutant:
    """The mutant of this number; the same for the same seed and letters, whichever are made before it."""
    chance = Random(f"{seed}/{index}")  # noqa: S311
    text = chance.choice(letters)
    names = []
    for mutation in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3, 5))):
        text = mutation(chance, text, chance.choice(letters))[:_MOST_CHARACTERS]
        names.append(mutation.__name__)
    return Mutant(text, tuple(names))


def cut(chance: Random, text: str, other: str) -> str:
    start, end = _part(chance, text)
    return chance.choice((text[start:end], text[:start] + text[end:], text[:end], text[start:]))


def lose_lines(chance: Random, text: str, other: str) -> str:
    return "\n".join(line for line in text.split("\n") if chance.random() > 0.2)


def double_lines(chance: Random, text: str, other: str) -> str:
    return "\n".join(line for line in text.split("\n") for _ in range(chance.choice((1, 1, 1, 2, 9))))


def shuffle_lines(chance: Random, text: str, other: str) -> str:
    lines = text.split("\n")
    start, end = _part(chance, lines)
    return "\n".join([*lines[:start], *chance.sample(lines[start:end], end - start), *lines[end:]])


def double_sections(chance: Random, text: str, other: str) -> str:
    sections = _sections(text)
    return "".join(chance.choices(sections, k=2 * len(sections)))


def shuffle_sections(chance: Random, text: str, other: str) -> str:
    sections = _sections(text)
    return "".join(chance.sample(sections, len(sections)))


def repeat_headings(chance: Random, text: str, other: str) -> str:
    times = chance.choice((2, 3, 50))
    return _HEADING.sub(lambda heading: "\n".join([heading[0]] * times), text)


def misspell_headings(chance: Random, text: str, other: str) -> str:
    return _HEADING.sub(lambda heading: swap_characters(chance, heading[0], other), text)


def repeat_part(chance: Random, text: str, other: str) -> str:
    start = chance.randint(0, len(text))
    part = text[start : start + chance.choice((1, 2, 5, 20, 200))]
    return text[:start] + part * chance.choice((2, 10, 500, 5000)) + text[start:]


def swap_characters(chance: Random, text: str, other: str) -> str:
    characters = list(text)
    for _ in range(chance.choice((1, 10, len(text) // 50)) if len(text) > 1 else 0):
        place = chance.randrange(len(characters) - 1)
        characters[place : place + 2] = reversed(characters[place : place + 2])
    return "".join(characters)


def corrupt_characters(chance: Random, text: str, other: str) -> str:
    characters = list(text)
    for _ in range(chance.choice((1, 10, len(text) // 20)) if text else 0):
        characters[chance.randrange(len(characters))] = chance.choice(_ODD_CHARACTERS)
    return "".join(characters)


def insert_odd_characters(chance: Random, text: str, other: str) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(_ODD_CHARACTERS) * chance.choice((1, 3, 1000)) + text[place:]


def insert_fragments(chance: Random, text: str, other: str) -> str:
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(_FRAGMENTS) * chance.choice((1, 1, 2, 30)) + text[place:]
    return text


def lose_characters(chance: Random, text: str, other: str) -> str:
    lost = chance.choice((" ", "\n", ":", ".", "-", "(", ")", "/", ","))
    return (
        text.replace(lost, "") if chance.random() < 0.5 else text.replace(lost, lost * chance.choice((2, 40)))
    )


def splice(chance: Random, text: str, other: str) -> str:
    start, end = _part(chance, other)
    place = chance.randint(0, len(text))
    return text[:place] + other[start:end] + text[place:]


def append_letter(chance: Random, text: str, other: str) -> str:
    return text + chance.choice(("", "\n", "\n\n", "\f")) + other


def change_line_ends(chance: Random, text: str, other: str) -> str:
    return text.replace(
        "\n", chance.choice(("\r\n", "\r", "\n\n", "\n \n", "\f", "\u2028", "\x85", " \n ", "\n\f"))
    )


def unwrap(chance: Random, text: str, other: str) -> str:
    return " ".join(text.split())


def rewrap(chance: Random, text: str, other: str) -> str:
    width = chance.choice((5, 20, 40, 80, 200))
    paragraphs = (textwrap.wrap(paragraph, width) for paragraph in text.split("\n\n"))
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def change_case(chance: Random, text: str, other: str) -> str:
    return chance.choice((str.upper, str.lower, str.swapcase, str.title))(text)


def absurd_dates(chance: Random, text: str, other: str) -> str:
    return _DATE.sub(lambda _: chance.choice(_DATES), text)


def absurd_pages(chance: Random, text: str, other: str) -> str:
    if not _PAGES_PRINTED.search(text):
        return text.replace(", Section(s):", f" {chance.choice(_PAGES)}, Section(s):")
    return _PAGES_PRINTED.sub(lambda _: chance.choice(_PAGES), text)


def absurd_ages(chance: Random, text: str, other: str) -> str:
    return _AGE.sub(lambda _: chance.choice(_AGES), text)


def absurd_numbers(chance: Random, text: str, other: str) -> str:
    return re.sub(r"\d+", lambda number: number[0] * chance.choice((1, 1, 1, 2, 30)), text)


MUTATIONS: tuple[Mutation, ...] = (
    cut, lose_lines, double_lines, shuffle_lines, double_sections, shuffle_sections, repeat_headings,
    misspell_headings, repeat_part, swap_characters, corrupt_characters, insert_odd_characters,
    insert_fragments, lose_characters, splice, append_letter, change_line_ends, unwrap, rewrap, change_case,
    absurd_dates, absurd_pages, absurd_ages, absurd_numbers,
)  # fmt: skip


def _part(chance: Random, whole: Sequence[object]) -> tuple[int, int]:
    start = chance.randint(0, len(whole))
    return start, chance.randint(start, len(whole))


def _sections(text: str) -> list[str]:
    """The text cut before each heading, or before each paragraph where no heading is left."""
    starts = [heading.start() for heading in _HEADING.finditer(text)]
    starts = starts or [gap.end() for gap in re.finditer(r"\n\n", text)]
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
