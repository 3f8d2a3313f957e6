"""The items of a sample letter: each with its facts, its print, and what it adds to the summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letters.parsed_letter import DisputedItem, ReasonSpan
from letters.samples.cases import Case, Injury
from letters.samples.chance import Chance
from letters.samples.guideline_lines import GuidelineLine, administrator_line, reviewer_line
from letters.samples.layouts import PrintedItem
from letters.samples.library import Clinic, Reasons, Slots, choices
from letters.samples.rationales import (
    Findings,
    codes,
    draw_grounds,
    grounds_after_modification,
    write_rationale,
)
from letters.samples.requests import Draft, Request, draw_request
from letters.samples.wording import sentence_case


@dataclass(frozen=True)
class WrittenItem:
    """An item that is ready to be printed."""

    item: DisputedItem
    printed: PrintedItem
    history: str | None
    medication: str | None


@dataclass(frozen=True)
class _Argued:
    """A request with the reviewer's rationale."""

    request: Request
    paragraphs: tuple[str, ...]
    reasons: Reasons
    history: str | None = None


@dataclass(frozen=True)
class ItemWriter:
    """Writes the items of one letter. ``tika``: paragraphs cannot be told apart in this shape."""

    chance: Chance
    case: Case
    places: Mapping[Injury, Slots]
    deficit: bool
    tika: bool

    def write_all(self, drafts: Sequence[Draft]) -> list[WrittenItem]:
        """All items, each knowing which before it were denied."""
        written: list[WrittenItem] = []
        argued = frozenset(draft.treatment.argument for draft in drafts)
        denied: set[str] = set()
        for number, draft in enumerate(drafts, start=1):
            findings = Findings(self.deficit, argued, frozenset(denied))
            written.append(self._write(number, draft, self._argue(draft, findings)))
            if not draft.overturned:
                denied.add(draft.treatment.argument)
        return written

    def _argue(self, draft: Draft, findings: Findings) -> _Argued:
        slots = self.places[draft.injury] | self._treatment_slots(draft)
        if self.case.clinic:
            return self._from_template(draft, slots, self.case.clinic)
        grounds = draw_grounds(self.chance, draft, findings)
        request = draw_request(self.chance, self.case, draft, slots, codes(grounds))
        if request.modification:
            grounds = grounds_after_modification(grounds, draft, request.modification)
        paragraphs = write_rationale(self.chance, draft, grounds, request.slots)
        if self.tika:
            paragraphs = [" ".join(paragraphs)]
        return _Argued(request, tuple(paragraphs), codes(grounds), self._history(draft, request))

    def _from_template(self, draft: Draft, slots: Slots, clinic: Clinic) -> _Argued:
        request = draw_request(self.chance, self.case, draft, slots, reasons=())
        reasons, text = clinic.templates[draft.treatment.id]
        return _Argued(request, (text.format_map(request.slots),), reasons)

    def _treatment_slots(self, draft: Draft) -> Slots:
        treatment = draft.treatment
        return {
            "drug": self.chance.pick(treatment.names) if treatment.names else "",
            "first_ingredient": treatment.first_ingredient,
            "specialist": treatment.specialist,
            "prior": str(self.chance.pick((8, 10, 12, 16, 18, 20, 24))),
        }

    def _history(self, draft: Draft, request: Request) -> str | None:
        histories = draft.argument.history["overturned" if draft.overturned else "upheld"]
        return self.chance.pick(histories).format_map(request.slots) if histories else None

    def _write(self, number: int, draft: Draft, argued: _Argued) -> WrittenItem:
        style = self.case.citation_style(self.chance)
        administrator = administrator_line(self.chance, draft, style)
        reviewer = reviewer_line(self.chance, draft, style)
        item = _facts(number, draft, argued, administrator, reviewer)
        kind = "history_separators" if argued.request.modification else "separators"
        printed = PrintedItem(
            title=item.title,
            separator=self.chance.draw(choices("mix", kind)),
            outcome=sentence_case(item.outcome),
            administrator=administrator.text,
            reviewer=reviewer.text,
            rationale=argued.paragraphs,
        )
        return WrittenItem(item, printed, argued.history, _medication(draft, argued.request))


def _facts(
    number: int, draft: Draft, argued: _Argued, administrator: GuidelineLine, reviewer: GuidelineLine
) -> DisputedItem:
    request = argued.request
    rationale = "\n".join(argued.paragraphs)
    return DisputedItem(
        number=number,
        title=request.title,
        treatment=request.under_review,
        outcome="overturned" if draft.overturned else "upheld",
        retrospective=request.retrospective,
        modified_by_ur=request.modification is not None,
        category=draft.treatment.category,
        subcategory=draft.treatment.subcategory,
        drugs=request.drugs,
        body_parts=request.body_parts,
        citations=administrator.citations + reviewer.citations,
        rationale=rationale,
        # A sample's facts say which reasons it gives, not in which of its words.
        reason_spans=tuple(ReasonSpan(0, len(rationale), code) for code in argued.reasons),
    )


def _medication(draft: Draft, request: Request) -> str | None:
    """The drug as the list of medications names it; a compounded cream has no name."""
    named = draft.treatment.category == "Pharmaceuticals" and not draft.treatment.first_ingredient
    return request.slots["drug"] if named else None
