"""The treatments that a sample case is about, and how their titles are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from letters.parsed_letter import BodyPart, RequestedDrug
from letters.samples.cases import Case, Injury
from letters.samples.chance import Chance, Weighted
from letters.samples.library import (
    Argument,
    Reasons,
    Slots,
    TitleForm,
    Treatment,
    arguments,
    choices,
    load,
    mix,
    treatment,
    treatments,
)
from letters.samples.wording import date_printed, number_word, sentence_case

UNQUANTIFIED = "dose-or-quantity-missing"
EXCESSIVE = "exceeds-recommended-amount"
"""The reasons that a title has to bear out."""


@dataclass(frozen=True)
class Draft:
    """A treatment with its outcome, before its title and reasons are known."""

    treatment: Treatment
    injury: Injury
    overturned: bool

    @property
    def argument(self) -> Argument:
        """What can be said about it."""
        return arguments()[self.treatment.argument]


@dataclass(frozen=True)
class Modification:
    """What utilization review authorised of the original request."""

    original: int
    authorized: int
    in_full: bool


@dataclass(frozen=True)
class Request:
    """A treatment as its title asks for it; ``under_review`` is the part that the reviewer decides."""

    title: str
    under_review: str
    slots: Mapping[str, str]
    drugs: tuple[RequestedDrug, ...]
    body_parts: tuple[BodyPart, ...]
    retrospective: bool
    modification: Modification | None


def draw_drafts(chance: Chance, case: Case) -> list[Draft]:
    """Which treatments are in dispute, in the letter's order, and how each ends."""
    if case.clinic:
        ids = chance.exactly(tuple(case.clinic.templates), case.clinic.items)
        return [Draft(treatment(one), _injury_for(case, treatment(one)), overturned=False) for one in ids]
    drafts: list[Draft] = []
    for _ in range(chance.draw(choices("mix", "items", "value"))):
        draft = _draw_draft(chance, case, drafts)
        if draft:
            drafts.append(draft)
    return drafts


def _draw_draft(chance: Chance, case: Case, before: list[Draft]) -> Draft | None:
    parts = tuple(injury.region.part for injury in case.injuries)
    surgery = next((one for one in before if one.treatment.surgical), None)
    taken = frozenset(one.treatment.argument for one in before)
    for _ in range(4):
        category = chance.draw(choices("mix", "categories", "category"))
        if before and chance.happens(mix()["same_category_again"]):
            category = before[-1].treatment.category
        shelf = _available(category, parts, surgery is not None)
        if not shelf.values:
            continue
        found = chance.draw(shelf)
        if found.argument not in taken or found.adjunct:
            break
    else:
        return None
    if any(found is one.treatment for one in before):
        return None
    if found.adjunct and surgery:
        return Draft(found, surgery.injury, surgery.overturned)
    return Draft(found, _injury_for(case, found), chance.happens(found.overturned))


@cache
def _available(category: str, parts: tuple[str, ...], after_surgery: bool) -> Weighted[Treatment]:
    """Treatments of the category for these parts; services that go with surgery only beside one."""
    return Weighted.of(
        (one, one.weight)
        for one in treatments()[category]
        if any(one.suits(part) for part in parts) and (after_surgery or not one.adjunct)
    )


def _injury_for(case: Case, wanted: Treatment) -> Injury:
    return next((injury for injury in case.injuries if wanted.suits(injury.region.part)), case.injuries[0])


def draw_request(chance: Chance, case: Case, draft: Draft, slots: Slots, reasons: Reasons) -> Request:
    """The title of a draft, such that the reasons given hold for it."""
    slots = slots | _amounts(chance, case, draft, excessive=EXCESSIVE in reasons)
    unquantified = UNQUANTIFIED in reasons
    modification = (
        None if unquantified or case.clinic or case.layout == "F3" else _modification(chance, draft, slots)
    )
    if modification:
        return _modified(draft, slots, modification)
    retrospective = chance.happens(mix()["retrospective"])
    form = chance.draw(_forms(draft.treatment, retrospective, unquantified))
    title = sentence_case(form.text.format_map(slots))
    return Request(
        title=title,
        under_review=title,
        slots=slots | {"item": title, "Item": title},
        drugs=_drugs(draft.treatment, slots, form.unquantified, "{quantity}" in form.text),
        body_parts=_body_parts(draft, form),
        retrospective=form.retrospective,
        modification=None,
    )


