"""Determinations taken out of sight and restored."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from determinations.listing import FilteredList
from determinations.models import Determination, DisputedItem, Withdrawal
from determinations.views import original_file
from determinations.withdrawing import items_of
from determinations.withdrawing import restore as restore_determination
from determinations.withdrawing import withdraw as withdraw_determination
from imrsite.staff import index
from imrsite.staff.access import StaffRequest, staff_only
from imrsite.staff.filters import DeterminationSightFilter
from imrsite.staff.forms import WithdrawalForm
from imrsite.staff.rejected import TEXT_SHOWN


@method_decorator(staff_only, name="dispatch")
class Determinations(FilteredList):
    """All determinations, in sight or not, those last taken out of sight first."""

    filterset_class = DeterminationSightFilter
    template_name = "staff/determinations.html"
    context_object_name = "determinations"

    def get_queryset(self) -> QuerySet[Determination]:
        """What the list shows of them."""
        rows = Determination.everything.select_related("letter").defer("letter__text", "case_summary")
        history = Withdrawal.objects.select_related("withdrawn_by")
        return rows.prefetch_related(Prefetch("withdrawals", history)).order_by("-withdrawn_at", "-pk")


@require_safe
@staff_only
def determination(request: HttpRequest, pk: int) -> HttpResponse:
    """A determination with its letter and history, and the form that changes whether it is seen."""
    return _page(request, _determination(pk), WithdrawalForm())


@require_POST
@staff_only
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it out of sight and the index at once; without a good reason nothing is done."""
    row = _determination(pk)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    if not withdraw_determination(pk, form.cleaned_data["reason"], form.cleaned_data["words"], request.user):
        messages.info(request, "It was out of sight already.")
    elif problem := index.tell(items_of(pk)):
        messages.warning(
            request,
            "It is out of sight: no page, list or export shows it. Search still counts its items until "
            f"the index is brought up to date. {problem}",
        )
    else:
        messages.success(request, "It is out of sight: no page, list, count or export has it any more.")
    return redirect("staff:determination", pk)


@require_POST
@staff_only
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring it back into sight and into the index."""
    _determination(pk)
    if not restore_determination(pk, request.user):
        messages.info(request, "It was in sight already.")
    elif problem := index.tell(items_of(pk)):
        messages.warning(
            request, f"Its page is back. Search finds it when the index is brought up to date. {problem}"
        )
    else:
        messages.success(request, "It is back as it was.")
    return redirect("staff:determination", pk)


@require_safe
@staff_only
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The original file of a determination, in sight or not."""
    return original_file(get_object_or_404(Determination.everything.select_related("letter"), pk=pk))


def _determination(pk: int) -> Determination:
    rows = Determination.everything.select_related("letter__run")
    history = Withdrawal.objects.select_related("withdrawn_by", "restored_by")
    return get_object_or_404(
        rows.prefetch_related(
            Prefetch("items", DisputedItem.everything.all()), Prefetch("withdrawals", history)
        ),
        pk=pk,
    )


def _page(request: HttpRequest, row: Determination, form: WithdrawalForm) -> HttpResponse:
    text = row.letter.text
    context = {
        "determination": row,
        "history": row.withdrawals.all(),
        "form": form,
        "shown": text[:TEXT_SHOWN],
        "left_out": max(0, len(text) - TEXT_SHOWN),
    }
    return render(request, "staff/determination.html", context)
