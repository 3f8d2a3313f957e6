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
    resolve,
    resolve_odg,
    suggest,
)
from vocabularies.guideline_pages import page_id, page_label, page_topics

__all__ = [
    "ACOEM_CHAPTERS",
    "MTUS",
    "MTUS_CHAPTERS",
    "ODG",
    "ODG_CHAPTERS",
    "MtusChapter",
    "OdgChapter",
    "edition_meant",
    "page_id",
    "page_label",
    "page_topics",
    "resolve",
    "resolve_odg",
    "suggest",
]