@cache
def _forms(wanted: Treatment, retrospective: bool, unquantified: bool) -> Weighted[TitleForm]:
    special = [
        form
        for form in wanted.titles
        if (unquantified and form.unquantified) or (retrospective and not unquantified and form.retrospective)
    ]
    return (
        Weighted.of((form, 1) for form in special)
        if special
        else Weighted.of((form, form.weight) for form in wanted.titles)
    )


def _amounts(chance: Chance, case: Case, draft: Draft, *, excessive: bool) -> Slots:
    wanted = draft.treatment
    slots = {
        "refills": str(chance.whole(2, 4)),
        "sig": chance.pick(load("summaries")["sigs"]),
        "hours": str(chance.pick((2, 4, 6, 8))),
        "service_date": date_printed(chance.day_before(case.denied, 10, 60), "/"),
        "strength": chance.pick(wanted.strengths) if wanted.strengths else "",
        "quantity": str(chance.pick(wanted.quantities)) if wanted.quantities else "",
    }
    if wanted.visits:
        per_week, weeks = chance.pick(_visits(draft, excessive))
        visits = per_week * weeks
        slots |= {
            "per_week": str(per_week),
            "times": _times(per_week),
            "weeks": str(weeks),
            "visits": str(visits),
        }
        slots["Visits_word"] = sentence_case(number_word(visits))
    return slots


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _visits(draft: Draft, excessive: bool) -> tuple[tuple[int, int], ...]:
    """Overturned items keep to the number of visits that the guideline recommends, excessive ones do not."""
    most = draft.argument.recommended_visits
    offered = draft.treatment.visits
    if most is None or not (excessive or draft.overturned):
        return offered
    return tuple((often, weeks) for often, weeks in offered if (often * weeks > most) == excessive)


def _modification(chance: Chance, draft: Draft, slots: Slots) -> Modification | None:
    amount = int(slots.get("visits") or slots["quantity"] or 0)
    divisible = draft.treatment.history_unit or (
        len(draft.treatment.quantities) > 1 and draft.treatment.strengths
    )
    if not divisible or amount < 6 or not chance.happens(mix()["modified_by_ur_of_divisible"]):
        return None
    authorized = amount // 2 if slots.get("visits") else amount * chance.whole(1, 3) // 4
    return Modification(amount, authorized, chance.happens(mix()["modified_and_eligible_in_full"]))


def _modified(draft: Draft, slots: Slots, modification: Modification) -> Request:
    decided = (
        modification.original if modification.in_full else modification.original - modification.authorized
    )
    under_review = _amount_title(draft, slots, decided)
    title = load("modified")["in_full" if modification.in_full else "remainder"].format(
        original=_amount_title(draft, slots, modification.original),
        authorized=_amount_title(draft, slots, modification.authorized),
        remaining=under_review,
    )
    slots = slots | {
        "item": under_review,
        "Item": under_review,
        "quantity": str(decided),
        "visits": str(decided),
        "Visits_word": sentence_case(number_word(decided)),
        "authorized_amount": str(modification.authorized),
    }
    part = BodyPart(draft.injury.region.part, draft.injury.side)
    return Request(
        title=title,
        under_review=under_review,
        slots=slots,
        drugs=_drugs(draft.treatment, slots, unquantified=False, quantified=True),
        body_parts=(part,) if draft.treatment.history_unit else (),
        retrospective=False,
        modification=modification,
    )


def _amount_title(draft: Draft, slots: Slots, amount: int) -> str:
    unit = draft.treatment.history_unit
    if unit:
        return sentence_case(f"{unit.format_map(slots)}, {amount} sessions")
    return f"{slots['drug']} {slots['strength']} #{amount}"


def _drugs(
    wanted: Treatment, slots: Slots, unquantified: bool, quantified: bool
) -> tuple[RequestedDrug, ...]:
    if not wanted.ingredients:
        return ()
    return (
        RequestedDrug(
            ingredients=wanted.ingredients,
            strength=None if unquantified else slots["strength"] or None,
            quantity=int(slots["quantity"]) if quantified else None,
        ),
    )


def _body_parts(draft: Draft, form: TitleForm) -> tuple[BodyPart, ...]:
    if not (form.names_part or draft.treatment.names_part):
        return ()
    side = form.side or draft.injury.side
    return (BodyPart(draft.injury.region.part, side),)
