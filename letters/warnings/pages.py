"""Pages that cannot be right: beyond the book's end, or others in the rationale than in the heading."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from letters.citations.details import PagesNamed, find_pages, impossible_pages
from letters.parsed_letter import Citation, DisputedItem, ParsedLetter, ParseWarning
from letters.warnings.sentences import MAX_RATIONALE, Sentence, sentences
from letters.warnings.words import find_words
from vocabularies.guidelines import ACOEM_CHAPTERS, MTUS, last_page, resolve
from vocabularies.spelling import pattern

_NAMES = pattern(name for chapter in MTUS.values() for name in (chapter.name, *chapter.spellings))
_YEAR = r"(?:19|20)\d\d"
_GUIDELINE = re.compile(
    rf"\b(?:ACOEM\b[\s,]{{0,3}}(?:Chapter|Ch\.?)\W{{0,2}}(?P<number>\d{{1,2}})\b|(?P<name>{_NAMES})\b)"
    rf"(?:\W{{1,3}}(?:Treatment\W{{1,3}})?Guidelines?\b)?(?:[\s,(]{{1,3}}(?P<year>{_YEAR})\b\)?)?",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(rf"\b(?P<year>{_YEAR})[\s,(]{{1,3}}$")
_OF = re.compile(
    r"\W{0,3}(?:of|in|from|under)\s+(?:(?:the|California|CA|MTUS|Guidelines?|in|current|ACOEM"
    rf"|{_YEAR}|2nd|3rd|edition)\W{{1,3}}){{0,6}}",
    re.IGNORECASE,
)
_TITLE_TO_PAGE = 80
"""Characters between a guideline's name and its page: "Chapter 9, Table 9-6, page 214"."""
_END_OF_CLAUSE = re.compile(r"[.;:()]")
_BY = re.compile(r"\s+by\s+(?:the\s+|a\s+)?")
_CLAUSE = 80
"""Characters: "cited" stands no further from the one who did."""
_OF_SOMETHING = re.compile(r"\W{0,3}(?:of|in|from)\s+(?:\w+\W{1,2}){1,4}")


@dataclass(frozen=True)
class _Prose:
    """Pages of a guideline that a rationale names."""

    guideline: str
    edition: int | None
    pages: tuple[int, ...]
    start: int
    end: int
    retold: bool
    """Whether the sentence tells what somebody else cited."""


