"""Guidelines outside the MTUS that one sentence cites: ODG, ACOEM, other documents.

This part of a letter is typed freely. The sentence is cut where a document is named, and
each piece is read by that document's habits.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letters.citations.details import YEAR, Cited, details, trimmed
from letters.citations.mtus import ACOEM
from letters.citations.odg import ODG_NAME, names_a_chapter, odg_chapters
from vocabularies.guidelines import ACOEM_CHAPTERS, ACOEM_OWN_CHAPTERS, MTUS_CHAPTERS, OTHER_DOCUMENTS
from vocabularies.spelling import pattern, words

_OTHER_GUIDELINES = re.compile(
    r"[\s,;]{0,3}(?:\band\s+)?\bOther Medical Treatment Guidelines?(?:\s+or\s+Medical\s+Evidence)?\b[\s:]*",
    re.IGNORECASE,
)
_FURTHER_DOCUMENT = re.compile(rf";\s*(?:and\s+)?(?=(?:{pattern(OTHER_DOCUMENTS)})\b)", re.IGNORECASE)
_ACOEM_BOOK = r"(?:Harris,?\s+J\w*\W{0,3})?Occupational Medicine Practice Guidelines?\b"
_ACOEM_NAME = rf"(?<![\w./-])(?:{ACOEM}|{_ACOEM_BOOK})(?!\.\w)"
_NAMED = re.compile(rf"(?P<odg>{ODG_NAME})|(?P<acoem>{_ACOEM_NAME})", re.IGNORECASE)
_NAMES_GUIDELINES = re.compile(r"\W{0,4}[a-z][^:;.]{2,80}?\sguidelines?\b", re.IGNORECASE)
_CONNECTIVES = {"and", "or", "the", "by"}
_ACOEM_CHAPTER = re.compile(
    r"(?P<name>[^:;,/(]{2,80}?)\s+Chapter\b|(?P<kind>[^:;/(]{2,80}?\b(?:Complaints|Conditions|Disorders))\b",
    re.IGNORECASE,
)
_NAME_AFTER_NUMBER = re.compile(
    r"(?!pages?\b|pgs?\b|pp?\b|sections?\b)(?P<name>[A-Za-z][^:;,/(]{2,80}?"
    r"(?:,\s+[A-Z][a-z]{1,20},?\s+and\s+[^:;,/(]{2,60}?)?)(?=\s*(?:[:;,/(]|\.?\s*$|\bpages?\b|\bpgs?\b|\bpp?\b))",
    re.IGNORECASE,
)
"""The name behind the number of a chapter, "Chapter 7 Independent Medical Examinations"."""
_VOLUME = re.compile(r"v(?:ersion|ol(?:ume)?)?\W{0,2}\d{1,2}\b\W{0,3}", re.IGNORECASE)
_LISTED_CHAPTER = re.compile(
    rf"(?P<name>{pattern({*MTUS_CHAPTERS, *ACOEM_OWN_CHAPTERS} - {'ACOEM'})})\b"
    rf"(?=\s*(?:$|[,;:.(/–-]|page\b|pg|{YEAR}\b))",
    re.IGNORECASE,
)
_EDITION = re.compile(
    rf"(?:\W{{0,3}}(?:\d\w\w|second|third)\s+ed(?:ition|\.)?)?[\s,(]{{0,4}}(?P<year>{YEAR})?\b\)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_BEFORE_AN_AUTHOR = re.compile(
    r"(\baccessed (?:on )?\d[\d/]{5,9})[,;.] (?=[A-Z][a-z]+ [A-Z]{1,3}(?:[,.]| et al))"
)
"""Where a document ends and the next begins, by "Reed T, et al.": the date of access comes last."""


class _Piece(NamedTuple):
    """A document named in a sentence, and the words up to the next one."""

    name: re.Match[str]
    text: str


def outside_mtus(body: str) -> list[Cited]:
    """The documents named in ``body``, the words of a sentence after "Non-MTUS Citation", in its order."""
    told = (part for half in _OTHER_GUIDELINES.split(body) for part in _FURTHER_DOCUMENT.split(half))
    parts = [part for part in told if trimmed(part)]
    return [cited for part in parts for cited in _documents(part)] or [Cited("other")]


def _documents(text: str) -> Iterator[Cited]:
    pieces = _pieces(text)
    before = _without_connectives(text[: pieces[0].name.start()] if pieces else text)
    if trimmed(before):
        yield from _unnamed(before, followed_by_odg=bool(pieces and pieces[0].name["odg"]))
    for piece in pieces:
        if piece.name["odg"]:
            yield from odg_chapters(piece.text)
        else:
            yield _acoem(piece)


def _pieces(text: str) -> list[_Piece]:
    """Each document with its words; the ODG named again may go with the chapter before."""
    names: list[re.Match[str]] = []
    for name, told in _with_words(_NAMED.finditer(text), text):
        again = name["odg"] and names and names[-1]["odg"]
        if not again or _opens_a_citation(told, text[names[-1].end() : name.start()]):
            names.append(name)
    return [_Piece(name, _without_connectives(told)) for name, told in _with_words(names, text)]


def _opens_a_citation(words: str, before: str) -> bool:
    """Whether ``words`` after the ODG's name cite a chapter, or guidelines where ``before`` has its topic."""
    if names_a_chapter(words):
        return True
    return bool(_NAMES_GUIDELINES.match(words)) and odg_chapters(before)[-1].section is not None


