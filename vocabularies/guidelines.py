"""The guidelines that letters cite: their chapters, editions, pages and the topics of pages."""

from vocabularies.guideline_chapters import (
    ACOEM_CHAPTERS,
    MTUS,
    MTUS_CHAPTERS,
    ODG,
    ODG_CHAPTERS,
    MtusChapter,
    OdgChapter,
    edition_meant,
    edition_name,
    resolve,
    resolve_odg,
    suggest,
)
from vocabularies.guideline_pages import (
    MAPPED_EDITION,
    MAPPED_GUIDELINE,
    UNCONFIRMED_TOPICS,
    PageTopic,
    last_page,
    page_id,
    page_label,
    page_topics,
)
from vocabularies.topic_names import names_topic

__all__ = [
    "ACOEM_CHAPTERS",
    "MAPPED_EDITION",
    "MAPPED_GUIDELINE",
    "MTUS",
    "MTUS_CHAPTERS",
    "ODG",
    "ODG_CHAPTERS",
    "UNCONFIRMED_TOPICS",
    "MtusChapter",
    "OdgChapter",
    "PageTopic",
    "edition_meant",
    "edition_name",
    "last_page",
    "names_topic",
    "page_id",
    "page_label",
    "page_topics",
    "resolve",
    "resolve_odg",
    "suggest",
]
