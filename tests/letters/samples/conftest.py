"""Letters that many tests look at, written once."""

import pytest

from letters.samples import SampleLetter, make_letters


@pytest.fixture(scope="session")
def three_thousand() -> list[SampleLetter]:
    return list(make_letters(3000, seed=11))


@pytest.fixture(scope="session")
def three_hundred() -> list[SampleLetter]:
    """The demonstration's corpus."""
    return list(make_letters(300, seed=1))
