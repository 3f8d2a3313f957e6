"""Rejected letters: list, page, original file, and parsing some of them again."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from determinations.listing import FilteredList
from determinations.models import DisputedItem, Letter
from determinations.originals import SUFFIXES, read_original
from determinations.reparse import MOST_AT_ONCE, reparse_rejected
from imrsite.staff import index
from imrsite.staff.access import StaffRequest, staff_only
from imrsite.staff.filters import RejectedLetterFilter

LONGEST_KEY = 18
"""Digits that every database takes as a number."""
TEXT_SHOWN = 100_000
"""Characters of a letter's text on its page."""


@method_decorator(staff_only, name="dispatch")
class RejectedLetters(FilteredList):
    """Letters that could not be used, the latest first; a page has as many as can be parsed again at once."""

    filterset_class = RejectedLetterFilter
    template_name = "staff/rejected.html"
    context_object_name = "letters"
    paginate_by = MOST_AT_ONCE

    def get_queryset(self) -> QuerySet[Letter]:
        """What the list shows of them; the text is left out."""
        rejected = Letter.objects.filter(status=Letter.Status.REJECTED)
        return rejected.select_related("run").defer("text", "warnings").order_by("-ingested_at", "-pk")


@require_safe
@staff_only
def rejected_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a letter was rejected, and what is there of it; one that parses by now leads further."""
    letters = Letter.objects.exclude(status=Letter.Status.REPLACED)
    letter = get_object_or_404(letters.select_related("run__started_by", "determination"), pk=pk)
    if letter.status == Letter.Status.PARSED:
        return redirect("staff:determination", letter.determination.pk)
    context = {
        "letter": letter,
        "shown": letter.text[:TEXT_SHOWN],
        "left_out": max(0, len(letter.text) - TEXT_SHOWN),
        "has_original": read_original(letter) is not None,
    }
    return render(request, "staff/rejected_letter.html", context)


@require_safe
@staff_only
def rejected_original(request: HttpRequest, pk: int) -> HttpResponse:
    """A rejected file as it was ingested, if it still lies where it lay; only to be saved, never shown."""
    letter = get_object_or_404(Letter.objects.defer("text"), pk=pk, status=Letter.Status.REJECTED)
    data = read_original(letter)
    if data is None:
        raise Http404("The file is not where it lay any more, or is not the same.")
    name = f"rejected-{letter.pk}{SUFFIXES.get(letter.media_type, '')}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/octet-stream", headers=disposition)


@require_POST
@staff_only
def reparse(request: StaffRequest) -> HttpResponse:
    """Parse the chosen letters again with the present parser; the run that it leads to says what came of it.

    ``which=page`` chooses all that the page showed, else those that were ticked.
    """
    letters = _keys(request.POST.getlist("shown" if request.POST.get("which") == "page" else "letters"))
    if not letters:
        messages.error(request, "Choose at least one letter.")
        return redirect("staff:rejected")
    if len(letters) > MOST_AT_ONCE:
        messages.warning(
            request,
            f"At most {MOST_AT_ONCE} letters are parsed again at a time: these are the first of them. "
            "For more there is manage.py reparse.",
        )
    run = reparse_rejected(letters, request.user)
    if run.stored:
        stored = DisputedItem.objects.filter(determination__letter__run=run)
        if problem := index.tell(stored.values_list("pk", flat=True)):
            messages.warning(request, f"Search does not find the new determinations yet. {problem}")
    return redirect(run)


def _keys(posted: list[str]) -> list[int]:
    """The keys of letters in a form, in their order, each once; what cannot be a key is left out."""
    keys = (one for one in posted if one.isascii() and one.isdecimal() and len(one) <= LONGEST_KEY)
    return list(dict.fromkeys(map(int, keys)))
