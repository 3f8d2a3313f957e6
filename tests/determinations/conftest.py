"""What the tests of ingest and of its commands share."""

from pathlib import Path

import pytest


@pytest.fixture
def inbox(tmp_path) -> Path:
    """An empty folder for letters, outside the portal's data folder."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
