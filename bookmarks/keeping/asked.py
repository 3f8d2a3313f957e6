"""What forms of these pages send, and what is said of it."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from bookmarks.keeping.limits import SELECTED
from bookmarks.models import Bookmark, Folder

_MOST_DIGITS = 18
_REFUSED = "refused_selection"


def selected(request: HttpRequest, name: str = "bookmark") -> list[int]:
    """The keys of selected rows, each once and a bounded number; what is no key is left out."""
    keys = [key for sent in request.POST.getlist(name)[:SELECTED] for key in sent.split(",")[:SELECTED]]
    numbers = (int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= _MOST_DIGITS)
    return list(dict.fromkeys(numbers))[:SELECTED]


def keep_selection(request: HttpRequest, page: str) -> None:
    """After a refusal: what was selected is selected when this page is next shown, once."""
    request.session[_REFUSED] = {"page": page, "bookmarks": selected(request)}


def kept_selection(request: HttpRequest) -> Collection[int]:
    """What ``keep_selection`` kept for the page that is asked for."""
    kept = request.session.get(_REFUSED)
    if not kept or kept["page"] != request.get_full_path():
        return ()
    del request.session[_REFUSED]
    return set(kept["bookmarks"])


def counted(rows: Sequence[Any] | int) -> str:
    """So many bookmarks."""
    number = rows if isinstance(rows, int) else len(rows)
    return "1 bookmark" if number == 1 else f"{number:,} bookmarks"


def say_removed(request: HttpRequest, bookmarks: Sequence[Bookmark]) -> None:
    """Say what was removed, with a button that undoes it; ``base.html`` has the button's form."""
    keys = ",".join(str(one.pk) for one in bookmarks)
    undo = '{} removed. <button form="undo" name="bookmark" value="{}">Undo</button>'
    messages.success(request, format_html(undo, counted(bookmarks), keys))


def say_folder_removed(request: HttpRequest, folder: Folder) -> None:
    """Say that a folder was deleted, with a button that undoes it."""
    undo = 'The folder “{}” is deleted. <button form="undo" name="folder" value="{}">Undo</button>'
    messages.success(request, format_html(undo, Truncator(folder.name).chars(60), folder.pk))


def say_not_joined(request: HttpRequest, number: int) -> None:
    """Say of how many bookmarks note and tags were too much for the one outside of folders, if of any."""
    if not number:
        return
    told = (
        "{} outside of folders already, but notes and tags together would be too long for one bookmark: "
        'those of the folder stand under <a href="{}">Recently removed</a>.'
    )
    have = "is" if number == 1 else "are"
    messages.info(request, format_html(told, f"{counted(number)} {have}", reverse("bookmarks:removed")))


def say_filed(request: HttpRequest, verb: str, done: int, there_already: int, folder: Folder | None) -> None:
    """Say what was moved or copied, and where to."""
    if done and folder:
        told = format_html(
            '{} {} to <a href="{}">{}</a>.', counted(done), verb, folder.get_absolute_url(), folder.name
        )
        messages.success(request, told)
    elif done:
        messages.success(request, f"{counted(done)} {verb}, outside of folders.")
    if there_already:
        stands = "is there already and stays" if there_already == 1 else "are there already and stay"
        messages.info(
            request,
            f"{counted(there_already)} {stands} as it was."
            if there_already == 1
            else f"{counted(there_already)} {stands} as they were.",
        )
