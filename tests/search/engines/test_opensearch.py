"""The OpenSearch engine keeps the contract on a real node, and what is its own."""

import os
import signal
from datetime import date
from itertools import count, product
from uuid import uuid4

import pytest
from opensearchpy import OpenSearch

from search.engines.base import IndexUnavailableError, SimilarRequest
from search.engines.opensearch import OpenSearchEngine, connection, writing
from search.engines.opensearch.schema import KEPT_LETTERS
from search.engines.opensearch.writing import Bulk
from search.manifest import read_manifest
from search.query.parser import parse_query
from search.query.tidying import DEEPEST
from search.query.tree import And, Fuzzy, HasValue, Near, Not, Or, Phrase, Prefix, Unit, Words
from search.request import SearchRequest, Sort
from tests.search.engines.contract import DiskFull, EngineContract, build, document, run_out_of_disk
from tests.search.engines.test_opensearch_away import silent_server

pytestmark = pytest.mark.opensearch


@pytest.fixture
def node(opensearch_url):
    with OpenSearch([opensearch_url]) as client:
        yield client


@pytest.fixture(autouse=True)
def prefix(settings, opensearch_url, node):
    """Each test has indices of its own, which go with it."""
    settings.OPENSEARCH_URL = [opensearch_url]
    settings.OPENSEARCH_INDEX = f"test-{uuid4().hex}"
    yield settings.OPENSEARCH_INDEX
    node.indices.delete(index=f"{settings.OPENSEARCH_INDEX}-*")


def indices(node, prefix) -> set[str]:
    return set(node.indices.get(index=f"{prefix}-*"))


