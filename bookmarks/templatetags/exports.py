"""The links to the exports of a search or of a folder."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from bookmarks.exports.asking import WITH_NOTES
from bookmarks.exports.forms import FORMS, StreamedForm, WholeForm
from bookmarks.exports.selection import MOST_ITEMS
from bookmarks.models import Folder
from search.address import SearchAddress

register = template.Library()


@dataclass(frozen=True)
class ExportLink:
    """One form of an export."""

    label: str
    hint: str
    suffix: str
    url: str


@register.inclusion_tag("bookmarks/export_links.html", takes_context=True)
def export_search_links(context: template.Context, address: SearchAddress, total: int) -> dict[str, Any]:
    """The forms of a search's items; for a signed-out visitor the way to sign in and come back."""
    parameters = urlencode(replace(address, page=1).parameters())

    def url_of(form: StreamedForm | WholeForm) -> str:
        path = reverse("bookmarks:export_search", args=[form.name])
        return f"{path}?{parameters}" if parameters else path

    links = [_link(form, url_of(form)) for form in FORMS]
    pack = reverse("bookmarks:exhibits_search")
    return {
        "user": context["request"].user,
        "links": links,
        "most": _most(total),
        "exhibits_url": f"{pack}?{parameters}" if parameters else pack,
        "next": address.url,
    }


@register.inclusion_tag("bookmarks/export_links.html", takes_context=True)
def export_folder_links(context: template.Context, folder: Folder, total: int = 0) -> dict[str, Any]:
    """The forms of a folder's items, for a page that only those see who may read the folder.

    Its bookmarks have notes, so that the panel is a form that asks whether they go out, too.
    ``total`` is the number of items in it, where the page knows it.
    """
    links = [_link(form, reverse("bookmarks:export_folder", args=[folder.pk, form.name])) for form in FORMS]
    pack = reverse("bookmarks:exhibits_folder", args=[folder.pk])
    return {
        "user": context["request"].user,
        "links": links,
        "most": _most(total),
        "exhibits_url": pack,
        "next": "",
        "with_notes": WITH_NOTES,
    }


def _link(form: StreamedForm | WholeForm, url: str) -> ExportLink:
    return ExportLink(form.label, form.hint, form.suffix, url)


def _most(total: int) -> int:
    """How many of the items a file has, where it cannot have all; else 0."""
    return MOST_ITEMS if total > MOST_ITEMS else 0
