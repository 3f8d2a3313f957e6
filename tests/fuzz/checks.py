"""What must hold of any text, whatever was done to it."""

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from jsonschema import Draft202012Validator

import letters
from letters.errors import LetterError
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading import read_bytes

SECONDS = 2.0
"""Of processor time, for any text."""
HUNG_AFTER = 20.0
MOST_PAGES = 1000
"""Of one citation: more than the longest guideline has."""

_SCHEMA = Path(letters.__file__).parent / "data" / "parsed_letter.schema.json"


def _written_out(schema: Any, definitions: dict[str, Any]) -> Any:
    """The schema with each reference replaced by what it refers to, which is not looked up then each time."""
    if isinstance(schema, list):
        return [_written_out(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _written_out(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _written_out(part, definitions) for key, part in schema.items() if key != "$defs"}


_PRINTED = json.loads(_SCHEMA.read_text("utf-8"))
_VALIDATOR = Draft202012Validator(_written_out(_PRINTED, _PRINTED["$defs"]))


class Hung(BaseException):
    """Parsing did not end; no handler of the parser's may take it for an error of its own."""


@dataclass(frozen=True)
class Verdict:
    """What became of one text."""

    parsed: bool
    seconds: float
    faults: tuple[str, ...]


def judge(text: str) -> Verdict:
    """Parse the text as its file would be, and say what is wrong with the result."""
    started = time.process_time()
    parsed, faults = None, []
    try:
        with _watched():
            parsed = _parsed_or_refused(text, faults)
    except Hung:
        faults.append(f"did not end in {HUNG_AFTER:g} s")
    except Exception as error:  # noqa: BLE001 - whatever else is raised is the finding
        faults.append(_told(error))
    seconds = time.process_time() - started
    if seconds > SECONDS:
        faults.append(f"took {seconds:.1f} s")
    if parsed:
        faults.extend(_faults(parsed))
        if parse_letter(LetterText(text, "text/plain")) != parsed:
            faults.append("parses otherwise the second time")
    return Verdict(parsed is not None, seconds, tuple(faults))


def _parsed_or_refused(text: str, faults: list[str]) -> ParsedLetter | None:
    try:
        return parse_letter(LetterText(text, "text/plain"))
    except LetterError as refusal:
        if not str(refusal).strip().endswith((".", "?")):
            faults.append(f"refused without a sentence: {str(refusal)!r}")
    with suppress(LetterError):
        read_bytes("letter.txt", text.encode())
    return None


def _faults(parsed: ParsedLetter) -> Iterator[str]:
    facts: dict[str, Any] = json.loads(json.dumps(parsed.as_json()))
    for error in _VALIDATOR.iter_errors(facts):
        yield f"breaks the schema: {error.json_path} {error.message[:120]}"
    if [item.number for item in parsed.items] != list(range(1, len(parsed.items) + 1)):
        yield "items are not numbered 1, 2, 3 ..."
    for item in parsed.items:
        length = len(item.rationale or "")
        if any(not 0 <= span.start < span.end <= length for span in item.reason_spans):
            yield f"item {item.number}: a reason's span lies outside the rationale"
        if any(len(citation.pages) > MOST_PAGES for citation in item.citations):
            yield f"item {item.number}: a citation of more than {MOST_PAGES} pages"
    yield from _faults_of_warnings(parsed)


def _faults_of_warnings(parsed: ParsedLetter) -> Iterator[str]:
    for warning in parsed.warnings:
        if warning.item is None:
            continue
        if not 1 <= warning.item <= len(parsed.items):
            yield f"warning {warning.code}: there is no item {warning.item}"
            continue
        item = parsed.items[warning.item - 1]
        if warning.citation is not None and not 0 <= warning.citation < len(item.citations):
            yield f"warning {warning.code}: there is no citation {warning.citation}"
        start, end = warning.span or (0, 1)
        if warning.span and not 0 <= start < end <= len(item.rationale or ""):
            yield f"warning {warning.code}: its span lies outside the rationale"


def _told(error: Exception) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    return f"raises {type(error).__name__} in {where}: {str(error)[:120]}"


@contextmanager
def _watched() -> Iterator[None]:
    """End what does not end by itself, after so much processor time."""

    def give_up(signal_number: int, frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, HUNG_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
