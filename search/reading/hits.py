"""Where a query matches in an open determination: highlights for its texts, and each hit in its context."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from determinations.marking import Highlight
from determinations.models import Determination
from determinations.passages import LETTER, SUMMARY
from search import analysis
from search.query.tree import Query
from search.snippets import Marks, marks_of, matches

MOST_LISTED = 200
"""Hits of a determination that are numbered and listed; later ones are marked only."""
MOST_MARKED = 1_000
"""Hits marked in one text."""
_CONTEXT = 48
"""Characters shown on either side of a hit."""


@dataclass(frozen=True)
class HitLine:
    """One hit with the words around it, as a concordance prints it."""

    id: str
    """Of its element on the page."""
    before: str
    text: str
    after: str


@dataclass(frozen=True)
class HitsOfText:
    """The hits of one of a letter's texts."""

    label: str
    place: str
    """Which text: see ``determinations.templatetags.rationale``."""
    first: int
    """The number of the first line among those of all texts."""
    lines: tuple[HitLine, ...]
    highlights: tuple[Highlight, ...]
    """All of them in order, also those that stand in the whole letter a second time, which have no line."""


@dataclass(frozen=True)
class _Text:
    label: str
    place: str
    text: str
    marks: Marks


def hits_in(determination: Determination, letter: str, query: Query) -> tuple[HitsOfText, ...]:
    """The hits by text, in the order of the page; texts without any are left out.

    ``letter`` is the letter's text as the page shows it. Hits are marked by the rules of snippets. Of the
    whole letter only what the other texts do not have is listed: the rest stands in them already.
    """
    marks = marks_of(query)
    own = list(_own_texts(determination, marks))
    whole = _Text("The letter’s whole text", LETTER, letter, _together(marks))
    found, listed = [], 0
    for one in (*own, whole):
        places = [(match.start, match.end) for match in matches(one.text, one.marks)[:MOST_MARKED]]
        again = _spans_of(one.text, own) if one is whole and places else []
        hits = _hits(one, places, again, listed)
        listed += len(hits.lines)
        if hits.highlights:
            found.append(hits)
    return tuple(found)


def _own_texts(determination: Determination, marks: Mapping[str, Marks]) -> Iterator[_Text]:
    for item in determination.items.all():
        name = f"Item {item.number}"
        yield _Text(f"{name}, treatment", f"{item.anchor}-treatment", item.treatment, marks["treatment"])
        yield _Text(f"{name}, rationale", item.anchor, item.rationale, marks["rationale"])
    yield _Text("Clinical case summary", SUMMARY, determination.case_summary, marks["summary"])


def _together(marks: Mapping[str, Marks]) -> Marks:
    """What is looked for in any text: the letter has them all."""
    return Marks(
        stems={stem for one in marks.values() for stem in one.stems},
        phrases={phrase for one in marks.values() for phrase in one.phrases},
        beginnings={beginning for one in marks.values() for beginning in one.beginnings},
        nearly={word for one in marks.values() for word in one.nearly},
    )


def _hits(one: _Text, places: list[tuple[int, int]], again: list[tuple[int, int]], listed: int) -> HitsOfText:
    lines: list[HitLine] = []
    highlights = []
    for start, end in places:
        is_listed = listed + len(lines) < MOST_LISTED and not any(s <= start and end <= e for s, e in again)
        id = f"hit-{one.place}-{len(lines) + 1}" if is_listed else ""
        highlights.append(Highlight(start, end, id))
        if is_listed:
            lines.append(_line(id, one.text, start, end))
    return HitsOfText(one.label, one.place, listed + 1, tuple(lines), tuple(highlights))


def _line(id: str, text: str, start: int, end: int) -> HitLine:
    before = text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT]
    if start > _CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if end + _CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return HitLine(id, _on_one_line(before), _on_one_line(text[start:end]), _on_one_line(after))


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _spans_of(letter: str, texts: list[_Text]) -> list[tuple[int, int]]:
    """Where a letter has the paragraphs of other texts, or their sentences, however it breaks the lines."""
    places = [n for n, sign in enumerate(letter) if not sign.isspace()]
    squeezed = "".join(letter.split())
    spans, at = [], 0
    for piece in (piece for one in texts for piece in _pieces(squeezed, one.text)):
        start = squeezed.find(piece, at)
        start = start if start >= 0 else squeezed.find(piece)
        if start >= 0:
            at = start + len(piece)
            spans.append((places[start], places[at - 1] + 1))
    return spans


def _pieces(squeezed: str, text: str) -> Iterator[str]:
    """The paragraphs of a text without white space; of one that a page break parts, its sentences."""
    for paragraph in analysis.paragraphs(text):
        whole = "".join(paragraph.split())
        if whole and whole in squeezed:
            yield whole
        elif whole:
            yield from filter(None, ("".join(one.split()) for one in analysis.sentences(paragraph)))
