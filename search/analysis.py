"""How text becomes words: for indexing, for queries and for marking matches alike.

No word is dropped, so that "not medically necessary" differs from "medically necessary"
and "x 3" from "x". A change here changes the index: ``FINGERPRINT_PARTS`` makes an old
index known as such.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer
from rapidfuzz.distance import OSA

# Numbers keep their decimal point ("7.5mg", "9792.24.2"); possessive quantifiers never backtrack.
_WORD = re.compile(r"\d++(?:\.\d++)++[^\W_]*+|[^\W_]++(?:['’][^\W_]++)*+")
# After an abbreviation or an initial the sentence goes on.
_SENTENCE_END = re.compile(
    r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bNo\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!\b[ei]\.[eg]\.)"
    r"(?<=[.?!;])[\"”’')\]]*+\s++"
)
_SENTENCE_MARK = re.compile(r"[.?!;](?=[\s\"”’')\]])")
_TWO_SLIPS_FROM = 6
_LANGUAGE = "english"
_STEMMER = Stemmer.Stemmer(_LANGUAGE)

# Abbreviations that the stemmer would take for plurals of something else.
_ABBREVIATIONS = ("cures", "ibs", "mtus", "tens", "uds")
# And plurals of abbreviations that it leaves alone, because a vowel stands before their s.
_PLURALS = ("esis", "mris", "ppis", "rfas", "snris", "ssris", "tfesis")
# Words that the stemmer would merge with another of the field: medication with medical.
_OWN_STEMS = {
    **{word: word for word in _ABBREVIATIONS},
    **{word: word.removesuffix("s") for word in _PLURALS},
    "generic": "generic",
    "generics": "generic",
    "medication": "medication",
    "medications": "medication",
}

FINGERPRINT_PARTS = (
    _WORD.pattern,
    _SENTENCE_END.pattern,
    _LANGUAGE,
    *sorted(f"{word}={stem}" for word, stem in _OWN_STEMS.items()),
)
"""What an index's words depend on, for its manifest."""


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, otherwise as spelt."""
    return [_fold(word) for word in _WORD.findall(text)]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word with its start and end in the text."""
    for match in _WORD.finditer(text):
        yield *match.span(), match[0].lower().replace("’", "'")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the forms of a word, as ``words`` gives it, have in common."""
    own = _OWN_STEMS.get(word)
    return own if own else str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stem of each word in order."""
    return [stem(word) for word in words(text)]


def paragraphs(text: str) -> list[str]:
    """The pieces of a text between line breaks."""
    return text.split("\n")


def sentences(text: str) -> list[str]:
    """The sentences of a text. None runs over a line break; "Dr. Roe", "No. 5" and "7.5 mg" end none."""
    return [sentence for paragraph in paragraphs(text) for sentence in sentences_of(paragraph)]


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of one paragraph."""
    found, start = [], 0
    # The costly question is asked only where a cheap one says that it may be answered with yes.
    for mark in _SENTENCE_MARK.finditer(paragraph):
        if end := _SENTENCE_END.match(paragraph, mark.end()):
            found.append(paragraph[start : end.start()])
            start = end.end()
    found.append(paragraph[start:])
    return found


def is_nearly(word: str, typed: str) -> bool:
    """Whether a word is spelt like another but for one slip, or two in words of six letters and more.

    A slip is a letter left out, put in or taken for another, or two neighbours exchanged.
    """
    allowed = slips_allowed(typed)
    return OSA.distance(word, typed, score_cutoff=allowed) <= allowed


def slips_allowed(typed: str) -> int:
    """How many slips ``is_nearly`` forgives."""
    return 2 if len(typed) >= _TWO_SLIPS_FROM else 1


def _fold(word: str) -> str:
    return word.lower().replace("’", "'")
