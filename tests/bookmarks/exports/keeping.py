"""Bookmarks made and downloads read, for tests of exports."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from bookmarks.models import Bookmark, Folder, Tag
from determinations.models import Determination, DisputedItem, Letter

FORMS = ("csv", "xlsx", "docx", "ris", "bibtex")


def keep(
    folder: Folder,
    what: Determination | DisputedItem,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    passage: tuple[int, int] | None = None,
) -> Bookmark:
    """A bookmark at the end of the folder; ``passage`` is one of the item's rationale."""
    item = what if isinstance(what, DisputedItem) else None
    determination = item.determination if item else what
    start, end = passage or (0, 0)
    kinds = Bookmark.Kind
    bookmark = Bookmark.objects.create(
        owner=folder.owner,
        added_by=folder.owner,
        folder=folder,
        kind=kinds.PASSAGE if passage else kinds.ITEM if item else kinds.DETERMINATION,
        determination=determination,
        letter=determination.letter,
        item=item,
        item_number=item and item.number,
        place=item.anchor if item else "",
        start=start,
        end=end,
        kept_text=item.rationale[start:end] if item and passage else "",
        note=note,
        position=folder.bookmarks.count(),
    )
    bookmark.tags.set([Tag.objects.get_or_create(owner=folder.owner, name=name)[0] for name in tags])
    return bookmark


def search_path(form: str, query: str = "") -> str:
    return f"/bookmarks/exports/search/{form}/{f'?{query}' if query else ''}"


def folder_path(form: str, folder: Folder, query: str = "") -> str:
    return f"/bookmarks/exports/folders/{folder.pk}/{form}/{f'?{query}' if query else ''}"


def noted_path(form: str, folder: Folder) -> str:
    """The export of the folder with its private notes and tags."""
    return folder_path(form, folder, "notes=1")


def downloaded(client, path: str) -> bytes:
    """The whole file."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def rows(client, path: str) -> list[dict[str, str]]:
    """A CSV download as rows by heading."""
    text = downloaded(client, path).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def about(workbook: bytes) -> dict[str, str]:
    """The record in a workbook, by label."""
    sheet = load_workbook(BytesIO(workbook))["About this export"]
    _, *facts = sheet.iter_rows(values_only=True)
    return dict(facts)


def give_another_letter(determination: Determination) -> None:
    """Another letter of the case takes the place of the one that was read."""
    replaced = determination.letter
    another = Letter.objects.get(pk=replaced.pk)
    another.pk, another.sha256 = None, "0" * 64
    another.save()
    Determination.objects.filter(pk=determination.pk).update(letter=another)
