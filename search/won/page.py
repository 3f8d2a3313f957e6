"""The page about what won, as one value: everything that its templates loop over."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import FACETS
from search.labels import value_label
from search.results.chips import Chip, date_chips
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
    """Count, in at most nine searches.

    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    question = question_of(address)
    parsed = question.address.parsed
    numbers = counted(engine, question)
    return WonPage(
        question=question,
        understood="" if question.address.asks_nothing else question.address.understood,
        notes=(*problems, *_taken_out(question), *parsed.notes, *parsed.expansions, *parsed.also_searched),
        chips=tuple(_chips(question.address)),
        hidden=tuple(question.address.without_query().parameters()),
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


def _taken_out(question: Question) -> tuple[str, ...]:
    if not question.had_outcome:
        return ()
    return ("The outcome was taken out of your search: this page compares overturned with upheld items.",)


def _chips(address: SearchAddress) -> Iterator[Chip]:
    for field in FACETS:
        for value in address.selected.get(field.name, ()):
            without = address.toggled(field.name, value)
            yield Chip(field.label, value_label(field.name, value), won_url(without))
    yield from date_chips(address, won_url)
