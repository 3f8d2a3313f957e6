"""What a determination's page shows of the search that it is read in, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpRequest, QueryDict

from determinations.marking import Highlight, Highlights
from determinations.models import Determination
from determinations.page import BESIDE, DeterminationPage
from determinations.passages import ANCHOR, LETTER, SUMMARY, Passage, read_passage
from search.engines.base import IndexUnavailableError
from search.index import open_engine
from search.query.parser import parse_query
from search.query.tree import MatchAll, Phrase, Query
from search.reading.hits import HitsOfText, hits_in
from search.reading.list_place import ListPlace, place_of
from search.reading.neighbours import Standing, standing
from search.request import SearchRequest

FIND = "find"
PASSAGE = "passage"
MAX_FIND_LENGTH = 200


@dataclass(frozen=True)
class Bar:
    """The way back to the list and along it."""

    results_url: str
    understood: str
    """The search in one sentence."""
    standing: Standing | None
    """``None``: search is away, so that nothing is known but the way back."""


@dataclass(frozen=True)
class Reading:
    """An open determination, and why it was opened."""

    bar: Bar | None = None
    """``None``: the determination was opened by itself."""
    find: str = ""
    """What is looked for in this letter; it takes the place of the search's words."""
    kept: tuple[tuple[str, str], ...] = ()
    """The parameters that the form to find something has to carry on."""
    url: str = ""
    """The page as it was opened, without what was to be found in it."""
    hits: tuple[HitsOfText, ...] = ()
    passage: Passage | None = None
    """The passage that the address points at, where the letter has it."""
    lost_passage: bool = False
    """Whether the address points at a passage that the letter does not have."""
    highlights: Mapping[str, Highlights] = field(default_factory=dict)
    """By text: see ``determinations.templatetags.rationale``."""

    @cached_property
    def count(self) -> int:
        """How many hits are listed."""
        return sum(len(one.lines) for one in self.hits)


def reading_of(request: HttpRequest, page: DeterminationPage) -> Reading:
    """The context in which the address opens a determination; what it cannot use counts as not there."""
    determination = page.determination
    letter = "".join(stretch.text for stretch in page.stretches)
    place = place_of(request.GET)
    search = place.address.parsed.tree if place else MatchAll()
    find = _find(request.GET)
    hits = hits_in(determination, letter, _to_find(find) if find else search)
    asked = read_passage(request.GET.get(PASSAGE, ""))
    passage = asked if asked and asked.end <= _length(determination, letter, asked.place) else None
    return Reading(
        bar=_bar(place, search, determination) if place else None,
        find=find,
        kept=place.parameters if place else _beside(request.GET),
        url=place.url_of(determination) if place else determination.get_absolute_url(),
        hits=tuple(one for one in hits if one.lines),
        passage=passage,
        lost_passage=bool(request.GET.get(PASSAGE)) and not passage,
        highlights=_highlights(hits, passage),
    )


def _beside(parameters: QueryDict) -> tuple[tuple[str, str], ...]:
    return (("letter", BESIDE),) if parameters.get("letter") == BESIDE else ()


def _find(parameters: QueryDict) -> str:
    return " ".join(parameters.get(FIND, "").replace("\x00", "").split())[:MAX_FIND_LENGTH]


def _to_find(words: str) -> Query:
    parsed = parse_query(words)
    return Phrase(words) if parsed.case_number else parsed.tree


def _bar(place: ListPlace, search: Query, determination: Determination) -> Bar:
    request = place.address.request(search)
    found = _standing(place, request, determination)
    here = (found.place if found else None) or place
    return Bar(
        results_url=here.results_url,
        understood=place.address.understood,
        standing=found,
    )


def _standing(place: ListPlace, request: SearchRequest, determination: Determination) -> Standing | None:
    try:
        return standing(open_engine(), place, request, determination.pk)
    except IndexUnavailableError:
        return None


def _length(determination: Determination, letter: str, place: str) -> int:
    """Of the text that a passage is of, in characters; 0 where the letter has no such text."""
    texts = {item.anchor: item.rationale for item in determination.items.all()}
    texts |= {SUMMARY: determination.case_summary, LETTER: letter}
    return len(texts.get(place, ""))


def _highlights(hits: tuple[HitsOfText, ...], passage: Passage | None) -> Mapping[str, Highlights]:
    marked = {one.place: Highlights(one.highlights) for one in hits}
    if passage:
        there = marked.get(passage.place, Highlights())
        marked[passage.place] = Highlights(there.hits, Highlight(passage.start, passage.end, ANCHOR))
    return marked
