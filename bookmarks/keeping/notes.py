"""Notes: Markdown of a person's own, made into HTML that can neither run nor load anything."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from bookmarks.models import Bookmark
from bookmarks.notes.markdown import html_of, parsed

LONGEST = 20_000
_TAGS = {
    *("p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@lru_cache(maxsize=256)
def note_html(note: str) -> SafeString:
    """The note as HTML: a short list of tags, links to web and mail addresses, no images.

    Headings become bold lines, so that a note does not upset the headings of the page that it stands on.
    """
    clean = nh3.clean(
        html_of(_without_headings(parsed(note))),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        allowed_classes={"p": {"note-heading"}},
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
