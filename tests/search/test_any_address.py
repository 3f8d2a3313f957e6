"""Whatever stands in an address, its page answers, quotes it as text, and works a bounded time."""

from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.engines import ENGINES
from search.index import rebuild_index
from tests.addresses import PAGES
from tests.search.world import build_world

MARKUP = "\"'><svg/onload=alert(1)>{{7*7}}"
NUMBERS = ("0", "-1", "1", "2", "98", "2009", "99999", "9" * 25, "9" * 5000, "1e9", "٣", "²", "0x10", "NaN")
DATES = ("2016", "2016-02-30", "9999-12-31", "0000", "2016-05..", "..")
QUERIES = (
    *('tizanidine "functional improvement"', "drug:Zanaflex outcome:overturned", "page:98 -ur_page:98"),
    *(
        "((((" * 50,
        "(" * 2000,
        "a OR " * 400,
        "NOT " * 500,
        '"' * 1999,
        "*",
        "~",
        "a* b~ c?",
        "/s w/5 pre/99999 x",
    ),
    *(
        "decided:..",
        "decided:9999..0001",
        "age:..",
        "drug:()",
        "drug:(a OR",
        "outcome:",
        "reasoning:x",
        "field:x",
    ),
    *("arthroscop* OR meniscectomy~ " * 60, "pain " * 400, " ".join(f"word{n}" for n in range(280))),
)
PATHS = (
    "..",
    "/etc/passwd",
    "item-1:0-5",
    "item-1:5-0",
    "summary:0-9999999",
    "letter:0-20000",
    "item-9999:0-1",
)
INJECTIONS = (
    MARKUP,
    "' OR 1=1 --",
    "%27;DROP TABLE x",
    "{% debug %}",
    "${x}",
    "\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
)
STRANGE = (
    "\x00",
    "\x00pain\x00",
    "\ud800",
    "\u202eabc",
    "\ufeff",
    "é" * 400,
    "\U0001d52d\U0001d51e",
    "💊",
    "\x1b[31m",
    " ",
    "\n\n",
    "ﬁ",
    "İ",
)
OWN_WORDS = (
    *(
        "overturned",
        "drug:tizanidine",
        "drug",
        "page",
        "ur",
        "reviewer",
        "rate",
        "count",
        "value",
        "beside",
        "on",
    ),
    *(
        "off",
        "newest",
        "mtus-2009",
        "chronic-pain-2009:98",
        "page:chronic-pain-2009:98",
        "blended",
        "CM15-9000003",
    ),
)
NONSENSE = st.one_of(
    st.sampled_from((*NUMBERS, *DATES, *QUERIES, *PATHS, *INJECTIONS, *STRANGE, *OWN_WORDS)),
    st.text(max_size=40),
)
PARAMETERS = (
    *(
        "q",
        "n",
        "find",
        "passage",
        "letter",
        "print",
        "page",
        "sort",
        "expand",
        "from",
        "to",
        "drug",
        "outcome",
    ),
    *(
        "body_part",
        "guideline_page",
        "reason",
        "era",
        "by",
        "part",
        "apply",
        "only",
        "rows",
        "columns",
        "basis",
    ),
    *(
        "search",
        "closeness",
        "near_left",
        "near_right",
        "all_words",
        "phrase",
        "none_words",
        "rest",
        "decided_from",
    ),
    *("case_number", "decided_to", "category", "next", "q[]", "drug[0]", ""),
)
ASKED = st.lists(st.tuples(st.sampled_from(PARAMETERS), NONSENSE), max_size=5)
HEADERS = st.sampled_from(
    (
        {},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "values-drug"},
        {"HX-Request": "true", "HX-Target": MARKUP},
    )
)
PUBLIC = tuple(page for page in PAGES if not page.signed_in)
BUILDER = next(page for page in PAGES if page.name == "search:builder")
LED_BY_NAMES = (
    *("/drugs/{}/", "/drug-classes/{}/", "/body-parts/{}/", "/guidelines/{}/", "/guidelines/{}/2009/"),
    *("/guidelines/chronic-pain-medical-treatment/{}/", "/guideline-pages/{}/", "/guideline-pages/{}/98/"),
    *("/guideline-pages/chronic-pain-2009/{}/", "/categories/{}/", "/subcategories/{}/", "/reasons/{}/"),
    *("/facets/{}/", "/determinations/{}/", "/determinations/id/{}/", "/determinations/id/{}/original/view/"),
    *("/items/{}/similar/", "/accounts/confirm-email/{}/", "/accounts/password/reset/key/{}/", "/{}"),
)
ANSWERS = {200, 301, 302, 400, 404, 503}
SEARCHES = 130
"""Of the engine for one page, at most: of a search that finds nothing, a way out for each of its parts."""
QUERIES_OF_A_PAGE = 60
"""Of the database."""
within_seconds = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture(params=["whoosh", "tantivy"])
def world(db, request):
    """The small world in an index of each embedded engine."""
    items = build_world()
    rebuild_index(request.param)
    return items["tizanidine_upheld"]


@pytest.fixture
def searches(monkeypatch):
    """Each question to an engine since the list was last emptied."""
    asked = []

    def counted(method):
        def ask(engine, request, *rest):
            asked.append(request)
            return method(engine, request, *rest)

        return ask

    for engine in ENGINES.values():
        for name in ("search", "similar", "similar_words"):
            monkeypatch.setattr(engine, name, counted(getattr(engine, name)))
    return asked


def asked_for(path: str, parameters: list[tuple[str, str]], headers: dict[str, str] | None = None):
    """What the server answers; failures of the page are answers with status 500."""
    client = Client(raise_request_exception=False)
    query = urlencode(parameters, errors="surrogatepass")
    return client.get(f"{path}?{query}", headers=headers or {})


def assert_harmless(answer) -> None:
    assert answer.status_code in ANSWERS
    text = b"" if answer.streaming else answer.content
    assert b"<svg/onload" not in text
    assert not any("\n" in value for value in answer.headers.values())
    assert "Set-Cookie: a=b" not in str(answer.headers)


def test_a_search_that_finds_nothing_looks_for_many_ways_out(world, searches):
    """So that the bound below is known to be of something."""
    answer = asked_for("/", [("q", "zzqx " * 12), ("drug", "nosuch"), ("from", "2016")])
    assert b"No disputed items found" in answer.content
    assert 10 < len(searches) <= SEARCHES


@within_seconds
@given(page=st.sampled_from(PUBLIC), parameters=ASKED, headers=HEADERS)
@example(page=BUILDER, parameters=[("closeness", "9" * 5000)], headers={})
@example(page=PUBLIC[0], parameters=[("q", "zzqx " * 400), ("drug", "nosuch"), ("from", "2016")], headers={})
def test_any_parameters_are_answered_within_bounds(world, searches, page, parameters, headers):
    searches.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = asked_for(page.of(world), parameters, headers)
    assert_harmless(answer)
    assert len(searches) <= SEARCHES
    assert len(queries) <= QUERIES_OF_A_PAGE


@within_seconds
@given(path=st.sampled_from(LED_BY_NAMES), name=NONSENSE.filter(bool))
def test_any_name_in_a_path_is_answered(world, path, name):
    named = quote(name, safe="", errors="surrogatepass")
    assert_harmless(asked_for(path.format(named), []))
