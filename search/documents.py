"""From rows to what an engine stores: one document for each disputed item."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from determinations.models import DisputedItem, GuidelineCitation
from search.engines.base import IndexDocument
from vocabularies import guidelines, specialties

CHUNK = 500
"""Items read at a time."""

Value = str | date | int


def index_document(item: DisputedItem) -> IndexDocument:
    """The item's document; a fact that the letter does not state is absent."""
    determination = item.determination
    citations = list(item.citations.all())
    values: dict[str, Iterable[Value | None]] = {
        "treatment": [item.treatment],
        "rationale": [item.rationale],
        "summary": [determination.case_summary],
        "drug": (ingredient.name for drug in item.drugs.all() for ingredient in drug.ingredients.all()),
        "body_part": item.treated_body_parts,
        "page": _page_ids(citations),
        "outcome": [item.outcome],
        "category": [item.category],
        "subcategory": [item.subcategory],
        "guideline": (citation.guideline for citation in citations),
        "reason": item.reason_codes,
        "specialty": (_specialty(specialty.name) for specialty in determination.specialties.all()),
        "source": (citation.source for citation in citations),
        "ur_page": _page_ids(citations, GuidelineCitation.CitedBy.CLAIMS_ADMINISTRATOR),
        "reviewer_page": _page_ids(citations, GuidelineCitation.CitedBy.REVIEWER),
        "case": [determination.case_number and determination.case_number.upper()],
        "decided": [determination.decided_on],
        "injured": [determination.injured_on],
        "age": [determination.patient_age],
    }
    distinct = {name: _distinct(held) for name, held in values.items()}
    return IndexDocument(
        id=item.pk,
        determination=item.determination_id,
        values={name: held for name, held in distinct.items() if held},
    )


def items_to_index() -> QuerySet[DisputedItem]:
    """Disputed items with all that their documents hold, in a fixed number of queries."""
    return (
        DisputedItem.objects.select_related("determination")
        .prefetch_related(
            "determination__specialties",
            "determination__injured_body_parts",
            "drugs__ingredients",
            "body_parts",
            "reasons",
            "citations",
        )
        .order_by("pk")
    )


def in_chunks(which: Q) -> Iterator[list[int]]:
    """The primary keys of the items that ``which`` lets through, a chunk at a time, in ascending order."""
    last = 0
    while True:
        rows = DisputedItem.objects.filter(which, pk__gt=last).order_by("pk")
        chunk = list(rows.values_list("pk", flat=True)[:CHUNK])
        if not chunk:
            return
        yield chunk
        last = chunk[-1]


def cited_page_ids(citation: GuidelineCitation) -> list[str]:
    """The ids of the pages that a citation names; none where its guideline has no page ids."""
    ids = (guidelines.page_id(citation.guideline, citation.edition, page) for page in citation.pages)
    return [page_id for page_id in ids if page_id]


def _page_ids(citations: Iterable[GuidelineCitation], cited_by: str | None = None) -> Iterator[str]:
    for citation in citations:
        if cited_by is None or citation.cited_by == cited_by:
            yield from cited_page_ids(citation)


@lru_cache(maxsize=1000)
def _specialty(printed: str) -> str:
    """DWC's name for a specialty, so that its spellings count as one; unknown ones as printed."""
    return specialties.resolve(printed) or printed


def _distinct(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The values in their order, each once, without those that say nothing."""
    return tuple(dict.fromkeys(value for value in values if value not in (None, "")))
