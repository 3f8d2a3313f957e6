"""What the search box suggests while a query is typed: values that the index holds, with their counts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from determinations.models import Determination
from search.engines.base import Engine
from search.fields import FIELD, PREFIXES
from search.labels import value_label
from search.query.parser import parse_query
from search.query.tree import HasValue, Query
from search.query.values import drug_query
from search.request import SearchRequest
from vocabularies import body_parts, drugs

MOST_SUGGESTED = 10
SUGGESTED_FIELDS = (
    "drug",
    "body_part",
    "drug_class",
    "subcategory",
    "category",
    "reason",
    "guideline",
    "page",
)
"""Of two suggestions that as many items have, that of the earlier field comes first."""
_LEAST_LETTERS = 2
_MOST_WORDS = 4
_TAIL = re.compile(r'(?:(?<![\w:])(?P<field>[^\W\d_][\w-]*+):)?(?P<quote>"?)(?P<text>[^"()|:]*+)$')
_CASE_NUMBER = re.compile(r"(?:CM\d{2}-?\d{0,8}|IMR ?\d{2}-?\d{0,6})$", re.IGNORECASE)
_FOLDED = re.compile(r"[^\w#.]+")


@dataclass(frozen=True)
class Suggestion:
    """Something that the query could go on with."""

    label: str
    """For people: "Zanaflex (tizanidine)"."""
    kind: str
    """The field's label."""
    query: str
    """What it is in the query language: ``drug:tizanidine``."""
    count: int
    """The items that this finds."""
    text: str = ""
    """The whole query, once this is chosen."""


@dataclass(frozen=True)
class _Entry:
    """A name of a value."""

    folded: str
    field: str
    suggestion: Suggestion


@dataclass(frozen=True)
class _Tail:
    """The end of a query, which a suggestion replaces."""

    start: int
    folded: str
    field: str = ""


def suggestions(engine: Engine, typed: str) -> tuple[Suggestion, ...]:
    """What the end of a query may become, most items first. Raises ``IndexUnavailableError``."""
    catalogue = _catalogue_of(engine)
    for tail in _tails(typed):
        found = _matching(catalogue, tail) or _cases(engine, typed[tail.start :])
        if found:
            before = typed[: tail.start]
            return tuple(
                Suggestion(one.label, one.kind, one.query, one.count, f"{before}{one.query} ")
                for one in found
                if one.query != typed[tail.start :].strip()
            )
    return ()


def _tails(typed: str) -> Iterator[_Tail]:
    """The ends that may be the beginning of a name, the longest first; none within a phrase."""
    typed = typed.replace("“", '"').replace("”", '"')
    match = _TAIL.search(typed)
    if not match:
        return
    field = match["field"] or ""
    is_quoted = typed.count('"') % 2 == 1
    if field and (is_quoted or " " not in match["text"].strip()):
        if known := PREFIXES.get(field.lower().replace("-", "_")):
            yield _Tail(match.start(), _fold(match["text"]), known.name)
        return
    if is_quoted:
        return
    starts = [word.start() for word in re.finditer(r"(?<!\S)-?+(?=\w)\S++", match["text"])]
    for start in starts[-_MOST_WORDS:]:
        at = start + (match["text"][start] == "-")
        folded = _fold(match["text"][at:])
        if len(folded.strip()) >= _LEAST_LETTERS:
            yield _Tail(match.start("text") + at, folded)


def _fold(text: str) -> str:
    """Lower case with single spaces; one at the end says that the last word is whole."""
    return _FOLDED.sub(" ", text.lower()).lstrip()


def _matching(catalogue: Sequence[_Entry], tail: _Tail) -> list[Suggestion]:
    """Entries with a word that begins so, one for each query; the catalogue has the most frequent first."""
    wanted = f" {tail.folded}"
    found: dict[str, Suggestion] = {}
    for entry in catalogue:
        if wanted in entry.folded and tail.field in ("", entry.field):
            found.setdefault(entry.suggestion.query, entry.suggestion)
            if len(found) == MOST_SUGGESTED:
                break
    return list(found.values())


