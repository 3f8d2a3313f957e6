"""RIS, for Zotero, EndNote and Mendeley: type CASE, an entry for each determination."""

from collections.abc import Iterator
from typing import Any

from rispy import RisWriter

from bookmarks.exports.references import ISSUER, Reference, references
from bookmarks.exports.selection import Selection


class _Writer(RisWriter):
    """Without rispy's number above each entry, which the format does not know."""

    def set_header(self, count: int) -> str:
        """No line."""
        return ""


def ris_lines(selection: Selection) -> Iterator[str]:
    """The file, an entry at a time."""
    writer = _Writer()
    for reference in references(selection):
        yield f"{writer.formats([_entry(reference)])}\n"


def _entry(reference: Reference) -> dict[str, Any]:
    """The fields in rispy's names; Zotero reads CN of a case as its docket number, PB as its court."""
    decided = reference.decided_on
    entry = {
        "type_of_reference": "CASE",
        "id": reference.key,
        "title": reference.title,
        "call_number": reference.case_number,
        "date": f"{decided:%Y/%m/%d}" if decided else "",
        "year": str(decided.year) if decided else "",
        "publisher": ISSUER,
        "urls": [reference.url],
        "access_date": f"{reference.made_on:%Y/%m/%d}",
        "abstract": reference.abstract,
        "keywords": list(reference.keywords),
        "notes": [*reference.notes, *reference.own_notes],
        "language": "en-US",
    }
    return {name: value for name, value in entry.items() if value}
