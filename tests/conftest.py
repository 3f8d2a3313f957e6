"""What every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.gold import REAL_LETTERS
from tests.opensearch.nodes import Cluster, Unavailable, running


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


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory) -> Iterator[str]:
    """The address of the server OPENSEARCH_URL names, or of a node that each xdist worker starts once.

    Tests name their indices so that no other test has them, and ask for 0 replicas.
    """
    if address := os.environ.get("OPENSEARCH_URL"):
        yield address
    else:
        yield from (
            cluster.urls[0] for cluster in opensearch_cluster(1, tmp_path_factory.mktemp("opensearch"))
        )


@pytest.fixture
def three_nodes(tmp_path_factory) -> Iterator[Cluster]:
    """Three fresh nodes that the test may kill and restart."""
    yield from opensearch_cluster(3, tmp_path_factory.mktemp("opensearch"))


def opensearch_cluster(nodes: int, folder: Path) -> Iterator[Cluster]:
    """A green cluster; without JDK or Maven the test is skipped, but never in CI."""
    try:
        with running(nodes, folder) as cluster:
            yield cluster
    except Unavailable as lacking:
        missing(f"opensearch: {lacking}")


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path):
    """Each test has its own originals and index."""
    settings.DATA_DIR = tmp_path
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.INDEX_DIR = tmp_path / "index"


@pytest.fixture(autouse=True)
def _nothing_kept_by_the_process():
    """No test sees what another one had counted."""
    caches["process"].clear()


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path_factory):
    """Pages are tested without a collectstatic run."""
    settings.STATIC_ROOT = tmp_path_factory.getbasetemp() / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _answers_leave_the_tests_transaction_open(monkeypatch):
    """An answer that a test closes would close the connection of PostgreSQL that the test itself is using."""
    close_if_obsolete = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close_unless_in_use(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            close_if_obsolete(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", close_unless_in_use)
