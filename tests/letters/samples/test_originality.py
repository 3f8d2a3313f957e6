"""Sample letters share with real ones the printed form and nothing else."""

import re
from pathlib import Path

import pytest

from letters.reading import read_letter
from letters.samples import SampleLetter, make_letters
from letters.samples.library import load

WORDS_OF_A_SENTENCE = 8
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
WORD = re.compile(r"[a-z0-9']+")


def words(text: str) -> str:
    """Lower case, without punctuation and line breaks."""
    return " ".join(WORD.findall(text.lower()))


def sentences(text: str) -> set[str]:
    """Sentences of eight words or more."""
    found = map(words, SENTENCE_END.split(" ".join(text.split())))
    return {sentence for sentence in found if sentence.count(" ") >= WORDS_OF_A_SENTENCE - 1}


def written_for_the_samples(letter: SampleLetter) -> set[str]:
    """The sentences that are no form: those of the case summary and of the rationales."""
    form = load("layout")
    _, _, after_heading = letter.text.partition(form["summary_heading"])
    summary, _, _ = after_heading.partition(form["issues_heading"])
    rationales = [item["rationale"] for item in letter.facts["items"]]
    return set().union(*map(sentences, [summary, *rationales])) - sentences(form["summary_lead"])


@pytest.fixture(scope="module")
def real_words(real_letters: Path) -> str:
    paths = [*real_letters.glob("seeds/*.txt"), *real_letters.glob("pdf/*.pdf")]
    assert len(paths) > 100
    return " | ".join(words(read_letter(path).text) for path in paths)


@pytest.mark.real_letters
def test_no_sentence_of_a_real_letter_is_used(real_words):
    own = set().union(*map(written_for_the_samples, make_letters(600, seed=13)))
    lead = words(load("layout")["summary_lead"])
    assert len(own) > 3000
    assert not {one for one in own if one.removeprefix(lead).strip() in real_words}
