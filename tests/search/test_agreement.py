"""Every engine finds, counts and orders what the reference does, whatever is indexed and asked."""

import string
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opensearchpy import OpenSearch

from search import analysis
from search.engines.memory import MemoryEngine
from search.engines.opensearch import OpenSearchEngine
from search.engines.tantivy import TantivyEngine, near
from search.engines.whoosh import WhooshEngine
from search.fields import FACETS, TEXT_FIELDS
from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    InRange,
    MatchAll,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Unit,
    Words,
)
from search.request import SearchRequest, SearchResponse, Sort
from tests.search.engines.contract import build, document


class TantivyLookingUp(TantivyEngine):
    """Looks into the texts for words near each other, as for very many names."""

    def search(self, request: SearchRequest) -> SearchResponse:
        with mock.patch.object(near, "_MOST_ASKED", 0):
            return super().search(request)


ENGINES = pytest.mark.parametrize(
    "engine_class", [WhooshEngine, TantivyEngine, TantivyLookingUp], scope="module"
)

WORDS = (
    "pain",
    "pains",
    "not",
    "medically",
    "necessary",
    "TENS",
    "x",
    "3",
    "7.5mg",
    "patient's",
    "Über",
    "–",
    "pain.",
    "\n",
)
VALUES = ("a", "b", "low back")
FACET_NAMES = tuple(facet.name for facet in FACETS)
TEXT_NAMES = tuple(field.name for field in TEXT_FIELDS)

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
values = st.lists(st.sampled_from(VALUES), max_size=3, unique=True).map(tuple)
days = st.dates(date(2014, 1, 1), date(2014, 1, 9))
ages = st.integers(20, 24)


@st.composite
def documents(draw):
    """One document's values; a field without values is absent."""
    held = {name: (text,) for name in TEXT_NAMES if (text := draw(texts))}
    held |= {name: found for name in ("drug", "page", "outcome") if (found := draw(values))}
    if (day := draw(st.none() | days)) is not None:
        held["decided"] = (day,)
    if (age := draw(st.none() | ages)) is not None:
        held["age"] = (age,)
    return held


