"""Citations in the prose of older layouts (F0 to F2): "The Claims Administrator based its decision on"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from letters.citations.details import LONGEST_SENTENCE, Cited
from letters.citations.guideline_line import NOTHING_CITED, mtus_and_odg
from letters.citations.mtus import ACOEM, opens_with_a_chapter, without_book
from letters.citations.odg import ODG_NAME
from letters.citations.outside_mtus import outside_mtus
from letters.parsed_letter import Citation, CitedBy

_SIDE = re.compile(
    r"\bthe\s+(?:(?P<administrator>claims\s+administrator)"
    r"|(?:(?:expert|physician|professional|medical|independent|chiropractic)\s+){0,3}reviewer)\b"
    # The claims administrator's guidelines are the object of many a reviewer's sentence.
    r"(?!['’](?!s?\s+(?:decision|determination|denial|rationale)\s+(?:was|is)\b))",
    re.IGNORECASE,
)
# A full stop ends the sentence unless it closes an abbreviation before a page or an edition.
_END = re.compile(r"(?:(?<!\bpp)(?<!\bpg)(?<!\bp)(?<!\bed)(?<!\bch)\.(?=\s+[A-Z]|\s*$)|:(?=\s+The\s))\s*")
_DECISION = r"(?:decision|determination|denial|guidelines?|recommendations?|rationale)"
_BASED_ON = re.compile(
    rf"\b(?:based\s+(?:his/her|its|their|his|her|the)\s+{_DECISION}|relied)\s+(?:up)?on\s+(?!by\b)",
    re.IGNORECASE,
)
_USED = re.compile(
    rf"(?<!\bnot )\b(?:{_DECISION}(?:\s+(?:of|by)\s+the\s+[a-z ]{{5,30}}?)?"
    r"\s+(?:was|were|is)\s+based\s+(?:up)?on|found|(?:used|cited|applied|utilized|referenced|quoted|followed|consulted)(?!\s+by\b)"
    r"|(?<=reviewer )guidelines?\s+(?:was|were)|(?<=administrator )guidelines?\s+(?:was|were)"
    r"|(?<=reviewer )(?:was|were)|(?<=administrator )(?:was|were))\s+",
    re.IGNORECASE,
)
_USED_BY = re.compile(
    r"\s+(?:was|were|is|are)\s+(?:cited|used|applied|utilized|referenced|quoted|relied\s+(?:up)?on)\s+by\s+",
    re.IGNORECASE,
)
_NAMES_A_GUIDELINE = re.compile(
    rf"(?:California\s+)?(?:Medical\s+Treatment\s+Utilization\s+Schedule|MTUS)\b|{ODG_NAME}|{ACOEM}"
    r"|(?:[A-Z][\w-]*\s+){1,5}Guidelines?\b"
)
"""What a sentence must name after such a verb: reviewers find and use much that is no guideline."""
_PREDICATE = re.compile(
    r"[\s,]{0,3}\b(?:(?:which|that)\s+(?:was|were|is|are)\s+|to\s+be\s+|(?:the\s+)?most\s+|(?:both|also)\s+){0,3}"
    r"(?:applicable|relevant|appropriate|pertinent)\b.*$"
)
_NEXT_SUBJECT = re.compile(
    r"[\s,;]{0,4}\b(?:(?:and|but|while|whereas)\b\s*)?(?:the\s+(?:[a-z]+\s+){0,3}(?:reviewer|administrator)\s*)?$",
    re.IGNORECASE,
)
_MOST_VERBS = 20
_NEGATED = re.compile(r"\b(?:not|never|no\s+longer)(?:\s+\w+)?\s*$")
_PURPOSE = re.compile(
    r"[\s,]{0,3}\b(?:as\s+(?:the|a|its|his/her|their)\s+(?:basis|foundation|source|support)|as\s+relevant|in\s+support\s+of"
    r"|(?:in|for|to\s+(?:support|make|reach))\s+(?:(?:making|reaching|supporting)\s+)?(?:its|his/her|their|the|this)"
    r"\s+(?:decision|determination|denial))\b.*$"
)
_SAME_GUIDELINES = re.compile(
    r"\bfound\s+the\s+(?:guidelines?|sections?|citations?|criteria)\b[^.]{0,60}?\bclaims\s+administrator\b"
    r"(?!\s+(?:to\s+be\s+)?not\b)[^.]{0,20}?\b(?:relevant|applicable|appropriate)\b",
    re.IGNORECASE,
)
_MEMBERSHIP = re.compile(
    r"[\s,(]{0,4}\b(?:an?\s+(?:[\w-]+\s+){0,3}guidelines?\s+(?:\(MTG\)\s+)?)?"
    r"(?:(?:which|that)\s+(?:is|are)\s+(?:an?\s[\w ()-]{0,60}?)??)?(?P<outside>not\s+)?(?:a\s+)?"
    r"part\s+of\s+(?:the\s+)?"
    r"(?:Medical\s+Treatment\s+Utilization\s+Schedule(?:\s*\(MTUS\))?|MTUS)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^[\s,;:]*(?:(?:and|as\s+well\s+as|also|on|upon|the|both|following\b[^:.]{0,40}:|sections?\s+of|Non-?\s?MTUS"
    r"\s+citations?\b:?|citations?:)\s+)*",
    re.IGNORECASE,
)
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
        side = _side(sentence[: based.end()])
        body = sentence[based.end() : based.end() + LONGEST_SENTENCE]
        return [Citation(side, *cited, raw=sentence) for cited in _cited(body)] if side else []
    if nothing := NOTHING_CITED.search(sentence):
        side = _side(sentence[: nothing.start()]) or _side(sentence[nothing.end() :])
        return [Citation(side, "none")] if side else []
    same = _SAME_GUIDELINES.search(sentence)
    if same and _side(sentence[: same.start()]) == "reviewer":
        return [
            replace(citation, cited_by="reviewer", raw=sentence)
            for citation in before
            if citation.cited_by == "claims administrator" and citation.source != "none"
        ]
    return [Citation(side, *cited, raw=sentence) for side, body in _used(sentence) for cited in _cited(body)]


def _used(sentence: str) -> Iterator[tuple[CitedBy, str]]:
    """Who found, used or cited a guideline, and the words that name it."""
    sentence = sentence[:LONGEST_SENTENCE]
    if passive := _USED_BY.search(sentence):
        told = [(_side(sentence[passive.end() :]), sentence[: passive.start()])]
    else:
        told = list(_used_actively(sentence))
    for side, body in told:
        named = _LEAD.sub("", body, count=1)
        if side and (_NAMES_A_GUIDELINE.match(named) or opens_with_a_chapter(without_book(named))):
            yield side, body


def _used_actively(sentence: str) -> Iterator[tuple[CitedBy | None, str]]:
    """Each verb's subject and object; what is found must be found fit."""
    verbs = list(islice(_USED.finditer(sentence), _MOST_VERBS))
    for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
        body = sentence[verb.end() : following.start() if following else None]
        fits = _PREDICATE.search(body)
        if verb[0].lower().startswith("found") and (not fits or _NEGATED.search(body[: fits.start()])):
            continue
        body = _NEXT_SUBJECT.sub("", body[: fits.start()] if fits else body)
        yield _side(sentence[: verb.end()]), _PURPOSE.sub("", body)


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
    part = without_book(_LEAD.sub("", text, count=1)).strip(" .,;")
    if not part:
        return []
    chapters = _SCHEDULE.sub("", part, count=1)
    if in_mtus is None:
        in_mtus = chapters != part or opens_with_a_chapter(chapters)
    return mtus_and_odg(chapters) if in_mtus else outside_mtus(part)
