"""From rows to what an engine stores: one document for each disputed item."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django.db.models import Prefetch, Q, QuerySet

from determinations.models import DisputedItem, GuidelineCitation, Letter
from search.age_bands import age_band
from search.engines.base import IndexDocument
from search.reasoning import reasoning
from search.whole_letter import rest_of_letter
from vocabularies import drugs, guidelines, specialties
from vocabularies.eras import era_of

CHUNK = 500
"""Items read at a time."""

Value = str | date | int
Values = dict[str, Iterable[Value | None]]


def index_document(item: DisputedItem) -> IndexDocument:
    """The item's document; a fact that the letter does not state is absent."""
    values = {**_texts(item), **_item_values(item), **_citation_values(item), **_case_values(item)}
    distinct = {name: _distinct(held) for name, held in values.items()}
    return IndexDocument(
        id=item.pk,
        determination=item.determination_id,
        values={name: held for name, held in distinct.items() if held},
    )


def _texts(item: DisputedItem) -> Values:
    determination = item.determination
    summary, text = determination.case_summary, determination.letter.text
    return {
        "treatment": [item.treatment],
        "rationale": [item.rationale],
        "summary": [summary],
        "letter": [rest_of_letter(text, summary, item.treatment, item.rationale)],
    }


def _item_values(item: DisputedItem) -> Values:
    ingredients = [tuple(one.name for one in drug.ingredients.all()) for drug in item.drugs.all()]
    body_parts = item.treated_body_parts
    return {
        "outcome": [item.outcome],
        "drug": (name for names in ingredients for name in names),
        "drug_class": (_drug_class(tuple(sorted(names))) for names in ingredients),
        "body_part": body_parts,
        "body_part_from": [("injury" if item.inferred_body_parts else "request") if body_parts else None],
        "reason": item.reason_codes,
        "reasoning": [reasoning(item.rationale)],
        "category": [item.category],
        "subcategory": [item.subcategory],
        "retrospective": [_yes_or_no(item.retrospective)],
        "partly_authorised": [_yes_or_no(item.modified_by_ur)],
    }


def _citation_values(item: DisputedItem) -> Values:
    citations = list(item.citations.all())
    by_reviewer = [one for one in citations if one.cited_by == GuidelineCitation.CitedBy.REVIEWER]
    by_ur = [one for one in citations if one.cited_by == GuidelineCitation.CitedBy.CLAIMS_ADMINISTRATOR]
    return {
        "page": _page_ids(citations),
        "reviewer_page": _page_ids(by_reviewer),
        "ur_page": _page_ids(by_ur),
        "guideline": (one.guideline for one in citations),
        "reviewer_guideline": (one.guideline for one in by_reviewer),
        "ur_guideline": (one.guideline for one in by_ur),
        "edition": (guidelines.edition_name(one.guideline, one.edition) for one in citations),
        "source": (one.source for one in citations),
    }


def _case_values(item: DisputedItem) -> Values:
    determination = item.determination
    decided, injured, age = determination.decided_on, determination.injured_on, determination.patient_age
    return {
        "specialty": (_specialty(specialty.name) for specialty in determination.specialties.all()),
        "licensure": (licensure.state for licensure in determination.licensures.all()),
        "decided_year": [decided and str(decided.year)],
        "era": [decided and era_of(decided)],
        "injured_year": [injured and str(injured.year)],
        "age_band": [None if age is None else age_band(age)],
        "sex": [determination.patient_sex],
        "priority": [determination.priority],
        "warning": _warning_codes(item),
        "case": [determination.case_number and determination.case_number.upper()],
        "decided": [decided],
        "injured": [injured],
        "age": [age],
    }


def items_to_index() -> QuerySet[DisputedItem]:
    """Disputed items with all that their documents hold, in a fixed number of queries.

    The items of a determination share its row and its letter, of which nothing but the text and the
    warnings is read.
    """
    letters = Letter.objects.only("text", "warnings")
    return DisputedItem.objects.prefetch_related(
        "determination",
        Prefetch("determination__letter", letters),
        "determination__specialties",
        "determination__licensures",
        "determination__injured_body_parts",
        "drugs__ingredients",
        "body_parts",
        "reasons",
        "citations",
    ).order_by("pk")


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


def _page_ids(citations: Iterable[GuidelineCitation]) -> Iterator[str]:
    for citation in citations:
        yield from cited_page_ids(citation)


def _warning_codes(item: DisputedItem) -> Iterator[str]:
    """The codes of what the letter's warnings say of this item or of the letter as a whole."""
    for warning in item.determination.letter.warnings:
        if warning["item"] in (None, item.number):
            yield warning["code"]


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


@lru_cache(maxsize=1000)
def _drug_class(ingredients: tuple[str, ...]) -> str | None:
    return drugs.drug_class(ingredients)


@lru_cache(maxsize=1000)
def _specialty(printed: str) -> str:
    """DWC's name for a specialty, so that its spellings count as one; unknown ones as printed."""
    return specialties.resolve(printed) or printed


def _distinct(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The values in their order, each once, without those that say nothing."""
    return tuple(dict.fromkeys(value for value in values if value not in (None, "")))
