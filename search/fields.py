"""THE FIELD TABLE: schema, query prefixes, facets, form, help page and index documents are made from it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds, and so how it is searched."""

    TEXT = "text"
    KEYWORD = "keyword"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Field:
    """One searchable field of a disputed item."""

    name: str
    """Its name in queries, addresses and the index."""
    label: str
    kind: Kind
    help: str
    """One sentence for the help page."""
    example: str
    """A query that uses it, for the help page; tests run it."""
    aliases: tuple[str, ...] = ()
    """Other prefixes that people type."""
    facet: bool = False
    """Shown as a facet with counts; the facets stand in the table's order."""
    weight: float = 0.0
    """Of a text field: how much a match counts for the rank; 0: it is searched only where it is named."""
    likeness: float = 0.0
    """Of a keyword field: how much a value that two items share makes them alike."""


FIELDS: tuple[Field, ...] = (
    Field(
        "treatment",
        "Treatment",
        Kind.TEXT,
        "Words of the treatment under review.",
        'treatment:"epidural steroid"',
        ("title", "request"),
        weight=3.0,
    ),
    Field(
        "rationale",
        "Rationale",
        Kind.TEXT,
        "Words of the reviewer's rationale.",
        'rationale:"functional improvement"',
        ("text",),
        weight=1.0,
    ),
    Field(
        "summary",
        "Case summary",
        Kind.TEXT,
        "Words of the clinical case summary.",
        "summary:fall",
        ("facts",),
        weight=0.3,
    ),
    Field(
        "letter",
        "Whole letter",
        Kind.TEXT,
        "Words anywhere in the letter, also in the rationales of its other items and in its header.",
        'letter:"expedited"',
        ("anywhere", "all"),
    ),
    Field(
        "drug",
        "Drug",
        Kind.KEYWORD,
        "A requested drug, by its generic or brand name.",
        "drug:tizanidine",
        ("medication",),
        facet=True,
        likeness=3.0,
    ),
    Field(
        "body_part",
        "Body part",
        Kind.KEYWORD,
        "A body part named in the request; where it names none, one of the injury.",
        'body_part:"low back"',
        ("body", "part"),
        facet=True,
        likeness=2.0,
    ),
    Field(
        "page",
        "Guideline page",
        Kind.KEYWORD,
        "A guideline page that either side cited: chapter, edition and page.",
        "page:chronic-pain-2009:98",
        ("guideline_page",),
        facet=True,
        likeness=2.0,
    ),
    Field(
        "outcome",
        "Outcome",
        Kind.KEYWORD,
        "Upheld: the denial stands. Overturned: it does not.",
        "outcome:overturned",
        ("decision", "result"),
        facet=True,
    ),
    Field(
        "category",
        "Treatment category",
        Kind.KEYWORD,
        "DWC's treatment category.",
        "category:Pharmaceuticals",
        (),
        facet=True,
        likeness=0.5,
    ),
    Field(
        "subcategory",
        "Subcategory or drug class",
        Kind.KEYWORD,
        "DWC's subcategory; for drugs the class.",
        "subcategory:Opioids",
        ("class", "drug_class"),
        facet=True,
        likeness=1.5,
    ),
    Field(
        "guideline",
        "Guideline",
        Kind.KEYWORD,
        "A guideline chapter that either side cited.",
        'guideline:"Chronic Pain Medical Treatment"',
        ("chapter",),
        facet=True,
        likeness=0.5,
    ),
    Field(
        "reason",
        "Reason",
        Kind.KEYWORD,
        "A reason that the rationale gives.",
        "reason:no-functional-improvement",
        ("ground",),
        facet=True,
        likeness=1.0,
    ),
    Field(
        "specialty",
        "Reviewer's specialty",
        Kind.KEYWORD,
        "A board certification of the reviewer.",
        'specialty:"Occupational Medicine"',
        ("reviewer",),
    ),
    Field(
        "source",
        "Source cited",
        Kind.KEYWORD,
        "Where a cited guideline stands: MTUS, ODG, ACOEM, other.",
        "source:MTUS",
        (),
    ),
    Field(
        "ur_page",
        "Page cited by the claims administrator",
        Kind.KEYWORD,
        "A guideline page that the claims administrator cited.",
        "ur_page:chronic-pain-2009:98",
        (),
    ),
    Field(
        "reviewer_page",
        "Page cited by the reviewer",
        Kind.KEYWORD,
        "A guideline page that the reviewer cited.",
        "reviewer_page:chronic-pain-2009:98",
        (),
    ),
    Field("case", "Case number", Kind.KEYWORD, "The IMR case number.", "case:CM16-0000001", ("case_number",)),
    Field(
        "decided",
        "Decided",
        Kind.DATE,
        "The decision date: a year, a date, or a range.",
        "decided:2014..2016",
        ("date", "year"),
    ),
    Field(
        "injured",
        "Injured",
        Kind.DATE,
        "The date of injury: a year, a date, or a range.",
        "injured:2009..2012",
        ("doi",),
    ),
    Field("age", "Age", Kind.NUMBER, "The worker's age in years: a number or a range.", "age:50..60", ()),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
PREFIXES: dict[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
TEXT_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
SEARCHED: tuple[str, ...] = tuple(field.name for field in TEXT_FIELDS if field.weight)
"""The text fields in which a word without a prefix is looked for."""
WHOLE_LETTER = "letter"
"""The text field that stands for all of them: what it holds is the rest of the letter."""
FACETS: tuple[Field, ...] = tuple(field for field in FIELDS if field.facet)


def searched(name: str = "") -> tuple[str, ...]:
    """The text fields in which a text query for the field ``name``, or for none, looks."""
    if not name:
        return SEARCHED
    return (*SEARCHED, WHOLE_LETTER) if name == WHOLE_LETTER else (name,)
