"""Somebody of staff, somebody else, and a small world to work on."""

import pytest
from django.test import Client

from search.index import rebuild_index
from tests.imrsite.staff.people import signed_in_with_second_step
from tests.search.world import build_world


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam", "sam@example.org", "s3cret-words", is_staff=True)


@pytest.fixture
def staff(sam) -> Client:
    """A browser in which somebody of staff is signed in, with a second step."""
    return signed_in_with_second_step(sam)


@pytest.fixture
def signed_in(django_user_model) -> Client:
    """A browser in which a person who is no staff is signed in."""
    client = Client()
    client.force_login(django_user_model.objects.create_user("pat", "pat@example.org", "s3cret-words"))
    return client


@pytest.fixture(params=["whoosh", "tantivy"])
def world(db, request):
    """The small world in an index of each embedded engine."""
    items = build_world()
    rebuild_index(request.param)
    return items
