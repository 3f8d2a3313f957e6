"""Pages of a guideline, as things to search by: "Chronic Pain 2009, p. 98" is one page in every letter.

Chapters of the MTUS in a known edition have page ids, ``chronic-pain-2009:98``; the ODG is
published online and has none. A page beyond the end of its book keeps its id, because
letters do cite such pages.
"""

import re
from dataclasses import dataclass

from vocabularies.data_files import load
from vocabularies.guideline_chapters import MTUS, edition_meant
from vocabularies.spelling import words

_PAGE_ID = re.compile(r"([a-z0-9-]+)-(\d{4}):(\d{1,4})")


@dataclass(frozen=True)
class PageTopic:
    """A topic of a guideline and the pages that treat it."""

    first_page: int
    last_page: int
    topic: str


def _slug(name: str) -> str:
    return "-".join(words(name))


def _short_names() -> dict[str, str]:
    """The name that a page's label shows, by the chapter's name."""
    return {name: chapter.short_name or name for name, chapter in MTUS.items() if chapter.editions}


_SHORT_NAME = _short_names()
_LABELLED = {_slug(short): short for short in _SHORT_NAME.values()}


def _page_map() -> tuple[str, tuple[PageTopic, ...]]:
    """The book that the page map is of, and its topics that a letter or a document bears out."""
    content = load("chronic_pain_2009_pages")
    book = f"{_slug(_SHORT_NAME[content['guideline']])}-{content['edition']}"
    topics = (
        PageTopic(row["from"], row["to"], row["topic"])
        for row in content["topics"]
        if row["evidence"] != "unconfirmed"
    )
    return book, tuple(sorted(topics, key=lambda topic: topic.last_page - topic.first_page))


_MAPPED_BOOK, _TOPICS = _page_map()


def page_id(guideline: str, edition: int | None, page: int) -> str | None:
    """The page's id, such as ``chronic-pain-2009:98``; ``None`` where the guideline has no page ids."""
    short_name = _SHORT_NAME.get(guideline)
    year = edition_meant(guideline, edition)
    if not short_name or not year:
        return None
    return f"{_slug(short_name)}-{year}:{page}"


def page_label(page_id: str) -> str:
    """What a page shows for the id, "Chronic Pain 2009, p. 98"; an id that is none is shown as it is."""
    parts = _PAGE_ID.fullmatch(page_id)
    if not parts or parts[1] not in _LABELLED:
        return page_id
    return f"{_LABELLED[parts[1]]} {parts[2]}, p. {parts[3]}"


def page_topics(page_id: str) -> tuple[str, ...]:
    """The topics of that page, the narrowest first; only those that a letter or a document bears out."""
    parts = _PAGE_ID.fullmatch(page_id)
    if not parts or f"{parts[1]}-{parts[2]}" != _MAPPED_BOOK:
        return ()
    page = int(parts[3])
    return tuple(topic.topic for topic in _TOPICS if topic.first_page <= page <= topic.last_page)
