"""What every test may use."""

import os
from pathlib import Path

import pytest

from tests.gold import REAL_LETTERS


@pytest.fixture(scope="session")
def real_letters() -> Path:
    """The folder of real letters beside the checkout; without it the test is skipped, but never in CI."""
    if not REAL_LETTERS.is_dir():
        missing("real letters: no folder ../shared/letters beside the checkout")
    return REAL_LETTERS


def missing(what: str) -> None:
    """Skip a test for want of something on this machine; fail where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must run this group: {what}")
    pytest.skip(what)


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path):
    """Each test has its own originals and index."""
    settings.DATA_DIR = tmp_path
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.INDEX_DIR = tmp_path / "index"


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path_factory):
    """Pages are tested without a collectstatic run."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
