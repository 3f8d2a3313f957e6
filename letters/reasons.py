"""Why a reviewer decided as they did: the codes of *Reasons* that a rationale gives.

A rationale mixes the guideline that it recites with what the reviewer finds in the case, so
each clause is read for three things: is it a recital, what does it name, and does it say that
the thing named is absent. Wordings and rules are data: ``data/reason_cues.json``.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from letters.parsed_letter import ItemOutcome, ReasonSpan
from vocabularies.phrases import Phrase, PhraseFinder

CUES = Path(__file__).parent / "data" / "reason_cues.json"

_START, _END = attrgetter("start"), attrgetter("end")

_REACH = 170
"""How many characters "no" and its like govern. A bound keeps a runaway sentence from denying everything."""

# Both open with all characters that they may open with, so that the search may skip to those.
_CLAUSE_END = re.compile(r"[.?!;\n](?:(?<=\n)|(?<!\n)[\"”’')\]]*(?=\s|$)|(?<=[a-z0-9]\.)(?=[A-Z][a-z]))")
_STOP = re.compile(
    r"[ (\[)\],:.?!;\n](?:(?<= )[(\[]|(?<=[(\[)\]\n])|(?<=[,;:])(?=\s)"
    r"|(?<=[.?!;])[\"”’')\]]*(?=\s|$)|(?<=[a-z0-9]\.)(?=[A-Z][a-z]))\s*"
)
_QUOTE = re.compile(r"[\"“”]")
_ASIDE = re.compile(r"(not (?<!\wnot )[a-z]{2,20} )\([^().?!;\n]{1,120}\)(?= (?:any|an?|the|his|her)\b)")
"""A parenthesis between a verb and its object: "did not note (on examination or film) any red flag"."""
_BETWEEN_GRADES = re.compile(r"(?<![\w/])([0-4])[+-](?=/5(?!\d))")
"""The sign in "4+/5" or "4-/5"."""


@dataclass(frozen=True)
class Rule:
    """One way to give a reason; its fields are explained in ``data/schemas/reason_cues.json``."""

    code: str
    absent: str | None = None
    said: str | None = None
    then: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    anywhere: str | None = None
    elsewhere: str | None = None
    nowhere: str | None = None
    recited: bool = False
    even_denied: bool = False
    outcome: str = "upheld"
    within: int = _REACH


class Named(NamedTuple):
    """A phrase that a clause names, and the words that deny it, if any do."""

    phrase: Phrase
    denied_by: Phrase | None


@dataclass(frozen=True)
class Clause:
    """What a clause names, and whether it only recites: a guideline, or the request itself."""

    recited: bool
    tags: frozenset[str]
    named: Sequence[Named]
    phrases: Sequence[Phrase]


class _Cues(NamedTuple):
    finder: PhraseFinder
    rules: dict[str, list[Rule]]
    """By the tag that they start from."""
    otherwise: dict[str, str]
    """By outcome, the reason of an item for which no rule holds."""


def reasons(rationale: str, outcome: ItemOutcome) -> tuple[str, ...]:
    """The codes that ``rationale`` gives for ``outcome``, sorted; there may be none."""
    return tuple(sorted({found.code for found in find_reasons(rationale, outcome)}))


def find_reasons(rationale: str, outcome: ItemOutcome) -> list[ReasonSpan]:
    """Each passage of ``rationale`` that gives a reason for ``outcome``, in the order of the text.

    A passage is as much as a reader needs: from comma to comma. Those of one reason that overlap are one.
    What is overturned for no reason in particular meets the criteria; the rationale's last sentence says so.
    """
    cues = _cues_for(outcome)
    clauses = list(_clauses(rationale, cues))
    applied = frozenset[str]().union(*(clause.tags for clause in clauses if not clause.recited))
    found = {
        _found(rule, named, clause)
        for clause in clauses
        for named in clause.named
        for rule in cues.rules.get(named.phrase.tag, ())
        if _gives(rule, named, clause, applied) and _is_anywhere(rule.anywhere, clauses)
    }
    if not found and outcome in cues.otherwise:
        return _in_the_last_sentence(rationale, cues.otherwise[outcome])
    return _joined(sorted(_readable(rationale, found)))


def _is_anywhere(tag: str | None, clauses: Sequence[Clause]) -> bool:
    return tag is None or any(tag in clause.tags for clause in clauses)


def _in_the_last_sentence(rationale: str, code: str) -> list[ReasonSpan]:
    text = rationale.rstrip()
    starts = [0, *(end.end() for end in _CLAUSE_END.finditer(text) if end.end() < len(text))]
    start = len(text) - len(text[starts[-1] :].lstrip())
    return [ReasonSpan(start, len(text), code)] if text else []


def _readable(text: str, found: Iterable[ReasonSpan]) -> Iterator[ReasonSpan]:
    """Each passage widened to the stops around it: "the worker has reached a plateau" for "plateau"."""
    stops = [stop.span() for stop in _STOP.finditer(text)]
    starts = [0, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), len(text.rstrip())]
    for span in found:
        start = starts[bisect_right(starts, span.start) - 1]
        end = ends[bisect_left(ends, span.end)]
        yield ReasonSpan(start, end, span.code)


def _joined(spans: Iterable[ReasonSpan]) -> list[ReasonSpan]:
    by_code: dict[str, list[ReasonSpan]] = defaultdict(list)
    for span in spans:
        of_its_code = by_code[span.code]
        if of_its_code and span.start < of_its_code[-1].end:
            before = of_its_code.pop()
            span = ReasonSpan(before.start, max(before.end, span.end), span.code)
        of_its_code.append(span)
    return sorted(chain.from_iterable(by_code.values()))


def _gives(rule: Rule, named: Named, clause: Clause, applied: frozenset[str]) -> bool:
    """Whether the rule holds for what is named; ``applied`` are the tags that the case itself shows."""
    if clause.recited and not rule.recited:
        return False
    if rule.absent and not _is_denied_within(rule.within, named):
        return False
    if rule.said and named.denied_by and not rule.even_denied:
        return False
    if (rule.elsewhere and rule.elsewhere not in applied) or rule.nowhere in applied:
        return False
    if rule.together and rule.together.isdisjoint(clause.tags):
        return False
    if not rule.unless.isdisjoint(clause.tags):
        return False
    return not rule.then or _what_follows(rule, named, clause) is not None


def _what_follows(rule: Rule, named: Named, clause: Clause) -> Phrase | None:
    """The nearest phrase after what is named that the rule wants there: "is moot" after "clearance"."""
    if rule.then.isdisjoint(clause.tags):
        return None
    after = named.phrase.end
    for phrase in islice(clause.phrases, bisect_left(clause.phrases, after, key=_START), None):
        if phrase.start > after + rule.within:
            break
        if phrase.tag in rule.then:
            return phrase
    return None


def _is_denied_within(characters: int, named: Named) -> bool:
    phrase, denier = named
    if not denier:
        return False
    return max(phrase.start - denier.end, denier.start - phrase.end) <= characters


def _found(rule: Rule, named: Named, clause: Clause) -> ReasonSpan:
    said = [named.phrase]
    if rule.absent and named.denied_by:
        said.append(named.denied_by)
    if rule.then and (follows := _what_follows(rule, named, clause)):
        said.append(follows)
    return ReasonSpan(min(map(_START, said)), max(map(_END, said)), rule.code)


def _clauses(text: str, cues: _Cues) -> Iterator[Clause]:
    quotes = [mark.start() for mark in _QUOTE.finditer(text)]
    waiting = iter(cues.finder.find(_plain(text)))
    phrase = next(waiting, None)
    opened = 0
    for end in (*(mark.end() for mark in _CLAUSE_END.finditer(text)), len(text)):
        inside = []
        while phrase and phrase.start < end:
            inside.append(phrase)
            phrase = next(waiting, None)
        while opened < len(quotes) and quotes[opened] < end - 1:
            opened += 1
        if inside:
            yield _clause(inside, cues.rules.keys(), quoted=opened % 2 == 1)


def _plain(text: str) -> str:
    """The text, as long as it was, with spaces for each aside, and half grades of strength as whole ones.

    An aside tells where something was sought, not what is missing.
    """
    if "/5" in text:
        text = _BETWEEN_GRADES.sub(r" \1", text)
    return _ASIDE.sub(lambda aside: aside[1].ljust(len(aside[0])), text)


def _clause(phrases: Sequence[Phrase], topics: Set[str], *, quoted: bool) -> Clause:
    tags = frozenset([phrase.tag for phrase in phrases])
    recites = quoted or "guideline" in tags or "general" in tags
    applies = "applied" in tags or ("there-is" in tags and not quoted)
    opens_a_recital = "recital-opening" in tags or phrases[0].tag == "general"
    recited = "boilerplate" in tags or (recites and (opens_a_recital or not applies))
    named = () if topics.isdisjoint(tags) else _longest(_named(phrases, tags, topics))
    return Clause(recited, tags, named, phrases)


def _named(phrases: Sequence[Phrase], tags: frozenset[str], topics: Set[str]) -> Iterator[Named]:
    """Each topic with what denies it: the nearest "no" before it, else an "is not documented" after it."""
    denier: Phrase | None = None
    harmless_until = purpose_until = -1
    deniers_after = _denied_after(phrases) if "absent-after" in tags else [None] * len(phrases)
    for phrase, later in zip(phrases, deniers_after, strict=True):
        if phrase.tag == "harmless":
            harmless_until = max(harmless_until, phrase.end)
        elif denier and phrase.end <= denier.end and phrase.tag in {"absent", "turn", "purpose"}:
            continue  # a part of longer words that deny
        elif phrase.tag == "absent" and phrase.start >= harmless_until:
            denier = phrase
        elif phrase.tag in {"turn", "purpose"}:
            denier = None
            purpose_until = phrase.end if phrase.tag == "purpose" else purpose_until
        elif phrase.tag in topics and phrase.start >= purpose_until:
            reached = denier and denier.end <= phrase.start <= denier.end + _REACH
            yield Named(phrase, denier if reached else later)


def _longest(named: Iterable[Named]) -> list[Named]:
    """Without what stands inside a longer topic: "physical exam" in "physical examination findings"."""
    kept: list[Named] = []
    for each in named:
        _, start, end = each.phrase
        if not kept or end > kept[-1].phrase.end or (start, end) == kept[-1].phrase[1:]:
            kept.append(each)
    return kept


def _denied_after(phrases: Sequence[Phrase]) -> list[Phrase | None]:
    """For each phrase the nearest words after it that deny it, with no turn between."""
    denier: Phrase | None = None
    denied: list[Phrase | None] = []
    for phrase in reversed(phrases):
        if phrase.tag == "turn":
            denier = None
        reached = denier and phrase.end <= denier.start <= phrase.end + _REACH
        denied.append(denier if reached else None)
        if phrase.tag == "absent-after":
            denier = phrase
    return denied[::-1]


@cache
def _cues_for(outcome: ItemOutcome) -> _Cues:
    """The cues with the rules of one outcome: what would overturn an item hides no topic of a denial."""
    cues = _cues()
    outcomes = {outcome} if outcome != "partially overturned" else {"upheld", "overturned"}
    rules = {tag: [rule for rule in of_tag if rule.outcome in outcomes] for tag, of_tag in cues.rules.items()}
    return cues._replace(rules={tag: of_outcome for tag, of_outcome in rules.items() if of_outcome})


@cache
def _cues() -> _Cues:
    data = json.loads(CUES.read_text(encoding="utf-8"))
    rules = defaultdict(list)
    for written in data["rules"]:
        rule = _rule(written)
        rules[rule.absent or rule.said or ""].append(rule)
    return _Cues(PhraseFinder(data["phrases"]), dict(rules), data["otherwise"])


def _rule(written: dict[str, object]) -> Rule:
    fields = {name: value for name, value in written.items() if name != "example"}
    for several in ("then", "together", "unless"):
        fields[several] = frozenset(fields.get(several, ()))  # type: ignore[call-overload]
    return Rule(**fields)  # type: ignore[arg-type]
