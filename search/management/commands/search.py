"""Search from the shell."""

import sys
from argparse import ArgumentTypeError
from dataclasses import dataclass
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from determinations.management.counting import counted
from determinations.management.exit_codes import INTERRUPTED
from determinations.management.pipes import reader_may_leave
from determinations.models import DisputedItem
from search.address import SearchAddress
from search.engines.base import IndexUnavailableError
from search.fields import FACETS, FIELD
from search.index import open_engine
from search.query.explain import explain
from search.query.parser import ParsedQuery
from search.request import Hit, SearchRequest, SearchResponse, Segment
from search.results.cards import items_with_facts
from search.results.empty import Misspelling, misspellings
from search.results.misspellings import missing_words

_SHOWN_VALUES = 10


@dataclass(frozen=True)
class _Answer:
    parsed: ParsedQuery
    response: SearchResponse
    hits: list[tuple[Hit, DisputedItem]]
    misspellings: tuple[Misspelling, ...]


class Command(BaseCommand):
    help = "Search disputed items as the search page does: search 'drug:tizanidine outcome:overturned'"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "query",
            nargs="*",
            help="As typed on the search page; empty for all items. Put -- before one that begins with -",
        )
        parser.add_argument("--json", action="store_true", help="One JSON object instead of text.")
        parser.add_argument("--facets", action="store_true", help="Count the facets' values too.")
        parser.add_argument(
            "--as-typed",
            action="store_true",
            help="Do not look for the other names of drugs, classes and body parts (expand=off on the page).",
        )
        parser.add_argument("--limit", type=_positive, default=10, help="How many items to show (10).")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with reader_may_leave():
                self._search(**options)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)

    def _search(
        self, *, query: list[str], facets: bool, as_typed: bool, limit: int, json: bool, **options: Any
    ) -> None:
        names = tuple(facet.name for facet in FACETS) if facets else ()
        try:
            answer = _answer(SearchAddress(" ".join(query), expand=not as_typed), names, limit)
        except IndexUnavailableError as problem:
            raise CommandError(str(problem)) from problem
        if json:
            self.stdout.write(dumps(_as_json(answer), ensure_ascii=False, indent=1))
        else:
            self._write(answer)

    def _write(self, answer: _Answer) -> None:
        parsed, response = answer.parsed, answer.response
        self.stdout.write(explain(parsed.tree))
        for sentence in (*parsed.expansions, *parsed.also_searched, *parsed.notes):
            self.stdout.write(f"Note: {sentence}")
        for one in answer.misspellings:
            ways = " or ".join(f"{way.label} ({counted(way.total, 'item')})" for way in one.ways)
            self.stdout.write(f"No item has “{one.word}”: did you mean {ways}?")
        self.stdout.write(
            f"{counted(response.total, 'disputed item')} of"
            f" {counted(response.determinations, 'determination')}.\n"
        )
        for place, (hit, item) in enumerate(answer.hits, 1):
            self._write_hit(place, hit, item)
        for name, counts in response.facets.items():
            if counts:
                listed = ", ".join(f"{one.value} ({one.count:,})" for one in counts[:_SHOWN_VALUES])
                more = f", and {len(counts) - _SHOWN_VALUES:,} more" if len(counts) > _SHOWN_VALUES else ""
                self.stdout.write(f"{FIELD[name].label}: {listed}{more}")

    def _write_hit(self, place: int, hit: Hit, item: DisputedItem) -> None:
        determination = item.determination
        decided = determination.decided_on.isoformat() if determination.decided_on else "date not stated"
        self.stdout.write(
            f"{place:>3}. {determination.name}, item {item.number}: {item.treatment}\n"
            f"     {item.get_outcome_display()}, decided {decided}"
        )
        if passage := hit.snippets.get("rationale"):
            self.stdout.write(f"     {' '.join(self._marked(passage).split())}")

    def _marked(self, passage: tuple[Segment, ...]) -> str:
        return "".join(
            self.style.WARNING(segment.text) if segment.marked else segment.text for segment in passage
        )


def _answer(address: SearchAddress, facets: tuple[str, ...], limit: int) -> _Answer:
    """Search. Raises ``IndexUnavailableError``."""
    engine, parsed = open_engine(), address.parsed
    request = SearchRequest(parsed.tree, facets=facets, limit=limit, snippet_fields=("rationale",))
    response = engine.search(request)
    items = items_with_facts(hit.id for hit in response.hits)
    return _Answer(
        parsed,
        response,
        [(hit, items[hit.id]) for hit in response.hits if hit.id in items],
        misspellings(engine, address, missing_words(engine, parsed.tree, nothing=not response.total)),
    )


def _as_json(answer: _Answer) -> dict[str, Any]:
    parsed, response = answer.parsed, answer.response
    return {
        "understood": explain(parsed.tree),
        "expansions": list(parsed.expansions),
        "also_searched": list(parsed.also_searched),
        "notes": list(parsed.notes),
        "misspellings": {one.word: {way.label: way.total for way in one.ways} for one in answer.misspellings},
        "total": response.total,
        "determinations": response.determinations,
        "hits": [_hit_as_json(hit, item) for hit, item in answer.hits],
        "facets": {
            name: {count.value: count.count for count in counts} for name, counts in response.facets.items()
        },
    }


def _hit_as_json(hit: Hit, item: DisputedItem) -> dict[str, Any]:
    decided = item.determination.decided_on
    return {
        "case_number": item.determination.case_number,
        "item": item.number,
        "treatment": item.treatment,
        "outcome": item.outcome,
        "decided": decided.isoformat() if decided else None,
        "score": hit.score,
    }


def _positive(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise ArgumentTypeError(f"{typed!r} is no number of items. Write a whole number from 1 on.")
    return int(typed)
