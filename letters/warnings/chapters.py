"""A chapter about other body parts than the request."""

from collections.abc import Iterator

from letters.parsed_letter import Citation, DisputedItem, ParsedLetter, ParseWarning
from vocabularies import body_parts
from vocabularies.chapter_body_parts import is_of_any_part, parts_of_chapter


def chapters_of_other_parts(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """Each chapter cited that fits none of the title's body parts.

    Where the title names none, the injured parts stand for it; then the chapter must also be of the
    MTUS, whose clinical topics hold no general matters, and of parts that the letter nowhere names.
    """
    if is_of_any_part(item.title):
        return
    requested = {part.name for part in item.body_parts}
    for index, citation in enumerate(item.citations):
        fits = parts_of_chapter(citation.source, citation.guideline or "")
        if not fits:
            continue
        if requested and fits.isdisjoint(requested):
            yield _warning(item, index, citation, f"the request names the {_listed(requested)}")
        elif not requested and citation.source == "MTUS" and _is_named_nowhere(fits, item, letter):
            injured = _listed(letter.injured_body_parts)
            yield _warning(
                item, index, citation, f"the request names no body part, and the injured ones are: {injured}"
            )


def _is_named_nowhere(parts: frozenset[str], item: DisputedItem, letter: ParsedLetter) -> bool:
    if not letter.injured_body_parts or not letter.case_summary:
        return False
    if not parts.isdisjoint(letter.injured_body_parts):
        return False
    told = f"{letter.case_summary}\n{item.rationale or ''}"
    return parts.isdisjoint(mention.name for mention in body_parts.find(told))


def _warning(item: DisputedItem, index: int, citation: Citation, but: str) -> ParseWarning:
    return ParseWarning(
        "chapter-of-another-part",
        f"The {citation.cited_by} cites the chapter “{citation.guideline}” ({citation.source}); {but}.",
        item.number,
        citation=index,
    )


def _listed(parts: set[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(parts))
