"""The section of title 8 of the California Code of Regulations that a chapter of the MTUS is in."""

from vocabularies.data_files import load

_SECTIONS: dict[str, str] = {
    chapter: row["section"] for row in load("regulation_sections")["sections"] for chapter in row["chapters"]
}


def section_of(chapter: str) -> str | None:
    """The section's number, such as "9792.24.2"; ``None`` where none is known."""
    return _SECTIONS.get(chapter)
