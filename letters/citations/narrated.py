"""Citations in the prose of older layouts (F0 to F2): "The Claims Administrator based its decision on"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from letters.citations.details import LONGEST_SENTENCE, Cited
from letters.citations.guideline_line import NOTHING_CITED
from letters.citations.mtus import mtus_chapters, opens_with_a_chapter
from letters.citations.outside_mtus import outside_mtus
from letters.parsed_letter import Citation, CitedBy

_SIDE = re.compile(
    r"\bthe\s+(?:(?P<administrator>claims\s+administrator)"
    r"|(?:(?:expert|physician|professional|medical|independent|chiropractic)\s+){0,3}reviewer)\b(?!['’])",
    re.IGNORECASE,
)
# A full stop ends the sentence unless it closes an abbreviation before a page or an edition.
_END = re.compile(r"(?:(?<!\bpp)(?<!\bpg)(?<!\bp)(?<!\bed)(?<!\bch)\.(?=\s+[A-Z]|\s*$)|:(?=\s+The\s))\s*")
_BASED_ON = re.compile(
    r"\b(?:based\s+(?:his/her|its|their|his|her)\s+(?:decision|determination)|relied)\s+(?:up)?on\s+(?!by\b)",
    re.IGNORECASE,
)
_SAME_GUIDELINES = re.compile(
    r"\bfound\s+the\s+(?:guidelines?|sections?|citations?|criteria)\b[^.]{0,60}?\bclaims\s+administrator\b"
    r"(?!\s+(?:to\s+be\s+)?not\b)[^.]{0,20}?\b(?:relevant|applicable|appropriate)\b",
    re.IGNORECASE,
)
_MEMBERSHIP = re.compile(
    r"[\s,]*\b(?:which|that)\s+(?:is|are)\s+(?:an?\s[\w ()-]{0,60}?)??(?P<outside>not\s+)?(?:a\s+)?"
    r"part\s+of\s+(?:the\s+)?"
    r"(?:Medical\s+Treatment\s+Utilization\s+Schedule(?:\s*\(MTUS\))?|MTUS)",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"\s*\(ACOEM\s+Practice\s+Guidelines,?\s+2nd\s+Ed(?:ition|\.)(?:,?\s*\(?(?P<year>(?:19|20)\d\d)\)?)?"
    r"(?:,?\s*(?:Chapter|Ch\.?)\s*\d{1,2})?\s*\)",
    re.IGNORECASE,
)
"""The book that a chapter stands in: "(ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 13)"."""
_LEAD = re.compile(r"^[\s,;]*(?:(?:and|as\s+well\s+as|also|on|upon|the)\s+)*", re.IGNORECASE)
_SCHEDULE = re.compile(
    r"^(?:California\s+)?(?:Medical\s+Treatment\s+Utilization\s+Schedule(?:\s*\(MTUS\))?|MTUS)[\s,:–-]*",
    re.IGNORECASE,
)


def narrated_citations(text: str) -> tuple[Citation, ...]:
    """The guidelines that both sides cite for one item, as the prose of an older letter tells them.

    ``text`` is one line, white space folded. Where the reviewer found the claims
    administrator's guidelines relevant, they are the reviewer's too.
    """
    found: list[Citation] = []
    for sentence in _sentences(text):
        found += _told(sentence, found)
    return tuple(found)


def _sentences(text: str) -> Iterator[str]:
    bounds = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return (text[start:end].strip() for start, end in pairwise(bounds))


def _told(sentence: str, before: list[Citation]) -> list[Citation]:
    """What one sentence cites, given the citations told before it."""
    if based := _BASED_ON.search(sentence):
        side = _side(sentence[: based.start()])
        body = sentence[based.end() : based.end() + LONGEST_SENTENCE]
        return [Citation(side, *cited, raw=sentence) for cited in _cited(body)] if side else []
    if nothing := NOTHING_CITED.search(sentence):
        side = _side(sentence[: nothing.start()])
        return [Citation(side, "none")] if side else []
    same = _SAME_GUIDELINES.search(sentence)
    if same and _side(sentence[: same.start()]) == "reviewer":
        return [
            replace(citation, cited_by="reviewer", raw=sentence)
            for citation in before
            if citation.cited_by == "claims administrator" and citation.source != "none"
        ]
    return []


def _side(subject: str) -> CitedBy | None:
    """The side that words before a verb name, the last of them if both."""
    sides = [match["administrator"] for match in _SIDE.finditer(subject)]
    if not sides:
        return None
    return "claims administrator" if sides[-1] else "reviewer"


def _cited(body: str) -> Iterator[Cited]:
    """The guidelines of a list whose parts say whether they are part of the MTUS."""
    at = 0
    for membership in _MEMBERSHIP.finditer(body):
        yield from _part(body[at : membership.start()], in_mtus=not membership["outside"])
        at = membership.end()
    yield from _part(body[at:], in_mtus=None)


def _part(text: str, in_mtus: bool | None) -> list[Cited]:
    """The guidelines of one part of the list; ``None``: only the chapter tells whether it is the MTUS's."""
    part = _BOOK.sub(_edition_of, _LEAD.sub("", text, count=1)).strip(" .,;")
    if not part:
        return []
    chapters = _SCHEDULE.sub("", part, count=1)
    if in_mtus is None:
        in_mtus = chapters != part or opens_with_a_chapter(chapters)
    return mtus_chapters(chapters) if in_mtus else outside_mtus(part)


def _edition_of(book: re.Match[str]) -> str:
    return f" {book['year']}" if book["year"] else ""
