"""The disputed items under "IMR ISSUES, DECISIONS AND RATIONALES".

Each is ``title: Outcome``, two guideline lines and a rationale. Only the outcome is marked, so
a title begins where the rationale before it ends: :mod:`letters.titles` finds that place.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice

from letters.cleaning import fold, paragraphs
from letters.headings import find_headings
from letters.parsed_letter import ItemOutcome
from letters.requested import requested_drugs
from letters.titles import MAX_TITLE, tidy_title, title_start
from vocabularies.treatment_categories import classify

# The boundary stands behind the first letter, in both its cases, so that the search may skip to that letter.
_OUTCOME = re.compile(
    r"(?-i:[OPUopu])(?<!\w.)(?:(?<=P)artially +Overturned|(?<=O)verturned(?: +in +Part)?|(?<=U)pheld)\b",
    re.IGNORECASE,
)
_ADMINISTRATOR = r"Claims\s*Administrator(?:['’]?s)?\s*guidelines?"
_LABEL = re.compile(
    rf"\b(?:(?P<claims_administrator>{_ADMINISTRATOR})"
    r"|(?P<reviewer>(?:MAXIMUS|Expert\s*Reviewer(?:['’]?s)?)\s*guidelines?)"
    r"|(?P<rationale>Decision\s*rationale?s?))\s*:",
    re.IGNORECASE,
)
"""The space between two words is lost in some copies."""
_LABELS_IN_FULL = {
    "claims_administrator": ("Claims Administrator guideline:",),
    "reviewer": ("MAXIMUS guideline:", "Expert Reviewer guideline:"),
    "rationale": ("Decision rationale:",),
}
_NEXT_ITEM = re.compile(rf"[\n\f]{_ADMINISTRATOR}\s*:", re.IGNORECASE)
_OF_A_DECISION = re.compile(
    r"\b(?:decisions?|determinations?|denials?|reviews?|reviewers?|appeals?|IMR|UR)\b", re.IGNORECASE
)
_MOST = 1000
"""Decisions that are read: many times the items of any letter."""
_NEAR = 40
"""Characters: enough to see a label after white space."""


@dataclass(frozen=True)
class ItemText:
    """One item, cut out of the letter and not yet understood; ``None`` where a part is missing."""

    title: str
    outcome: ItemOutcome
    claims_administrator_guideline: str | None
    reviewer_guideline: str | None
    rationale: str | None
    without_outcome: str | None = None
    """The title of an item that follows and of which the letter gives no outcome."""
    title_is_cut: bool = False
    """Whether the title is only the end of what is printed before the outcome."""


@dataclass(frozen=True)
class _Decision:
    """Where a title ends, and its outcome word ends."""

    title_end: int
    end: int
    outcome: ItemOutcome


@dataclass(frozen=True)
class _Label:
    name: str
    start: int
    end: int


def split_items(issues: str) -> Iterator[ItemText]:
    """The items of a cleaned issue section, in order."""
    decisions = list(islice(_decisions(issues), _MOST))
    if not decisions:
        return
    decisions = _of_items(issues, decisions)
    lead = issues[: decisions[0].title_end]
    title = lead[title_start(lead, 0, in_prose=False) :]
    for decision, following in zip(decisions, [*decisions[1:], None], strict=True):
        block = issues[decision.end : following.title_end if following else None]
        labels = _labels(block)
        end = title_start(block, labels[-1].end if labels else 0) if following else len(block)
        yield _item(title, decision.outcome, block[:end], labels)
        title = block[end:]


def _decisions(issues: str) -> Iterator[_Decision]:
    """Every outcome word that follows a colon and ends its line, or stands right before a label."""
    for word in _OUTCOME.finditer(issues):
        before = issues[max(0, word.start() - 5) : word.start()].rstrip()
        after = issues[word.end() : word.end() + _NEAR]
        has_colon = before.endswith((":", ";"))
        is_labelled = bool(_LABEL.match(after.lstrip(" .\n\f")))
        ends_line = after.lstrip(" ")[:1] in {"", "\n", "\f"}
        if (is_labelled and (has_colon or ends_line)) or (has_colon and ends_line and word[0][0].isupper()):
            yield _Decision(word.start(), word.end(), _outcome(word[0]))


def _of_items(issues: str, decisions: list[_Decision]) -> list[_Decision]:
    """The decisions without what a rationale tells of another one: "The prior IMR decision: Upheld".

    Such a line is followed by no label, though others are, and names nothing that is requested.
    """
    ends = [*(decision.title_end for decision in decisions[1:]), len(issues)]
    labelled = [
        bool(_LABEL.search(issues, decision.end, end)) for decision, end in zip(decisions, ends, strict=True)
    ]
    return [
        decision
        for number, (decision, has_label) in enumerate(zip(decisions, labelled, strict=True))
        if has_label or number == 0 or not any(labelled) or not _tells_of_decision(issues, decision)
    ]


def _tells_of_decision(issues: str, decision: _Decision) -> bool:
    nearest = max(0, decision.title_end - MAX_TITLE)
    line = issues[max(nearest, issues.rfind("\n", nearest, decision.title_end) + 1) : decision.title_end]
    words = fold(_LABEL.split(line)[-1])
    return bool(
        _OF_A_DECISION.search(words) and not requested_drugs(words) and classify(words) == (None, None)
    )


def _outcome(word: str) -> ItemOutcome:
    word = word.lower()
    if "part" in word:
        return "partially overturned"
    return "upheld" if word == "upheld" else "overturned"


def _item(title: str, outcome: ItemOutcome, block: str, labels: list[_Label]) -> ItemText:
    end, without_outcome = _end_of_item(block, labels)
    parts = {
        label.name: block[label.end : following.start if following else end]
        for label, following in zip(labels, [*labels[1:], None], strict=False)
    }
    return ItemText(
        tidy_title(title),
        outcome,
        fold(parts.get("claims_administrator", "")) or None,
        fold(parts.get("reviewer", "")) or None,
        "\n".join(paragraphs(parts.get("rationale", ""))) or None,
        without_outcome,
        title_is_cut=len(fold(title)) > MAX_TITLE,
    )


def _end_of_item(block: str, labels: list[_Label]) -> tuple[int, str | None]:
    """Where the item ends: before a second item that has no outcome, whose title is given."""
    if not labels or labels[-1].name != "rationale":
        return len(block), None
    rationale = labels[-1].end
    following = _NEXT_ITEM.search(block, rationale)
    if not following:
        return len(block), None
    label = following.start() + 1
    end = title_start(block[:label].rstrip(), rationale)
    return end, tidy_title(block[end:label])


def _labels(block: str) -> list[_Label]:
    """The labels of one item, each once, those that are misspelt too; what a rationale quotes is none."""
    labels: dict[str, _Label] = {}
    for match in _LABEL.finditer(block):
        name = match.lastgroup or ""
        labels.setdefault(name, _Label(name, match.start(), match.end()))
        if name == "rationale":
            break
    rationale = labels.get("rationale")
    found = [*labels.values(), *_misspelt_labels(block[: rationale.start if rationale else None], labels)]
    found.sort(key=lambda label: label.start)
    # Without an exact label for the rationale a misspelt one may stand behind what it ends.
    last = next((place for place, label in enumerate(found) if label.name == "rationale"), len(found))
    return found[: last + 1]


def _misspelt_labels(block: str, known: Container[str]) -> Iterator[_Label]:
    """The labels that stand nearly so at the beginning of a line, of those that are not known yet."""
    missing = {name: ways for name, ways in _LABELS_IN_FULL.items() if name not in known}
    for heading in find_headings(block, missing) if missing else ():
        if block[heading.start : heading.end].rstrip().endswith(":"):
            yield _Label(heading.name, heading.start, heading.end)
