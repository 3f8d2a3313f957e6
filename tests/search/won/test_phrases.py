"""The phrases found in a corpus in which the true marks are planted."""

from itertools import pairwise, product
from random import Random

import pytest

from search.address import SearchAddress
from search.index import open_engine, rebuild_index
from search.won.page import won_phrases
from search.won.phrases import phrases_of
from search.won.sample import pages
from tests.search.won.corpus import CLONE, NOISE, OVERTURNED, PLANTED, UPHELD, plant, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def found_in():
    def found_in(q="", engine="tantivy"):
        rebuild_index(engine)
        return won_phrases(open_engine(), SearchAddress(q=q))

    return found_in


def labels(marks):
    return [mark.label for mark in marks]


def holds(label, phrase):
    return phrase in label or label in phrase


def test_the_planted_marks_come_first_on_their_side(found_in):
    plant(45, 70)
    marks = found_in().marks
    for side, outcome in ((marks.overturned, OVERTURNED), (marks.upheld, UPHELD)):
        first = labels(side)[: len(PLANTED[outcome])]
        assert all(any(holds(label, phrase) for label in first) for phrase in PLANTED[outcome])


def test_a_phrase_stands_once_and_not_with_its_parts(found_in):
    plant(45, 70)
    marks = found_in().marks
    for side in (marks.overturned, marks.upheld):
        found = labels(side)
        assert not [(one, other) for one in found for other in found if one != other and one in other]


def test_what_both_sides_say_is_no_mark(found_in):
    plant(45, 70)
    marks = found_in().marks
    found = labels((*marks.overturned, *marks.upheld))
    assert found
    assert [label for label in found if any(holds(label, noise) for noise in NOISE)] == []


def test_neither_the_verdict_nor_names_dates_and_case_numbers_are_marks(found_in):
    plant(45, 70)
    marks = found_in().marks
    found = " | ".join(labels((*marks.overturned, *marks.upheld))).lower()
    for telltale in (
        "necessary",
        "certified",
        "denied",
        "quillfeather",
        "marrowbone",
        "march",
        "june",
        "cm15",
    ):
        assert telltale not in found


def test_a_reasoning_that_many_letters_repeat_counts_once(found_in):
    plant(45, 70, clones=30)
    found = found_in()
    assert [label for label in labels(found.marks.upheld) if label.lower() in CLONE.lower()] == []
    assert (found.upheld_read, found.upheld_reasonings) == (100, 71)


def test_what_only_one_letter_says_is_no_mark(found_in):
    plant(20, 30)
    store([(OVERTURNED, f"Scooter number {n} has a velvet saddle.") for n in ("one", "two", "three", "four")])
    assert "velvet saddle" not in labels(found_in().marks.overturned)


def test_in_a_corpus_without_a_difference_hardly_a_phrase_is_told(found_in):
    nouns, verbs = ("brace", "cane", "walker", "splint"), ("squeaked", "slipped", "rattled")
    places = ("ramp", "porch", "gate")
    sentences = [f"The {noun} {verb} near a {place}." for noun, verb, place in product(nouns, verbs, places)]
    dice = Random(3)  # noqa: S311 - the same corpus each time
    for n in range(60):
        said = " ".join(dice.sample(sentences, 6))
        store([((OVERTURNED, UPHELD)[n % 2], said)])
    marks = found_in().marks
    assert len(marks.overturned) + len(marks.upheld) <= 2


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_every_number_is_that_of_the_linked_search(found_in, client, engine):
    plant(45, 70)
    marks = found_in('"knee brace" -telephone', engine).marks
    assert marks.overturned
    for mark in (*marks.overturned[:3], *marks.upheld[:3]):
        for url, share in (
            (mark.overturned_url, mark.contrast.overturned),
            (mark.upheld_url, mark.contrast.upheld),
        ):
            page = client.get(url).context["page"]
            assert page.total == share.count, url


def test_an_overturned_phrase_has_a_passage_of_an_overturned_item(found_in):
    plant(45, 70)
    mark = found_in().marks.overturned[0]
    assert mark.example.item.outcome == OVERTURNED
    marked = [segment.text.lower() for segment in mark.example.segments if segment.marked]
    assert marked == [mark.label.lower()]
    assert "".join(segment.text for segment in mark.example.segments) in mark.example.item.rationale
    assert mark.example.url.startswith(f"{mark.example.item.get_absolute_url()}:~:text=")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("He failed conservative care.", ("failed", "conservative", "care")),
        ("Imaging shows nerve root compression.", ("nerve", "root", "compression")),
        ("There is no evidence of compression.", ("no", "evidence", "of", "compression")),
        ("First-line therapy failed.", ("first", "line", "therapy")),
        ("He was without benefit.", ("without", "benefit")),
    ],
)
def test_words_that_carry_meaning_are_a_phrase(text, there):
    assert there in phrases_of(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The patient has pain.", ("patient", "has", "pain")),
        ("Pain in the knee.", ("pain", "in", "the")),
        ("He improved. Therapy ended.", ("improved", "therapy")),
        ("Spasm, tenderness and fever.", ("spasm", "tenderness")),
        ("He did not", ("did", "not")),
        ("There is no evidence of nerve root compression.", ("nerve", "root", "compression")),
        ("There is no evidence of nerve root compression.", ("no", "evidence", "of", "nerve", "root")),
        ("A long-term use of it.", ("term", "use")),
        ("A short-term goal.", ("short", "term")),
        ("It exceeds the recommended amount.", ("exceeds", "the", "recommended")),
        ("Seen by Dr. Quill Feather last week.", ("quill", "feather")),
        (
            "A very long run of therapy visits ended well.",
            ("long", "run", "of", "therapy", "visits", "ended"),
        ),
        ("Therapy is medically necessary today.", ("therapy", "is", "medically", "necessary")),
        ("Seen April 5 for spasm relief.", ("april", "5", "for", "spasm")),
    ],
)
def test_others_are_not(text, absent):
    assert absent not in phrases_of(text)


def test_of_many_items_some_are_read_from_the_whole_result():
    assert pages(400) == ((0, 400),)
    spread = pages(100_000)
    assert sum(length for _, length in spread) == 400
    assert spread[0][0] == 0
    assert spread[-1][0] + spread[-1][1] == 100_000
    assert all(before < after for (before, _), (after, _) in pairwise(spread))
