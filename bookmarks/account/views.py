"""The pages by which a person takes their data out, and deletes their account."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bookmarks.account.deletion import delete_account, what_goes
from bookmarks.account.take_out import counts, take_out
from bookmarks.signed_in import SignedInRequest, login_required


class DeletionForm(forms.Form):
    """The tick without which no account is deleted."""

    understood = forms.BooleanField(
        label="Delete my account and everything in it",
        error_messages={"required": "Tick the box to say that you mean it: nothing was deleted."},
    )


@login_required
@require_safe
def data(request: SignedInRequest) -> HttpResponse:
    """What is kept of the person, and the file with all of it."""
    return render(request, "bookmarks/take_out.html", {"counts": counts(request.user)})


@login_required
@require_safe
def data_file(request: SignedInRequest) -> HttpResponse:
    """The file; it is read at once, as far as it goes."""
    answer = JsonResponse(
        take_out(request.user), json_dumps_params={"indent": 1, "ensure_ascii": False}, charset="utf-8"
    )
    name = f"imr-precedent-{timezone.localdate().isoformat()}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest) -> HttpResponse:
    """What goes with the account; with the tick, and the password once more, it goes."""
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer: HttpResponse = _deleted(request)
        return answer
    context = {"form": form, "goes": what_goes(request.user)}
    return render(request, "bookmarks/delete_account.html", context)


@reauthentication_required  # type: ignore[untyped-decorator]
def _deleted(request: SignedInRequest) -> HttpResponse:
    """Comes here a second time when the person has given the password."""
    delete_account(request, User.objects.get(pk=request.user.pk))
    messages.success(request, "Your account is deleted, with everything in it.")
    return redirect("search:results")
