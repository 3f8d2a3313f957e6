"""The file of a document: a zip of parts, sent while it is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, RawIOBase
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

_BODY = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_SENT_TOGETHER = 8 * 1024
"""Bytes, about."""


def packed(document: Document, body: Iterable[bytes], links: Mapping[str, str]) -> Iterator[bytes]:
    """The file in pieces: ``document``, which is empty, with ``body`` in it.

    ``body`` is markup of block-level elements. ``links`` has the addresses outside that it leads to by the
    ids of their relations; it is read when the body has come to its end, so that it can grow until then.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as file:
        parts = _parts(document)
        relations = parts.pop(_RELATIONS)
        before, after = _around_body(parts.pop(_BODY))
        for name, content in parts.items():
            file.writestr(name, content)
        with file.open(_BODY, "w") as part:
            part.write(before)
            for markup in body:
                part.write(markup)
                if outlet.waiting >= _SENT_TOGETHER:
                    yield outlet.take()
            part.write(after)
        file.writestr(_RELATIONS, _with_links(relations, links))
    yield outlet.take()


class _Outlet(RawIOBase):
    """Takes what is written until it is taken away; it cannot be sought in, and zipfile gets along."""

    def __init__(self) -> None:
        self._written = bytearray()

    @property
    def waiting(self) -> int:
        """Bytes."""
        return len(self._written)

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._written += content
        return len(content)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def _parts(document: Document) -> dict[str, bytes]:
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as file:
        return {name: file.read(name) for name in file.namelist()}


def _around_body(part: bytes) -> tuple[bytes, bytes]:
    """The part before and after the place where the paragraphs of an empty document would stand."""
    place = re.search(rb"<w:body>\s*(?=<w:sectPr)", part)
    if not place:
        raise ValueError("The document to be filled has a body that is not empty.")
    return part[: place.end()], part[place.end() :]


def _with_links(relations: bytes, links: Mapping[str, str]) -> bytes:
    before, end, after = relations.rpartition(b"</Relationships>")
    added = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONSHIP_TYPE.HYPERLINK}"'
        f' Target={quoteattr(address)} TargetMode="External"/>'
        for name, address in links.items()
    )
    return b"".join((before, added.encode(), end, after))
