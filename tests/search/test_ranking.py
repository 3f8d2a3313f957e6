"""Engines rank alike, and as the textbook says: on sample letters their first ten results largely agree.

Their scores cannot be the same. The embedded default sums the fields before it saturates (BM25F), the
others score each field by itself (Lucene's BM25, with lengths in steps), and only the default counts
phrases whole. So it is the overlap that is held to a floor, a little below what is measured.
"""

from collections import Counter
from itertools import combinations
from math import log
from random import Random
from statistics import mean

import pytest

from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.samples import make_letters
from search import analysis
from search.boilerplate import telling
from search.engines.memory import matches
from search.engines.opensearch import OpenSearchEngine
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from search.fields import FIELD, SEARCHED
from search.query.tree import And, Phrase, Words
from search.request import SearchRequest
from tests.search.engines.contract import build, document
from tests.search.test_agreement import on_a_node  # noqa: F401 - a fixture

LETTERS, QUERIES, FIRST = 200, 60, 10
SEEDS = (1, 2)
FLOORS = {
    frozenset(("whoosh", "textbook")): 0.82,
    frozenset(("tantivy", "textbook")): 0.72,
    frozenset(("opensearch", "textbook")): 0.72,
    frozenset(("whoosh", "tantivy")): 0.67,
    frozenset(("whoosh", "opensearch")): 0.67,
    frozenset(("tantivy", "opensearch")): 0.97,
}
"""The part of their first ten results that two share on average.

Measured: Whoosh and the textbook 0.88, Tantivy or OpenSearch and the textbook 0.79, Whoosh and either
0.73, Tantivy and OpenSearch 0.999.
"""


class Textbook:
    """BM25F as it is written: fields are weighted and summed, then saturated, and rare words count more."""

    name = "textbook"

    def __init__(self, documents):
        self.documents = {one.id: one for one in documents}
        self.counts = {
            (number, field): Counter(analysis.stems(telling(text_of(one, field))))
            for number, one in self.documents.items()
            for field in SEARCHED
        }
        self.lengths = {
            (number, field): len(analysis.words(text_of(one, field)))
            for number, one in self.documents.items()
            for field in SEARCHED
        }
        self.average = {
            field: mean(length for (_, name), length in self.lengths.items() if name == field and length)
            for field in SEARCHED
        }

    def ranked(self, query):
        stems = sorted({stem for part in query.parts for stem in analysis.stems(part.text)})
        found = [number for number, one in self.documents.items() if matches(one, query)]
        rarity = {stem: self.rarity(stem) for stem in stems}
        score = {number: sum(self.score(number, stem, rarity[stem]) for stem in stems) for number in found}
        newest = {number: self.documents[number].values["decided"][0].toordinal() for number in found}
        return sorted(found, key=lambda number: (-round(score[number], 5), -newest[number], number))

    def rarity(self, stem):
        holders = sum(
            any(self.counts[number, field][stem] for field in SEARCHED) for number in self.documents
        )
        return log(1 + (len(self.documents) - holders + 0.5) / (holders + 0.5))

    def score(self, number, stem, rarity):
        weighted = sum(
            FIELD[field].weight
            * self.counts[number, field][stem]
            / (0.25 + 0.75 * self.lengths[number, field] / self.average[field])
            for field in SEARCHED
        )
        return rarity * weighted / (1.2 + weighted)


def text_of(one, field):
    return "\n".join(map(str, one.values.get(field, ())))


def letters_items(seed):
    """The disputed items of sample letters, as documents."""
    parsed = [parse_letter(LetterText(one.text, "text/plain")) for one in make_letters(LETTERS, seed)]
    items = [(n, letter, item) for n, letter in enumerate(parsed, 1) for item in letter.items]
    return [
        document(
            number,
            of_letter,
            treatment=item.treatment or item.title,
            rationale=item.rationale or "",
            summary=letter.case_summary or "",
            decided=letter.dates.decision,
            outcome=item.outcome,
        )
        for number, (of_letter, letter, item) in enumerate(items, 1)
    ]


def drawn_queries(documents, seed):
    """One to three words of a text, or a phrase of it, or a phrase and a word; some that many items have."""
    chance = Random(seed)  # noqa: S311 - no secret is drawn
    common = Counter(stem for one in documents for stem in {*analysis.stems(text_of(one, "rationale"))})
    while True:
        words = analysis.words(telling(text_of(chance.choice(documents), "rationale")))
        telling_words = [w for w in words if len(w) > 3 and common[analysis.stem(w)] < len(documents) / 2]
        if len(telling_words) < 5:
            continue
        at = chance.randrange(len(words) - 1)
        phrase = Phrase(" ".join(words[at : at + 2]))
        plain = Words(" ".join(chance.sample(telling_words, chance.randint(1, 3))))
        yield And(
            chance.choice(((plain,), (plain,), (phrase,), (phrase, Words(chance.choice(telling_words)))))
        )


def agreement(engines, folder):
    """The average overlap of the first results of each pair, over queries with more results than these."""
    overlaps: dict[frozenset[str], list[float]] = {}
    for seed in SEEDS:
        documents = letters_items(seed)
        built = [engine(folder / str(seed) / engine.name) for engine in engines]
        for engine in built:
            build(engine, *documents)
        for found in answers(built, documents, seed):
            for one, other in combinations(found, 2):
                shared = len({*found[one][:FIRST]} & {*found[other][:FIRST]}) / FIRST
                overlaps.setdefault(frozenset((one, other)), []).append(shared)
    return {pair: mean(each) for pair, each in overlaps.items()}


def answers(engines, documents, seed):
    """By engine, what it finds in its order; everywhere the same items."""
    textbook, asked = Textbook(documents), 0
    for query in drawn_queries(documents, seed):
        expected = textbook.ranked(query)
        if len(expected) <= FIRST:
            continue
        request = SearchRequest(query, limit=len(documents))
        found = {one.name: [hit.id for hit in one.search(request).hits] for one in engines}
        assert all(sorted(ids) == sorted(expected) for ids in found.values()), query
        yield {**found, "textbook": expected}
        asked += 1
        if asked == QUERIES:
            return


def holds_to_its_floors(engines, folder):
    measured = agreement(engines, folder)
    too_low = {pair: overlap for pair, overlap in measured.items() if overlap < FLOORS[pair]}
    assert not too_low, measured


def test_the_first_results_of_embedded_engines_agree(tmp_path):
    holds_to_its_floors((WhooshEngine, TantivyEngine), tmp_path)


@pytest.mark.opensearch
@pytest.mark.usefixtures("on_a_node")
def test_the_first_results_of_opensearch_agree_with_those_of_the_others(tmp_path):
    holds_to_its_floors((WhooshEngine, TantivyEngine, OpenSearchEngine), tmp_path)
