"""Downloads of a search's items and of a folder's.

Both are for signed-in people. Searching is open to all, but an export costs the work of hundreds of pages,
and what a robot would fetch with it is better taken from the state's own site.
"""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bookmarks.access import Role, folder_for
from bookmarks.exports.answers import export
from bookmarks.exports.asking import asks_for_notes
from bookmarks.exports.forms import FORM, StreamedForm, WholeForm
from bookmarks.exports.of_folder import selection_of_folder
from bookmarks.exports.of_search import selection_of_search
from bookmarks.signed_in import SignedInRequest, login_required
from search.engines.base import IndexUnavailableError
from search.forms import SearchForm
from search.index import open_engine
from search.unavailable import unavailable


@login_required
@require_safe
def export_search(request: SignedInRequest, form: str) -> HttpResponseBase:
    """The items of a search, by the parameters of the search page."""
    export_form = _form_named(form)
    address = SearchForm(request.GET).address
    try:
        selection = selection_of_search(open_engine(), address, _portal(request))
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address})
    return export(request, export_form, selection)


@login_required
@require_safe
def export_folder(request: SignedInRequest, pk: int, form: str) -> HttpResponseBase:
    """The items of a folder's bookmarks, for whoever may read the folder; with notes only where asked."""
    export_form = _form_named(form)
    folder = folder_for(request.user, pk, Role.READER)
    selection = selection_of_folder(folder, _portal(request), with_notes=asks_for_notes(request.GET))
    return export(request, export_form, selection)


def _form_named(name: str) -> StreamedForm | WholeForm:
    if name not in FORM:
        raise Http404(f"Nothing is exported as {name!r}.")
    return FORM[name]


def _portal(request: SignedInRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
