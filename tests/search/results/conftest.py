"""The small world behind the reference engine, and the page of results over it."""

from pathlib import Path

import pytest
from django.http import QueryDict

from search.documents import index_document
from search.engines.memory import MemoryEngine
from search.forms import SearchForm
from search.results.page import results_page
from tests.search.world import build_world


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def engine(world):
    engine = MemoryEngine(Path())
    with engine.rebuild() as index:
        for item in world.values():
            index.add(index_document(item))
    return engine


@pytest.fixture
def page_of(engine):
    def page_of(parameters=""):
        form = SearchForm(QueryDict(parameters))
        return results_page(engine, form.address, form.address.parsed, form.problems)

    return page_of
