"""The guidelines that each side cites for an item, and the lines that print them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from letters.parsed_letter import Citation, CitedBy
from letters.samples.cases import CitationStyle
from letters.samples.chance import Chance, Weighted
from letters.samples.library import Region, load, mix
from letters.samples.requests import Draft

CHRONIC_PAIN = "Chronic Pain Medical Treatment"
OPIOIDS = "Opioid Treatment"
MTUS_LEAD = "Decision based on MTUS "
OUTSIDE_LEAD = "Decision based on Non-MTUS Citation "

Kind = Literal["chronic pain", "opioids", "chapter", "complaints", "joined", "practice", "odg"]


@dataclass(frozen=True)
class GuidelineLine:
    """What stands after ``... guideline:`` and what it cites."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Printed:
    """One guideline within a sentence."""

    text: str
    guideline: str | None
    edition: int | None = None
    section: str | None = None
    pages: tuple[int, ...] = ()


def administrator_line(chance: Chance, draft: Draft, style: CitationStyle) -> GuidelineLine:
    """The claims administrator's: often silent, often without a section."""
    side: CitedBy = "claims administrator"
    if chance.happens(mix()["administrator_silent"]):
        text = "The Claims Administrator did not cite any medical evidence for its decision."
        return GuidelineLine(text, (Citation(side, "none"),))
    brief = chance.happens(mix()["administrator_unspecific"])
    return _line(chance, draft, style, side, brief)


def reviewer_line(chance: Chance, draft: Draft, style: CitationStyle) -> GuidelineLine:
    """The reviewer's; for services that go with a denied operation there is none."""
    return _line(chance, draft, style, "reviewer", brief=False)


def _line(chance: Chance, draft: Draft, style: CitationStyle, side: CitedBy, brief: bool) -> GuidelineLine:
    kinds = _kinds(draft.treatment.topic, draft.injury.region, style)
    if not kinds.values:
        text = f"The {_WHO[side]} did not cite any medical evidence for its decision."
        return GuidelineLine(text, (Citation(side, "none"),))
    kind = chance.draw(kinds)
    source = _Source(
        chance, load("guidelines")["topics"][draft.treatment.topic], draft.injury.region, style, brief
    )
    if kind in ("odg", "practice"):
        return _outside(source, kind, side)
    line = _sentence(MTUS_LEAD, _WRITERS[kind](source), side, "MTUS")
    if source.topic["odg"] and chance.happens(0.16):
        also = _sentence(OUTSIDE_LEAD, [_odg(source)], side, "ODG")
        return GuidelineLine(f"{line.text} {also.text}", line.citations + also.citations)
    return line


_WHO = {"claims administrator": "Claims Administrator", "reviewer": "Expert Reviewer"}


@dataclass(frozen=True)
class _Source:
    """Where a line is drawn from."""

    chance: Chance
    topic: dict[str, Any]
    region: Region
    style: CitationStyle
    brief: bool


@cache
def _kinds(topic_id: str, region: Region, style: CitationStyle) -> Weighted[Kind]:
    """Ways to cite for the topic: the MTUS first, the ODG where the MTUS is silent."""
    topic = load("guidelines")["topics"][topic_id]
    complaints = bool(topic.get("acoem")) and region.chapter is not None
    opioids = bool(topic.get("opioid")) and style == "2016"
    mtus: list[tuple[Kind, float]] = [
        ("chronic pain", 6 if topic["chronic_pain"] else 0),
        ("opioids", 6 if opioids else 0),
        ("chapter", 6 if topic.get("chapter") else 0),
        ("complaints", (2 if topic["chronic_pain"] else 6) if complaints else 0),
        ("joined", 0.6 if complaints and topic["chronic_pain"] else 0),
    ]
    addressed = any(weight for _, weight in mtus)
    practice = 5 if topic.get("acoem_practice") else 0
    odg = (0.8 if addressed else 6) if topic["odg"] else 0
    return Weighted.of([*mtus, ("practice", practice), ("odg", odg)])


def _sentence(
    lead: str, printed: list[Printed], side: CitedBy, source: Literal["MTUS", "ODG", "ACOEM"]
) -> GuidelineLine:
    joint = "," if any(one.pages for one in printed) else ", and "
    raw = f"{lead}{joint.join(one.text for one in printed)}."
    citations = (
        Citation(side, source, one.guideline, one.edition, one.section, one.pages, raw) for one in printed
    )
    return GuidelineLine(raw, tuple(citations))


def _outside(source: _Source, kind: Kind, side: CitedBy) -> GuidelineLine:
    printed, name = (_practice(source), "ACOEM") if kind == "practice" else (_odg(source), "ODG")
    line = _sentence(OUTSIDE_LEAD, [printed], side, "ACOEM" if name == "ACOEM" else "ODG")
    if source.style == "paged":
        return line
    lead_in = f"The {_WHO[side]} based their decision on recommendation(s) outside of the MTUS Guidelines."
    return GuidelineLine(f"{lead_in} {line.text}", line.citations)


