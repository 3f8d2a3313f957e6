"""The facts of a denial or a request for authorization, each with the passages that say it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from letters.case_summary import injured_body_parts
from letters.denial.guidelines import CitedThere, cited_guidelines
from letters.denial.rationale import denial_reasons
from letters.denial.requests import AND, Named, pieces, requested, without
from letters.denial.sentences import Span, readable, sentences, stripped
from letters.requested import requested_drugs
from vocabularies import body_parts, drugs, guidelines, treatment_categories

KINDS = ("drug", "body_part", "category", "guideline", "page", "reason")
"""What is looked for, in the order in which it is shown."""

_FEW = 3
"""So many mentions count where no request is recognised; of more nobody can say which are meant."""
_ENDS = (".", "?", "!", ":", ";", "\n")
_LEAD = 5
_LONGEST_WORD = 40
_MOST_PASSAGES = 3
_MOST_LOOKED_AT = 20
_PASSAGE = 160
_MISSPELT_IN = 300
"""Characters of a request in which a drug's name may be misspelt: in prose other words come close."""


@dataclass(frozen=True)
class Finding:
    """A fact that a text names."""

    kind: str
    value: str
    """As the index has it: ingredients joined by `` + ``, category and subcategory by `` / ``."""
    detail: str
    """A side, an edition or a source; empty where there is none."""
    counts: bool
    """Whether it is requested, or what the denial rests on; else it is only mentioned."""
    passages: tuple[str, ...]


@dataclass(frozen=True)
class DenialFacts:
    """What was found in a text."""

    findings: tuple[Finding, ...]
    requests: tuple[str, ...]
    """What is requested, in the text's words."""
    text: str
    """The text, cleaned."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of which nothing was found."""
        found = {finding.kind for finding in self.findings}
        return tuple(kind for kind in KINDS if kind not in found)


class _Rank(IntEnum):
    """How a text names something."""

    NEVER = -1
    """It is granted, or the patient denies it: this cannot be what is disputed."""
    MENTIONED = 0
    INJURED = 1
    REQUESTED = 2
    """Or, of guidelines and reasons, what the denial rests on."""


class _Fact(NamedTuple):
    kind: str
    value: str
    detail: str
    rank: _Rank
    span: Span


def read_denial(text: str) -> DenialFacts:
    """What ``text`` says of a requested treatment and of why it was denied."""
    read = readable(text)
    found = requested(read)
    asked = _disputed(read, found)
    services = list(_services(read, asked))
    cited = list(cited_guidelines(read))
    never = sorted([*found.granted, *found.ruled_out, *without(found.disputed, asked)])
    elsewhere = _Elsewhere(read, [*asked, *(citation.name for citation in cited)], never)
    named = [
        *_requested(read, services),
        *_requested_parts(read, asked),
        *elsewhere.drugs(),
        *elsewhere.injured_parts(),
        *elsewhere.parts(),
        *_cited(cited),
        *_reasons(read),
    ]
    findings = _findings(read, named)
    telling = (service.of(read) for service in services if _names_treatment(service.of(read)))
    return DenialFacts(tuple(findings), tuple(dict.fromkeys(telling)), read)


def _disputed(text: str, named: Named) -> list[Span]:
    """What is requested, without the services that the text asks for in one place and grants in another.

    All that is requested can hardly be granted in what a person pastes as a denial: then it is kept.
    """
    open_ = list(without(named.disputed, named.refused))
    refused = [_service(text, span) for span in _services(text, named.refused)]
    granted = [_service(text, span) for span in _services(text, named.granted)]
    settled = [
        span
        for span in _services(text, open_)
        if (asked := _service(text, span)).is_among(granted) and not asked.is_among(refused)
    ]
    return list(without(named.disputed, settled)) or named.disputed


