"""The page about what won, as one value: everything that its templates loop over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.address import PARAMETERS, SearchAddress
from search.engines.base import Engine
from search.fields import FACETS
from search.labels import value_label
from search.query.explain import explain
from search.query.parser import ParsedQuery
from search.results.page import Chip
from search.won.marks import Marks
from search.won.phrase_marks import PhraseMarks, phrase_marks
from search.won.question import Question, counting, question_of, won_url
from search.won.reasons import reason_marks
from search.won.sides import FEWEST, Counted, Sides, counted, sides_of


@dataclass(frozen=True)
class WonPage:
    """What the page shows of a question before its phrases, which are read apart."""

    question: Question
    understood: str
    """The question in one sentence; empty where nothing was asked."""
    notes: tuple[str, ...]
    """What was taken out, corrected or could not be used."""
    chips: tuple[Chip, ...]
    hidden: tuple[tuple[str, str], ...]
    """The filters as parameters, for the search box to keep them."""
    counted: Counted
    reasons: Marks | None
    """``None`` where there are too few items to tell anything."""
    fewest: int = FEWEST

    @property
    def address(self) -> SearchAddress:
        """The search that is compared."""
        return self.question.address

    @property
    def sides(self) -> Sides:
        """Its items by outcome."""
        return self.counted.sides

    @property
    def phrases_url(self) -> str:
        """Of the phrases alone."""
        return won_url(self.address, "search:won_phrases")


def won_page(engine: Engine, address: SearchAddress, problems: tuple[str, ...] = ()) -> WonPage:
    """Count, in at most eleven searches.

    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    question = question_of(address)
    parsed = question.address.parsed
    numbers = counted(engine, question)
    return WonPage(
        question=question,
        understood=_understood(question.address, parsed),
        notes=(*problems, *_taken_out(question), *parsed.notes, *parsed.expansions, *parsed.also_searched),
        chips=tuple(_chips(question.address)),
        hidden=tuple(_hidden(question.address)),
        counted=numbers,
        reasons=reason_marks(engine, question, numbers.sides) if numbers.sides.are_enough else None,
    )


def won_phrases(engine: Engine, address: SearchAddress) -> PhraseMarks | None:
    """The phrases, in at most 47 searches; ``None`` where there are too few items to tell anything.

    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    question = question_of(address)
    sides = sides_of(engine.search(counting(question.address, "outcome")))
    return phrase_marks(engine, question, sides) if sides.are_enough else None


def _understood(address: SearchAddress, parsed: ParsedQuery) -> str:
    if not address.q and not address.is_narrowed:
        return ""
    request = address.request(parsed.tree)
    return explain(request.query, request.selected, request.decided_from, request.decided_to)


def _taken_out(question: Question) -> tuple[str, ...]:
    if not question.had_outcome:
        return ()
    return ("The outcome was taken out of your search: this page compares overturned with upheld items.",)


def _chips(address: SearchAddress) -> Iterator[Chip]:
    for field in FACETS:
        for value in address.selected.get(field.name, ()):
            without = address.toggled(field.name, value)
            yield Chip(field.label, value_label(field.name, value), won_url(without))
    if address.decided_from:
        yield Chip("Decided from", address.decided_from.typed, won_url(replace(address, decided_from=None)))
    if address.decided_to:
        yield Chip("Decided to", address.decided_to.typed, won_url(replace(address, decided_to=None)))


def _hidden(address: SearchAddress) -> Iterator[tuple[str, str]]:
    for name, values in address.selected.items():
        yield from ((PARAMETERS[name], value) for value in values)
    if address.decided_from:
        yield "from", address.decided_from.typed
    if address.decided_to:
        yield "to", address.decided_to.typed
    if not address.expand:
        yield "expand", "off"
