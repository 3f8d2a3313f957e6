"""Pages of a guideline, as things to search by: "Chronic Pain 2009, p. 98" is one page in every letter.

Chapters of the MTUS in a known edition have page ids, ``chronic-pain-2009:98``; the ODG is
published online and has none. A page beyond the end of its book keeps its id, because
letters do cite such pages. Of one book the topics of its pages are mapped; a topic that neither a
letter nor a document bears out is told only where the caller has it confirmed.
"""

import re
from collections.abc import Iterable
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

    @property
    def length(self) -> int:
        """How many pages treat it; the fewer, the more the topic says of each."""
        return self.last_page - self.first_page + 1

    def is_on(self, pages: Iterable[int]) -> bool:
        """Whether there are pages and all of them treat the topic."""
        cited = list(pages)
        return bool(cited) and all(self.first_page <= page <= self.last_page for page in cited)


def _slug(name: str) -> str:
    return "-".join(words(name))


def _short_names() -> dict[str, str]:
    """The name that a page's label shows, by the chapter's name."""
    return {name: chapter.short_name or name for name, chapter in MTUS.items() if chapter.editions}


_SHORT_NAME = _short_names()
_LABELLED = {_slug(short): short for short in _SHORT_NAME.values()}


_PAGE_MAP = load("chronic_pain_2009_pages")


def _topics(*, borne_out: bool) -> tuple[PageTopic, ...]:
    return tuple(
        PageTopic(row["from"], row["to"], row["topic"])
        for row in _PAGE_MAP["topics"]
        if (row["evidence"] != "unconfirmed") == borne_out
    )


def _last_pages() -> dict[tuple[str, int | None], int]:
    return {(MAPPED_GUIDELINE, MAPPED_EDITION): _PAGE_MAP["last_page"]}


MAPPED_GUIDELINE: str = _PAGE_MAP["guideline"]
MAPPED_EDITION: int = _PAGE_MAP["edition"]
UNCONFIRMED_TOPICS = _topics(borne_out=False)
"""Topics that neither a letter nor a document bears out, in the order of the book."""

_TOPICS = _topics(borne_out=True)
_MAPPED_BOOK = f"{_slug(_SHORT_NAME[MAPPED_GUIDELINE])}-{MAPPED_EDITION}"
_LAST_PAGES = _last_pages()


def page_id(guideline: str, edition: int | None, page: int) -> str | None:
    """The page's id, such as ``chronic-pain-2009:98``; ``None`` where the guideline has no page ids."""
    short_name = _SHORT_NAME.get(guideline)
    year = edition_meant(guideline, edition)
    if not short_name or not year:
        return None
    return f"{_slug(short_name)}-{year}:{page}"


def last_page(guideline: str, edition: int | None) -> int | None:
    """The last page of that edition, the one meant where none is printed; ``None`` where it is not known."""
    return _LAST_PAGES.get((guideline, edition_meant(guideline, edition)))


def page_label(page_id: str) -> str:
    """What a page shows for the id, "Chronic Pain 2009, p. 98"; an id that is none is shown as it is."""
    parts = _PAGE_ID.fullmatch(page_id)
    if not parts or parts[1] not in _LABELLED:
        return page_id
    return f"{_LABELLED[parts[1]]} {parts[2]}, p. {parts[3]}"


def page_topics(page_id: str, confirmed: Iterable[PageTopic] = ()) -> tuple[str, ...]:
    """The topics of that page, the narrowest first: those that a letter or a document bears out.

    ``confirmed`` are further topics of the page map, which the portal's own letters bear out.
    """
    parts = _PAGE_ID.fullmatch(page_id)
    if not parts or f"{parts[1]}-{parts[2]}" != _MAPPED_BOOK:
        return ()
    page = int(parts[3])
    topics = (topic for topic in (*_TOPICS, *confirmed) if topic.is_on([page]))
    return tuple(topic.topic for topic in sorted(topics, key=lambda topic: topic.length))
