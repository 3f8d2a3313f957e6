"""Outcomes told in a sentence, as letters before 2014 tell them: "is not medically necessary"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letters.parsed_letter import ItemOutcome

_IS = r"\b(?:is|are|was|were)(?:/was|/were)?"
_JUDGED = r"(?:(?:deemed|considered|determined|found|felt|to|be)\s+){0,4}"
_NECESSITY = (
    rf"{_IS}\s*{_JUDGED}(?:(?P<not>not\s*)|(?P<partly>partially\s+|partly\s+)|only\s+)?{_JUDGED}"
    r"medically\s*necessary(?!(?:\s*(?:and|or)\s+appropriate)?,?\s+(?:where|when|if|unless|only)\b)"
    r"(?:\s*(?:and|or)\s+appropriate)?(?P<in_part>\s+in\s+part\b)?"
)
_RULING = (
    rf"(?:{_IS}\s*:?|:|\breviewer(?:\s+has)?\b)\s*(?P<partly_ruled>partially\s+|partly\s+)?"
    r"(?P<ruling>upheld|sustained|overturned|reversed)\b(?P<ruled_in_part>\s+in\s+part\b)?"
)
_VERDICT = re.compile(f"{_NECESSITY}|{_RULING}", re.IGNORECASE)
_DENIAL_STANDS = {"upheld", "sustained"}


@dataclass(frozen=True)
class Verdict:
    """An outcome and the place of the words that tell it, from their verb or colon on."""

    start: int
    end: int
    outcome: ItemOutcome


def verdicts(text: str, first: int = 0, end: int | None = None) -> Iterator[Verdict]:
    """Every outcome told in ``text[first:end]``, in order."""
    for match in _VERDICT.finditer(text, first, len(text) if end is None else end):
        yield Verdict(match.start(), match.end(), _outcome(match))


def last_outcome(text: str) -> ItemOutcome | None:
    """The outcome that a reviewer's prose ends with; ``None`` where it tells none."""
    outcome = None
    for verdict in verdicts(text):
        outcome = verdict.outcome
    return outcome


def _outcome(match: re.Match[str]) -> ItemOutcome:
    if match["partly"] or match["in_part"] or match["partly_ruled"] or match["ruled_in_part"]:
        return "partially overturned"
    denied = match["ruling"].lower() in _DENIAL_STANDS if match["ruling"] else bool(match["not"])
    return "upheld" if denied else "overturned"
