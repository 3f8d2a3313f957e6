"""The query language, example by example, for the help page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operator:
    """One way to put a query."""

    syntax: str
    meaning: str
    example: str


OPERATORS: tuple[Operator, ...] = (
    Operator("two words", "Every word must occur, in any order and any form.", "functional improvement"),
    Operator('"a phrase"', "The words next to each other, exactly as spelt.", '"not medically necessary"'),
    Operator("a OR b", "At least one of them.", "tizanidine OR cyclobenzaprine"),
    Operator(
        "a drug’s name",
        "Finds the drug by its brand and generic names; in quotation marks only as it is spelt.",
        "Zanaflex",
    ),
    Operator("-word, NOT word", "Leaves out items with the word.", "injection -epidural"),
    Operator("( )", "Groups parts of a query.", '(MRI OR radiograph) "red flag"'),
    Operator("field:value", "Looks in one field; see the fields below.", "outcome:overturned"),
    Operator('field:"two words"', "A value of several words.", 'body_part:"low back"'),
    Operator(
        "field:low..high", "A range of dates or numbers; each end may be left open.", "decided:2014..2016"
    ),
    Operator("field:>value", "More, later: > and >=; less, earlier: < and <=.", "decided:>=2015"),
    Operator("a case number", "Opens that case.", "CM16-0000001"),
)
