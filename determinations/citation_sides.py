"""What each side cited for a disputed item, side by side, and where the two differ.

A row is one guideline: the same source, chapter and edition. A year that a letter leaves out is the
edition meant where only one can be; where several can, it is held to be no other than the one that
is printed for the same chapter. The pages of a row are compared one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from vocabularies import guidelines

NO_EVIDENCE = "none"
"""The source of a citation which says that no medical evidence was cited."""


class Who(StrEnum):
    """Who cited a guideline or a page of it, in the words that a page shows."""

    BOTH = "both"
    UR = "only UR"
    REVIEWER = "only the reviewer"


@dataclass(frozen=True)
class Cited:
    """One citation of one side; the fields mean what ``docs/parsed-letter.md`` says, "" is not stated."""

    by_reviewer: bool
    source: str
    guideline: str = ""
    edition: int | None = None
    section: str = ""
    pages: tuple[int, ...] = ()
    raw: str = ""
    in_letter: str = ""
    """The address of its sentence in the letter's text."""


@dataclass(frozen=True)
class CitedPage:
    """A page of a row's guideline."""

    number: int
    who: Who
    page_id: str | None
    """``None`` where the guideline has no page ids to search for."""

    @property
    def label(self) -> str:
        """The page with its book: "Chronic Pain 2009, p. 98"."""
        return guidelines.page_label(self.page_id) if self.page_id else f"p. {self.number}"


@dataclass(frozen=True)
class PageGroup:
    """The pages of a row that the same side cited."""

    who: Who
    pages: tuple[CitedPage, ...]


@dataclass(frozen=True)
class Sentence:
    """What one side's citations were read from, as printed."""

    text: str
    in_letter: str


@dataclass(frozen=True)
class Row:
    """One guideline, or that no evidence was cited, with the citations of both sides."""

    who: Who
    source: str
    guideline: str
    edition: int | None
    """As one of the citations prints it."""
    ur: tuple[Cited, ...]
    reviewer: tuple[Cited, ...]
    page_groups: tuple[PageGroup, ...]

    @property
    def cites_nothing(self) -> bool:
        """Whether the row says that no medical evidence was cited."""
        return self.source == NO_EVIDENCE

    @property
    def marks_pages(self) -> bool:
        """Whether its pages have to say who cited them, as the row does not say it of each."""
        return self.who is Who.BOTH and any(group.who is not Who.BOTH for group in self.page_groups)

    @property
    def ur_pages(self) -> tuple[PageGroup, ...]:
        """The pages that UR cited."""
        return tuple(group for group in self.page_groups if group.who is not Who.REVIEWER)

    @property
    def reviewer_pages(self) -> tuple[PageGroup, ...]:
        """The pages that the reviewer cited."""
        return tuple(group for group in self.page_groups if group.who is not Who.UR)

    @property
    def chapter(self) -> str:
        """The guideline without its source and edition; else its section."""
        name = self.guideline or (self.ur or self.reviewer)[0].section or "(no chapter named)"
        return name if self.source == "other" else name[:1].upper() + name[1:]

    @property
    def name(self) -> str:
        """The guideline in words: "MTUS Chronic Pain Medical Treatment 2009"."""
        source = "" if self.source == "other" else self.source
        return " ".join(str(part) for part in (source, self.chapter, self.edition) if part)


@dataclass(frozen=True)
class CitationSides:
    """The rows, what both cited first, and the comparison in a sentence."""

    rows: tuple[Row, ...]
    summary: str
    ur_sentences: tuple[Sentence, ...]
    reviewer_sentences: tuple[Sentence, ...]


