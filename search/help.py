"""The query language, example by example, for the help page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operator:
    """One way to put a query."""

    syntax: str
    meaning: str
    example: str


@dataclass(frozen=True)
class Section:
    """Ways that belong together."""

    heading: str
    introduction: str
    operators: tuple[Operator, ...]


_WORDS: tuple[Operator, ...] = (
    Operator("two words", "Every word must occur, in any order and any form.", "functional improvement"),
    Operator('"a phrase"', "The words next to each other, exactly as spelt.", '"not medically necessary"'),
    Operator("a OR b", "At least one of them; OR in capitals, or |.", "tizanidine OR cyclobenzaprine"),
    Operator(
        "-word, NOT word",
        "Leaves out items with the word; also Westlaw’s a % b and a BUT NOT b.",
        "injection -epidural",
    ),
    Operator("( )", "Groups parts of a query.", '(MRI OR radiograph) "red flag"'),
    Operator("a dose", "With a space or without: 20mg, 20 mg; a strength: 10/325.", "omeprazole 20mg"),
    Operator("word*, word!", "Words that begin so; two letters or more.", "arthroscop*"),
    Operator("word~", "Words spelt nearly so; one slip, from six letters on two.", "improvemant~"),
)
"""Words and how they are joined."""

_NEARNESS: tuple[Operator, ...] = (
    Operator("a w/5 b", "At most 5 words on, in either order; also /5, near/5 and n/5.", "taper w/5 opioid"),
    Operator("a pre/5 b", "The first comes first; also +5.", "failed pre/5 conservative"),
    Operator("a /s b", "In the same sentence; also w/s. +s: the first comes first.", "Norco /s taper"),
    Operator("a /p b", "In the same paragraph; also w/p. +p: the first comes first.", '"red flag" /p MRI'),
    Operator(
        "(a OR b) /s c",
        "A side is a word (taper* too), a phrase, a name, or a choice of them with OR.",
        '(taper OR "wean off") /s opioid',
    ),
    Operator("a /5 b /s c", "Each is close to the next.", "functional /3 improvement /s documented"),
    Operator('"a b c"~5', "The words as spelt, each within 5 words of the next.", '"pain function relief"~9'),
)
"""How close things stand: OR binds closest, then these, then words beside each other."""

_NAMES: tuple[Operator, ...] = (
    Operator("a drug", "Found by its brand and generic names alike.", "Zanaflex"),
    Operator("a class of drugs", "Finds items that request a drug of the class.", "muscle relaxant"),
    Operator("a body part", "Found by each of its names: cervical is the neck.", "cervical fusion"),
    Operator("“in quotation marks”", "Only as it is spelt.", '"Zanaflex"'),
)
"""Words that find more than themselves, unless that is switched off."""

_VALUES: tuple[Operator, ...] = (
    Operator("field:value", "Looks in one field; see the fields below.", "outcome:overturned"),
    Operator('field:"two words"', "A value of several words.", 'body_part:"low back"'),
    Operator("field:(a OR b)", "Several values of one field.", "drug:(Norco OR tramadol)"),
    Operator("field:beginning*", "Any known value that begins so.", "drug:tiza*"),
    Operator(
        "field:low..high", "A range of dates or numbers; each end may be left open.", "decided:2014..2016"
    ),
    Operator("field:>value", "More, later: > and >=; less, earlier: < and <=.", "decided:>=2015"),
    Operator("a case number", "Opens that case; of several each is found.", "CM16-0000001"),
)
"""Values of fields."""

SECTIONS: tuple[Section, ...] = (
    Section("Words", "", _WORDS),
    Section(
        "Words close to each other",
        "As on Westlaw and Lexis. OR binds closest, then these signs, then words beside each other."
        " A distance is 1 to 100 words.",
        _NEARNESS,
    ),
    Section(
        "Names",
        "The results say what else was searched for, with a link to search only for what you typed.",
        _NAMES,
    ),
    Section("Values", "", _VALUES),
)
"""The help page, in its order."""
