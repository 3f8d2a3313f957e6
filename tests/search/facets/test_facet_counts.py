"""The number beside a value is the number of results after the click, whatever is stored and asked."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.fields import FACETS
from search.forms import SearchForm
from search.query.parser import parse_query
from search.results.page import results_page
from tests.search.engines.contract import build, document

pytestmark = pytest.mark.django_db

HELD = {
    "outcome": ("upheld", "overturned", "partially overturned"),
    "drug": ("tizanidine", "tramadol", "acetaminophen", "hydrocodone", "ibuprofen", "codeine", "baclofen"),
    "body_part": ("low back", "neck", "knee"),
    "body_part_from": ("request", "injury"),
    "reason": ("criteria-met", "long-term-use", "no-such-reason"),
    "category": ("Pharmaceuticals", "Surgery"),
    "subcategory": ("Opioids", "Imaging & Radiology"),
    "drug_class": ("Opioids", "NSAID", "Muscle Relaxant"),
    "retrospective": ("yes", "no"),
    "partly_authorised": ("yes", "no"),
    "page": ("chronic-pain-2009:98", "chronic-pain-2009:9", "elbow-2007:3"),
    "reviewer_page": ("chronic-pain-2009:98", "chronic-pain-2009:99"),
    "ur_page": ("chronic-pain-2009:98",),
    "guideline": ("Chronic Pain Medical Treatment", "Low Back", "chronic pain guidelines"),
    "reviewer_guideline": ("Low Back", "chronic pain guidelines"),
    "ur_guideline": ("Chronic Pain Medical Treatment", "Low Back"),
    "edition": ("Chronic Pain Medical Treatment 2009", "Shoulder 2016", "ACOEM Low Back Complaints 2004"),
    "source": ("MTUS", "ODG", "other", "none"),
    "specialty": ("Neurology", "Occupational Medicine", "A board of its own"),
    "licensure": ("California", "New York"),
    "decided_year": tuple(str(year) for year in range(2009, 2019)),
    "era": ("2009", "2016", "2017"),
    "injured_year": ("1999", "2012"),
    "age_band": ("10-19", "50-59", "100-109"),
    "sex": ("female", "male"),
    "priority": ("standard", "expedited"),
    "warning": ("page-beyond-book", "missing-date"),
}  # fmt: skip
WORDS = ("pain", "spasm", "MRI", "not")
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
days = st.dates(date(2014, 1, 1), date(2016, 12, 31))
queries = st.sampled_from(
    ["", "pain", "-pain", "pain OR MRI", "drug:tramadol", "letter:spasm", "NOT sex:f", "edition:2009"]
)


@st.composite
def corpora(draw):
    """Documents of random values; a field without values is absent."""
    held = st.fixed_dictionaries(
        {},
        optional={
            **{name: st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)
               for name, values in HELD.items()},
            "rationale": texts.map(lambda text: (text,)),
            "letter": texts.map(lambda text: (text,)),
            "decided": days.map(lambda day: (day,)),
        },
    )  # fmt: skip
    return draw(st.lists(held, min_size=1, max_size=12))


@st.composite
def addresses(draw):
    """A question with some ticks and perhaps a bound of the decision date."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = draw(queries)
    for facet in draw(st.lists(st.sampled_from(FACETS), max_size=2, unique=True)):
        ticked = draw(st.lists(st.sampled_from(HELD[facet.name]), min_size=1, max_size=2, unique=True))
        parameters.setlist(facet.parameter, ticked)
    if draw(st.booleans()):
        parameters["from"] = "2015"
    return parameters.urlencode()


def page_at(engine, url):
    form = SearchForm(QueryDict(url.partition("?")[2] or url))
    return results_page(engine, form.address, parse_query(form.address.q), form.problems)


def test_every_facet_takes_part():
    assert set(HELD) == {facet.name for facet in FACETS}


@pytest.mark.parametrize("kind", [MemoryEngine, WhooshEngine])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(stored=corpora(), asked=addresses())
def test_the_number_beside_a_value_is_the_number_of_results_after_the_click(kind, stored, asked):
    with TemporaryDirectory() as folder:
        engine = kind(Path(folder))
        build(engine, *(document(n, n // 2 + 1, **held) for n, held in enumerate(stored, 1)))
        page = page_at(engine, asked)
        for facet in page.facets:
            for value in (*facet.shown, *facet.more):
                # Ticks of one facet add to each other: the number is that of the value by itself.
                alone = page.address.without_field(facet.name).toggled(facet.name, value.value)
                assert page_at(engine, alone.url).total == value.count, (facet.name, value.value)
                if not facet.selected:
                    assert value.toggle_url == alone.url


@pytest.mark.parametrize("kind", [MemoryEngine, WhooshEngine])
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(stored=corpora(), asked=addresses())
def test_a_chip_takes_its_filter_away_and_no_other(kind, stored, asked):
    with TemporaryDirectory() as folder:
        engine = kind(Path(folder))
        build(engine, *(document(n, n, **held) for n, held in enumerate(stored, 1)))
        page = page_at(engine, asked)
        for chip in page.chips:
            after = page_at(engine, chip.remove_url)
            assert len(after.chips) == len(page.chips) - 1
            assert (chip.field_label, chip.label) not in [(one.field_label, one.label) for one in after.chips]
