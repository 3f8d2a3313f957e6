"""Notes: Markdown of a person's own, made into HTML that can neither run nor load anything."""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 20_000
_TAGS = {
    *("p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_markdown = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"]).disable("image")


@lru_cache(maxsize=256)
def note_html(note: str) -> SafeString:
    """The note as HTML: a short list of tags, links to web and mail addresses, no images.

    Headings become bold lines, so that a note does not upset the headings of the page that it stands on.
    """
    tokens = _markdown.parse(note)
    rendered = _markdown.renderer.render(_without_headings(tokens), _markdown.options, _environment())
    clean = nh3.clean(
        rendered,
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


def _without_headings(tokens: Sequence[Token]) -> Sequence[Token]:
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("class", "note-heading")
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
    return tokens


def _environment() -> MutableMapping[str, Any]:
    return {}
