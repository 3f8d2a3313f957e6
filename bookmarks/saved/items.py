"""New items as mails, feeds and pages tell of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils.text import Truncator, capfirst
from pyroaring import BitMap

from bookmarks.models import Finding
from determinations.models import DisputedItem
from determinations.withdrawn import ids_of_withdrawn_items
from search.results.cards import items_with_facts

RATIONALE_WORDS = 40
TREATMENT_LETTERS = 300
_AT_ONCE = 20
_LOOKED_UP_AT_ONCE = 2_000


@dataclass(frozen=True)
class NewItem:
    """One item that a saved search newly found, in the words of mails and feeds."""

    id: int
    row: DisputedItem
    """For its bookmark button."""
    case: str
    number: int
    treatment: str
    outcome: str
    """In words: upheld, overturned or partially overturned."""
    outcome_code: str
    decided_on: date | None
    about: str
    """Its drugs and body parts; empty where the letter names none."""
    rationale: str
    """How it begins."""
    is_fictional: bool
    path: str
    """Its place within the portal."""
    found_at: datetime
    replaced_at: datetime | None
    """When another letter took the place of the one that it was found in: it may match no longer."""

    @property
    def updated_at(self) -> datetime:
        """When what is told of it became what it is, as far as that is stored: of a re-parse it is not."""
        return self.replaced_at or self.found_at


def newest(findings: QuerySet[Finding], most: int) -> list[NewItem]:
    """The items of findings, newest finding first, in each the latest decision first; at most ``most``.

    Of a large finding those that came to the portal last. Items that are gone since are left out.
    """
    return told_of(dict(islice(_dated(findings.iterator(chunk_size=_AT_ONCE)), most)))


def told_of(found: Mapping[int, datetime]) -> list[NewItem]:
    """The items of these ids, found at these moments, in the order of ``newest``; those gone are left out."""
    rows = items_with_facts(found)
    items = [_new_item(rows[pk], moment) for pk, moment in found.items() if pk in rows]
    items.sort(key=lambda one: one.number)
    return sorted(items, key=lambda one: (one.found_at, one.decided_on or date.min, one.case), reverse=True)


def in_sight(items: BitMap) -> BitMap:
    """Those that may be shown now: neither withdrawn by staff nor gone."""
    keys = list(items)
    shown = BitMap()
    for start in range(0, len(keys), _LOOKED_UP_AT_ONCE):
        rows = DisputedItem.objects.filter(pk__in=keys[start : start + _LOOKED_UP_AT_ONCE])
        shown |= BitMap(rows.order_by().values_list("pk", flat=True))
    return shown


def count_in_sight(findings: Iterable[Finding]) -> Counter[int]:
    """How many items of the findings staff has not withdrawn, by saved search."""
    hidden = BitMap(ids_of_withdrawn_items())
    counts: Counter[int] = Counter()
    for finding in findings:
        counts[finding.saved_search_id] += len(finding.items - hidden)
    return counts


def _dated(findings: Iterable[Finding]) -> Iterator[tuple[int, datetime]]:
    for finding in findings:
        for pk in reversed(finding.items):
            yield pk, finding.found_at


def _new_item(item: DisputedItem, found_at: datetime) -> NewItem:
    determination = item.determination
    ingested_at = determination.letter.ingested_at
    return NewItem(
        id=item.pk,
        row=item,
        case=determination.name,
        number=item.number,
        treatment=Truncator(" ".join(item.name.split())).chars(TREATMENT_LETTERS),
        outcome=item.get_outcome_display(),
        outcome_code=item.outcome,
        decided_on=determination.decided_on,
        about=_about(item),
        rationale=Truncator(" ".join(item.rationale.split())).words(RATIONALE_WORDS, truncate=" …"),
        is_fictional=determination.letter.is_fictional,
        path=item.get_absolute_url(),
        found_at=found_at,
        replaced_at=ingested_at if ingested_at > found_at else None,
    )


def _about(item: DisputedItem) -> str:
    drugs = [str(drug) for drug in item.drugs.all()]
    names = dict.fromkeys(capfirst(name) for name in (*drugs, *item.treated_body_parts) if name)
    return ", ".join(names)
