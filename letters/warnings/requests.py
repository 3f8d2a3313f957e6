"""The request that the deciding sentence names against the one in the item's title: body part and side."""

import re
from collections.abc import Iterator

from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning
from letters.warnings.sentences import Decision, last_decision
from letters.warnings.words import find_words
from vocabularies import body_parts
from vocabularies.body_parts import BodyPartMention

_REQUEST = re.compile(r"\brequest(?:ed|s)?\b", re.IGNORECASE)
_FOR = " for "
_OTHER_SIDE = {"left": "right", "right": "left"}
_VAGUE = {"back"}
"""The contract calls it the low back; a sentence may mean the thoracic spine by it."""


def other_parts(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The request that is decided names body parts, and none of them is one of the title's."""
    decided = last_decision(item.rationale)
    requested = {part.name for part in item.body_parts}
    if not decided or not requested:
        return
    named = [mention for mention in _named_in_request(decided) if mention.printed.lower() not in _VAGUE]
    if named and requested.isdisjoint(mention.name for mention in named):
        yield _warning("part-differs", item, decided, named[0].printed)


def other_sides(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The request that is decided names the title's body part, and only with the other side."""
    decided = last_decision(item.rationale) if any(part.side for part in item.body_parts) else None
    if not decided:
        return
    named = _named_in_request(decided)
    for part in item.body_parts:
        sides = {mention.side for mention in named if mention.name == part.name}
        asked = {other.side for other in item.body_parts if other.name == part.name}
        opposite = _OTHER_SIDE.get(part.side or "")
        if opposite and asked == {part.side} and sides == {opposite}:
            yield _warning("side-differs", item, decided, f"{opposite} {part.name}")


def _named_in_request(decided: Decision) -> list[BodyPartMention]:
    """The body parts between the word "request" and the verb, or what tells of grounds and history."""
    request = _REQUEST.search(decided.subject)
    if not request:
        return []
    named = decided.subject[request.end() :]
    return body_parts.find(named[: _end_of_request(named)], diagnoses=False)


def _end_of_request(named: str) -> int:
    """Where something else than the request begins: "to evaluate ...", "for ... pain"."""
    ends = [phrase.start for phrase in find_words("ends_request", named)]
    symptoms = find_words("symptoms", named)
    ends += [max(0, named.rfind(_FOR, 0, symptom.start)) for symptom in symptoms]
    return min(ends, default=len(named))


def _warning(code: str, item: DisputedItem, decided: Decision, named: str) -> ParseWarning:
    return ParseWarning(
        code,
        f"The request is “{item.treatment}”; the rationale decides on the {named}: “{decided.sentence.text}”",
        item.number,
        span=(decided.sentence.start, decided.sentence.end),
    )
