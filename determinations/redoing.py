"""New parses of stored letters against their rows: what differs, and the writing of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction

from determinations.changes import Change, changes
from determinations.contract import determinations_with_facts, parsed_facts, stored_facts
from determinations.facts import Rewrite, rewrite_facts, store_facts
from determinations.files import StoredLetter
from determinations.models import Determination, IngestRun, Letter
from determinations.originals import keep_original, read_original
from determinations.parsers import Parse, Parsed, Rejected
from determinations.reparse_report import ReparseReport
from determinations.stored_letters import ORIGINAL_GONE
from determinations.storing import describe, real_cases_kept
from determinations.summary import Rejection
from letters.parsing import PARSER_VERSION

Batch = Sequence[tuple[StoredLetter, Parse]]

_OF_THE_FILE = ("format", "warnings", "text")
"""No facts of the determination: where only they change, its rows and the index stay as they are."""
_DESCRIBED = (
    *("text", "media_type", "is_fictional", "parser_version"),
    *("status", "rejection", "format", "warnings"),
)


@dataclass(frozen=True)
class _Redone:
    """A letter that parses as it did before, with what its facts became."""

    determination: Determination
    parse: Parsed
    changes: tuple[Change, ...]

    @property
    def file_changed(self) -> bool:
        """Whether the letter's own row is to be written."""
        return any(change.field.partition(".")[0] in _OF_THE_FILE for change in self.changes)

    @property
    def rewrite(self) -> Rewrite | None:
        """What is to be written of the determination's rows; ``None`` where nothing is."""
        found = [change for change in self.changes if change.field.partition(".")[0] not in _OF_THE_FILE]
        if not found:
            return None
        return Rewrite(
            self.determination,
            self.parse.letter,
            case_changed=any(change.item is None for change in found),
            items_changed=frozenset(change.item for change in found if change.item is not None),
        )


@dataclass
class _Findings:
    """What became of the letters of a batch."""

    report: ReparseReport = field(default_factory=ReparseReport)
    redone: list[_Redone] = field(default_factory=list)
    still_rejected: list[Letter] = field(default_factory=list)
    rejected_again: list[tuple[Letter, Rejected]] = field(default_factory=list)
    """Those of them whose rejection may have got another reason."""
    newly_parsed: list[tuple[Letter, Parsed]] = field(default_factory=list)

    def refuse(self, letter: Letter, reason: str) -> None:
        """The letter keeps its facts, and the parser that they are from: each later run tries it again."""
        self.report.refused.append(Rejection(letter.path, reason))


def redo(batch: Batch, run: IngestRun | None) -> ReparseReport:
    """Bring the rows of letters up to their new parses and say what changed.

    Without the ``run`` that it is part of, it only says it. No two of the letters are of one case. A
    letter that the database refuses keeps its facts and leaves the others alone.
    """
    if not run:
        return _find(batch).report
    try:
        with transaction.atomic():
            findings = _find(batch)
            _write(findings, run)
            return findings.report
    except (DataError, IntegrityError, OverflowError, ValueError) as refusal:
        return _redo_one_by_one(batch, run, refusal)


def _redo_one_by_one(batch: Batch, run: IngestRun, refusal: Exception) -> ReparseReport:
    report = ReparseReport()
    if len(batch) > 1:
        for one in batch:
            report.add(redo([one], run))
        return report
    [(file, _)] = batch
    reason = f"The database does not take its new facts ({refusal}). Please report it."
    report.refused.append(Rejection(file.path, reason))
    return report


def _find(batch: Batch) -> _Findings:
    letters = Letter.objects.in_bulk([file.letter_id for file, _ in batch])
    rows = determinations_with_facts().filter(letter__in=letters)
    determinations = {row.letter_id: row for row in rows}
    taken = _cases_in_use(parse for _, parse in batch)
    findings = _Findings()
    for file, parse in real_cases_kept(batch):
        letter = letters.get(file.letter_id)
        if letter and letter.status == Letter.Status.REJECTED:
            _find_of_rejected(findings, letter, parse)
        elif determination := determinations.get(file.letter_id):
            _find_of_parsed(findings, determination, parse, taken)
        else:
            findings.report.gone += 1
    return findings


