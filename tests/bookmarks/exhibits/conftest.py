"""The small world, and the owner of a folder, signed in."""

import pytest

from tests.search.world import build_world


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def signed_in(client, folder):
    client.force_login(folder.owner)
    return client
