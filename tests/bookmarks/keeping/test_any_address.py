"""Whatever a signed-in person's address or form says is answered, quoted as text, and bounded."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.urls.converters import IntConverter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookmarks.urls import urlpatterns
from search.index import rebuild_index
from tests.addresses import PAGES, POSTED, keep_for
from tests.search.test_any_address import MARKUP, NONSENSE
from tests.search.world import build_world

OWN = tuple(page for page in PAGES if page.name.startswith("bookmarks:"))
FORMS = (*OWN, *(page for page in POSTED if page.name.startswith("bookmarks:")))
NAMES = (
    *("q", "folder", "tag", "kind", "outcome", "drug", "body_part", "made_from", "made_to", "order", "page"),
    *("what", "next", "bookmark", "action", "new_folder", "note", "version", "preview", "tags", "close", ""),
    *("name", "description", "bookmarks", "up", "down"),
)
VALUES = st.one_of(
    NONSENSE,
    st.sampled_from(
        ("move", "copy", "remove", "top", "up", "keep", "null", "1", "item-1", "item-1:0-5", MARKUP)
    ),
)
SENT = st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, max_size=3), max_size=6)
HEADERS = st.sampled_from(({}, {"HX-Request": "true"}))
within_bounds = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture
def opened(db):
    item = build_world()["norco"]
    user = User.objects.create(username="kim", email="kim@example.org")
    keep_for(user, item)
    rebuild_index()
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client, item


def assert_harmless(answer, queries) -> None:
    assert answer.status_code in {200, 301, 302, 400, 404, 405}
    assert b"<svg/onload" not in answer.content
    assert not any("\n" in value for value in answer.headers.values())
    assert len(queries) <= 80
    if answer.status_code == 302:
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")


def sendable(sent: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without what no browser sends."""
    return {name: [one.encode(errors="replace").decode() for one in values] for name, values in sent.items()}


@within_bounds
@given(page=st.sampled_from(OWN), sent=SENT, headers=HEADERS)
def test_any_parameters_are_answered(opened, page, sent, headers):
    client, item = opened
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.of(item), sendable(sent), headers=headers)
    assert_harmless(answer, queries)


@within_bounds
@given(page=st.sampled_from(FORMS), sent=SENT, headers=HEADERS)
def test_any_form_is_answered(opened, page, sent, headers):
    client, item = opened
    path = page.of(item)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = client.post(path, sendable(sent), headers=headers)
        transaction.set_rollback(True)  # the next form finds everything there
    assert_harmless(answer, queries)


def test_a_key_that_no_row_can_have_is_no_failure(opened):
    client, _ = opened
    for pattern in urlpatterns:
        kinds = pattern.pattern.converters
        kwargs = {name: 9**30 if isinstance(kind, IntConverter) else "csv" for name, kind in kinds.items()}
        if 9**30 not in kwargs.values():
            continue
        path = reverse(f"bookmarks:{pattern.name}", kwargs=kwargs)
        for answer in (client.get(path), client.post(path, {"bookmark": "9" * 30})):
            assert answer.status_code in {302, 404, 405}, path
