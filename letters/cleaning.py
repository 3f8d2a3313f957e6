"""Text from any extractor, brought into one shape.

In a cleaned text a line break is a line's end, an empty line parts two paragraphs, and ``\\f`` is the
end of a page of which nobody can say whether its paragraph goes on. Lines have no white space around
them and single spaces within. ``fold`` makes one line of a part of a cleaned text, ``paragraphs`` one
line for each paragraph.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

PARAGRAPH_BREAK = "\n\n"
PAGE_BREAK = "\f"

_ODDITIES = {
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0x2028: "\n",
    0x2029: "\n",
    0x0002: "-\n",  # what older versions of PDFium give for a hyphen at a line's end
    0xFFFE: "-\n",  # and newer ones
    0x0130: "I",
    0x0131: "i",
    0x017F: "s",
    0x212A: "K",  # patterns without case take them for these
    **dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]),  # not printed
    **dict.fromkeys([*range(0x02), *range(0x03, 0x09), 0x0B, *range(0x0E, 0x20), 0x7F]),
}
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _ODDITIES)))}]")

_SENTENCE_END = (".", "!", "?", ":", ".”", ".’", '."', ".'", ".)", '?"', "?”")

_BROKEN_WORD = re.compile(r"-(?<=[^\s\-]-)[\n\f]+(?=\w)(?!(?:and|or|to|nor|through)\b)")
_BROKEN_DATE = re.compile(r"/(?<=\d/)[\n\f]+(?=\d)")
_BROKEN_ADDRESS = re.compile(r"(?<=[/_=&?%#.])[\n\f]+(?=[a-z\d/_=&?%#])")
_ADDRESS_START = re.compile(r"\(?(?:https?://|www\.)")
_LONGEST_ADDRESS = 300
_LONGEST_WORD = 40
_LEFT_OF_HYPHEN = re.compile(r"[a-z]+\Z", re.IGNORECASE)
_RIGHT_OF_HYPHEN = re.compile(r"[a-z]+")
_COMBINING_FORMS = {"anti", "electro", "ex", "neuro", "non", "self"}
"""What takes a hyphen before any word, even where the letter elsewhere leaves it out."""
_CLOSED_WORDS = {
    *("anticonvulsant", "anticonvulsants", "antidepressant", "antidepressants", "antiepileptics"),
    *("electromyogram", "electromyograms", "electromyographic", "electromyography"),
    *("neurologic", "neurological", "neurologist", "neurology", "neuropathic", "neuropathies", "neuropathy"),
    *("neurosurgeon", "neurosurgery", "neurosurgical", "neurotransmitter", "neurovascular"),
}
"""What begins with one of these forms and is one word nevertheless."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_FEW_BREAKS = 50
"""Broken words of a text, each of which is sought before all words are listed; more would take too long."""


def clean(text: str) -> str:
    """The text in the one shape that the rest of the parser reads."""
    # ASCII alone is translated sooner than searched.
    if text.isascii() or _ODD.search(text):
        text = text.replace("\u00ad\n", "").translate(_ODDITIES)
    lines = text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n").split("\n")
    return _join_broken("".join(_reflowed(lines)).strip())


def fold(text: str) -> str:
    """A part of a cleaned text as one line."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a part of a cleaned text, each as one line."""
    return [folded for paragraph in text.split(PARAGRAPH_BREAK) if (folded := fold(paragraph))]


def _reflowed(lines: list[str]) -> Iterator[str]:
    """The lines that have text, each with what stands between it and the one before."""
    doubled = _is_doubled(lines)
    previous = ""
    between: list[str] = []
    for raw in lines:
        line = raw if raw == PAGE_BREAK else " ".join(raw.split())
        if not line or line == PAGE_BREAK:
            between.append(raw)
            continue
        yield _break_between(previous, between, line, doubled) + line
        previous = line
        between.clear()


def _break_between(previous: str, between: list[str], line: str, doubled: bool) -> str:
    """What parts two lines: an empty line's worth, a page's end, or the end of the line only."""
    if not between:
        return "\n"
    if line[0].islower() and not previous.endswith(_SENTENCE_END):
        return "\n"  # a page's end or a stray empty line inside a sentence
    blank = [raw for raw in between if raw != PAGE_BREAK]
    if doubled:
        if any(blank):
            return PARAGRAPH_BREAK
        return PAGE_BREAK if len(between) > 1 else "\n"
    # The end of a page's last line gives one empty line before each page mark, which says nothing.
    return PARAGRAPH_BREAK if len(blank) > between.count(PAGE_BREAK) else PAGE_BREAK


def _is_doubled(lines: list[str]) -> bool:
    """Whether an empty line follows every line, as Tika prints them; a space in it then parts paragraphs."""
    followed = alone = 0
    for line, following in pairwise(lines):
        if line and not line.isspace():
            if following:
                alone += 1
            else:
                followed += 1
    return followed > 3 and followed > 20 * alone


def _join_broken(text: str) -> str:
    """Words with a hyphen, dates and addresses that a line's end broke, in one piece again."""
    if "-\n" in text or "-\f" in text:
        text = _join_words(text)
    if "/\n" in text or "/\f" in text:
        text = _BROKEN_DATE.sub("/", text)
    if "://" in text or "www." in text:
        text = _BROKEN_ADDRESS.sub(lambda gap: "" if _ends_address(text, gap.start()) else gap[0], text)
    return text


def _join_words(text: str) -> str:
    lowered = text.lower()
    are_few = text.count("-\n") + text.count("-\f") <= _FEW_BREAKS
    return _BROKEN_WORD.sub(lambda hyphen: _as_spelt(text, hyphen, lowered, are_few), text)


def _as_spelt(text: str, hyphen: re.Match[str], lowered: str, are_few: bool) -> str:
    """The hyphen, or nothing where the letter elsewhere spells the word without: "docu-mentation"."""
    left = _LEFT_OF_HYPHEN.search(text, max(0, hyphen.start() - _LONGEST_WORD), hyphen.start())
    right = _RIGHT_OF_HYPHEN.match(text, hyphen.end(), hyphen.end() + _LONGEST_WORD)
    if not left or not right:
        return "-"
    start, end = left[0].lower(), right[0]
    if start + end in _CLOSED_WORDS:
        return ""
    if start in _COMBINING_FORMS or (are_few and start + end not in lowered):
        return "-"
    words = _words(lowered)
    return "" if start + end in words and f"{start}-{end}" not in words else "-"


@lru_cache(maxsize=1)
def _words(lowered: str) -> frozenset[str]:
    return frozenset(_WORD.findall(lowered))


def _ends_address(text: str, end: int) -> bool:
    before = text[max(0, end - _LONGEST_ADDRESS) : end].rsplit(None, 1)
    return bool(before and _ADDRESS_START.match(before[-1]))
