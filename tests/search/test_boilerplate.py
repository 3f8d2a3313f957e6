"""Sentences that say the same in every letter."""

import json
import time

import jsonschema
import pytest

from search.boilerplate import PATTERNS, fixed_spans, telling

DATA = json.loads(PATTERNS.read_text(encoding="utf-8"))


def test_the_data_keep_their_schema():
    schema = PATTERNS.parent / "schemas" / "fixed_sentences.schema.json"
    jsonschema.validate(DATA, json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.parametrize("sentence", [one for entry in DATA["sentences"] for one in entry["examples"]])
def test_each_pattern_fits_its_examples(sentence):
    assert telling(sentence) == ""


@pytest.mark.parametrize("sentence", DATA["none"])
def test_a_sentence_that_gives_a_ground_is_not_fixed(sentence):
    assert telling(sentence) == sentence


def test_what_stands_around_a_fixed_sentence_stays():
    text = "The knee was stable.\nTherefore, the request is not medically necessary. A cane was given."
    (span,) = fixed_spans(text)
    assert text[slice(*span)] == "Therefore, the request is not medically necessary."
    assert telling(text) == "The knee was stable.\n A cane was given."


@pytest.mark.parametrize(
    "piece", ["therefore the request ", "is not ", "the request for the requested ", "as such, "]
)
def test_a_long_text_takes_no_long_time(piece):
    started = time.perf_counter()
    telling(piece * 20_000)
    telling((piece * 20 + ". ") * 1_000)
    assert time.perf_counter() - started < 5