single_words = st.sampled_from([word for word in WORDS if len(analysis.words(word)) == 1])
beginnings = st.sampled_from(("pa", "p", "7", "ü", "TEN", "pains", "-"))
misspellings = st.sampled_from(("pain", "pian", "medicaly", "net", "-"))
sides = st.lists(
    st.one_of(
        single_words.map(Words),
        texts.map(Phrase),
        st.builds(Prefix, beginnings),
        st.builds(Fuzzy, misspellings),
    ),
    min_size=1,
    max_size=2,
).map(tuple)
leaves = st.one_of(
    st.builds(Prefix, st.sampled_from(("pa", "p", "7", "ü", "TEN")), st.sampled_from(("", *TEXT_NAMES))),
    st.builds(
        Fuzzy, st.sampled_from(("pain", "pian", "medicaly", "net")), st.sampled_from(("", *TEXT_NAMES))
    ),
    st.builds(
        Near,
        sides,
        sides,
        st.integers(1, 4) | st.sampled_from(Unit),
        st.booleans(),
        st.sampled_from(("", *TEXT_NAMES)),
    ),
    st.just(MatchAll()),
    texts.map(Words),
    texts.map(Phrase),
    st.builds(FieldWords, st.sampled_from(TEXT_NAMES), texts, st.booleans()),
    st.builds(HasValue, st.sampled_from(("drug", "page", "outcome")), values),
    st.builds(InRange, st.just("decided"), st.none() | days, st.none() | days),
    st.builds(InRange, st.just("age"), st.none() | ages, st.none() | ages),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
requests = st.builds(
    SearchRequest,
    query=queries,
    selected=st.dictionaries(
        st.sampled_from(("drug", "page", "outcome")), st.frozensets(st.sampled_from(VALUES), min_size=1)
    ),
    decided_from=st.none() | days,
    decided_to=st.none() | days,
    facets=st.just(FACET_NAMES),
    sort=st.sampled_from((Sort.NEWEST, Sort.OLDEST)),
    offset=st.integers(0, 5),
    limit=st.integers(0, 10),
    snippet_fields=st.just(TEXT_NAMES),
)


def answer(engine, request):
    response = engine.search(request)
    hits = [(hit.id, hit.snippets) for hit in response.hits]
    return hits, response.total, response.determinations, response.facets


stored_and_asked = given(
    stored=st.lists(documents(), max_size=8),
    changed=st.lists(documents(), max_size=3),
    asked=st.lists(requests, min_size=1, max_size=12),
)


@ENGINES
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@stored_and_asked
def test_an_engine_agrees_with_the_reference(engine_class, stored, changed, asked):
    agrees_with_the_reference(engine_class, stored, changed, asked)


# Each example builds indices on the node, which takes a second.
@pytest.mark.opensearch
@pytest.mark.usefixtures("on_a_node")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@stored_and_asked
def test_opensearch_agrees_with_the_reference(stored, changed, asked):
    agrees_with_the_reference(OpenSearchEngine, stored, changed, asked)


def agrees_with_the_reference(engine_class, stored, changed, asked):
    with TemporaryDirectory() as folder:
        engines = [engine_class(Path(folder)), MemoryEngine(Path(folder))]
        for engine in engines:
            build(engine, *(document(n, n // 2 + 1, **held) for n, held in enumerate(stored, 1)))
            with engine.update() as index:
                index.remove(2)
                for n, held in enumerate(changed, 3):
                    index.add(document(n, n, **held))
        asked_one, reference = engines
        for request in asked:
            assert answer(asked_one, request) == answer(reference, request)


@pytest.fixture(scope="module")
def on_a_node(opensearch_url):
    """OpenSearch has indices of this module's own, which go with it."""
    with pytest.MonkeyPatch.context() as patch, OpenSearch([opensearch_url]) as node:
        prefix = f"test-{uuid4().hex}"
        patch.setattr(django_settings, "OPENSEARCH_URL", [opensearch_url])
        patch.setattr(django_settings, "OPENSEARCH_INDEX", prefix)
        yield
        node.indices.delete(index=f"{prefix}-*")


@pytest.fixture(scope="module")
def engines(request, tmp_path_factory, engine_class):
    if engine_class is OpenSearchEngine:
        request.getfixturevalue("on_a_node")
    folder = tmp_path_factory.mktemp("index")
    both = engine_class(folder), MemoryEngine(folder)
    for engine in both:
        build(
            engine,
            document(
                1, treatment="Norco 10/325", rationale="not necessary", drug=("acetaminophen", "hydrocodone")
            ),
            document(2, treatment="Tizanidine", rationale="necessary", decided=date(2015, 5, 5), age=50),
            document(3, treatment="MRI", rationale="red flag", outcome="overturned", body_part="low back"),
        )
    return both


@pytest.mark.parametrize(
    "engine_class",
    [WhooshEngine, TantivyEngine, pytest.param(OpenSearchEngine, marks=pytest.mark.opensearch)],
    scope="module",
)
@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                *'"()-|:*~!+/?“',
                *(
                    " w/2 ",
                    " /s ",
                    " +p ",
                    " pre/3 ",
                    "~1 ",
                    '"not necessary"~2',
                    " red ",
                    "nec* ",
                    "drug:t* ",
                ),
                *("opioid", "low back", "Norco /9 necessary", "tizanadine~", "rationale:"),
                " ",
                " OR ",
                " NOT ",
                "drug:",
                "Norco",
                "decided:",
                "2015",
                "9999",
                "0001",
                "..",
                ">",
                "page:",
                "age:50",
            ]
        )
        | st.text(string.ascii_letters, max_size=3),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_a_query_that_both_answer_alike(engines, text):
    asked_one, reference = engines
    parsed = parse_query(text)
    assert explain(parsed.tree)
    request = SearchRequest(parsed.tree, sort=Sort.NEWEST, facets=FACET_NAMES, snippet_fields=TEXT_NAMES)
    assert answer(asked_one, request) == answer(reference, request)