class _Service(NamedTuple):
    """What a service is, in whatever words."""

    drugs: frozenset[tuple[str, ...]]
    kind: tuple[str | None, str | None]
    parts: frozenset[str]

    def is_among(self, others: Iterable["_Service"]) -> bool:
        """Whether one of the others is the same; a part that only one of two names tells nothing."""
        return any(
            self.kind[0]
            and (self.drugs, self.kind) == (other.drugs, other.kind)
            and (self.parts == other.parts or not (self.parts and other.parts))
            for other in others
        )


def _service(text: str, span: Span) -> _Service:
    words = span.of(text)
    found = [drug.ingredients for drug in requested_drugs(words[:_MISSPELT_IN])]
    parts = frozenset(part.name for part in body_parts.find(words, diagnoses=False))
    return _Service(frozenset(found), treatment_categories.classify(words, found), parts)


def _services(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        for piece in pieces(text, span):
            yield from _apart(text, piece)


def _apart(text: str, service: Span) -> Iterator[Span]:
    """A service as it is, or two that "and" joins: each must be of a kind of its own."""
    words = service.of(text)
    for joint in AND.finditer(words):
        first, second = words[: joint.start()], words[joint.end() :]
        kinds = _kind(first), _kind(second)
        if all(kinds) and kinds[0] != kinds[1]:
            yield Span(service.start, service.start + joint.start())
            yield from _apart(text, Span(service.start + joint.end(), service.end))
            return
    yield service


def _kind(words: str) -> str | None:
    found = [drug.ingredients for drug in requested_drugs(words[:_MISSPELT_IN])]
    return treatment_categories.classify(words, found)[0]


def _requested(text: str, services: Iterable[Span]) -> Iterator[_Fact]:
    for service in services:
        words = service.of(text)
        found = requested_drugs(words[:_MISSPELT_IN])
        for drug in found:
            yield _Fact("drug", " + ".join(drug.ingredients), "", _Rank.REQUESTED, service)
        category, subcategory = treatment_categories.classify(words, [drug.ingredients for drug in found])
        if category:
            yield _Fact(
                "category", " / ".join(filter(None, (category, subcategory))), "", _Rank.REQUESTED, service
            )


def _requested_parts(text: str, asked: Iterable[Span]) -> Iterator[_Fact]:
    """From each request as a whole: a side may stand behind a comma, "at L4-5, left"."""
    for span in asked:
        for part in body_parts.find(span.of(text), diagnoses=False):
            place = Span(span.start + part.start, span.start + part.end)
            yield _Fact("body_part", part.name, part.side or "", _Rank.REQUESTED, place)


def _names_treatment(words: str) -> bool:
    return bool(drugs.find(words, misspelt=True) or any(treatment_categories.classify(words)))


class _Elsewhere:
    """What a text names outside its requests; a region in a chapter's name is no mention of the part."""

    def __init__(self, text: str, taken: list[Span], never: list[Span]) -> None:
        self._text = text
        self._taken = sorted(taken)
        self._never = never

    def drugs(self) -> Iterator[_Fact]:
        """Such as what the worker has taken."""
        for mention in drugs.find(self._text):
            if not self._is_in(self._taken, mention.start):
                span = Span(mention.start, mention.end)
                yield _Fact("drug", " + ".join(mention.ingredients), "", self._rank(span), span)

    def injured_parts(self) -> Iterator[_Fact]:
        """Parts that the injury or a diagnosis names."""
        for sentence in sentences(self._text):
            for name in injured_body_parts(sentence.of(self._text)):
                yield _Fact("body_part", name, "", _Rank.INJURED, sentence)

    def parts(self) -> Iterator[_Fact]:
        """Such as what was examined."""
        for part in body_parts.find(self._text, diagnoses=False):
            if not self._is_in(self._taken, part.start):
                span = Span(part.start, part.end)
                yield _Fact("body_part", part.name, part.side or "", self._rank(span), span)

    def _rank(self, span: Span) -> _Rank:
        return _Rank.NEVER if self._is_in(self._never, span.start) else _Rank.MENTIONED

    def _is_in(self, spans: list[Span], at: int) -> bool:
        before = bisect_right(spans, (at, len(self._text)))
        return any(at < span.end for span in spans[max(0, before - 2) : before])


def _cited(citations: Iterable[CitedThere]) -> Iterator[_Fact]:
    for cited, span, _name in citations:
        name = cited.guideline or ""
        edition = guidelines.edition_meant(name, cited.edition) if cited.source != "ODG" else cited.edition
        detail = " ".join(filter(None, (cited.source if cited.source != "MTUS" else "", str(edition or ""))))
        yield _Fact("guideline", name, detail, _Rank.REQUESTED, span)
        for page in cited.pages:
            if page_id := guidelines.page_id(name, cited.edition, page):
                yield _Fact("page", page_id, "", _Rank.REQUESTED, span)


def _reasons(text: str) -> Iterator[_Fact]:
    for span in denial_reasons(text):
        yield _Fact("reason", span.code, "", _Rank.REQUESTED, Span(span.start, span.end))


def _findings(text: str, named: list[_Fact]) -> list[Finding]:
    together: dict[tuple[str, str], list[_Fact]] = defaultdict(list)
    for one in named:
        together[one.kind, one.value].append(one)
    needed = {kind: _needed([one for one in named if one.kind == kind], named) for kind in KINDS}
    found = [_finding(text, ones, needed[kind]) for (kind, _value), ones in together.items()]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), not one.counts))


