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

# Letters print a dose as "7.5mg" or "7.5 mg": a unit is a word of its own behind its number.
_UNITS = r"(?:mgs?|mcg|g|gms?|grams?|kg|mls?|cc|meq|iu|mm|cm)"
# Numbers keep their decimal point ("7.5", "9792.24.2"); possessive quantifiers never backtrack.
_WORD = re.compile(
    rf"\d++(?:\.\d++)*+(?={_UNITS}(?!['’]?[^\W_]))|\d++(?:\.\d++)++[^\W_]*+|[^\W_]++(?:['’][^\W_]++)*+"
)
# The same for folded text without other letters, which most is: it takes a third less.
_ASCII_WORD = re.compile(
    rf"[0-9]++(?:\.[0-9]++)*+(?={_UNITS}(?!'?[0-9a-z]))"
    r"|[0-9]++(?:\.[0-9]++)++[0-9a-z]*+|[0-9a-z]++(?:'[0-9a-z]++)*+"
)
_NUMBER = r"\d++(?:\.\d++)*+"
_DOSE = re.compile(rf"{_NUMBER}(?:{_UNITS}?[/-]{_NUMBER})*+ ?{_UNITS}", re.IGNORECASE)
# After an abbreviation or an initial the sentence goes on.
_ABBREVIATED = "".join(
    rf"(?<!\b{one}\.)" for one in ("Dr", "Mr", "Mrs", "Ms", "No", "vs", "[A-Z]", r"i\.e", r"e\.g")
)
_CLOSERS = r"[\"”’')\]]"
# All ends begin with one set of characters, so that the regular expression passes quickly over the others.
_SENTENCE_END = re.compile(
    rf"[.?!;\n](?:(?<=\n)|(?<=\.){_ABBREVIATED}(?=\s)|(?<=\.){_CLOSERS}++(?=\s)|(?<=[?!;]){_CLOSERS}*+(?=\s))"
)
# Lower case that is not letter for letter: it would move, or hang on the letter after it.
_FOLDED_APART = re.compile("[İΣ]")
_TWO_SLIPS_FROM = 6
_LANGUAGE = "english"
_STEMMER = Stemmer.Stemmer(_LANGUAGE, 0)  # it remembers nothing: ``stem`` does, and sooner

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
    text = folded(text)
    return _word_in(text).findall(text)


def folded(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character."""
    if text.isascii():
        return text.lower()
    if _FOLDED_APART.search(text):
        text = _FOLDED_APART.sub(lambda letter: letter[0].lower()[0], text)
    return text.lower().replace("’", "'")


def placed_words(text: str) -> list[re.Match[str]]:
    """A match for each of a text's ``words``, which tells where it stands."""
    text = folded(text)
    return list(_word_in(text).finditer(text))


def is_dose(text: str) -> bool:
    """Whether a text is a number and its unit and nothing else: "7.5mg", "7.5 mg", "10/325mg"."""
    return _DOSE.fullmatch(text) is not None


def _word_in(folded_text: str) -> re.Pattern[str]:
    return _ASCII_WORD if folded_text.isascii() else _WORD


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word with its start and end in the text."""
    for match in placed_words(text):
        yield *match.span(), match[0]


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
    return [sentence for start, end in sentence_spans(text) if (sentence := text[start:end])]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in the text, without the white space around it."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield _stripped(text, start, match.end())
        start = match.end()
    yield _stripped(text, start, len(text))


def numbered_sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Each sentence with the white space around it, after the number of its paragraph and its own therein."""
    for number, paragraph in enumerate(paragraphs(text)):
        start = count = 0
        for match in _SENTENCE_END.finditer(paragraph):
            end = match.end()
            yield number, count, paragraph[start:end]
            start, count = end, count + 1
        yield number, count, paragraph[start:]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    sentence = text[start:end]
    start += len(sentence) - len(sentence.lstrip())
    return start, max(start, start + len(sentence.strip()))


def is_nearly(word: str, typed: str) -> bool:
    """Whether a word is spelt like another but for one slip, or two in words of six letters and more.

    A slip is a letter left out, put in or taken for another, or two neighbours exchanged.
    """
    allowed = slips_allowed(typed)
    return OSA.distance(word, typed, score_cutoff=allowed) <= allowed


def slips(word: str, typed: str) -> int:
    """How many slips lie between two words."""
    return int(OSA.distance(word, typed))


def slips_allowed(typed: str) -> int:
    """How many slips ``is_nearly`` forgives."""
    return 2 if len(typed) >= _TWO_SLIPS_FROM else 1