def _chronic_pain(source: _Source) -> list[Printed]:
    entry = source.chance.pick(source.topic["chronic_pain"])
    if source.style == "paged":
        return [
            _paged(
                source, "Chronic Pain Treatment Guidelines", CHRONIC_PAIN, entry["section"], entry["pages"]
            )
        ]
    edition = 2016 if source.style == "2016" else 2009
    section = entry.get("section_2016", entry["section"]) if edition == 2016 else entry["section"]
    return [_sectioned(source, CHRONIC_PAIN, edition, section)]


def _opioids(source: _Source) -> list[Printed]:
    return [_sectioned(source, OPIOIDS, 2016, source.chance.pick(load("guidelines")["opioid_sections_2016"]))]


def _chapter(source: _Source) -> list[Printed]:
    name = source.topic["chapter"]
    chapter = load("guidelines")["chapters"][name]
    if source.style == "paged":
        return [Printed(chapter["paged_name"], name)]
    return [Printed(f"{name} {chapter['edition']}", name, chapter["edition"])]


def _complaints(source: _Source) -> list[Printed]:
    chapter = source.region.chapter
    if chapter is None:
        raise ValueError(f"No MTUS chapter for the {source.region.part}.")
    section = source.chance.pick(source.topic["acoem"])
    if source.style != "paged":
        return [_sectioned(source, chapter.name, chapter.edition, section)]
    printed = f"ACOEM Chapter {chapter.number} {chapter.name}"
    pages = chapter.pages[section.split(",")[0]]
    if source.brief or source.chance.happens(0.3):
        return [Printed(printed, chapter.name)]
    return [Printed(f"{printed} Page(s): {pages}", chapter.name, pages=expanded(pages))]


def _joined(source: _Source) -> list[Printed]:
    """A complaints chapter and the chronic pain guideline in one sentence."""
    return [*_complaints(source), *_chronic_pain(source)]


def _sectioned(source: _Source, guideline: str, edition: int, section: str) -> Printed:
    if source.brief:
        return Printed(f"{guideline} {edition}", guideline, edition)
    return Printed(f"{guideline} {edition}, Section(s): {section}", guideline, edition, section)


def _paged(source: _Source, printed: str, guideline: str, section: str, pages: str) -> Printed:
    form = source.chance.draw(_PAGE_FORMS)
    if source.brief and source.chance.happens(0.5):
        return Printed(printed, guideline)
    named = None if source.brief or "{section}" not in form else section
    form = form if named else " Page(s): {pages}"
    if "of 127" in form and not pages.isdigit():
        form = " {section} Page(s): {pages}"
    text = printed + form.format(section=section, pages=pages)
    return Printed(text, guideline, section=named, pages=expanded(pages))


_PAGE_FORMS = Weighted.of(
    [
        (" {section} Page(s): {pages}", 60),
        (" Page(s): {pages}", 14),
        (" {section}, pages {pages}", 8),
        (" {section} Page(s): {pages} of 127", 8),
    ]
)


def _odg(source: _Source) -> Printed:
    entry = source.chance.pick(source.topic["odg"])
    chapter = entry["chapter"] or source.region.odg
    if source.brief and source.chance.happens(0.4):
        return Printed("Official Disability Guidelines (ODG)", None)
    name = source.chance.pick(load("guidelines")["odg_printed"][chapter])
    if source.brief:
        return Printed(f"Official Disability Guidelines (ODG), {name}", chapter)
    text = source.chance.draw(_ODG_FORMS).format(chapter=name, section=entry["section"])
    return Printed(text, chapter, section=entry["section"])


_ODG_FORMS = Weighted.of(
    [
        ("Official Disability Guidelines (ODG), {chapter}, {section}", 5),
        ("Official Disability Guidelines (ODG) {chapter}, {section}", 5),
        ("Official Disability Guidelines, {chapter}: {section}", 2),
        ("ODG {chapter}, {section}", 1),
    ]
)


def _practice(source: _Source) -> Printed:
    entry = source.topic["acoem_practice"]
    text = (
        f"ACOEM Practice Guidelines, Chapter {entry['chapter']} {entry['guideline']}, page {entry['pages']}"
    )
    return Printed(text, entry["guideline"], pages=expanded(entry["pages"]))


_WRITERS: dict[str, Callable[[_Source], list[Printed]]] = {
    "chronic pain": _chronic_pain,
    "opioids": _opioids,
    "chapter": _chapter,
    "complaints": _complaints,
    "joined": _joined,
}


@cache
def expanded(pages: str) -> tuple[int, ...]:
    """``78-80, 91`` as ``(78, 79, 80, 91)``."""
    numbers: set[int] = set()
    for span in pages.split(", "):
        first, _, last = span.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(numbers))
