"""What every layout makes of the parts of a letter once they are read."""

from collections.abc import Iterable, Sequence

from letters.case_summary import injured_body_parts, patient
from letters.gaps import item_gaps, letter_gaps
from letters.header import Header
from letters.items import ItemText
from letters.parsed_letter import DisputedItem, ParsedLetter, Reviewer


def whole_letter(
    format_name: str,
    header: Header,
    case_summary: str,
    reviewer: Reviewer,
    texts: Sequence[ItemText],
    items: Iterable[DisputedItem],
) -> ParsedLetter:
    """The letter with what its summary tells; ``items`` are the ``texts`` understood.

    The warnings say what is missing: first the header's own, then what letter and items lack.
    """
    return ParsedLetter(
        items=tuple(items),
        format=format_name,
        case_number=header.case_number,
        dates=header.dates,
        priority=header.priority,
        reviewer=reviewer,
        patient=patient(case_summary),
        injured_body_parts=injured_body_parts(case_summary),
        case_summary=case_summary or None,
        warnings=(*header.warnings, *letter_gaps(case_summary, reviewer), *item_gaps(texts)),
    )
