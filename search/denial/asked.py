"""What a person asks with a denial: the chips that count, words, a basis and an outcome."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from determinations.models import Outcome
from letters.denial import DenialFacts
from search.denial.chips import Chip, chips_again, chips_of
from search.denial.words import words_again, words_of
from search.engines.base import IndexDocument
from search.likeness import Basis

OUTCOMES = {
    "": "Overturned first",
    Outcome.OVERTURNED: "Only overturned",
    Outcome.UPHELD: "Only upheld",
}
NO_ITEM = -1
"""The id of a document that is in no index."""


@dataclass(frozen=True)
class Asked:
    """All that the page needs to answer again, without the text."""

    chips: tuple[Chip, ...]
    words: tuple[str, ...]
    """Telling words of the whole text."""
    treatment_words: tuple[str, ...]
    """Telling words of what is requested."""
    basis: Basis = Basis.BLENDED
    outcome: str = ""

    @property
    def kept(self) -> tuple[Chip, ...]:
        """The chips that count."""
        return tuple(chip for chip in self.chips if chip.kept)

    def kept_of(self, kind: str) -> tuple[Chip, ...]:
        """The chips of one kind that count."""
        return tuple(chip for chip in self.kept if chip.kind == kind)

    @property
    def document(self) -> IndexDocument:
        """The denial as if it were a disputed item."""
        values = {
            "treatment": (" ".join(self.treatment_words),),
            "rationale": (" ".join(self.words),),
            **{
                kind: tuple(dict.fromkeys(value for chip in self.kept_of(kind) for value in chip.values))
                for kind in ("drug", "body_part", "guideline", "page", "reason")
            },
            "category": tuple(dict.fromkeys(category for category, _ in self.categories)),
            "subcategory": tuple(dict.fromkeys(subcategory for _, subcategory in self.categories)),
        }
        present = {name: tuple(filter(None, held)) for name, held in values.items()}
        return IndexDocument(NO_ITEM, NO_ITEM, {name: held for name, held in present.items() if held})

    @property
    def categories(self) -> Iterator[tuple[str, str]]:
        """Category and subcategory of each kind of treatment that counts."""
        for chip in self.kept_of("category"):
            category, _, subcategory = chip.value.partition(" / ")
            yield category, subcategory


def asked_first(facts: DenialFacts) -> Asked:
    """What a text that was just read asks."""
    return Asked(chips_of(facts.findings), words_of(facts.text), words_of(" ".join(facts.requests).lower()))


def asked_again(sent: QueryDict) -> Asked:
    """What a form asks that was sent from an answer; what makes no sense in it is left out."""
    basis, outcome = str(sent.get("basis", "")), str(sent.get("outcome", ""))
    return Asked(
        chips_again(sent.getlist("offered"), sent.getlist("chip")),
        words_again(str(sent.get("words", ""))),
        words_again(str(sent.get("treatment_words", ""))),
        Basis(basis) if basis in list(Basis) else Basis.BLENDED,
        outcome if outcome in OUTCOMES else "",
    )