def citation_sides(citations: Sequence[Cited]) -> CitationSides:
    """Put the citations of an item side by side, in the order of the letter."""
    printed_years = _printed_years(citations)
    grouped: dict[tuple[object, ...], list[Cited]] = {}
    for citation in citations:
        grouped.setdefault(_key(citation, printed_years), []).append(citation)
    rows = sorted((_row(group) for group in grouped.values()), key=lambda row: list(Who).index(row.who))
    return CitationSides(
        rows=tuple(rows),
        summary=_summary(rows),
        ur_sentences=_sentences(citation for citation in citations if not citation.by_reviewer),
        reviewer_sentences=_sentences(citation for citation in citations if citation.by_reviewer),
    )


def _sentences(citations: Iterable[Cited]) -> tuple[Sentence, ...]:
    """Each sentence once, though it may cite several guidelines."""
    return tuple(dict.fromkeys(Sentence(one.raw, one.in_letter) for one in citations if one.raw))


def _chapter_key(citation: Cited) -> tuple[str, str]:
    """What names the chapter; a source without one is told apart by what the citation names instead."""
    named = citation.guideline or citation.section
    return citation.source, " ".join(named.casefold().split())


def _printed_years(citations: Iterable[Cited]) -> dict[tuple[str, str], set[int]]:
    years: dict[tuple[str, str], set[int]] = {}
    for citation in citations:
        if year := guidelines.edition_meant(citation.guideline, citation.edition):
            years.setdefault(_chapter_key(citation), set()).add(year)
    return years


def _key(citation: Cited, printed_years: dict[tuple[str, str], set[int]]) -> tuple[object, ...]:
    chapter = _chapter_key(citation)
    year = guidelines.edition_meant(citation.guideline, citation.edition)
    if len(printed_years.get(chapter, ())) < 2:
        return chapter
    return *chapter, year


def _row(group: Sequence[Cited]) -> Row:
    ur = tuple(citation for citation in group if not citation.by_reviewer)
    reviewer = tuple(citation for citation in group if citation.by_reviewer)
    return Row(
        who=_who(bool(ur), bool(reviewer)),
        source=group[0].source,
        guideline=group[0].guideline,
        edition=next((citation.edition for citation in group if citation.edition), None),
        ur=ur,
        reviewer=reviewer,
        page_groups=tuple(_page_groups(group[0].guideline, ur, reviewer)),
    )


def _who(is_urs: bool, is_reviewers: bool) -> Who:
    if is_urs and is_reviewers:
        return Who.BOTH
    return Who.UR if is_urs else Who.REVIEWER


def _page_groups(guideline: str, ur: Sequence[Cited], reviewer: Sequence[Cited]) -> Iterator[PageGroup]:
    """The pages by who cited them, those of both first."""
    urs, reviewers = _pages(ur), _pages(reviewer)
    edition = next((citation.edition for citation in (*ur, *reviewer) if citation.edition), None)
    pages = [
        CitedPage(
            number, _who(number in urs, number in reviewers), guidelines.page_id(guideline, edition, number)
        )
        for number in sorted(urs | reviewers)
    ]
    order = list(Who)
    pages.sort(key=lambda page: order.index(page.who))
    for who, group in groupby(pages, key=lambda page: page.who):
        yield PageGroup(who, tuple(group))


def _pages(citations: Iterable[Cited]) -> set[int]:
    return {page for citation in citations for page in citation.pages}


# The comparison in words

_NAMES = 3
_LONGEST_NAME = 90


def _summary(rows: Sequence[Row]) -> str:
    """The sentence that tells where the sides differ."""
    cited = [row for row in rows if not row.cites_nothing]
    shared = [row for row in cited if row.who is Who.BOTH]
    urs = [row for row in cited if row.who is Who.UR]
    reviewers = [row for row in cited if row.who is Who.REVIEWER]
    if not rows:
        return "The letter names no guideline for this item."
    if not (shared or (urs and reviewers)):
        return _one_sided(rows, urs, reviewers)
    if not shared:
        return _another(urs, reviewers)
    if urs or reviewers:
        return _in_part(shared, urs, reviewers)
    many = "s" if len(shared) > 1 else ""
    return f"UR and the reviewer cited the same guideline{many}{_pages_in_words(shared)}."