def _cases_in_use(parses: Iterable[Parse]) -> frozenset[str | None]:
    cases = [parse.letter.case_number for parse in parses if isinstance(parse, Parsed)]
    rows = Determination.everything.filter(case_number__in=[case for case in cases if case])
    return frozenset(rows.values_list("case_number", flat=True))


def _find_of_rejected(findings: _Findings, letter: Letter, parse: Parse) -> None:
    if isinstance(parse, Parsed):
        findings.report.newly_parsed += 1
        findings.newly_parsed.append((letter, parse))
        return
    findings.report.still_rejected += 1
    findings.still_rejected.append(letter)
    if not parse.may_pass_another_time and parse.reason != ORIGINAL_GONE:
        findings.rejected_again.append((letter, parse))


def _find_of_parsed(
    findings: _Findings, determination: Determination, parse: Parse, taken: frozenset[str | None]
) -> None:
    letter = determination.letter
    if isinstance(parse, Rejected):
        findings.refuse(letter, f"No longer parsed: {parse.reason}")
        return
    case = parse.letter.case_number
    if case != determination.case_number and case in taken:
        findings.refuse(letter, f"Its case number is now read as {case}, which is that of another letter.")
        return
    found = changes(stored_facts(determination), parsed_facts(parse.text, parse.letter))
    findings.redone.append(_Redone(determination, parse, found))
    if found:
        findings.report.count_changes(determination.case_number or letter.path, found)
    else:
        findings.report.unchanged += 1


def _write(findings: _Findings, run: IngestRun) -> None:
    redone = [one.determination.letter_id for one in findings.redone]
    Letter.objects.filter(pk__in=redone).update(parser_version=PARSER_VERSION)
    rewrite_facts([rewrite for one in findings.redone if (rewrite := one.rewrite)])
    _describe((one.determination.letter, one.parse) for one in findings.redone if one.file_changed)
    _describe(findings.rejected_again)
    _store_newly_parsed(findings.newly_parsed)
    settled = (*findings.still_rejected, *(letter for letter, _ in findings.newly_parsed))
    Letter.objects.filter(pk__in=[letter.pk for letter in settled]).update(run=run)


def _describe(letters: Iterable[tuple[Letter, Parse]]) -> None:
    rows = []
    for letter, parse in letters:
        describe(letter, parse)
        rows.append(letter)
    Letter.objects.bulk_update(rows, _DESCRIBED)


def _store_newly_parsed(letters: Sequence[tuple[Letter, Parsed]]) -> None:
    """As an ingest would: of two letters of a case the one that was ingested later counts."""
    _describe(letters)
    for letter, parse in letters:
        if letter.sha256 and (original := read_original(letter)):
            keep_original(letter.sha256, parse.text.media_type, original)
    outdated = _outdated(letters)
    Letter.objects.filter(pk__in=outdated).update(status=Letter.Status.REPLACED)
    store_facts([(letter, parse.letter) for letter, parse in letters if letter.pk not in outdated])


def _outdated(letters: Sequence[tuple[Letter, Parsed]]) -> set[int]:
    """The letters whose case has a newer letter; a real letter counts before any sample letter."""
    cases = [parse.letter.case_number for _, parse in letters if parse.letter.case_number]
    rows = (
        Determination.everything.filter(case_number__in=cases).select_related("letter").defer("letter__text")
    )
    stored = {row.case_number: row.letter for row in rows}
    return {
        letter.pk
        for letter, parse in letters
        if (other := stored.get(parse.letter.case_number))
        and other.is_fictional == letter.is_fictional
        and other.ingested_at > letter.ingested_at
    }