def _cases(engine: Engine, typed: str) -> list[Suggestion]:
    """Case numbers that begin so, from the database, which has them in order; only those of the index."""
    if not _CASE_NUMBER.fullmatch(typed.strip()):
        return []
    start = re.sub(r"^(CM\d\d|IMR ?\d\d)(?=\d)", r"\1-", typed.strip().upper())
    start = re.sub(r"^IMR(?=\d)", "IMR ", start)
    # What follows is digits and hyphens, which come before letters in every order.
    numbers = (
        Determination.objects.filter(case_number__gte=start, case_number__lt=f"{start}Z")
        .order_by("case_number")
        .values_list("case_number", flat=True)[:MOST_SUGGESTED]
    )
    counted = [(number, _count(engine, HasValue("case", (number,)))) for number in numbers if number]
    counted.sort(key=lambda pair: -pair[1])
    return [Suggestion(number, FIELD["case"].label, number, count) for number, count in counted if count]


# --- The catalogue of one version of the index

_kept: tuple[object, tuple[_Entry, ...]] | None = None
_making = Lock()


def _catalogue_of(engine: Engine) -> tuple[_Entry, ...]:
    """Every name of every value that the index holds, most frequent first; made once for each version."""
    global _kept
    status = engine.status()
    version = engine.name, engine.directory, status.built_at, status.items
    kept = _kept
    if kept and kept[0] == version:
        return kept[1]
    with _making:
        if not _kept or _kept[0] != version:
            _kept = version, _catalogue(engine)
        return _kept[1]


def _catalogue(engine: Engine) -> tuple[_Entry, ...]:
    facets = engine.search(SearchRequest().counting(*SUGGESTED_FIELDS)).facets
    entries: list[_Entry] = []
    for field in SUGGESTED_FIELDS:
        for one in facets.get(field, ()):
            entries += _entries(engine, field, one.value, one.count)
    held = {one.value for one in facets.get("drug", ())}
    entries += _combinations(engine, held)
    order = {field: n for n, field in enumerate(SUGGESTED_FIELDS)}
    entries.sort(key=lambda entry: (-entry.suggestion.count, order[entry.field]))
    return tuple(entries)


def _entries(engine: Engine, field: str, value: str, count: int) -> Iterator[_Entry]:
    """A value by each of its names; none where the query language cannot name it."""
    query = f'{field}:"{value}"' if re.search(r"[^\w:.-]", value) else f"{field}:{value}"
    meant = parse_query(query).tree
    if not isinstance(meant, HasValue) or meant.field != field or value not in meant.values:
        return
    if len(meant.values) > 1:
        count = _count(engine, meant)
    label = value_label(field, value)
    yield _entry(field, label, f"{label} {value}", query, count)
    for name in _other_names(field, value):
        yield _entry(field, f"{name} ({value})", name, query, count)


def _other_names(field: str, value: str) -> Iterable[str]:
    """The own brands of a drug, and what else a body part is called."""
    if field == "drug":
        drug = drugs.DRUGS.get((value,))
        return (*drug.names, *drug.brands) if drug else ()
    return body_parts.names_of(value) if field == "body_part" else ()


def _combinations(engine: Engine, held: set[str]) -> Iterator[_Entry]:
    """Drugs of several ingredients by their brands: "Norco (acetaminophen with hydrocodone)"."""
    for ingredients, drug in drugs.DRUGS.items():
        is_combined = len(ingredients) > 1 and held.issuperset(ingredients)
        if is_combined and (count := _count(engine, drug_query(ingredients))):
            yield from _brands(drug, count)


def _brands(drug: drugs.Drug, count: int) -> Iterator[_Entry]:
    """All brands of a drug lead to the same query, by the first that the query language knows."""
    queries = (f'drug:"{one}"' if re.search(r"[^\w-]", one) else f"drug:{one}" for one in drug.brands)
    query = next((one for one in queries if parse_query(one).tree == drug_query(drug.ingredients)), "")
    if query:
        told = " with ".join(drug.ingredients)
        for name in (*drug.brands, *drug.names):
            yield _entry("drug", f"{name} ({told})", name, query, count)


def _entry(field: str, label: str, names: str, query: str, count: int) -> _Entry:
    return _Entry(f" {_fold(names)}", field, Suggestion(label, FIELD[field].label, query, count))


def _count(engine: Engine, query: Query) -> int:
    return engine.search(SearchRequest(query).counting()).total
