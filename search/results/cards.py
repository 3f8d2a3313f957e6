"""Results as cards: on a page of results, the items of one determination stand under one heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from determinations.models import Determination, DisputedItem
from search.fields import WHOLE_LETTER
from search.request import Hit, Segment

EXCERPT_WORDS = 45
PASSAGE_LABELS = {"rationale": "Rationale", "summary": "Case summary"}
"""The text fields whose passages a card shows, in this order."""
ELSEWHERE = "Elsewhere in the letter"


@dataclass(frozen=True)
class Passage:
    """Some of an item's text, the words that matched marked."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class SameReasoning:
    """The items of a search whose rationale says the same word for word, see ``search.results.folding``."""

    on_page: tuple[DisputedItem, ...]
    """The others of this page of results, which stand in a fold."""
    total: int
    """All of the search, the item itself included."""
    url: str
    """The search for all of them; empty where the page has them all."""


@dataclass(frozen=True)
class ItemResult:
    """One disputed item among the results."""

    item: DisputedItem
    heading: tuple[Segment, ...]
    """The treatment under review, with its matches marked."""
    passages: tuple[Passage, ...]
    same_reasoning: SameReasoning | None = None
    """Where other items repeat its reasoning."""


@dataclass(frozen=True)
class Card:
    """A determination with those of its items that are on the page, where the best of them would stand."""

    determination: Determination
    decided_on: date | None
    specialties: tuple[str, ...]
    items: tuple[ItemResult, ...]

    @property
    def determination_ids(self) -> set[int]:
        """The keys of its determination and of those of the items that are folded in it."""
        folds = (result.same_reasoning for result in self.items)
        folded = {item.determination_id for fold in folds if fold for item in fold.on_page}
        return {self.determination.pk, *folded}


def cards(hits: Sequence[Hit]) -> tuple[Card, ...]:
    """The hits with what the database knows of them; an item that has gone meanwhile is left out."""
    items = items_with_facts(hit.id for hit in hits)
    groups: dict[int, list[ItemResult]] = {}
    for hit in hits:
        if item := items.get(hit.id):
            groups.setdefault(item.determination_id, []).append(_item_result(item, hit))
    return tuple(_card(results) for results in groups.values())


def items_with_facts(ids: Iterable[int]) -> Mapping[int, DisputedItem]:
    """Disputed items by id, with all that a card shows of them, in a fixed number of queries."""
    return (
        DisputedItem.objects.select_related("determination__letter")
        .prefetch_related(
            "determination__specialties",
            "determination__injured_body_parts",
            "drugs__ingredients",
            "body_parts",
            "citations",
            "reasons",
        )
        .defer("determination__letter__text", "determination__case_summary")
        .in_bulk(list(ids))
    )


def _card(results: list[ItemResult]) -> Card:
    determination = results[0].item.determination
    return Card(
        determination=determination,
        decided_on=determination.decided_on,
        specialties=tuple(specialty.name for specialty in determination.specialties.all()),
        items=tuple(results),
    )


def _item_result(item: DisputedItem, hit: Hit) -> ItemResult:
    return ItemResult(item=item, heading=_heading(item, hit), passages=tuple(_passages(item, hit)))


def _heading(item: DisputedItem, hit: Hit) -> tuple[Segment, ...]:
    """The treatment, marked where the engine's passage is the whole of it."""
    marked = hit.snippets.get("treatment", ())
    if item.treatment and "".join(segment.text for segment in marked) == item.treatment:
        return marked
    return (Segment(item.name),)


def _passages(item: DisputedItem, hit: Hit) -> Iterator[Passage]:
    """The passages that matched, at last that of the rest of the letter; else how the rationale begins."""
    matched = [name for name in PASSAGE_LABELS if hit.snippets.get(name)]
    for name in matched:
        yield Passage(PASSAGE_LABELS[name], hit.snippets[name])
    elsewhere = hit.snippets.get(WHOLE_LETTER)
    if elsewhere and not matched and not hit.snippets.get("treatment"):
        yield Passage(ELSEWHERE, elsewhere)
    elif not matched and item.rationale:
        opening = Truncator(" ".join(item.rationale.split())).words(EXCERPT_WORDS, truncate=" …")
        yield Passage(PASSAGE_LABELS["rationale"], (Segment(opening),))
