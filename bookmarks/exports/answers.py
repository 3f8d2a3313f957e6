"""An export as the answer to a request."""

import re
from contextlib import ExitStack, closing
from tempfile import TemporaryFile
from unicodedata import normalize

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from bookmarks.exports.forms import StreamedForm, WholeForm
from bookmarks.exports.selection import FolderOrigin, Selection
from bookmarks.exports.turns import LARGE, Pieces, Turn, take_turn
from bookmarks.signed_in import SignedInRequest

_LONGEST_NAME = 80
RETRY_AFTER = 10
"""Seconds."""


def export(
    request: SignedInRequest, form: StreamedForm | WholeForm, selection: Selection
) -> HttpResponseBase:
    """The file as a download; status 429 while another export has the turn."""
    turn = take_turn(request.user.pk, selection.total)
    if not turn:
        refusal = render(request, "bookmarks/export_under_way.html", {"large": LARGE}, status=429)
        refusal["Retry-After"] = str(RETRY_AFTER)
        return refusal
    name = f"{file_stem(selection)}.{form.suffix}"
    answer = _answer(form, selection, turn)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def file_stem(selection: Selection) -> str:
    """A file's name that every system takes; what was searched for does not stand in it."""
    origin = selection.origin
    words = normalize("NFC", origin.name) if isinstance(origin, FolderOrigin) else "items"
    safe = re.sub(r"[\W_]+", "-", words)[:_LONGEST_NAME].strip("-")
    return f"imr-{safe or 'folder'}-{selection.made_on.isoformat()}"


def _answer(form: StreamedForm | WholeForm, selection: Selection, turn: Turn) -> HttpResponseBase:
    if isinstance(form, StreamedForm):
        return StreamingHttpResponse(Pieces(form.pieces(selection), turn), content_type=form.media_type)
    with ExitStack() as undone:
        file = undone.enter_context(TemporaryFile())
        with closing(turn):
            form.write(selection, file)
        file.seek(0)
        undone.pop_all()
    return FileResponse(file, content_type=form.media_type)
