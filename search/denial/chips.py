"""What was found in a text, as chips: values that a form can send again in place of the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.text import capfirst

from letters.denial import KINDS, Finding
from search.labels import reason_label, reason_meaning
from vocabularies import guidelines

KIND_LABELS: Mapping[str, str] = {
    "drug": "Drug",
    "body_part": "Body part",
    "category": "Treatment category",
    "guideline": "Guideline",
    "page": "Guideline page",
    "reason": "Reason for the denial",
}
MOST_CHIPS = 100
_LONGEST = 300
_WIDEST = 100
"""Pages that one chip may stand for."""
_PAGES = re.compile(r"(?P<book>[a-z0-9-]+:)(?P<first>\d{1,4})(?:-(?P<last>\d{1,4}))?")


@dataclass(frozen=True)
class Chip:
    """One fact of a text; pages of one book that follow each other are one chip."""

    kind: str
    value: str
    detail: str = ""
    kept: bool = True
    passages: tuple[str, ...] = ()
    """Where the text says so; empty once the text is gone."""

    @property
    def code(self) -> str:
        """All that a form sends of it."""
        return f"{self.kind}:{self.value}|{self.detail}"

    @property
    def label(self) -> str:
        """What a person reads."""
        label = _label(self.kind, self.value)
        return f"{label} ({self.detail})" if self.detail else label

    @property
    def meaning(self) -> str:
        """What the label does not say; empty where it says all."""
        return reason_meaning(self.value) if self.kind == "reason" else ""

    @property
    def values(self) -> tuple[str, ...]:
        """Its values as the index has them."""
        if self.kind == "drug":
            return tuple(self.value.split(" + "))
        if pages := _PAGES.fullmatch(self.value) if self.kind == "page" else None:
            first = int(pages["first"])
            last = min(int(pages["last"] or first), first + _WIDEST)
            return tuple(f"{pages['book']}{page}" for page in range(first, last + 1))
        return (self.value,)


@dataclass(frozen=True)
class ChipGroup:
    """The chips of one kind."""

    label: str
    chips: tuple[Chip, ...]


def chips_of(findings: Iterable[Finding]) -> tuple[Chip, ...]:
    """The findings as chips, those that count kept."""
    chips = [Chip(one.kind, one.value, one.detail, one.counts, one.passages) for one in findings]
    pages = [chip for chip in chips if chip.kind == "page"]
    others = [chip for chip in chips if chip.kind != "page"]
    joined = [*others, *_joined_pages(pages)]
    return tuple(sorted(joined, key=lambda chip: KINDS.index(chip.kind)))[:MOST_CHIPS]


def chips_again(offered: Iterable[str], kept: Iterable[str]) -> tuple[Chip, ...]:
    """The chips that a form sent; what is none is left out."""
    still = set(kept)
    chips = (_chip(code) for code in list(offered)[:MOST_CHIPS])
    return tuple(replace(chip, kept=chip.code in still) for chip in chips if chip)


def grouped(chips: Iterable[Chip]) -> tuple[ChipGroup, ...]:
    """The chips by kind, in the order of the kinds."""
    by_kind = groupby(sorted(chips, key=lambda chip: KINDS.index(chip.kind)), key=lambda chip: chip.kind)
    return tuple(ChipGroup(KIND_LABELS[kind], tuple(of_kind)) for kind, of_kind in by_kind)


def missing(chips: Iterable[Chip]) -> tuple[str, ...]:
    """The kinds of which nothing was found, in words."""
    found = {chip.kind for chip in chips}
    return tuple(label.lower() for kind, label in KIND_LABELS.items() if kind not in found)


def _chip(code: str) -> Chip | None:
    kind, colon, rest = code.replace("\x00", "").partition(":")
    value, bar, detail = rest.partition("|")
    if kind not in KINDS or not (colon and bar and value) or len(code) > _LONGEST:
        return None
    return Chip(kind, value, detail)


def _label(kind: str, value: str) -> str:
    if kind == "drug":
        return capfirst(value.replace(" + ", " / "))
    if kind == "page":
        pages = _PAGES.fullmatch(value)
        if pages and pages["last"]:
            return f"{guidelines.page_label(pages['book'] + pages['first'])}–{pages['last']}"
        return guidelines.page_label(value)
    if kind == "category":
        category, _, subcategory = value.partition(" / ")
        return category if subcategory in ("", category) else f"{category}: {subcategory}"
    return reason_label(value) if kind == "reason" else capfirst(value)


def _joined_pages(pages: list[Chip]) -> Iterator[Chip]:
    """Pages of one book in their order, a run of them as one."""

    def place(chip: Chip) -> tuple[str, int]:
        book, _, page = chip.value.rpartition(":")
        return book, int(page)

    ordered = sorted(pages, key=place)
    runs = groupby(enumerate(ordered), key=lambda one: (place(one[1])[0], place(one[1])[1] - one[0]))
    for _, numbered in runs:
        run = [chip for _, chip in numbered]
        last = place(run[-1])[1]
        value = f"{run[0].value}-{last}" if len(run) > 1 else run[0].value
        passages = tuple(dict.fromkeys(passage for chip in run for passage in chip.passages))
        yield replace(run[0], value=value, passages=passages[:3])
