"""Where a denial or a request for authorization names what is requested, and what of it is granted.

Three signs are taken: a label and what stands behind it ("Treatment requested: ..."), a request told in
a sentence ("the request for ..."), and a verdict with its subject ("... is non-certified"). What is
merely mentioned, such as earlier treatment, is in none of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from letters.denial.labels import ASKER, Says, entries
from letters.denial.sentences import Span, sentences, stripped
from letters.denial.verdicts import granted, refused, ruled_out, up_to_a_verb

_OPENING = re.compile(
    r"\s*(?:\(required\)\s?[:–-]?\s?|(?:\(?\d{1,2}[.)]|[•·●▪*|–-]) |\(?\d{1,2}[.)](?=[A-Z]))", re.IGNORECASE
)
_NAMES_NONE = re.compile(
    r"(?:the |an? |this |such )?(?:request(?:ed|s)? )?(?:for )?(?:\w+ )?(?:number of )?"
    r"(?:visits?|sessions?|treatments?|services?|surgery|surgical (?:procedure|intervention)"
    r"|diagnostic testing|stud(?:y|ies)|medications?)(?: at this time)?",
    re.IGNORECASE,
)

_ASKED = re.compile(
    r"\b(?:(?:re-?)?request(?:s|ed|ing)?|rfa|disputed|seeks|seeking|asks for)\b"
    rf"(?!{ASKER})"
    r"(?: (?:an?|the|this|is|was|made))?"
    r"(?: for authorization)?(?: \((?:dwc )?(?:form )?rfa(?: form)?\))?"
    r"(?: (?:was |were |is )?(?:submitted|received|dated)(?: on)? [\d/.-]{6,10},?)?"
    r"(?: (?:prospective|retrospective|concurrent|continued))?(?: (?:to certify|for))?"
    r"(?: (?:authorization|approval|certification)(?: (?:for|of))?)?[ :]{1,2}",
    re.IGNORECASE,
)
_NO_TREATMENT = re.compile(
    r"\((?:dwc )?(?:form )?rfa(?: form)?\)"
    r"|(?:an? |the )?(?:additional |further )?"
    r"(?:authorization|information|documentation|(?:medical )?records?"
    r"|imr|independent|reconsideration|appeal|expedited|hearing|clarification|application|form|copy|copies"
    r"|(?:peer|utilization|physician) review)\b",
    re.IGNORECASE,
)

_LEVEL = r"[CTLS]\d{1,2}(?: ?[-–/] ?[CTLS]?\d{1,2})*"
_SIDE = r"(?:left|right|bilateral|both)\b"
_GUIDED = (
    r"(?:(?:under|with|using|via|w/) (?:[\w-]+ ){0,2}?"
    r"(?:fluoro|ultraso|imag|ct\b|x-?ray|sedat|an[ae]+sth|guid|contrast)|fluoroscop|sedation)"
)
_ONLY_WHERE = (
    rf"(?!(?i:{_GUIDED}|(?:at |the )?(?:{_SIDE} )?{_LEVEL}(?: levels?)?(?: {_SIDE})?"
    rf"(?:$|[.,;:)\n]| and | {_GUIDED})|(?:the )?{_SIDE} (?:[\w-]+ ){{0,2}}?{_GUIDED}))"
)
"""A level, a side or a guidance of its own is no service: "and L5-S1 under fluoroscopy"."""
AND = re.compile(rf",? (?:and|plus|as well as) {_ONLY_WHERE}", re.IGNORECASE)
_FULL_STOP = r"\.(?<=[\w)%]\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\b[A-Z]\.) (?=[A-Z])"
_IN_A_ROW = r"(?<![xX×]) (?=\(?\d{1,2}[.)] ?[A-Z])"
"""Before the next number of a list that goes on in its line."""
_JOINT = re.compile(
    rf"[\n;]|{_FULL_STOP}|{_IN_A_ROW}"
    rf"|,? and (?=\d|[A-Z]|[Aa]n? |[Tt]he ){_ONLY_WHERE}|, (?:and )?{_ONLY_WHERE}"
)


class Named(NamedTuple):
    """Where a text names treatments, by what it says of them; stretches that overlap are one."""

    disputed: list[Span]
    """What is requested or refused, without what is granted."""
    refused: list[Span]
    granted: list[Span]
    ruled_out: list[Span]
    """What the patient denies, or never had."""


def requested(text: str) -> Named:
    """Where a readable text names what is requested, refused and granted, in order."""
    spans: dict[Says, list[Span]] = {says: [] for says in Says}
    for entry in entries(text):
        spans[entry.says].append(entry.span)
    for sentence in sentences(text):
        for says, named in _told(sentence.of(text)):
            spans[says].append(Span(sentence.start + named.start, sentence.start + named.end))
    grants = _joined(sorted(spans[Says.GRANTED]))
    asked = _joined(sorted([*spans[Says.ASKED], *spans[Says.REFUSED]]))
    refusals = _joined(sorted(spans[Says.REFUSED]))
    return Named(
        list(without(asked, grants)),
        list(without(refusals, grants)),
        grants,
        _joined(sorted(spans[Says.RULED_OUT])),
    )


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The single services of a request that lists several."""
    start = span.start
    listed = span.of(text)
    for joint in _JOINT.finditer(listed):
        if joint[0].startswith(",") and "%" in listed:
            continue  # what is mixed in a compound is one request
        yield from _service(text, Span(start, span.start + joint.start()))
        start = span.start + joint.end()
    yield from _service(text, Span(start, span.end))


def _service(text: str, span: Span) -> Iterator[Span]:
    """The span without the number or label that it opens with; none where it names none."""
    opening = _OPENING.match(text, span.start, span.end)
    service = stripped(text, Span(opening.end() if opening else span.start, span.end))
    if service and not _NAMES_NONE.fullmatch(service.of(text)):
        yield service


def _told(words: str) -> Iterator[tuple[Says, Span]]:
    asked = (up_to_a_verb(words, sign.end()) for sign in _ASKED.finditer(words))
    told = {
        Says.ASKED: asked,
        Says.REFUSED: refused(words),
        Says.GRANTED: granted(words),
        Says.RULED_OUT: ruled_out(words),
    }
    for says, spans in told.items():
        yield from ((says, span) for span in spans if not _NO_TREATMENT.match(words, span.start))


def without(spans: list[Span], cuts: list[Span]) -> Iterator[Span]:
    """What is left of the spans, both in order, where the cuts are taken out."""
    for span in spans:
        start = span.start
        first = bisect_right(cuts, start, key=lambda cut: cut.end)
        for cut in islice(cuts, first, None):
            if cut.start >= span.end:
                break
            if start < cut.start:
                yield Span(start, cut.start)
            start = max(start, cut.end)
        if start < span.end:
            yield Span(start, span.end)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        elif span.start < span.end:
            joined.append(span)
    return joined