def _needed(of_kind: list[_Fact], named: list[_Fact]) -> _Rank | None:
    """From which rank on something counts: what is only mentioned, where that is few; else ``None``."""
    best = max((one.rank for one in of_kind), default=_Rank.MENTIONED)
    if best > _Rank.MENTIONED:
        return best
    are_few = len({one.value for one in of_kind if one.rank > _Rank.NEVER}) <= _FEW
    asks_for_another = any(one.kind == "category" for one in named)
    is_drug = any(one.kind == "drug" for one in of_kind)
    return _Rank.MENTIONED if are_few and not (is_drug and asks_for_another) else None


def _finding(text: str, named: list[_Fact], needed: _Rank | None) -> Finding:
    kind, value, *_rest = named[0]
    counting = [one for one in named if needed is not None and one.rank >= needed]
    details = {one.detail for one in counting or named if one.detail}
    detail = details.pop() if len(details) == 1 else "bilateral" if details >= {"left", "right"} else ""
    passages = dict.fromkeys(_passage(text, one.span) for one in (counting or named)[:_MOST_LOOKED_AT])
    return Finding(kind, value, detail, bool(counting), tuple(passages)[:_MOST_PASSAGES])


def _passage(text: str, span: Span) -> str:
    """The words that name it, with as many around them as make them readable."""
    room = max(0, _PASSAGE - (span.end - span.start)) // 2
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - room)
    line_end = text.find("\n", span.end)
    end = min(len(text) if line_end < 0 else line_end, span.end + room)
    around = stripped(text, Span(_word_start(text, start), _word_end(text, end))) or span
    words = " ".join(around.of(text).split())
    is_cut = len(words) > 2 * _PASSAGE
    if is_cut:
        words = words[: 2 * _PASSAGE].rstrip()
    lead = text[max(0, around.start - _LEAD) : around.start].rstrip(" ")
    before = "… " if lead and not lead.endswith(_ENDS) else ""
    follows = is_cut or text[around.end : around.end + 1] not in ("", "\n")
    return f"{before}{words}{' …' if follows and not words.endswith(_ENDS) else ''}"


def _word_start(text: str, at: int) -> int:
    farthest = max(0, at - _LONGEST_WORD)
    while at > farthest and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    farthest = min(len(text), at + _LONGEST_WORD)
    while at < farthest and not text[at].isspace():
        at += 1
    return at
