"""Which body parts a guideline's chapter is about, and which treatments belong to no one part."""

from vocabularies.data_files import load
from vocabularies.guideline_chapters import resolve
from vocabularies.phrases import PhraseFinder

_DATA = load("chapter_body_parts")
_FITS: dict[tuple[str, str], frozenset[str]] = {
    (row["source"], name): frozenset(row["fits"]) for row in _DATA["chapters"] for name in row["names"]
}
_OF_ANY_PART = PhraseFinder({"of any part": _DATA["of_any_part"]})


def parts_of_chapter(source: str, guideline: str) -> frozenset[str]:
    """The body parts that the chapter fits; empty for one that is about no part, or unknown.

    A chapter of ACOEM cited outside the MTUS is the chapter of that name in the MTUS.
    """
    if source == "ODG":
        return _FITS.get((source, guideline), frozenset())
    return _FITS.get(("MTUS", resolve(guideline) or guideline), frozenset())


def is_of_any_part(treatment: str) -> bool:
    """Whether guidelines treat it in one chapter for the whole body, or it follows a nerve through it."""
    return bool(_OF_ANY_PART.find(treatment))
