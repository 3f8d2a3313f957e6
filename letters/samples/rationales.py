"""Why the reviewer decided so: sentences that fit the treatment, the outcome and each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from letters.samples.chance import Chance
from letters.samples.library import Reasons, Texts, by_reasons, choices, load, mix
from letters.samples.requests import EXCESSIVE, UNQUANTIFIED, Draft, Modification

Ground = tuple[Reasons, Texts]

NOT_YET_TREATED = frozenset({"conservative-care-not-tried"})
TREATED_BEFORE = frozenset(
    {"no-functional-improvement", "long-term-use", "already-provided", "no-monitoring"}
)
CLASHES = (
    (NOT_YET_TREATED, TREATED_BEFORE),
    (frozenset({UNQUANTIFIED}), frozenset({EXCESSIVE})),
    (frozenset({"insufficient-documentation"}), frozenset({"no-objective-findings"})),
)
"""Reasons that no sensible rationale gives together."""


@dataclass(frozen=True)
class Findings:
    """What holds for the whole letter: an objective deficit, and which arguments it has and denied so far."""

    deficit: bool
    argued: frozenset[str]
    denied: frozenset[str]


def draw_grounds(chance: Chance, draft: Draft, findings: Findings) -> list[Ground]:
    """The reasons of an item, each with the sentences that can say it."""
    if draft.overturned:
        return [chance.pick(_overturning(draft, findings))]
    quantified = not chance.happens(mix()["dose_missing_if_possible"])
    grounds = [
        ground for ground in _upholding(draft, findings) if not (quantified and UNQUANTIFIED in ground[0])
    ]
    wanted = chance.draw(choices("mix", "number_of_reasons", "value"))
    chosen: list[Ground] = []
    for ground in chance.exactly(grounds, len(grounds)):
        if len(chosen) < wanted and not any(_clash(ground[0], other[0]) for other in chosen):
            chosen.append(ground)
    return chosen


def _overturning(draft: Draft, findings: Findings) -> list[Ground]:
    return [
        ground
        for ground in draft.argument.overturned.items()
        if findings.deficit or "red-flag-or-deficit" not in ground[0]
    ]


def _upholding(draft: Draft, findings: Findings) -> list[Ground]:
    argument = draft.argument
    impossible = {"no-objective-findings", *argument.without_deficit} if findings.deficit else set()
    for other in findings.argued:
        impossible.update(argument.contradicted_by.get(other, ()))
    if not findings.denied & set(argument.depends_on):
        impossible.add("depends-on-denied-item")
    if draft.treatment.ingredients and not any(form.unquantified for form in draft.treatment.titles):
        impossible.add(UNQUANTIFIED)
    return [ground for ground in argument.upheld.items() if not impossible & set(ground[0])]


def _clash(some: Reasons, others: Reasons) -> bool:
    return any(
        (one & set(some) and other & set(others)) or (other & set(some) and one & set(others))
        for one, other in CLASHES
    )


def grounds_after_modification(
    grounds: list[Ground], draft: Draft, modification: Modification
) -> list[Ground]:
    """Of a request granted in part: what was authorised decides; a further ground may stand beside it."""
    texts = load("modified")["visits" if draft.treatment.history_unit else "quantity"]
    outcome = "overturned" if draft.overturned else "upheld"
    own = list(by_reasons(texts[outcome]).items())
    if draft.overturned:
        return own
    most = draft.argument.recommended_visits
    if most is not None and modification.original <= most:
        own = [ground for ground in own if EXCESSIVE not in ground[0]]
    beside = [
        ground
        for ground in grounds
        if set(ground[0]) <= {"no-functional-improvement", "long-term-use", "no-monitoring"}
    ]
    return [own[len(beside) % len(own)], *beside[:1]]


def write_rationale(
    chance: Chance, draft: Draft, grounds: list[Ground], slots: Mapping[str, str]
) -> list[str]:
    """The rationale's paragraphs."""
    argument = draft.argument
    lead = [chance.pick(texts).format_map(slots) for texts in (argument.openings, argument.case) if texts]
    reasons = [chance.pick(texts).format_map(slots) for _, texts in grounds]
    closing = chance.draw(choices("closings", "overturned" if draft.overturned else "upheld"))
    weighing = [*reasons, closing.format_map(slots)]
    if lead and chance.happens(mix()["two_paragraph_rationale"]):
        return [" ".join(lead), " ".join(weighing)]
    return [" ".join([*lead, *weighing])]


def codes(grounds: list[Ground]) -> Reasons:
    """The reasons' codes, sorted, each once."""
    return tuple(sorted({code for reasons, _ in grounds for code in reasons}))
