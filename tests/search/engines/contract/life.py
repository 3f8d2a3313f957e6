"""An index is built, replaced, brought up to date, and survives what fails."""

import pytest

from search.engines.base import IndexUnavailableError, SimilarRequest
from search.query.tree import (
    HasValue,
    Or,
    Words,
)
from search.request import SearchRequest
from tests.search.engines.contract.promises import DiskFull, Promises, build, document, run_out_of_disk


class LifePromises(Promises):
    """An index is built, replaced, brought up to date, and survives what fails."""

    def test_without_an_index_a_search_says_so(self, engine):
        assert engine.status().state == "missing"
        with pytest.raises(IndexUnavailableError, match="no search index"):
            engine.search(SearchRequest())
        with pytest.raises(IndexUnavailableError):
            engine.matching(SearchRequest())
        with pytest.raises(IndexUnavailableError):
            engine.similar(SimilarRequest(1))

    def test_an_empty_index_can_be_searched(self, engine):
        build(engine)
        response = engine.search(SearchRequest(Words("pain"), facets=("drug",)))
        assert (response.total, response.facets["drug"]) == (0, ())
        assert engine.status().state == "ok"

    def test_a_rebuild_replaces_everything(self, engine):
        build(engine, document(1), document(2))
        build(engine, document(3))
        assert self.found(engine) == [3]
        assert engine.status().items == 1

    def test_a_failed_rebuild_leaves_the_old_index(self, engine):
        build(engine, document(1))
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.rebuild(), document(2))
        assert self.found(engine) == [1]

    def test_the_old_index_answers_until_the_new_one_is_ready(self, engine):
        build(engine, document(1))
        with engine.rebuild() as index:
            index.add(document(2))
            assert self.found(engine) == [1]
        assert self.found(engine) == [2]

    def test_an_update_adds_replaces_and_removes_all_at_once(self, engine):
        build(engine, document(1, rationale="old", drug="a"), document(2), document(3))
        with engine.update() as index:
            index.add(document(1, rationale="new", drug="b"))
            index.remove(2)
            index.add(document(4))
            assert self.found(engine) == [1, 2, 3]
        assert self.found(engine) == [1, 3, 4]
        assert self.found(engine, Words("old")) == []
        assert self.found(engine, Words("new")) == [1]
        assert self.counts(engine, "drug") == {"b": 1}
        assert engine.status().items == 3

    def test_a_failed_update_changes_nothing(self, engine):
        build(engine, document(1))
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.update(), document(2), remove=1)
        assert self.found(engine) == [1]

    def test_a_document_added_twice_is_there_once(self, engine):
        build(engine, document(1, rationale="first"), document(1, rationale="second"))
        assert self.found(engine) == [1]
        assert self.found(engine, Words("second")) == [1]
        assert self.found(engine, Words("first")) == []

    def test_removing_what_is_not_there_is_no_error(self, engine):
        build(engine, document(1))
        with engine.update() as index:
            index.remove(99)
        assert self.found(engine) == [1]

    def test_an_updated_index_scores_like_a_rebuilt_one(self, engine):
        documents = [document(n, rationale=f"pain {'spasm ' * (n % 4)}", drug="a") for n in range(1, 15)]
        query = SearchRequest(Or((Words("spasm pain"), HasValue("drug", ("a",)))))
        build(engine, *(document(n, rationale="something else entirely") for n in range(1, 15)))
        with engine.update() as index:
            for one in documents:
                index.add(one)
        updated = engine.search(query)
        build(engine, *documents)
        assert updated == engine.search(query)
