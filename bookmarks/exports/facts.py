"""An item's facts in words, for a cell or a line; empty where the letter does not state one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from bookmarks.exports.text import one_line
from determinations.citing import Citation, CitedCase, CitedItem, cite
from determinations.models import DisputedItem, GuidelineCitation, Outcome, RequestedDrug
from search.denial.argument import Argument, argument_of
from search.documents import drug_class_of
from search.labels import outcome_meaning, reason_label

CLAIMS_ADMINISTRATOR = GuidelineCitation.CitedBy.CLAIMS_ADMINISTRATOR
REVIEWER = GuidelineCitation.CitedBy.REVIEWER
SEPARATOR = "; "


@dataclass(frozen=True)
class BodyParts:
    """What an item is for."""

    names: tuple[str, ...]
    is_inferred: bool
    """Whether its title names none, so that those of the injury stand in."""


def outcome(value: str) -> str:
    """An outcome in a word: "Overturned"."""
    return str(Outcome(value).label)


def explained_outcome(value: str) -> str:
    """An outcome and what it means: "Overturned (medically necessary)"."""
    return f"{outcome(value)} ({outcome_meaning(value)})"


def drugs(item: DisputedItem) -> str:
    """The requested drugs with strength and quantity."""
    return SEPARATOR.join(_drug(drug) for drug in item.drugs.all())


def drug_classes(item: DisputedItem) -> str:
    """The classes of the requested drugs."""
    names = (tuple(sorted(one.name for one in drug.ingredients.all())) for drug in item.drugs.all())
    return SEPARATOR.join(dict.fromkeys(filter(None, map(drug_class_of, names))))


def body_parts(item: DisputedItem) -> BodyParts:
    """The parts that the title names, with their sides; else those of the injury."""
    named = tuple(capfirst(str(part)) for part in item.body_parts.all())
    if named:
        return BodyParts(named, is_inferred=False)
    inferred = tuple(capfirst(name) for name in item.inferred_body_parts)
    return BodyParts(inferred, is_inferred=bool(inferred))


def cited(item: DisputedItem, cited_by: str) -> str:
    """The guidelines that one side cited, with the pages."""
    citations = (_cited(one) for one in item.citations.all() if one.cited_by == cited_by)
    return _begun(SEPARATOR.join(dict.fromkeys(citations)))


def reasons(item: DisputedItem) -> str:
    """The reasons that the rationale gives."""
    return SEPARATOR.join(reason_label(code) for code in item.reason_codes)


def specialties(item: DisputedItem) -> str:
    """The reviewer's board certifications."""
    return SEPARATOR.join(one.name for one in item.determination.specialties.all())


def licensures(item: DisputedItem) -> str:
    """The states in which the reviewer is licensed."""
    return SEPARATOR.join(one.state for one in item.determination.licensures.all())


def main_passage(item: DisputedItem) -> str:
    """The words of the rationale that give its main reason; without any reason, how it begins."""
    argument = argument_of(item, frozenset())
    return passage_text(argument) if argument else ""


def passage_text(argument: Argument) -> str:
    """The words of an argument on one line."""
    return one_line("".join(segment.text for segment in argument.segments))


def citation(item: DisputedItem, url: str = "") -> Citation:
    """The citation of the item, in its forms; ``url`` for the one with a link."""
    case = item.determination
    cited_case = CitedCase(case.case_number, case.decided_on, case.outcome, case.letter.is_fictional)
    return cite(cited_case, url, CitedItem(item.number, item.treatment, item.outcome))


def pages_in_words(pages: Iterable[int]) -> str:
    """Pages with runs drawn together: "p. 98", "pp. 64–66, 98"."""
    runs = list(_runs(sorted(set(pages))))
    words = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return f"{'p.' if words.isdigit() else 'pp.'} {words}" if words else ""


def _runs(pages: list[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for page in pages:
        if first is not None and last is not None and page != last + 1:
            yield first, last
            first = None
        first, last = page if first is None else first, page
    if first is not None and last is not None:
        yield first, last


def _drug(drug: RequestedDrug) -> str:
    names = capfirst(" / ".join(one.name for one in drug.ingredients.all()))
    quantity = "" if drug.quantity is None else f"#{drug.quantity}"
    return one_line(" ".join((names, drug.strength, quantity)))


def _cited(citation: GuidelineCitation) -> str:
    if citation.source == "none":
        return "no medical evidence cited"
    source = "" if citation.source == "other" else citation.source
    chapter = citation.guideline or citation.section
    edition = str(citation.edition or "")
    name = " ".join(filter(None, (source, _begun(chapter), edition)))
    return one_line(", ".join(filter(None, (name or "another guideline", pages_in_words(citation.pages)))))


def _begun(text: str) -> str:
    """The text with a capital first, but for a web address."""
    return text if text.startswith(("http://", "https://", "www.")) else capfirst(text)
