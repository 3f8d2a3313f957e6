"""How a sample letter is printed: the two layouts, and the two shapes in which text tools give them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from letters.fictional import MARK
from letters.parsed_letter import Reviewer
from letters.samples.cases import Case
from letters.samples.chance import Chance
from letters.samples.library import load
from letters.samples.wording import date_printed, listed, sentence_case

WIDTH = 95

Block = list[str]
"""The lines of one paragraph."""


@dataclass(frozen=True)
class PrintedItem:
    """An item as the letter prints it."""

    title: str
    separator: str
    outcome: str
    administrator: str
    reviewer: str
    rationale: tuple[str, ...]


@dataclass(frozen=True)
class PrintedLetter:
    """All that a layout prints. ``tika``: a space at each line's end, a blank line after each line."""

    case: Case
    reviewer: Reviewer
    summary: tuple[str, ...]
    items: tuple[PrintedItem, ...]
    tika: bool


def print_letter(chance: Chance, letter: PrintedLetter) -> str:
    """The letter's text, with the mark of a fictional letter as its first line."""
    blocks = [*_made(letter), *_summary(letter), *_issues(letter)]
    if letter.tika:
        lines = [MARK, *_tika_header(letter.case)]
        for block in blocks:
            lines += [*block, ""]
        return "".join(f"{line} \n\n" for line in lines)
    header = chance.pick((_table, _extracted))(letter.case)
    body = "\n\n".join("\n".join(block) for block in blocks)
    return "\n".join((MARK, *header, "", body, ""))


def _made(letter: PrintedLetter) -> Iterator[Block]:
    form = load("layout")
    yield [form["how_made"]]
    if letter.case.layout == "F3":
        practice = form["practice"].format(items="items/services")
        yield wrapped(f"{form['sent']} {_prose_credentials(letter.reviewer)} {practice}", letter.tika)
        return
    yield list(_practice_lines(letter.tika))
    specialties = ", ".join(letter.reviewer.specialties)
    comma = "," if letter.case.decided.day % 2 else ", "
    yield [
        form["credentials_heading"],
        form["credentials_states"].format(states=comma.join(letter.reviewer.licensure)),
        *wrapped(form["credentials_specialties"].format(specialties=specialties), letter.tika),
    ]


@cache
def _practice_lines(tika: bool) -> tuple[str, ...]:
    form = load("layout")
    return tuple(wrapped(f"{form['sent']} {form['practice'].format(items='items/Service')}", tika))


def _prose_credentials(reviewer: Reviewer) -> str:
    form = load("layout")
    states = listed(reviewer.licensure)
    if len(reviewer.specialties) == 1:
        return str(form["prose_credentials"]).format(specialty=reviewer.specialties[0], states=states)
    specialty, subspecialty = reviewer.specialties
    return str(form["prose_credentials_with_subspecialty"]).format(
        specialty=specialty, subspecialty=subspecialty, states=states
    )


def _summary(letter: PrintedLetter) -> Iterator[Block]:
    form = load("layout")
    yield [form["summary_heading"]]
    yield list(_lead_lines(letter.tika))
    for paragraph in letter.summary:
        yield wrapped(paragraph, letter.tika)


@cache
def _lead_lines(tika: bool) -> tuple[str, ...]:
    return tuple(wrapped(load("layout")["summary_lead"], tika))


def _issues(letter: PrintedLetter) -> Iterator[Block]:
    form = load("layout")
    yield [form["issues_heading"], form["issues_lead"]]
    for item in letter.items:
        yield _title(item, letter.tika)
        yield wrapped(form["administrator"] + item.administrator, letter.tika)
        yield wrapped(form["reviewer"] + item.reviewer, letter.tika)
        first, *others = item.rationale
        yield wrapped(form["rationale"] + first, letter.tika)
        for paragraph in others:
            yield wrapped(paragraph, letter.tika)


def _title(item: PrintedItem, tika: bool) -> Block:
    lines = wrapped(item.title, tika)
    lines[-1] += item.separator + item.outcome
    return "\n".join(lines).split("\n")


def _table(case: Case) -> Block:
    """The header as text tools give it that keep the columns."""
    assigned, injury, decision, denial, received = _header_dates(case)
    return [
        f"Case Number:          {case.number}",
        f"Date Assigned:        {assigned}                      Date of Injury:      {injury}",
        f"Decision Date:        {decision}                      UR Denial Date:      {denial}",
        f"Priority:             {sentence_case(case.priority):<32}Application          {received}",
        f"{'':54}Received:",
    ]


def _extracted(case: Case) -> Block:
    """The header as PDF extractors give it."""
    assigned, injury, decision, denial, received = _header_dates(case)
    return [
        f"Case Number: {case.number}",
        f"Date Assigned: {assigned} Date of Injury: {injury}",
        f"Decision Date: {decision} UR Denial Date: {denial}",
        f"Priority: {sentence_case(case.priority)} Application ",
        "Received: ",
        received,
    ]


def _tika_header(case: Case) -> Block:
    """The header of the table, a row a line, with a blank line before it."""
    assigned, injury, decision, denial, received = _header_dates(case)
    return [
        "",
        f"Case Number: {case.number} ",
        f"Date Assigned: {assigned} Date of Injury:  {injury}",
        f"Decision Date: {decision} UR Denial Date:  {denial}",
        f"Priority:  {sentence_case(case.priority)} Application",
        "Received: ",
        received,
        "",
    ]


def _header_dates(case: Case) -> tuple[str, ...]:
    dates = case.dates
    return tuple(
        _header_date(day)
        for day in (dates.assigned, dates.injury, dates.decision, dates.ur_denial, dates.received)
    )


def _header_date(day: date | None) -> str:
    return date_printed(day, "/") if day else ""


def wrapped(text: str, at_hyphens: bool) -> Block:
    """The text in lines of at most ``WIDTH``; where asked for, also broken after a hyphen, as Word does."""
    lines: list[str] = []
    start = 0
    while len(text) - start > WIDTH:
        space = text.rfind(" ", start, start + WIDTH + 1)
        hyphen = text.rfind("-", start, start + WIDTH) + 1 if at_hyphens else 0
        if hyphen > space:
            lines.append(text[start:hyphen])
            start = hyphen
        else:
            lines.append(text[start:space])
            start = space + 1
    lines.append(text[start:])
    return lines
