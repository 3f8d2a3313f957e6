"""Files to rows: a batch in one transaction, so that no letter is ever stored in part."""

from collections.abc import Iterator, Sequence

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from determinations.contract import warnings_json
from determinations.facts import store_facts
from determinations.files import AnyFile, LetterFile
from determinations.models import Determination, IngestRun, Letter
from determinations.originals import keep_original
from determinations.parsers import Parse, Parsed, Rejected
from determinations.summary import IngestSummary, Rejection
from letters.fictional import is_fictional
from letters.parsing import PARSER_VERSION

Batch = Sequence[tuple[LetterFile, Parse]]


def settled_letters(files: Sequence[LetterFile]) -> dict[str, Letter]:
    """The letters of those files that need no second look, by the file's identity."""
    content_known = Q(sha256__in=[file.sha256 for file in files if not file.problem])
    unread = Q(sha256=None, path__in=[file.path for file in files if file.problem])
    stored = Letter.objects.filter(content_known | unread).defer("text", "warnings")
    letters = {letter.sha256 or letter.path: letter for letter in stored}
    return {
        file.identity: letters[file.identity]
        for file in files
        if file.identity in letters and not _worth_another_try(file, letters[file.identity])
    }


def settled(file: LetterFile, letter: Letter) -> IngestSummary:
    """What an ingest counts for a file whose letter is settled: a rejected one stays rejected."""
    if letter.status == Letter.Status.REJECTED:
        return IngestSummary(rejected=[Rejection(file.path, letter.rejection)])
    return IngestSummary(unchanged=1)


def store(batch: Batch, run: IngestRun) -> IngestSummary:
    """Store files of a run, no two of them of the same content or case, and say what became of each.

    A letter that the database refuses is rejected and leaves the others alone.
    """
    for file, parse in batch:
        if isinstance(parse, Parsed) and file.sha256:
            keep_original(file.sha256, parse.text.media_type, file.data)
    try:
        with transaction.atomic():
            return _store(batch, run)
    except (DataError, IntegrityError, OverflowError, ValueError) as refusal:
        return _store_one_by_one(batch, run, refusal)


def _store_one_by_one(batch: Batch, run: IngestRun, refusal: Exception) -> IngestSummary:
    summary = IngestSummary()
    if len(batch) > 1:
        for one in batch:
            summary.add(store([one], run))
        return summary
    [(file, _)] = batch
    reason = f"The database does not take this letter ({refusal}). Please report it."
    with transaction.atomic():
        return _store([(file, Rejected(reason, may_pass_another_time=True))], run)


def _store(batch: Batch, run: IngestRun) -> IngestSummary:
    summary, batch = _without_settled(batch)
    _forget_earlier_rejections([file for file, _ in batch])
    batch = real_cases_kept(batch)
    letters = Letter.objects.bulk_create(_letter(file, parse, run) for file, parse in batch)
    parsed = [
        (letter, parse.letter)
        for letter, (_, parse) in zip(letters, batch, strict=True)
        if isinstance(parse, Parsed)
    ]
    replaced = store_facts(parsed)
    summary.add(
        IngestSummary(
            new=len(parsed) - replaced,
            replaced=replaced,
            items=sum(len(letter.items) for _, letter in parsed),
            rejected=[
                Rejection(file.path, parse.reason) for file, parse in batch if isinstance(parse, Rejected)
            ],
        )
    )
    return summary


def _without_settled(batch: Batch) -> tuple[IngestSummary, Batch]:
    """Leave out what has been stored since the files were read: twice in one run, or by another run."""
    summary = IngestSummary()
    letters = settled_letters([file for file, _ in batch])
    for file, _ in batch:
        if letter := letters.get(file.identity):
            summary.add(settled(file, letter))
    return summary, [(file, parse) for file, parse in batch if file.identity not in letters]


def _forget_earlier_rejections(files: Sequence[LetterFile]) -> None:
    same_content = Q(sha256__in=[file.sha256 for file in files if file.sha256])
    unread_then = Q(sha256=None, path__in=[file.path for file in files])
    Letter.objects.filter(same_content | unread_then, status=Letter.Status.REJECTED).delete()


def real_cases_kept(batch: Sequence[tuple[AnyFile, Parse]]) -> list[tuple[AnyFile, Parse]]:
    """Reject sample letters that would take the place of a real determination."""
    fictional = {
        parse.letter.case_number
        for _, parse in batch
        if isinstance(parse, Parsed) and is_fictional(parse.text.text)
    }
    real = set(
        Determination.everything.filter(case_number__in=fictional - {None}, letter__is_fictional=False)
        .values_list("case_number", flat=True)
        .iterator()
    )
    return list(_refuse_cases(batch, fictional & real))


def _refuse_cases(
    batch: Sequence[tuple[AnyFile, Parse]], cases: set[str | None]
) -> Iterator[tuple[AnyFile, Parse]]:
    for file, parse in batch:
        if isinstance(parse, Parsed) and parse.letter.case_number in cases:
            reason = (
                f"This sample letter bears the number of the real case {parse.letter.case_number}, "
                "which is in the portal; a sample letter never takes the place of a real one."
            )
            yield file, Rejected(reason, parse.text)
        else:
            yield file, parse


def _letter(file: LetterFile, parse: Parse, run: IngestRun) -> Letter:
    row = Letter(sha256=file.sha256, path=file.path, size=len(file.data), run=run)
    describe(row, parse)
    return row


def describe(row: Letter, parse: Parse) -> None:
    """Set, unsaved, what reading and parsing say of the letter's file: text, status, layout and warnings."""
    row.text = parse.text.text if parse.text else ""
    row.media_type = parse.text.media_type if parse.text else ""
    row.is_fictional = is_fictional(row.text)
    row.parser_version = PARSER_VERSION
    if isinstance(parse, Rejected):
        row.status, row.rejection = Letter.Status.REJECTED, parse.reason
        row.parser_version = "" if parse.may_pass_another_time else PARSER_VERSION
        return
    row.status, row.rejection, row.format = Letter.Status.PARSED, "", parse.letter.format
    row.warnings = warnings_json(parse.letter)


def _worth_another_try(file: LetterFile, letter: Letter) -> bool:
    """A rejection stands until the parser has changed, or what keeps the file from being read."""
    if letter.status != Letter.Status.REJECTED:
        return False
    if file.problem:
        return file.problem != letter.rejection
    return letter.parser_version != PARSER_VERSION
