"""A person with an account, and an index of a few items."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from search.index import rebuild_index
from tests.bookmarks.saved.alerts import add_item


@pytest.fixture
def person(db):
    """Whose address is confirmed."""
    person = get_user_model().objects.create_user("pat", "pat@example.org", "s3cret-words")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


@pytest.fixture
def own(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def index(db):
    """Two items on tizanidine, one on ibuprofen."""
    items = [add_item(), add_item(), add_item("Ibuprofen 800mg", drug="ibuprofen")]
    rebuild_index()
    return items
