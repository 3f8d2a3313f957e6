"""The guideline lines of the F3 to F5 layouts, "Claims Administrator guideline: Decision based on ..."."""

import re
from functools import lru_cache
from itertools import pairwise

from letters.citations.details import LONGEST_SENTENCE, Cited
from letters.citations.mtus import mtus_chapters
from letters.citations.odg import ODG_FULL_NAME
from letters.citations.outside_mtus import outside_mtus
from letters.parsed_letter import Citation, CitedBy

_DECISION = re.compile(r"\bDecision\s*based\s*on\s*", re.IGNORECASE)
_EVIDENCE = r"(?:guidelines?|criteria|criterion|evidence|citations?|references?)\b"
NOTHING_CITED = re.compile(
    r"\b(?:did|does|has)\s?(?:not|n['’]t)\s+(?:cited?\b"
    r"|(?:provided?|referenced?|given?|list(?:ed)?|identif(?:y|ied)|specif(?:y|ied)|stated?|offer(?:ed)?|used?"
    r"|rel(?:y|ied)\s+(?:up)?on)\s+(?:an?|any|specific)\s"
    rf"(?:[\w-]+\s+){{0,4}}?{_EVIDENCE})"
    rf"|\b(?:cite[sd]?|provide[sd]?|gave|gives|listed)\s+no\s+(?:[\w-]+\s+){{0,4}}?{_EVIDENCE}"
    rf"|\bno\s+(?:[\w-]+\s+){{0,4}}?{_EVIDENCE}(?:\s+or\s+\w+)?\s+(?:was|were|is|are|has\s+been|have\s+been)"
    r"\s+(?:cited|provided|referenced|given|listed|identified|specified|used|relied)\b",
    re.IGNORECASE,
)
_NON_MTUS = re.compile(r"Non\W{0,3}MTUS\b(?:\s+Citations?\b)?[\s:]*", re.IGNORECASE)
_MTUS = re.compile(r"(?:the\s+)?MTUS\b[\s:,]*", re.IGNORECASE)
_ODG_IN_MTUS = re.compile(rf"(?<=[\s,;.])(?:and\s+)?(?:the\s+)?(?={ODG_FULL_NAME}|ODG\b)")


def citations(cited_by: CitedBy, guideline_text: str) -> tuple[Citation, ...]:
    """The guidelines that one side cites: what follows "Claims Administrator guideline:" or its twin.

    ``guideline_text`` is one line, white space folded. An empty line gives no citation, one
    that says that nothing was cited gives a citation of source ``none``.
    """
    sentences = _sentences(guideline_text)
    if sentences:
        return tuple(
            Citation(cited_by, *cited, raw=sentence) for sentence in sentences for cited in _cited(sentence)
        )
    if NOTHING_CITED.search(guideline_text):
        return (Citation(cited_by, "none"),)
    return ()


def _sentences(text: str) -> list[str]:
    """Each "Decision based on ..." up to the next; what leads in to them is no part of any."""
    starts = [match.start() for match in _DECISION.finditer(text)]
    return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]


@lru_cache(maxsize=4096)
def _cited(sentence: str) -> tuple[Cited, ...]:
    """The guidelines of one sentence; letters repeat the same sentences by the thousand."""
    body = _DECISION.sub("", sentence[:LONGEST_SENTENCE], count=1)
    if outside := _NON_MTUS.match(body):
        return tuple(outside_mtus(body[outside.end() :]))
    if mtus := _MTUS.match(body):
        return tuple(mtus_and_odg(body[mtus.end() :]))
    return tuple(outside_mtus(body))


def mtus_and_odg(body: str) -> list[Cited]:
    """The chapters of an MTUS sentence, and the ODG where it is named in the same breath."""
    odg = _ODG_IN_MTUS.search(body)
    if odg is None:
        return mtus_chapters(body)
    return mtus_chapters(body[: odg.start()].rstrip(" ,;.")) + outside_mtus(body[odg.end() :])
