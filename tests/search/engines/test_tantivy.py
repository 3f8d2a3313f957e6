"""The Tantivy engine keeps the contract, and what is its own."""

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import product
from pathlib import Path

import pytest

from search import analysis
from search.engines.base import SimilarRequest
from search.engines.tantivy import TantivyEngine, common, facets, ranking, slots
from search.engines.tantivy.texts import Texts
from search.manifest import read_manifest
from search.query.tree import And, HasValue, Near, Not, Phrase, Prefix, Unit, Words
from search.request import SearchRequest
from tests.search.engines.contract import DiskFull, EngineContract, build, document, run_out_of_disk

ROOT = Path(__file__).resolve().parents[3]


class TestTantivy(EngineContract):
    engine_class = TantivyEngine

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

    # --- Words

    def test_a_word_longer_than_tantivy_keeps_is_found(self, engine):
        long, other = "x" * 70_000, "x" * 70_000 + "y"
        build(engine, document(1, rationale=f"a {long} b"), document(2, rationale=f"a {other} b"))
        assert self.found(engine, Words(long)) == [1]
        assert self.found(engine, Phrase(f"{other} b")) == [2]
        assert sorted(self.found(engine, Prefix("xxx"))) == [1, 2]

    def test_a_value_longer_than_tantivy_keeps_is_found(self, engine):
        build(engine, document(1, rationale="pain", drug="d" * 70_000), document(2, rationale="pain"))
        assert self.found(engine, And((Words("pain"), HasValue("drug", ("d" * 70_000,))))) == [1]

    def test_signs_of_patterns_are_taken_as_they_are(self, engine):
        build(engine, document(1, rationale="7.5mg"), document(2, rationale="7x5mg"))
        assert self.found(engine, Prefix("7.5")) == [1]

    def test_a_stem_that_begins_no_like_its_word_is_near_too(self, engine):
        build(engine, document(1, rationale="dying of pain"), document(2, rationale="skies and pain"))
        assert self.found(engine, Near((Words("die"),), (Words("pain"),), 2)) == [1]
        assert self.found(engine, Near((Words("sky"),), (Words("pain"),), 2)) == [2]

    @pytest.mark.parametrize(
        "text",
        [
            "Seen by Dr. Roe (No. 5).  Pain, and/or 7.5 mg;\trelief.\n\nNew (e.g. this). “Quoted.” End",
            "a.b! c? d.) e.' f . g",
            "\N{GREEK CAPITAL LETTER ALPHA}Σ.Γ İstanbul’s – x",
            "",
        ],
    )
    def test_texts_are_cut_as_the_analysis_cuts_them(self, text):
        found = Texts(noted=str.encode).tokens(text)
        assert found.words.split() == analysis.words(text)
        assert found.stems.split() == analysis.stems(text)
        by_place: dict[str, list[str]] = {}
        for placed in found.places.split():
            stem, where = placed.rsplit("@", 1)
            by_place.setdefault(where, []).append(stem)
        assert list(by_place.values()) == [
            list(dict.fromkeys(analysis.stems(one)))
            for one in analysis.sentences(text)
            if analysis.words(one)
        ]

    # --- Many words

    def test_more_words_than_one_pattern_may_fit_stand_near(self, engine):
        letters = "abcdefghijklmnopqrst"
        words = ["".join(("in", *one)) for one in product(letters, repeat=4)][:20_000]
        build(
            engine,
            document(1, rationale=" ".join(words)),
            document(2, rationale="in relief"),
            document(3, rationale=f"relief of {words[-1]}"),
            document(4, rationale="relief"),
        )
        relief = (Words("relief"),)
        assert sorted(self.found(engine, Near((Prefix("in"),), relief, 3))) == [2, 3]
        assert self.found(engine, Near((Prefix("in"),), relief, 3, ordered=True)) == [2]
        assert self.found(engine, Near((Prefix("inta"),), relief, 3)) == []

    def test_names_are_near_in_however_many_patterns(self, engine, monkeypatch):
        monkeypatch.setattr(slots, "_MOST_LETTERS", 12)
        monkeypatch.setattr(slots, "_MOST_WORDS", 1)
        build(
            engine,
            document(1, rationale="Vicodin helped, taper it"),
            document(2, rationale="tapering of Norco"),
            document(3, rationale="taper. Norco"),
        )
        opioids = tuple(map(Words, ("norco", "vicodin", "tramadol", "methadone", "it")))
        assert sorted(self.found(engine, Near(opioids, (Prefix("tap"),), 2))) == [1, 2, 3]
        assert self.found(engine, Near((Prefix("taperi"),), opioids, 2, ordered=True)) == [2]

    # --- Many documents

    def test_the_sets_of_common_words_follow_updates(self, engine, monkeypatch):
        monkeypatch.setattr(common, "_LEAST", 1)
        monkeypatch.setattr(common, "_SAMPLE", 3)
        build(engine, *(document(n, rationale=f"pain {'spasm' if n < 3 else ''}") for n in range(1, 9)))
        with engine.update() as index:
            index.remove(1)
            index.add(document(2, rationale="relief"))
            index.add(document(9, summary="pains"))
        assert engine.opened().facts.common.count
        assert sorted(self.found(engine, Words("pain"))) == [3, 4, 5, 6, 7, 8, 9]
        assert self.found(engine, Words("spasm")) == []

    def test_many_values_are_counted_in_one_sweep_as_one_by_one(self, engine, monkeypatch):
        documents = [document(n, drug=tuple({"a", f"d{n % 7}", f"e{n % 3}"})) for n in range(1, 60)]
        build(engine, *documents)
        one_by_one = self.counts(engine, "drug")
        monkeypatch.setattr(facets, "_PIECE_COSTS", 10**9)
        monkeypatch.setattr(facets, "_MANY_DOCUMENTS", 1)
        build(engine, *documents)
        assert self.counts(engine, "drug") == one_by_one
        assert one_by_one["a"] == 59

    def test_pages_of_many_ties_follow_each_other(self, engine, monkeypatch):
        monkeypatch.setattr(ranking, "_FEW", 0)
        monkeypatch.setattr(ranking, "_MORE", 1)
        build(engine, *(document(n, rationale="pain relief") for n in range(60, 0, -1)))
        pages = [self.found(engine, Phrase("pain relief"), offset=n, limit=7) for n in range(0, 70, 7)]
        assert [one for page in pages for one in page] == list(range(1, 61))

    def test_what_is_excluded_takes_no_place_on_a_page(self, engine, monkeypatch):
        monkeypatch.setattr(ranking, "_FEW", 0)
        monkeypatch.setattr(ranking, "_MORE", 0)
        build(
            engine,
            *(document(n, rationale="pain pain rash") for n in range(1, 40)),
            *(document(n, rationale="pain of the neck and back") for n in range(40, 60)),
        )
        query = And((Words("pain"), Not(Words("rash"))))
        assert self.found(engine, query, limit=5) == [40, 41, 42, 43, 44]

    @pytest.mark.parametrize("very_few", [0, 1000])
    @pytest.mark.parametrize("more", [0, 1000])
    @pytest.mark.parametrize("narrow", [0, 10**9])
    def test_the_best_are_the_same_by_whatever_way_they_are_found(
        self, engine, monkeypatch, narrow, more, very_few
    ):
        build(
            engine,
            *(document(n, rationale="pain " + "of the neck " * (n % 5), drug="ab"[n % 2]) for n in range(40)),
            *(
                document(n, rationale="The request for pain is not medically necessary.")
                for n in range(40, 44)
            ),
            document(44, rationale="The request for pain is not medically necessary.", drug="a"),
        )
        request = SearchRequest(Words("pain"), selected={"drug": frozenset("a")}, limit=30)
        before = [(hit.id, hit.score) for hit in engine.search(request).hits]
        for name, value in (("_NARROW", narrow), ("_MORE", more), ("_VERY_FEW", very_few)):
            monkeypatch.setattr(ranking, name, value)
        assert [(hit.id, hit.score) for hit in engine.search(request).hits] == before
        assert [one for one, _ in before[:4]] == [0, 10, 20, 30]
        assert before[-1] == (44, 0.0)

    def test_a_sentence_is_known_among_alternatives_of_phrases(self, engine):
        build(
            engine,
            document(1, rationale="No relief came. The pain stayed."),
            document(2, rationale="The pain left no relief."),
        )
        near = Near((Words("pain"),), (Phrase("no relief"), Words("gone")), Unit.SENTENCE)
        assert self.found(engine, near) == [2]

    # --- The index's life

    def test_a_second_engine_of_the_same_folder_sees_what_the_first_builds(self, engine, tmp_path):
        reader = TantivyEngine(tmp_path / "index")
        build(engine, document(1))
        assert self.found(reader) == [1]
        with engine.update() as index:
            index.add(document(2))
        assert self.found(reader) == [1, 2]
        build(engine, document(3))
        assert self.found(reader) == [3]

    def test_a_failed_run_leaves_no_files(self, engine, tmp_path):
        build(engine, document(1))
        before = sorted(path.name for path in (tmp_path / "index").rglob("*"))
        for opened_for_writing in (engine.rebuild, engine.update):
            with pytest.raises(DiskFull):
                run_out_of_disk(opened_for_writing(), document(2))
        assert sorted(path.name for path in (tmp_path / "index").rglob("*")) == before

    def test_only_the_generation_before_is_kept(self, engine, tmp_path):
        build(engine, document(1))
        for number in range(2, 5):
            with engine.update() as index:
                index.add(document(number))
        manifest = read_manifest(tmp_path / "index")
        folders = {path.name for path in (tmp_path / "index").glob("generation-*")}
        assert folders == {manifest.generation, manifest.previous}

    def test_many_small_updates_keep_every_document_and_few_segments(self, engine, tmp_path):
        build(engine, document(1))
        for number in range(2, 25):
            with engine.update() as index:
                index.add(document(number, rationale="pain"))
                index.add(document(1, rationale=f"version {number}"))
        assert self.found(engine, limit=100) == list(range(1, 25))
        assert self.found(engine, Words("version 24")) == [1]
        assert engine.status().items == 24
        folder = tmp_path / "index" / read_manifest(tmp_path / "index").generation
        assert len(list(folder.glob("*.term"))) <= 12

    def test_an_update_leaves_what_a_reader_has_open(self, engine, tmp_path):
        build(engine, document(1, rationale="old"))
        reader = engine.opened()
        with engine.update() as index:
            index.add(document(1, rationale="new"))
        assert len(reader.word(("rationale",), "old")) == 1
        assert dict(reader.texts([0])[0]) == {"rationale": "old"}

    def test_searches_go_on_while_the_index_is_built_anew(self, engine):
        build(engine, *(document(n, rationale="pain", drug="a") for n in range(1, 30)))
        totals, failures, has_ended = set(), [], threading.Event()

        def search() -> None:
            while not has_ended.is_set():
                try:
                    totals.add(engine.search(SearchRequest(Words("pain"), facets=("drug",))).total)
                except Exception as failure:  # noqa: BLE001 - whatever it is, the test shows it
                    failures.append(failure)

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for count in (10, 20, 30):
            build(engine, *(document(n, rationale="pain") for n in range(1, count)))
            with engine.update() as index:
                index.add(document(count, rationale="pain"))
        has_ended.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert totals <= {29, 9, 10, 19, 20, 30}

    @pytest.mark.parametrize("run", ["rebuild", "update"])
    @pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3])
    def test_a_run_that_is_killed_leaves_the_index_and_the_next_one_clears_up(
        self, engine, tmp_path, run, seconds
    ):
        build(engine, document(1, rationale="pain"))
        _kill_while_writing(tmp_path / "index", run, seconds)
        assert self.found(TantivyEngine(tmp_path / "index"), Words("pain")) == [1]
        with engine.update() as index:
            index.add(document(2, rationale="pain"))
        assert sorted(self.found(engine, Words("pain"))) == [1, 2]
        assert len(list((tmp_path / "index").glob("generation-*"))) == 2


_WRITES_FOR_EVER = """
import sys, django
from pathlib import Path
django.setup()
from search.engines.base import IndexDocument
from search.engines.tantivy import TantivyEngine
with getattr(TantivyEngine(Path(sys.argv[1])), sys.argv[2])() as index:
    for number in range(1, 10**9):
        index.add(IndexDocument(number, number, {"rationale": (f"massage {number} " * 50,)}))
        if number == 100:
            print("writing", flush=True)
"""


def _kill_while_writing(folder: Path, run: str, seconds: float) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "imrsite.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", _WRITES_FOR_EVER, str(folder), run],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as child:
        assert child.stdout.readline() == b"writing\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
