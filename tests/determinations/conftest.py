"""What the tests of ingest and of its commands share."""

from pathlib import Path

import pytest

from determinations.models import DisputedItem, Letter
from tests.determinations.reparsing import EARLIER, INDEXED


@pytest.fixture
def inbox(tmp_path) -> Path:
    """An empty folder for letters, outside the portal's data folder."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def parser(monkeypatch):
    """Sets the parser from here on; every letter stored before bears an earlier version and is indexed."""

    def changed_to(parse):
        monkeypatch.setattr("determinations.parsers.parse_letter", parse)
        Letter.objects.update(parser_version=EARLIER)
        DisputedItem.objects.update(indexed_at=INDEXED)

    return changed_to
