"""The record of an export: where its items come from, when, out of what, and what to know of them."""

from collections.abc import Iterator

from bookmarks.exports.selection import Corpus, FolderOrigin, SearchOrigin, Selection
from determinations.citing import cited_date

NOT_PRECEDENT = (
    "An IMR determination decides one worker’s dispute. It is not binding precedent; attorneys read"
    " determinations as worked examples. Facts were read from the letters by a program: check the letter"
    " before you cite it."
)
WITH_NOTES = "With the private notes and tags of the bookmarks: pass it on only to those who may read them."
WITHOUT_NOTES = "Without the private notes and tags of the bookmarks"
Fact = tuple[str, str]
"""What is recorded, and the record."""


def record(selection: Selection) -> tuple[Fact, ...]:
    """All of it, in the order in which it is read."""
    origin = selection.origin
    facts = (
        _of_search(origin)
        if isinstance(origin, SearchOrigin)
        else _of_folder(origin, with_notes=selection.with_notes)
    )
    samples = samples_note(selection)
    return (
        *facts,
        ("Items", items_in_words(selection)),
        ("Made on", cited_date(selection.made_on)),
        ("Corpus", corpus_in_words(selection.corpus)),
        ("Portal", selection.portal),
        *([("Samples", samples)] if samples else []),
        ("Not precedent", NOT_PRECEDENT),
    )


def items_in_words(selection: Selection) -> str:
    """How many items there are, of how many determinations, and whether that is all."""
    cases = _count(selection.determinations, "determination")
    if selection.is_cut:
        found = "in the folder" if selection.is_of_folder else "found"
        return f"The first {selection.total:,} of the {selection.found:,} items {found}, in {cases}"
    return f"{_count(selection.total, 'disputed item')} in {cases}"


def corpus_in_words(corpus: Corpus) -> str:
    """What the portal held."""
    held = f"{_count(corpus.determinations, 'determination')}, {_count(corpus.items, 'disputed item')}"
    if corpus.first_decided_on and corpus.last_decided_on:
        first, last = cited_date(corpus.first_decided_on), cited_date(corpus.last_decided_on)
        held = f"{held}, decided from {first} to {last}"
    if corpus.samples:
        held = f"{held}; {corpus.samples:,} of the determinations are fictional samples"
    versions = ", ".join(corpus.parser_versions)
    return f"{held}; read by version {versions} of the parser" if versions else held


def samples_note(selection: Selection) -> str:
    """That fictional items are among them; empty where none is."""
    if not selection.samples:
        return ""
    if selection.samples == selection.total:
        which = "All of these items are"
    else:
        which = f"{selection.samples:,} of these items {'is' if selection.samples == 1 else 'are'}"
    return f"{which} of fictional sample letters, made up for demonstration: never cite one as a case."


def _of_search(origin: SearchOrigin) -> Iterator[Fact]:
    yield "Made from", "A search"
    if origin.query:
        yield "Query", origin.query
    yield "Understood as", origin.understood
    for field, value in origin.filters:
        yield "Filter", f"{field}: {value}"
    if origin.other_names:
        yield "Other names", " ".join(origin.other_names)
    yield "Order", origin.order
    yield "Search again", origin.url


def _of_folder(origin: FolderOrigin, *, with_notes: bool) -> Iterator[Fact]:
    yield "Made from", "A folder of bookmarks"
    yield "Folder", origin.name
    if origin.description:
        yield "Description", origin.description
    yield "Bookmarks", _bookmarks(origin)
    yield "Notes and tags", WITH_NOTES if with_notes else WITHOUT_NOTES


def _bookmarks(origin: FolderOrigin) -> str:
    parts = (
        _count(origin.bookmarks, "bookmark"),
        _left_out(
            origin.left_out,
            "an item that its letter no longer has",
            "items that their letters no longer have",
        ),
        _left_out(
            origin.out_of_sight,
            "a determination that whoever runs the portal has taken out of sight",
            "determinations that whoever runs the portal has taken out of sight",
        ),
    )
    return "; ".join(filter(None, parts))


def _left_out(bookmarks: int, one: str, several: str) -> str:
    if not bookmarks:
        return ""
    return f"1 of {one} is left out" if bookmarks == 1 else f"{bookmarks:,} of {several} are left out"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
