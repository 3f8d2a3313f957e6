"""The Whoosh engine keeps the contract, and what is its own."""

import pytest

from search.engines.base import SimilarRequest
from search.engines.whoosh import WhooshEngine
from search.likeness import Basis
from search.manifest import read_manifest
from tests.search.engines.contract import DiskFull, EngineContract, build, document, run_out_of_disk


class TestWhoosh(EngineContract):
    engine_class = WhooshEngine

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

    def test_items_alike_in_their_facts_share_telling_words_of_summary_and_rationale(self, engine):
        build(
            engine,
            document(1, summary="Fell from a scaffold", rationale="A stimulator", drug="a"),
            document(2, summary="A scaffold collapsed", rationale="Massage", drug="b"),
            document(3, summary="A slip", rationale="Massage", drug="a"),
            *(document(n, summary="A slip", rationale="Massage") for n in range(4, 30)),
        )
        (closest,) = engine.similar(SimilarRequest(1, Basis.FACTS))
        assert (closest.id, closest.shared) == (2, {"text": ("scaffold",)})

    def test_a_second_engine_of_the_same_folder_sees_what_the_first_builds(self, engine, tmp_path):
        reader = WhooshEngine(tmp_path / "index")
        build(engine, document(1))
        assert self.found(reader) == [1]
        with engine.update() as index:
            index.add(document(2))
        assert self.found(reader) == [1, 2]
        build(engine, document(3))
        assert self.found(reader) == [3]

    def test_a_failed_rebuild_leaves_no_files(self, engine, tmp_path):
        build(engine, document(1))
        before = sorted(path.name for path in (tmp_path / "index").iterdir())
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.rebuild(), document(2))
        assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before

    def test_only_the_generation_before_is_kept(self, engine, tmp_path):
        for number in range(1, 5):
            build(engine, document(number))
        manifest = read_manifest(tmp_path / "index")
        folders = {path.name for path in (tmp_path / "index").glob("generation-*")}
        assert folders == {manifest.generation, manifest.previous}

    def test_many_small_updates_keep_every_document(self, engine):
        build(engine, document(1))
        for number in range(2, 25):
            with engine.update() as index:
                index.add(document(number, rationale="pain"))
                index.add(document(1, rationale=f"version {number}"))
        assert self.found(engine, limit=100) == list(range(1, 25))
        assert engine.status().items == 24
