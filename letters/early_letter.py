"""The letters of 2013 and early 2014 (F0, F1, F2), which tell outcomes and guidelines in sentences.

The layouts differ in their headings and in where an item's parts stand. Each cuts its
letter into an :class:`EarlyLetter`; what that says is read here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from letters.case_summary import injury_date
from letters.citations import narrated_citations
from letters.cleaning import clean, fold, paragraphs
from letters.dates import NUMERIC, WORDED, parse_date
from letters.disputed_items import disputed_item
from letters.header import DateField, Header, named, read_header
from letters.items import ItemText
from letters.letter_text import LetterText
from letters.parsed_letter import Dates, DisputedItem, ItemOutcome, ParsedLetter, ParseWarning
from letters.reviewer import credentials_sentence
from letters.sections import without_summary_lead_in
from letters.whole_letter import whole_letter

PRINTED_DATE = rf"(?:{NUMERIC}|{WORDED})"
RATIONALE_LABEL = re.compile(
    r"(?:(?:\bThe\s+)?\b(?:Physician|Expert|Professional)\s+Reviewer(?:['’]?s)?['’]?\s+)?"
    r"\b(?:Decision\s*Rationale?s?|Rationale?s?\s+for\s+(?:the\s+|his/her\s+)?Decisions?)"
    r"(?:\s*:|(?=[\n\f]))",
    re.IGNORECASE,
)

_CLOSING = re.compile(r"[\n\f](?:Sincerely\b|Disclaimer\s*:|cc\s*:)", re.IGNORECASE)
_DATED = re.compile(rf"\bDated\s*:\s*({PRINTED_DATE})", re.IGNORECASE)
_END_OF_HEADER = re.compile(r"\bTreatment(?:\(s\)|s)?\s+in\s+Dispute\b|\bDear\b", re.IGNORECASE)
_RUNNING_FOOT = re.compile(
    r"^[ \t]*(?:Final Determination Letter|Notice of Independent Medical Review Determination)"
    r" for IMR Case Number[^\n]{0,60}$",
    re.MULTILINE,
)
_QUOTED_FROM = re.compile(
    r"\s*Disclaimer\s*:\s*The\s+following\s+case\s+summary\b[^.]{0,200}\.", re.IGNORECASE
)
_QUOTES = " \n\f\"“”'‘’"
_ADMINISTRATOR = re.compile(r"\bclaims\s+administrator\b", re.IGNORECASE)
_REVIEWER = re.compile(r"\breviewer\b", re.IGNORECASE)
_MODIFIED = re.compile(
    r"\b(?:claims\s+administrator|utilization\s+review(?:er)?|UR)\b[^.;]{0,60}"
    r"\b(?:modified|partially\s+(?:certified|approved|authorized)"
    r"|(?:certified|approved|authorized)\s+(?:only|in\s+part|(?:a\s+)?part\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ToldItem:
    """One item, cut out of the letter; ``guidelines`` tells in prose what both sides relied on."""

    title: str
    outcome: ItemOutcome
    guidelines: str
    rationale: str


@dataclass(frozen=True)
class EarlyLetter:
    """The parts of a cleaned letter, without their headings; empty where the letter lacks one."""

    header: str
    qualifications: str
    case_summary: str
    items: Sequence[ToldItem]
    dates: Dates = Dates()
    """What the letter's sentences tell. They stand before those of the header."""


def clean_early(letter: LetterText) -> str:
    """The cleaned text, without the line at the foot of each page."""
    return clean(_RUNNING_FOOT.sub("", letter.text))


def understand(letter: EarlyLetter, format_name: str, expected: Iterable[DateField]) -> ParsedLetter:
    """What the letter says, with a warning for each of the layout's ``expected`` dates that is missing."""
    header = _read_header(letter.header)
    summary = "\n".join(paragraphs(_own_words(letter.case_summary)))
    dates = _first_stated(letter.dates, header.dates, Dates(injury=injury_date(summary)))
    gaps = _header_gaps(header, dates, expected)
    texts = [_item_text(item) for item in letter.items]
    return whole_letter(
        format_name,
        replace(header, dates=dates, warnings=tuple(gaps)),
        summary,
        credentials_sentence(letter.qualifications),
        texts,
        (
            _item(number, item, summary if len(texts) == 1 else "")
            for number, item in enumerate(zip(letter.items, texts, strict=True), start=1)
        ),
    )


def split_at_rationale(block: str) -> tuple[str, str]:
    """An item's guidelines and its rationale, parted by a label, else after what cites."""
    closing = _CLOSING.search(block)
    block = block[: closing.start()] if closing else block
    label = RATIONALE_LABEL.search(block)
    if label:
        return block[: label.start()], block[label.end() :]
    return _split_after_citations(paragraphs(block))


def _split_after_citations(told: list[str]) -> tuple[str, str]:
    """The first paragraphs that cite, and the rest; of a single paragraph, what follows its citations."""
    cited = [narrated_citations(paragraph) for paragraph in told]
    count = next((n for n, citations in enumerate(cited) if not citations), len(told))
    if len(told) == 1 and cited[0] and (sentence := cited[0][-1].raw):
        end = told[0].rfind(sentence) + len(sentence)
        return told[0][:end], told[0][end:]
    return "\n\n".join(told[:count]), "\n\n".join(told[count:])


def _read_header(printed: str) -> Header:
    """The header's facts. "Dated:" is the decision's date; a list of treatments has no dates of the case."""
    end = _END_OF_HEADER.search(printed)
    printed = printed[: end.start()] if end else printed
    dated = _DATED.search(printed)
    header = read_header(_DATED.sub(" ", printed))
    decided = parse_date(dated[1]) if dated else None
    return replace(header, dates=replace(header.dates, decision=header.dates.decision or decided))


def _own_words(case_summary: str) -> str:
    """The summary without what leads in to it and without the quotation marks around it."""
    text = without_summary_lead_in(case_summary)
    lead_in = _QUOTED_FROM.match(text)
    return text[lead_in.end() :].strip(_QUOTES) if lead_in else text


def _first_stated(*sources: Dates) -> Dates:
    stated = {
        field.name: next((day for source in sources if (day := getattr(source, field.name))), None)
        for field in fields(Dates)
    }
    return Dates(**stated)


def _item_text(item: ToldItem) -> ItemText:
    guidelines = fold(item.guidelines)
    return ItemText(
        item.title,
        item.outcome,
        guidelines if _ADMINISTRATOR.search(guidelines) else None,
        guidelines if _REVIEWER.search(guidelines) else None,
        "\n".join(paragraphs(item.rationale)) or None,
    )


def _item(number: int, item: tuple[ToldItem, ItemText], summary: str) -> DisputedItem:
    """The item understood; ``summary`` is that of a letter with this item only."""
    told, text = item
    understood = disputed_item(number, text, narrated_citations(fold(told.guidelines)))
    modified = _MODIFIED.search(text.rationale or "") or _MODIFIED.search(summary)
    return replace(understood, modified_by_ur=understood.modified_by_ur or bool(modified))


def _header_gaps(header: Header, dates: Dates, expected: Iterable[DateField]) -> Iterator[ParseWarning]:
    if not header.case_number:
        yield ParseWarning("no-case-number", "The header states no case number.")
    yield from (warning for warning in header.warnings if warning.code == "no-such-date")
    for field in expected:
        if not getattr(dates, field):
            yield ParseWarning("missing-date", f"The letter states no {named(field)}.")
