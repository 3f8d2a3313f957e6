"""The fixed mix of searches, shaped like those that attorneys make; each wants all that a page shows."""

from dataclasses import dataclass, replace
from datetime import date

from search.fields import FACETS, SEARCHED
from search.query.parser import parse_query
from search.query.tree import And, FieldWords, Fuzzy, HasValue, Near, Phrase, Prefix, Query, Unit, Words
from search.request import SearchRequest, Sort

HITS = 20


@dataclass(frozen=True)
class Question:
    """One search, and the kind that it stands for."""

    kind: str
    request: SearchRequest


def _ask(kind: str, query: Query | str = "", **request: object) -> Question:
    tree = parse_query(query).tree if isinstance(query, str) else query
    whole = SearchRequest(
        tree, facets=tuple(facet.name for facet in FACETS), limit=HITS, snippet_fields=SEARCHED
    )
    return Question(kind, replace(whole, **request))  # type: ignore[arg-type]


def _selected(**values: str) -> dict[str, frozenset[str]]:
    return {name: frozenset([value]) for name, value in values.items()}


_OVERTURNED = _selected(outcome="overturned")
_FOUR = _selected(
    outcome="upheld", category="Pharmaceuticals", body_part="low back", reason="insufficient-documentation"
)
_YEARS = {"decided_from": date(2015, 1, 1), "decided_to": date(2017, 12, 31)}

QUESTIONS: tuple[Question, ...] = (
    _ask("everything"),
    _ask("everything", sort=Sort.OLDEST),
    _ask("filter", selected=_OVERTURNED),
    _ask("filter", selected=_selected(body_part="neck", outcome="overturned")),
    _ask("filter", selected=_selected(category="Surgery"), sort=Sort.NEWEST),
    _ask("filter", **_YEARS),
    _ask("four filters", selected=_FOUR),
    _ask("four filters", Words("pain"), selected=_FOUR),
    _ask("four filters", Words("functional improvement"), selected=_FOUR, **_YEARS),
    _ask("common words", Words("pain")),
    _ask("common words", Words("medically necessary")),
    _ask("common words", Words("request treatment guideline")),
    _ask("common words", Words("injured worker low back"), selected=_OVERTURNED),
    _ask("common words", Words("documentation of functional improvement"), sort=Sort.NEWEST),
    _ask("words", Words("epidural steroid injection radiculopathy")),
    _ask("words", Words("physical therapy home exercise")),
    _ask("words", Words("magnetic resonance imaging red flag")),
    _ask("words", FieldWords("treatment", "mri lumbar")),
    _ask("words", Words("surgery rotator cuff")),
    _ask("phrase", Phrase("not medically necessary")),
    _ask("phrase", Phrase("functional improvement"), selected=_OVERTURNED),
    _ask("phrase", Phrase("physical therapy"), **_YEARS),
    _ask("phrase", And((Phrase("low back pain"), Words("injection")))),
    _ask("drug", "drug:tizanidine outcome:overturned"),
    _ask("drug", "drug:hydrocodone page:chronic-pain-2009:78"),
    _ask("drug", "Norco"),
    _ask("drug", "tramadol OR hydrocodone"),
    _ask("rare drug", "drug:tapentadol"),
    _ask("rare drug", HasValue("drug", ("modafinil",))),
    _ask("page", "page:chronic-pain-2009:98 outcome:overturned"),
    _ask("page", "page:60..70 opioid"),
    _ask("prefix", Prefix("inject")),
    _ask("prefix", And((Prefix("radicul"), Words("neck")))),
    _ask("fuzzy", Fuzzy("acupunture")),
    _ask("fuzzy", And((Fuzzy("cyclobenzaprin"), HasValue("outcome", ("upheld",))))),
    _ask("near", Near((Words("steroid"),), (Words("injection"),), 5)),
    _ask("near", Near((Words("opioid"),), (Words("weaning"),), Unit.SENTENCE)),
    _ask("rare word", Words("perperper")),
    _ask("page 50", Words("pain treatment"), offset=49 * HITS),
    _ask("page 50", selected=_OVERTURNED, sort=Sort.NEWEST, offset=49 * HITS),
)