def pages_beyond_the_book(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """Pages named after the last page of their book, in a guideline line or in the rationale."""
    for index, citation in enumerate(item.citations):
        who = f"The {citation.cited_by} cites"
        warning = _beyond_warning(item, who, citation, citation=index)
        if warning := warning or _impossible_warning(item, who, citation, index):
            yield warning
    for named in _named_in_prose(item.rationale or ""):
        if warning := _beyond_warning(item, "The rationale names", named, span=(named.start, named.end)):
            yield warning


def differing_pages(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The rationale names other pages of a guideline than the reviewer's line for it.

    A page more is an addition and no difference: where both name as many stretches of pages,
    one that does not meet any of the other side's took the place of another.
    """
    prose = [named for named in _named_in_prose(item.rationale or "") if not named.retold]
    for index, citation in enumerate(item.citations):
        if citation.cited_by != "reviewer" or not citation.pages:
            continue
        same = [named for named in prose if _is_same_book(named, citation)]
        cited = _cited_pages(citation.guideline, item)
        told = frozenset[int]().union(*(named.pages for named in same))
        first = next((named for named in same if cited.isdisjoint(named.pages)), None)
        if first and _is_other(cited, told):
            yield _differing_warning(item, index, cited, told, first)
            return


def _cited_pages(guideline: str | None, item: DisputedItem) -> frozenset[int]:
    """The pages that the reviewer's line cites of the guideline, in however many citations."""
    return frozenset(
        page
        for citation in item.citations
        if citation.cited_by == "reviewer" and citation.guideline == guideline
        for page in citation.pages
    )


def _is_other(cited: frozenset[int], told: frozenset[int]) -> bool:
    if cited.isdisjoint(told):
        return True
    stretches = _stretches(cited)
    unnamed = [pages for pages in stretches if told.isdisjoint(pages)]
    return bool(unnamed) and len(stretches) == len(_stretches(told))


def _differing_warning(
    item: DisputedItem, index: int, cited: frozenset[int], told: frozenset[int], first: _Prose
) -> ParseWarning:
    return ParseWarning(
        "pages-differ",
        f"The reviewer’s guideline line cites {_printed(cited)} of “{first.guideline}”;"
        f" the rationale names {_printed(told)} of it.",
        item.number,
        citation=index,
        span=(first.start, first.end),
    )


def _is_same_book(named: _Prose, citation: Citation) -> bool:
    editions = {named.edition, citation.edition} - {None}
    return named.guideline == citation.guideline and citation.source == "MTUS" and len(editions) < 2


@lru_cache(maxsize=2)
def _named_in_prose(rationale: str) -> tuple[_Prose, ...]:
    """Each page of the rationale with its guideline: "page 8 of X", else "X, page 8" in one sentence.

    Kept for a while: both kinds of warning ask for it.
    """
    rationale = rationale[:MAX_RATIONALE]
    if not find_pages(rationale):
        return ()
    return tuple(named for sentence in sentences(rationale) for named in _named_in(sentence))


def _named_in(sentence: Sentence) -> Iterator[_Prose]:
    pages = find_pages(sentence.text)
    books = list(_GUIDELINE.finditer(sentence.text)) if pages else []
    retold = bool(books) and _is_retold(sentence.text)
    for named in pages:
        book = _book_of(sentence.text, named, books)
        guideline = _guideline(book) if book else None
        if book and guideline:
            yield _Prose(
                guideline,
                _edition(sentence.text, book),
                named.pages,
                sentence.start + min(book.start(), named.start),
                sentence.start + max(book.end(), named.end),
                retold,
            )


def _is_retold(sentence: str) -> bool:
    """Whether it says "the claims administrator cited", or "cited by the claims administrator"."""
    return any(
        _does(sentence[side.end : side.end + _CLAUSE])
        or _is_done_by(sentence[max(0, side.start - _CLAUSE) : side.start])
        for side in find_words("other_sides", sentence)
    )


def _does(after: str) -> bool:
    clause = _END_OF_CLAUSE.split(after, maxsplit=1)[0]
    return bool(find_words("citing", clause))


def _is_done_by(before: str) -> bool:
    return any(_BY.fullmatch(before[verb.end :]) for verb in find_words("citing", before))


def _book_of(text: str, named: PagesNamed, books: list[re.Match[str]]) -> re.Match[str] | None:
    of = _OF.match(text, named.end)
    if of:
        return next((book for book in books if named.end < book.start() <= of.end() <= book.end()), None)
    before = [book for book in books if book.end() <= named.start]
    if not before or named.start - before[-1].end() > _TITLE_TO_PAGE:
        return None
    return None if _is_of_another_document(text, before[-1].end(), named) else before[-1]


def _is_of_another_document(text: str, end_of_title: int, named: PagesNamed) -> bool:
    """Whether what stands between a guideline's name and the page, or right after it, has the page itself."""
    between = text[end_of_title : named.start]
    following = _OF_SOMETHING.match(text, named.end)
    around = between + (following[0] if following else "")
    return ";" in between or bool(find_words("other_documents", around))


def _guideline(book: re.Match[str]) -> str | None:
    return ACOEM_CHAPTERS.get(int(book["number"])) if book["number"] else resolve(book["name"])


def _edition(text: str, book: re.Match[str]) -> int | None:
    before = _YEAR_BEFORE.search(text, max(0, book.start() - 8), book.start())
    printed = book["year"] or (before["year"] if before else None)
    return int(printed) if printed else None


def _beyond_warning(
    item: DisputedItem,
    who: str,
    book: Citation | _Prose,
    citation: int | None = None,
    span: tuple[int, int] | None = None,
) -> ParseWarning | None:
    last = last_page(book.guideline or "", book.edition)
    beyond = [page for page in book.pages if last and page > last]
    if not beyond:
        return None
    message = f"{who} {_printed(beyond)} of “{book.guideline}”, a book of {last} pages."
    return ParseWarning("page-beyond-book", message, item.number, citation, span)


def _impossible_warning(item: DisputedItem, who: str, citation: Citation, index: int) -> ParseWarning | None:
    """Pages that no book has: once for each sentence, at the first guideline that it cites."""
    printed = impossible_pages(citation.raw or "")
    if not printed or any(other.raw == citation.raw for other in item.citations[:index]):
        return None
    message = f"{who} “{', '.join(printed)}” as pages, which no book has."
    return ParseWarning("page-beyond-book", message, item.number, citation=index)


def _stretches(pages: Iterable[int]) -> list[range]:
    """The pages as stretches without a gap, in order."""
    found: list[range] = []
    for page in sorted(pages):
        if found and page == found[-1].stop:
            found[-1] = range(found[-1].start, page + 1)
        else:
            found.append(range(page, page + 1))
    return found


def _printed(pages: Collection[int]) -> str:
    """``page 98`` or ``pages 98-99, 104``."""
    listed = ", ".join(
        str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}" for pages in _stretches(pages)
    )
    return f"page{'s' if len(pages) > 1 else ''} {listed}"
