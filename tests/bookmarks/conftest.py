"""What tests of a person's workspace use."""

import pytest

from tests.bookmarks.matter import Matter, build_matter


@pytest.fixture
def matter(db) -> Matter:
    return build_matter()
