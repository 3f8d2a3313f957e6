"""Notes: Markdown of a person's own, made into HTML that can neither run nor load anything."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from bookmarks.models import Bookmark
from bookmarks.notes.markdown import html_of, parsed

LONGEST = 20_000
_TABLE_BOX = {"class": "note-table", "role": "group", "aria-label": "Table", "tabindex": "0"}
"""Around a table, to be scrolled by finger or keyboard. No region: two of one name would be no landmarks."""
_TAGS = {
    *("p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
}


@lru_cache(maxsize=256)
def note_html(note: str) -> SafeString:
    """The note as HTML: a short list of tags, links to web and mail addresses, no images.

    Headings become bold lines, so that a note does not upset the headings of the page that it stands on. A
    table wider than the screen scrolls within a box of its own.
    """
    clean = nh3.clean(
        html_of(list(_with_boxed_tables(_without_headings(parsed(note))))),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}, "div": {"role", "aria-label", "tabindex"}},
        allowed_classes={"p": {"note-heading"}, "div": {"note-table"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3


def version_of(note: str) -> str:
    """What a form carries to tell whether the note was changed since it was opened."""
    return sha256(note.encode()).hexdigest()[:16]


def replace_note(bookmark: Bookmark, written: str) -> bool:
    """Keep the note, unless another request has changed it since the bookmark was read.

    Then ``False``, and the bookmark has that note.
    """
    rows = Bookmark.objects.filter(pk=bookmark.pk)
    if rows.filter(note=bookmark.note).update(note=written):
        bookmark.note = written
        return True
    bookmark.refresh_from_db(fields=["note"])
    return False


def _without_headings(tokens: Sequence[Token]) -> Sequence[Token]:
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("class", "note-heading")
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
    return tokens


def _with_boxed_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "table_open":
            yield Token("table_box_open", "div", 1, attrs=dict(_TABLE_BOX), block=True)
        yield token
        if token.type == "table_close":
            yield Token("table_box_close", "div", -1, block=True)
