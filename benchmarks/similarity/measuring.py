"""nDCG@10 and precision@5 of each ranking on each judged set."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log2
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import mean

from benchmarks.portal import Portal
from benchmarks.similarity.judgements import Judged, grade, judged
from benchmarks.similarity.rankings import HITS, rankings
from benchmarks.table import Row
from determinations.models import DisputedItem
from search.documents import index_document, items_to_index
from search.engines import ENGINES
from search.engines.base import IndexDocument
from tests.gold import REAL_LETTERS, labelled_letters

LETTERS = 700
QUERIES = 120
ENGINE = "whoosh"


def measure() -> Iterator[Row]:
    """For each judged set and measure the portal's figure, and that of the better plain ranking, to beat."""
    with tempfile.TemporaryDirectory(prefix="imr-similar-") as folder:
        yield from _rows("generated letters", Path(folder) / "generated", _make_letters)
        if REAL_LETTERS.is_dir():
            yield from _rows("labelled letters", Path(folder) / "labelled", _link_labelled)


def _rows(called: str, data: Path, fill) -> Iterator[Row]:
    data.mkdir()
    labels = fill(data / "letters")
    portal = Portal(data / "portal")
    portal.manage("ingest", str(data / "letters"))
    os.environ["IMR_DATA_DIR"] = str(data / "portal")
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
        count, scores = fresh.submit(_scores, labels, data / "index").result()
    for number, name in enumerate((f"nDCG@{HITS}", "precision@5")):
        ours, *plain = (figures[number] for figures in scores.values())
        yield (f"similar items, {called}, {count} queries, {name}", f"{ours:.3f}", f"> {max(plain):.3f}")


def _make_letters(folder: Path) -> dict[str, dict]:
    Portal(folder.parent / "maker").manage("make_letters", str(LETTERS), "--seed", "23", "--out", str(folder))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}


def _link_labelled(folder: Path) -> dict[str, dict]:
    folder.mkdir()
    letters = list(labelled_letters(REAL_LETTERS))
    for letter in letters:
        (folder / letter.file.name).symlink_to(letter.file)
    return {letter.name: letter.label for letter in letters}


def _scores(labels: dict[str, dict], index: Path) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many queries there were, and for each ranking its nDCG and precision."""
    items = dict(_judged_items(labels))
    documents = [index_document(item) for item in items_to_index() if item.pk in items]
    engine = ENGINES[ENGINE](index)
    with engine.rebuild() as writer:
        for document in documents:
            writer.add(document)
    asked = _queries(documents, items)
    figures = {
        name: [_figures(rank(model), model, items) for model in asked]
        for name, rank in rankings(engine, documents).items()
    }
    return len(asked), {
        name: (mean(n for n, _ in each), mean(p for _, p in each)) for name, each in figures.items()
    }


def _judged_items(labels: dict[str, dict]) -> Iterator[tuple[int, Judged]]:
    """Items by primary key, those that the label has too."""
    for item in DisputedItem.objects.select_related("determination__letter"):
        name = Path(item.determination.letter.path).stem
        label = labels[name]
        if item.number <= len(label["items"]):
            yield item.pk, judged(name, label, label["items"][item.number - 1])


def _queries(documents: list[IndexDocument], items: dict[int, Judged]) -> list[IndexDocument]:
    """Some of the items for which the set has precedent: another case's item of a grade above 1."""
    answerable = [one for one in documents if max(_grades(items[one.id], items, one.id), default=0) > 1]
    return Random(3).sample(answerable, min(QUERIES, len(answerable)))  # noqa: S311 - no secret


def _grades(model: Judged, items: dict[int, Judged], own: int) -> list[int]:
    return [grade(model, other) for pk, other in items.items() if pk != own and other.case != model.case]


def _figures(found: Sequence[int], model: IndexDocument, items: dict[int, Judged]) -> tuple[float, float]:
    grades = [grade(items[model.id], items[one]) for one in found]
    ideal = sorted(_grades(items[model.id], items, model.id), reverse=True)[:HITS]
    precision = sum(one > 1 for one in grades[:5]) / 5
    return _gain(grades) / _gain(ideal), precision


def _gain(grades: Sequence[int]) -> float:
    return sum((2**one - 1) / log2(place + 2) for place, one in enumerate(grades[:HITS]))
