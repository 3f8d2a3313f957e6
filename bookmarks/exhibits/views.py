"""The pages that put an exhibit pack together; a pack is made in the request that asks for it.

Making one is bounded (``pack.request``) below the time after which gunicorn ends a worker. Each person makes
one at a time, and of large packs and exports one is made for all, so that searches are answered. The file has
no name on disk: it is gone when it was sent, whatever happens to the process.
"""

import tempfile
from collections.abc import Callable
from contextlib import closing

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bookmarks.access import Role, folder_for
from bookmarks.exhibits.forms import FolderPackForm, PackForm, read_most
from bookmarks.exhibits.gathering import Found, folder_exhibits, search_exhibits
from bookmarks.exhibits.pack.making import write_pack
from bookmarks.exhibits.pack.request import PackError
from bookmarks.exhibits.page import PackPage, Source, pack_rows, pages_of
from bookmarks.exhibits.reviewing import SHOWN, unreviewed
from bookmarks.exports.answers import RETRY_AFTER
from bookmarks.exports.turns import take_turn
from bookmarks.signed_in import SignedInRequest, login_required
from search.engines.base import IndexUnavailableError
from search.forms import SearchForm
from search.index import open_engine
from search.unavailable import unavailable

_MOST = "exhibits"
"""The parameter that says how many determinations of a search are wanted."""
_METHODS = ["GET", "HEAD", "POST"]
_ITEMS_OF_A_LETTER = 40
"""Items that are exported in the time in which a letter is put into a pack."""


class BusyError(PackError):
    """Another pack or export has the turn."""


@login_required
@sensitive_post_parameters()
@require_http_methods(_METHODS)
def folder_pack(request: SignedInRequest, pk: int) -> HttpResponse | FileResponse:
    """A pack of a folder's determinations, for whoever may read the folder; a POST makes it."""
    folder = folder_for(request.user, pk, Role.READER)
    source = Source(
        title=folder.name,
        told="",
        url=folder.get_absolute_url(),
        label="Back to the folder",
        action=request.path,
    )
    form = FolderPackForm(request.POST if request.method == "POST" else None, title=folder.name)
    return _answered(request, source, form, lambda: folder_exhibits(folder, with_notes=_asks_for_notes(form)))


@login_required
@sensitive_post_parameters()
@require_http_methods(_METHODS)
def search_pack(request: SignedInRequest) -> HttpResponse | FileResponse:
    """A pack of the first determinations of the search in the address; a POST makes it."""
    address = SearchForm(request.GET).address.at_page(1)
    most = read_most(request.GET.get(_MOST, ""))
    action = f"{reverse('bookmarks:exhibits_search')}?{urlencode([*address.parameters(), (_MOST, most)])}"
    source = Source(
        title="IMR determinations",
        told=address.understood,
        url=address.url,
        label="Back to the search",
        action=action,
    )
    form = PackForm(request.POST if request.method == "POST" else None, title="IMR determinations")
    carried = tuple(address.parameters())
    try:
        found = search_exhibits(open_engine(), address, most)
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address})
    return _answered(request, source, form, lambda: found, most=most, carried=carried)


def _answered(
    request: SignedInRequest,
    source: Source,
    form: PackForm,
    gather: Callable[[], Found],
    *,
    most: int | None = None,
    carried: tuple[tuple[str, str], ...] = (),
) -> HttpResponse | FileResponse:
    """The page, or the pack; where none can be made the page says why and keeps what was filled in."""
    is_valid = form.is_valid()
    found = gather()
    left_out = _left_out(request, found)
    problem = _unreviewed(request, found, "The folder" if most is None else "What the search finds")
    if is_valid and not problem:
        try:
            return _pack(request.user.pk, form, found, left_out)
        except PackError as error:
            problem = error
    rows = pack_rows(found, form.labelling, left_out)
    page = PackPage(
        source=source,
        form=form,
        rows=rows,
        total=found.total,
        pages=pages_of(form, rows),
        out_of_sight=found.out_of_sight,
        problem=str(problem or ""),
        most=most,
        carried=carried,
    )
    return _page(request, page, is_busy=isinstance(problem, BusyError))


def _page(request: SignedInRequest, page: PackPage, *, is_busy: bool) -> HttpResponse:
    answer = render(request, "bookmarks/exhibits.html", {"page": page}, status=429 if is_busy else 200)
    if is_busy:
        answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def _pack(user_id: int, form: PackForm, found: Found, left_out: set[int]) -> FileResponse:
    chosen = [one for one in found.exhibits if one.determination.pk not in left_out]
    request = form.pack_of([one.exhibit for one in chosen])
    turn = take_turn(user_id, len(chosen) * _ITEMS_OF_A_LETTER)
    if not turn:
        raise BusyError("Another pack or export is being made at this moment. Try again in ten seconds.")
    file = tempfile.TemporaryFile(prefix="imr-pack-", suffix=".pdf")  # noqa: SIM115 - the response closes it
    try:
        with closing(turn):
            write_pack(request, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"{slugify(request.title)[:60] or 'exhibits'}.pdf"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


def _unreviewed(request: SignedInRequest, found: Found, whose: str) -> PackError | None:
    """Told also where the form has mistakes: the page that tells of them has the new list."""
    if request.method != "POST":
        return None
    told = unreviewed(request.POST.get(SHOWN, ""), found.exhibits, whose)
    return PackError(told) if told else None


def _left_out(request: SignedInRequest, found: Found) -> set[int]:
    ticked = set(request.POST.getlist("leave_out"))
    return {one.determination.pk for one in found.exhibits if str(one.determination.pk) in ticked}


def _asks_for_notes(form: FolderPackForm) -> bool:
    return form.is_valid() and form.cleaned_data["with_notes"]