def _one_sided(rows: Sequence[Row], urs: Sequence[Row], reviewers: Sequence[Row]) -> str:
    """Where at most one side cites a guideline."""
    without = [row for row in rows if row.cites_nothing]
    if any(row.who is Who.BOTH for row in without):
        return "Neither UR nor the reviewer cited medical evidence."
    silent = {row.who for row in without}
    ur = _one_side("UR", urs, Who.UR in silent)
    reviewer = _one_side("the reviewer", reviewers, Who.REVIEWER in silent)
    said = f"{ur}; {reviewer}."
    return said[0].upper() + said[1:]


def _one_side(side: str, rows: Sequence[Row], says_none: bool) -> str:
    if rows:
        return f"{side} cited {_names(rows)}"
    return f"{side} cited no medical evidence" if says_none else f"the letter names no guideline of {side}"


def _another(urs: Sequence[Row], reviewers: Sequence[Row]) -> str:
    """Where the sides have no guideline in common."""
    ur, reviewer = urs[0], reviewers[0]
    if len(urs) > 1 or len(reviewers) > 1:
        what = "other guidelines"
    elif ur.source != reviewer.source or ur.source == "other":
        what = "another guideline"
    elif not (ur.guideline and reviewer.guideline):
        return f"Both cited {ur.source}{_unlike_chapters(ur, reviewer)}."
    elif ur.guideline == reviewer.guideline:
        what = "another edition"
    else:
        what = "another chapter"
    return f"The reviewer applied {what} than UR: {_names(reviewers)} instead of {_names(urs)}."


def _unlike_chapters(ur: Row, reviewer: Row) -> str:
    """What to say where the letter leaves a chapter out, so that nobody can tell whether they differ."""
    sides = ((side, row.guideline) for side, row in (("UR", ur), ("the reviewer", reviewer)))
    return ": " + ", ".join(f"{side} {name or 'without naming a chapter'}" for side, name in sides)


def _in_part(shared: Sequence[Row], urs: Sequence[Row], reviewers: Sequence[Row]) -> str:
    parts = [f"Both cited {_names(shared)}{_pages_in_words(shared)}"]
    if urs:
        parts.append(f"only UR cited {_names(urs)}")
    if reviewers:
        parts.append(f"only the reviewer cited {_names(reviewers)}")
    return "; ".join(parts) + "."


def _pages_in_words(shared: Sequence[Row]) -> str:
    """What is said of the pages of guidelines that both cited."""
    pairs = [(_pages(row.ur), _pages(row.reviewer)) for row in shared]
    urs, reviewers = any(ur for ur, _ in pairs), any(reviewer for _, reviewer in pairs)
    if not (urs or reviewers):
        return _sections_in_words(shared)
    if not urs or not reviewers:
        return f", and only {'UR' if urs else 'the reviewer'} names pages"
    if all(ur == reviewer for ur, reviewer in pairs):
        return " and the same pages"
    if any(ur & reviewer for ur, reviewer in pairs):
        return ", but not all the same pages"
    return ", but different pages"


def _sections_in_words(shared: Sequence[Row]) -> str:
    """What is said of the sections of guidelines that both cited without pages."""
    pairs = [(_sections(row.ur), _sections(row.reviewer)) for row in shared if row.guideline]
    if not pairs or not all(ur and reviewer for ur, reviewer in pairs):
        return ""
    if all(ur == reviewer for ur, reviewer in pairs):
        return " and the same section" + ("s" if len(pairs) > 1 else "")
    return ", but not the same sections"


def _sections(citations: Iterable[Cited]) -> set[str]:
    return {" ".join(citation.section.casefold().split()) for citation in citations if citation.section}


def _names(rows: Sequence[Row]) -> str:
    names = [_shortened(row.name) for row in rows[:_NAMES]]
    if len(rows) > _NAMES:
        names.append(f"{len(rows) - _NAMES} more")
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
