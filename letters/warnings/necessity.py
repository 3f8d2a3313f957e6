"""The closing sentence on medical necessity against the outcome, and against the letter's other items."""

import re
from collections.abc import Iterator

from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning
from letters.warnings.sentences import Decision, decision, sentences
from letters.warnings.words import find_words

_STANDARD_ADVICE = re.compile(
    r"\badvised to consult\b|^This (?:medical necessity )?decision\b|\bnot be interpreted\b", re.IGNORECASE
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|until|when|whether|would|should|could|may|might|only|except|but|however|although|though"
    r"|while|where|provided that|other|another|part|partial(?:ly)?|portion|modif\w+|remaining|certif\w+"
    r"|previous(?:ly)?|prior|initial(?:ly)?|utilization review|claims administrator|denial|denied)\b"
    r"|[\"“”]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"“”]{0,300}[\"”]")
_MEANING = {"upheld": "not medically necessary", "overturned": "medically necessary"}
_DEPENDS = "depends-on-denied-item"


def contradicted_outcomes(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The rationale closes with the opposite of the outcome printed, in a sentence without conditions."""
    closing = _closing_decision(item.rationale or "")
    if not closing or item.outcome not in _MEANING or closing.outcome == item.outcome:
        return
    if _CONDITIONAL.search(_QUOTED.sub("", closing.sentence.text)) or _is_side_matter(closing, item):
        return
    yield ParseWarning(
        "outcome-contradicted",
        f"The outcome printed is “{item.outcome.capitalize()}”, that is, {_MEANING[item.outcome]};"
        f" the rationale closes: “{closing.sentence.text}”",
        item.number,
        span=(closing.sentence.start, closing.sentence.end),
    )


def _is_side_matter(closing: Decision, item: DisputedItem) -> bool:
    """Whether the sentence decides on refills, weaning or other things that the title does not ask for."""
    asked = item.title.lower()
    said = find_words("side_requests", closing.sentence.text)
    return any(closing.sentence.text[word.start : word.end].lower() not in asked for word in said)


def _closing_decision(rationale: str) -> Decision | None:
    """What the last sentence decides, leaving out the advice that ends every denial of opioids."""
    closing = (each for each in reversed(sentences(rationale)) if not _STANDARD_ADVICE.search(each.text))
    last = next(closing, None)
    if not last or not decision(last._replace(text=_QUOTED.sub("", last.text))):
        return None  # the verdict is quoted from somebody else
    return decision(last)


def denied_dependents(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The item falls with a denied procedure, and the letter denies nothing else and grants a surgery."""
    others = [other for other in letter.items if other is not item]
    given = next((span for span in item.reason_spans if span.code == _DEPENDS), None)
    surgery = next((other for other in others if other.category == "Surgery"), None)
    if not given or not surgery or any(other.outcome != "overturned" for other in others):
        return
    said = (item.rationale or "")[given.start : given.end]
    yield ParseWarning(
        "dependent-item-denied",
        f"The rationale denies this item together with another one: “{said}”. Every other item of the"
        f" letter is overturned, among them item {surgery.number}, “{surgery.treatment}”.",
        item.number,
        span=(given.start, given.end),
    )