class TestOpenSearch(EngineContract):
    engine_class = OpenSearchEngine

    def test_an_updated_index_scores_like_a_rebuilt_one(self, engine):
        """It only orders alike.

        Lucene counts replaced documents in its statistics until their segments are merged, and
        OpenSearch keeps them for some minutes, so that a copy that was away can catch up.
        """
        documents = [document(n, rationale=f"pain {'spasm ' * (n % 4)}", drug="a") for n in range(1, 15)]
        query = Or((Words("spasm pain"), HasValue("drug", ("a",))))
        build(engine, *(document(n, rationale="something else entirely") for n in range(1, 15)))
        with engine.update() as index:
            for one in documents:
                index.add(one)
        updated = self.found(engine, query)
        build(engine, *documents)
        assert updated == self.found(engine, query)

    # --- Questions

    def test_words_of_any_length_are_found(self, engine):
        longest = "x" * 40_000
        build(
            engine,
            document(1, rationale=f"{longest}1 pain"),
            document(2, rationale=f"{longest}2 relief"),
            document(3, rationale="short"),
        )
        assert self.found(engine, Words(f"{longest}1")) == [1]
        assert self.found(engine, Phrase(f"{longest}2 relief")) == [2]
        assert self.found(engine, Prefix("x" * KEPT_LETTERS)) == [1, 2]
        assert self.found(engine, Near((Words(f"{longest}1"),), (Words("pain"),), 1)) == [1]

    def test_thousands_of_values_can_be_asked_for(self, engine):
        build(engine, document(1, page="p:4999"), document(2, page="p:7"), document(3, page="q:1"))
        pages = tuple(f"p:{number}" for number in range(5000))
        assert self.found(engine, HasValue("page", pages)) == [1, 2]
        assert self.found(engine, Or((HasValue("page", pages), Words("nothing")))) == [1, 2]

    def test_a_question_of_too_many_parts_is_answered_with_what_to_do(self, engine):
        build(engine, document(1, rationale="pain"))
        with pytest.raises(IndexUnavailableError, match="more parts than OpenSearch takes"):
            self.found(engine, Words(" ".join(f"w{number}" for number in range(2000))))

    def test_the_last_page_that_can_be_asked_for_is_answered(self, engine):
        build(engine, document(1))
        assert self.found(engine, offset=10_000 * 20, limit=20) == []

    def test_a_word_near_to_nothing_has_one_letter(self, engine):
        build(engine, document(1, rationale="x ray"), document(2, rationale="ray"))
        assert self.found(engine, Fuzzy("")) == [1]

    def test_more_words_than_fifty_may_be_spelt_nearly_so(self, engine):
        letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        words = [f"pai{letter}" for letter in letters] + [f"p{letter}in" for letter in letters]
        build(engine, *(document(n, rationale=word) for n, word in enumerate(words, 1)))
        assert len(self.found(engine, Fuzzy("pain"), limit=100)) == len(words)

    def test_a_connector_takes_as_many_beginnings_as_fit_and_says_what_to_do_with_more(self, engine):
        letters = "abcdefghij0123456789é"
        endings = ["".join(one) for one in product(letters[:10], letters, letters)]
        words = [f"{start}{ending}" for start in ("in", "cont") for ending in endings]
        build(engine, document(1, rationale=" ".join(words)), document(2, rationale="of relief in inté"))
        relief = (Words("relief"),)
        assert self.found(engine, Near((Prefix("in"),), relief, 1)) == [2]
        assert self.found(engine, Near((Prefix("in"),), (Prefix("re"),), 1, ordered=True)) == []
        for word in (Prefix("cont"), Fuzzy("contaab")):
            with pytest.raises(IndexUnavailableError, match="Give it more letters"):
                self.found(engine, Near((word,), relief, 5))

    def test_sentences_of_one_word_hold_nothing_together(self, engine):
        build(engine, document(1, rationale="Pain. Relief. Pain came; relief did not."))
        same = Near((Words("pain"),), (Words("relief"),), Unit.SENTENCE)
        assert self.found(engine, same) == []
        assert self.found(engine, Near((Phrase("did not"),), (Words("relief"),), Unit.SENTENCE)) == [1]

    def test_a_longer_alternative_counts_though_a_shorter_one_lies_within(self, engine):
        build(engine, document(1, rationale="the low back pain of today"))
        either = (Phrase("low back pain"), Words("back"))
        assert self.found(engine, Near(either, (Words("today"),), 2)) == [1]
        either = (Prefix("lo"), Phrase("low back"), Phrase("low back pain"))
        assert self.found(engine, Near(either, (Words("today"),), 2)) == [1]

    def test_two_classes_of_drugs_may_stand_near_each_other(self, engine):
        build(
            engine,
            document(1, rationale="Vicodin with Robitussin AC and ibuprofen"),
            document(2, rationale="Vicodin alone. Later ibuprofen"),
        )
        assert self.found(engine, parse_query("opioids /s NSAIDs").tree) == [1]
        assert self.found(engine, parse_query('opioids pre/2 "ibuprofen"').tree) == [1]
        # Within a distance every name of one side is paired with every one of the other.
        with pytest.raises(IndexUnavailableError, match="more parts than OpenSearch takes"):
            self.found(engine, parse_query("opioids w/5 NSAIDs").tree)

    def test_questions_as_deep_as_the_query_language_lets_them_be_are_answered(self, engine):
        build(engine, document(1, rationale="pain"), document(2, rationale="relief"))
        query = Words("pain")
        for _ in range(DEEPEST):
            query = And((Or((Not(Not(query)), Words("nothing"))),))
        assert self.found(engine, query) == [1]

    def test_several_shards_count_and_order_as_exactly_as_one(self, engine, settings):
        settings.OPENSEARCH_SHARDS = 3
        build(
            engine,
            *(
                document(
                    n,
                    n // 3 + 1,
                    rationale="pain",
                    drug=f"d{n % 50}",
                    decided=date(2014, 1, n % 9 + 1),
                    page="p",
                )
                for n in range(1, 301)
            ),
        )
        response = engine.search(SearchRequest(Words("pain"), facets=("drug",), limit=300))
        assert (response.total, response.determinations) == (300, 101)
        assert [one.count for one in response.facets["drug"]] == [6] * 50
        expected = sorted(range(1, 301), key=lambda n: (-(n % 9), n))
        assert self.found(engine, sort=Sort.NEWEST, limit=300) == expected
        assert [hit.id for hit in response.hits] == expected
        with engine.update() as index:
            for n in range(1, 300):
                index.remove(n)
        assert self.found(engine) == [300]

    def test_similar_items_share_telling_words(self, engine):
        build(
            engine,
            document(1, rationale="A spinal cord stimulator trial after failed surgery", drug="a"),
            document(2, rationale="The stimulator was implanted; its trial went well", drug="b"),
            *(document(n, rationale=f"Massage number {n} of the neck", drug="b") for n in range(3, 30)),
        )
        (closest, *_) = engine.similar(SimilarRequest(1))
        assert closest.id == 2
        assert set(closest.shared["text"]) == {"stimulator", "trial"}

    # --- The index's life

    def test_a_second_engine_of_the_same_folder_sees_what_the_first_builds(self, engine, tmp_path):
        reader = OpenSearchEngine(tmp_path / "index")
        build(engine, document(1))
        assert self.found(reader) == [1]
        build(engine, document(3))
        assert self.found(reader) == [3]

    def test_of_several_nodes_one_that_hangs_or_is_gone_is_left_out(self, engine, settings):
        build(engine, document(1))
        settings.OPENSEARCH_TIMEOUT = 0.5
        with silent_server() as port:
            away = [f"http://127.0.0.1:{port}", "http://127.0.0.1:9"]
            settings.OPENSEARCH_URL = [*away, *settings.OPENSEARCH_URL]
            for _ in range(4):
                assert self.found(engine) == [1]

    def test_a_failed_rebuild_leaves_no_index(self, engine, node, prefix):
        build(engine, document(1))
        before = indices(node, prefix)
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.rebuild(), document(2))
        assert indices(node, prefix) == before

    def test_only_the_generation_before_is_kept(self, engine, node, prefix, tmp_path):
        for number in range(1, 4):
            build(engine, document(number))
        manifest = read_manifest(tmp_path / "index")
        assert indices(node, prefix) == {manifest.generation, manifest.previous}

    def test_what_a_killed_rebuild_left_goes_with_the_next_and_nobody_elses(self, engine, node, prefix):
        left, of_another = f"{prefix}-0123456789ab", f"{prefix}-eu-0123456789ab"
        for name in (left, of_another):
            node.indices.create(index=name, body={"settings": {"number_of_replicas": 0}})
        build(engine, document(1))
        assert left not in indices(node, prefix)
        assert of_another in indices(node, prefix)

    def test_an_update_that_fails_while_it_is_sent_is_mended_by_the_next(self, engine, monkeypatch):
        build(engine, document(1, rationale="old"), document(2, rationale="old"))
        monkeypatch.setattr("search.engines.opensearch.writing._CHUNK_DOCUMENTS", 1)
        monkeypatch.setattr("search.engines.opensearch.engine.show", _fail)
        with pytest.raises(DiskFull), engine.update() as index:
            index.add(document(1, rationale="new"))
        assert self.found(engine, Words("old")) == [1, 2]
        monkeypatch.undo()
        with engine.update() as index:
            index.add(document(1, rationale="new"))
            index.add(document(2, rationale="new"))
        assert self.found(engine, Words("new")) == [1, 2]

    def test_a_killed_run_leaves_the_old_index_and_the_next_one_mends_it(self, engine, node, prefix):
        old = [document(n, rationale="old") for n in range(1, 51)]
        new = [document(n, rationale="new") for n in range(1, 51)]
        build(engine, *old)
        for run in (engine.update(), engine.rebuild()):
            _killed_while_it_sends(run, new)
            assert len(self.found(engine, Words("old"), limit=100)) == 50
        with engine.update() as index:
            for one in new:
                index.add(one)
        assert len(self.found(engine, Words("new"), limit=100)) == 50
        assert engine.status().items == 50
        build(engine, *new)
        assert len(indices(node, prefix)) == 2

    def test_an_index_deleted_by_hand_is_told_and_built_anew(self, engine, node, prefix):
        build(engine, document(1))
        node.indices.delete(index=f"{prefix}-*")
        with pytest.raises(
            IndexUnavailableError, match=r"gone from OpenSearch\. Run manage\.py rebuild_index"
        ):
            self.found(engine)
        assert engine.status().state == "unavailable"
        with pytest.raises(IndexUnavailableError, match="gone"), engine.update() as index:
            index.add(document(2))
        build(engine, document(1))
        assert self.found(engine) == [1]

    def test_an_index_deleted_during_an_update_is_not_made_up_by_opensearch(self, engine, node, prefix):
        build(engine, document(1))

        def update_while_it_is_deleted():
            with engine.update() as index:
                index.add(document(2))
                node.indices.delete(index=f"{prefix}-*")

        with pytest.raises(IndexUnavailableError, match="gone"):
            update_while_it_is_deleted()
        assert not indices(node, prefix)

    def test_what_opensearch_does_not_take_is_named(self, engine):
        build(engine, document(1))
        with (
            pytest.raises(IndexUnavailableError, match="does not take disputed item 2"),
            engine.update() as index,
        ):
            index.add(document(2, age="of no number"))


def _fail(*_):
    raise DiskFull


def _killed_while_it_sends(run, documents) -> None:
    """A process of its own writes ten documents a chunk, and dies when it has sent two."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        return
    try:
        connection._client.cache_clear()  # the parent's sockets are the parent's
        writing._CHUNK_DOCUMENTS = 10
        chunks, sent = count(), Bulk._sent

        def die_at_the_third(bulk, waiting):
            if next(chunks) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            return sent(bulk, waiting)

        Bulk._sent = die_at_the_third
        with run as index:
            for one in documents:
                index.add(one)
    finally:
        os._exit(1)
