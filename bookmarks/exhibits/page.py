"""The page on which a pack is put together, as one value."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import forms

from bookmarks.exhibits.forms import PackForm
from bookmarks.exhibits.gathering import Found, Gathered
from bookmarks.exhibits.pack.labels import Labelling
from bookmarks.exhibits.pack.preview import Preview, all_pages, preview
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, MAX_MEGABYTES, MAX_SECONDS
from bookmarks.exhibits.reviewing import shown


@dataclass(frozen=True)
class Source:
    """Where the exhibits come from."""

    title: str
    """The folder's name."""
    told: str
    """The search in words; empty of a folder."""
    url: str
    label: str
    """Of the link back."""
    action: str
    """The address that the form is sent to."""


@dataclass(frozen=True)
class Row:
    """An exhibit to choose."""

    label: str
    gathered: Gathered
    preview: Preview
    is_left_out: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know of it before it is filed."""
        own = (self.preview.warning,) if self.preview.warning else ()
        return (*own, *self.gathered.warnings)


@dataclass(frozen=True)
class PackPage:
    """What the page shows."""

    source: Source
    form: PackForm
    rows: tuple[Row, ...]
    total: int
    """Determinations of the folder or search; the rows are the first of them."""
    pages: int
    """Of the pack of all rows that are not left out, as the form stands: it may yet be changed."""
    out_of_sight: int = 0
    """Determinations of the folder besides, that staff has withdrawn."""
    problem: str = ""
    """Why no pack was made, in a sentence."""
    most: int | None = None
    """Of a search: how many determinations are asked for."""
    carried: tuple[tuple[str, str], ...] = ()
    """Of a search: its parameters."""
    max_exhibits: int = MAX_EXHIBITS
    max_megabytes: int = MAX_MEGABYTES
    max_seconds: int = MAX_SECONDS

    @property
    def shown(self) -> str:
        """Which determinations are listed, for the form to carry."""
        return shown([row.gathered for row in self.rows])

    @property
    def caption_fields(self) -> list[forms.BoundField]:
        """What the cover says."""
        names = ("title", "case_name", "adj_number", "imr_number", "prepared_by", "dated")
        return [self.form[name] for name in names]

    @property
    def numbering_fields(self) -> list[forms.BoundField]:
        """How exhibits are named and pages numbered."""
        return [self.form[name] for name in ("numbering", "first", "bates_prefix", "bates_start")]


def pack_rows(found: Found, labelling: Labelling, left_out: Collection[int]) -> tuple[Row, ...]:
    """The exhibits to choose from; those that are left out have no name."""
    names = iter(labelling.labels(len(found.exhibits)))
    return tuple(
        Row("" if is_out else next(names), gathered, preview(gathered.exhibit), is_out)
        for gathered in found.exhibits
        for is_out in [gathered.determination.pk in left_out]
    )


def pages_of(form: PackForm, rows: Sequence[Row]) -> int:
    """How many pages the pack of the rows that are not left out will have, made as the form is filled in."""
    kept = [row for row in rows if not row.is_left_out]
    if not kept:
        return 0
    return all_pages(form.pack_of([row.gathered.exhibit for row in kept]), [row.preview for row in kept])
