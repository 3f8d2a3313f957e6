"""The small world, indexed, and its pages."""

import re
from html import unescape

import pytest

from search.index import rebuild_index
from tests.search.world import build_world


@pytest.fixture
def world():
    items = build_world()
    rebuild_index()
    return items


@pytest.fixture
def get(client):
    def get(address):
        response = client.get(address)
        return response, response.content.decode()

    return get


@pytest.fixture
def text_at(get):
    def text_at(address):
        html = re.sub(r"<(script|title)\b.*?</\1>", " ", get(address)[1], flags=re.DOTALL)
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
        return re.sub(r" (?=[.,;:])", "", text)

    return text_at
