"""BibTeX: an entry for each determination.

``@misc``, because every style and every reader knows it; ``@jurisdiction`` is biblatex's alone, prints like
``@misc`` there, and older readers drop the whole entry.
"""

from collections.abc import Iterator

from bookmarks.exports.references import ISSUER, Reference, references
from bookmarks.exports.selection import Selection

# Braces by name: BibTeX counts them, also behind a backslash, and a lone one would swallow the file.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_URL_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_lines(selection: Selection) -> Iterator[str]:
    """The file in UTF-8, an entry at a time."""
    for reference in references(selection):
        yield _entry(reference)


def escaped(text: str) -> str:
    """The text as TeX prints it."""
    return text.translate(_ESCAPES)


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@misc{{{reference.key},\n{fields}}}\n\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Name and value, in its braces; a second pair keeps a style from changing capitals or parting a name."""
    yield "author", f"{{{{{escaped(ISSUER)}}}}}"
    yield "title", f"{{{{{escaped(reference.title)}}}}}"
    if decided := reference.decided_on:
        yield "year", f"{{{decided.year}}}"
        yield "month", _MONTHS[decided.month - 1]
        yield "date", f"{{{decided.isoformat()}}}"
    if reference.case_number:
        yield "number", f"{{{escaped(reference.case_number)}}}"
    yield "url", f"{{{reference.url.translate(_URL_ESCAPES)}}}"
    yield "urldate", f"{{{reference.made_on.isoformat()}}}"
    yield "abstract", f"{{{escaped(reference.abstract)}}}"
    if reference.keywords:
        # Readers part keywords at commas.
        yield "keywords", f"{{{escaped(', '.join(one.replace(',', '') for one in reference.keywords))}}}"
    yield "note", f"{{{escaped(' '.join(reference.notes))}}}"
    if reference.own_notes:
        # Common styles print a note into the bibliography, and an annote only those that are made for it.
        yield "annote", f"{{{escaped(' '.join(reference.own_notes))}}}"
    yield "langid", "{american}"