def _with_words(names: Iterable[re.Match[str]], text: str) -> list[tuple[re.Match[str], str]]:
    """Each name with the words from it to the next."""
    found = list(names)
    starts = [*(name.start() for name in found), len(text)]
    return [(name, text[name.end() : end]) for name, end in zip(found, starts[1:], strict=True)]


def _without_connectives(text: str) -> str:
    """The text without the "and the" that leads over to the next document."""
    while True:
        text = text.rstrip(" ,;")
        rest, _space, last = text.rpartition(" ")
        if last.casefold() not in _CONNECTIVES:
            return text
        text = rest


def _unnamed(text: str, followed_by_odg: bool) -> list[Cited]:
    """What a sentence cites before it names the ODG or ACOEM: an ODG chapter, an address, a document."""
    if followed_by_odg and names_a_chapter(text):
        return odg_chapters(text)
    addresses = _ADDRESS.findall(text)
    if addresses and set(words(_ADDRESS.sub(" ", text))) <= _CONNECTIVES:
        return [Cited("other", trimmed(address)) for address in addresses]
    documents = _BEFORE_AN_AUTHOR.sub(r"\1\n", text).split("\n")
    return [Cited("other", document.strip(" ,;:.") or None) for document in documents]


def _acoem(piece: _Piece) -> Cited:
    """ACOEM's guidelines cited outside of the MTUS: the chapter keeps its printed name."""
    text = piece.text.lstrip(" ,;:.-–/")
    if volume := _VOLUME.match(text):
        text = text[volume.end() :]
    number = int(piece.name["number"] or 0)
    chapter = _ACOEM_CHAPTER.match(text) or _LISTED_CHAPTER.match(text)
    if not chapter and number and number not in ACOEM_CHAPTERS:
        chapter = _NAME_AFTER_NUMBER.match(text)
    name = (trimmed(chapter[chapter.lastgroup or 0]) or None) if chapter else None
    edition = _EDITION.match(text, chapter.end() if chapter else 0)
    section, pages = details(text[edition.end() :] if edition else text)
    year = (edition["year"] if edition else None) or piece.name["acoem_year"]
    if not name and number:
        name = ACOEM_CHAPTERS.get(number, f"Chapter {number}")
    return Cited("ACOEM", name, int(year) if year else None, section, pages)
