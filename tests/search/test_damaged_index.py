"""An index whose files are damaged: pages and the health check say so, and update_index builds it anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from determinations.models import DisputedItem
from search import index as search_index
from search.engines import embedded
from search.unavailable import FOR_VISITORS
from tests.search.damage import DAMAGES, damage
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

WORD_SEARCHES = ("tizanidine", '"low back"', "spas*", "tizanidin~")
ONE_FILE = ("*.term", "*.idx", "*.store", "*.pos", "*.fieldnorm", "ids.npy", "live")


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request):
    build_world()
    call_command("rebuild_index", "--engine", request.param, verbosity=0)
    return request.param


@pytest.fixture
def tantivy():
    build_world()
    call_command("rebuild_index", "--engine", "tantivy", verbosity=0)


@pytest.fixture
def restarted(monkeypatch):
    """Call it for what a process knows that starts now."""
    return lambda: monkeypatch.setattr(search_index, "_in_use", None)


def health(client) -> tuple[int, str]:
    answer = client.get(reverse("health"))
    return answer.status_code, answer.json()["index"]


@pytest.mark.parametrize("how", DAMAGES)
def test_health_and_every_search_say_that_a_damaged_index_cannot_be_read(
    engine, client, settings, restarted, caplog, how
):
    damage(settings.INDEX_DIR, how)
    restarted()
    assert health(client) == (503, "unavailable")
    for typed in ("", *WORD_SEARCHES):
        answer = client.get("/", {"q": typed})
        assert answer.status_code == 503
        assert FOR_VISITORS in answer.content.decode()
    assert "The search index cannot be read. Run manage.py rebuild_index." in caplog.text


@pytest.mark.parametrize("how", ["zeroed", "scrambled inside"])
@pytest.mark.parametrize("pattern", ONE_FILE)
def test_one_damaged_file_is_enough(tantivy, client, settings, restarted, pattern, how):
    damage(settings.INDEX_DIR, how, pattern)
    restarted()
    assert health(client) == (503, "unavailable")
    assert client.get("/", {"q": "tizanidine"}).status_code == 503


@pytest.mark.parametrize("pattern", ["*.term", "*.idx", "*.store"])
def test_of_a_large_index_damage_is_known_once_a_search_runs_into_it(
    tantivy, client, settings, restarted, monkeypatch, pattern
):
    monkeypatch.setattr(embedded, "_READ_WHOLE", 0)
    damage(settings.INDEX_DIR, "scrambled inside", pattern)
    restarted()
    assert health(client) == (200, "ok")
    assert client.get("/", {"q": "tizanidine"}).status_code == 503
    assert health(client) == (503, "unavailable")
    call_command("rebuild_index", verbosity=0)
    assert health(client) == (200, "ok")
    assert client.get("/", {"q": "tizanidine"}).status_code == 200


def test_health_says_that_the_manifest_names_the_engine_of_another_index(engine, client, settings, restarted):
    manifest = settings.INDEX_DIR / "manifest.json"
    other = "tantivy" if engine == "whoosh" else "whoosh"
    manifest.write_text(manifest.read_text().replace(f'"{engine}"', f'"{other}"'))
    restarted()
    assert health(client) == (503, "unavailable")
    assert client.get("/", {"q": "tizanidine"}).status_code == 503


def update() -> str:
    out = StringIO()
    call_command("update_index", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("most", [0, 10**9])
@pytest.mark.parametrize("how", DAMAGES)
def test_an_update_builds_a_damaged_index_anew(engine, client, settings, restarted, monkeypatch, how, most):
    monkeypatch.setattr(embedded, "_READ_WHOLE", most)
    damage(settings.INDEX_DIR, how)
    restarted()
    said = update()
    assert said.startswith("The search index cannot be read: it is built anew.\nIndexing 12 disputed items.")
    assert "index now holds 12." in said
    assert health(client) == (200, "ok")
    assert client.get("/", {"q": "tizanidine"}).status_code == 200
    assert "Wrote 0 disputed items" in update()


@pytest.mark.parametrize("pattern", ONE_FILE)
def test_an_update_finds_one_damaged_file(tantivy, client, settings, restarted, pattern):
    damage(settings.INDEX_DIR, "scrambled inside", pattern)
    restarted()
    assert "cannot be read: it is built anew." in update()
    assert client.get("/", {"q": "tizanidine"}).status_code == 200


def test_an_update_keeps_the_sums_of_what_it_did_not_write(engine, client, settings, restarted):
    """Damage that comes later is found in those files too."""
    DisputedItem.objects.filter(pk=DisputedItem.objects.first().pk).update(indexed_at=None)
    assert "Wrote 1 disputed item " in update()
    restarted()
    assert health(client) == (200, "ok")
    assert "Wrote 0 disputed items" in update()
    damage(settings.INDEX_DIR, "scrambled inside", "*.seg" if engine == "whoosh" else "*.store")
    restarted()
    assert health(client) == (503, "unavailable")


def test_an_update_builds_anew_where_the_manifest_names_another_engine(engine, client, settings, restarted):
    manifest = settings.INDEX_DIR / "manifest.json"
    other = "tantivy" if engine == "whoosh" else "whoosh"
    manifest.write_text(manifest.read_text().replace(f'"{engine}"', f'"{other}"'))
    restarted()
    assert "cannot be read: it is built anew." in update()
    assert health(client) == (200, "ok")


def test_an_index_of_an_earlier_version_has_no_sums_and_is_searched(engine, client, settings, restarted):
    (sums,) = settings.INDEX_DIR.glob("*/sums.json")
    sums.unlink()
    restarted()
    assert health(client) == (200, "ok")
    assert client.get("/", {"q": "tizanidine"}).status_code == 200


def test_a_failure_that_is_not_the_indexs_is_not_told_as_its(engine, client, monkeypatch):
    def fail(*args):
        raise ValueError("a mistake in the program")

    monkeypatch.setattr(f"search.engines.{engine}.engine.search", fail)
    with pytest.raises(ValueError, match="a mistake in the program"):
        client.get("/", {"q": "tizanidine"})
    assert health(client) == (200, "ok")


def test_health_says_that_the_database_has_not_the_portals_tables(engine, client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE determinations_disputeditem RENAME TO elsewhere")
    answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unavailable", "index": "ok"}
