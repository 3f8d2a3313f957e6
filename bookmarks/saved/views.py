"""One's own saved searches: save, list, run, change, delete. Nobody else's can be opened."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookmarks.models import SavedSearch
from bookmarks.saved.estimate import estimate
from bookmarks.saved.finding import after_alert_is, before_alert_is, take_baseline
from bookmarks.saved.forms import NAME_IS_TAKEN, SavedSearchForm
from bookmarks.saved.pages import saved_list, saved_page
from bookmarks.saved.question import address_of, parameters_of, question
from bookmarks.signed_in import SignedInRequest, login_required
from search.engines.base import IndexUnavailableError
from search.forms import SearchForm
from search.unavailable import unavailable

_NAME_LENGTH = 100


@login_required
@require_safe
def searches(request: SignedInRequest) -> HttpResponse:
    """One's own saved searches."""
    return render(request, "bookmarks/saved/list.html", {"page": saved_list(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedInRequest) -> HttpResponse:
    """Save the search whose parameters stand in the address; first it says how much it would have found."""
    asked = SearchForm(request.GET)
    address = question(asked.address)
    instance = SavedSearch(owner=request.user, parameters=parameters_of(address))
    suggested = Truncator(address.q or address.understood).chars(_NAME_LENGTH)
    data = request.POST if request.method == "POST" else None
    form = SavedSearchForm(data, owner=request.user, instance=instance, initial={"name": suggested})
    try:
        if data is not None and form.is_valid() and _is_saved(form):
            messages.success(request, f"“{instance.name}” is saved.")
            return redirect(instance)
        context = {
            "form": form,
            "address": address,
            "estimate": estimate(address),
            "problems": asked.problems,
            "notes": (*address.parsed.notes, *address.parsed.expansions),
            "same": SavedSearch.objects.filter(owner=request.user, parameters=instance.parameters).first(),
        }
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address})
    return render(request, "bookmarks/saved/save.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search(request: SignedInRequest, pk: int) -> HttpResponse:
    """A saved search: what is new, its alert, its feed; by POST its name and alert change."""
    saved = _own(request, pk)
    form = SavedSearchForm(
        request.POST if request.method == "POST" else None, owner=request.user, instance=saved
    )
    try:
        if request.method == "POST" and form.is_valid() and _is_changed(form):
            messages.success(request, "The changes are saved.")
            return redirect(saved)
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address_of(saved)})
    page = saved_page(request.user, pk, request.GET.get("page", ""), request.GET.get("mail", ""))
    context = {"page": page, "form": form}
    return render(request, "bookmarks/saved/saved_search.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead to the results; from now on, new is what comes after this moment."""
    saved = _own(request, pk)
    SavedSearch.objects.filter(pk=saved.pk).update(opened_at=timezone.now())
    return redirect(address_of(saved).url)


@login_required
@require_POST
def new_feed_address(request: SignedInRequest, pk: int) -> HttpResponse:
    """Revoke the feed's address by making another."""
    saved = _own(request, pk)
    SavedSearch.objects.filter(pk=saved.pk).update(feed_number=saved.feed_number + 1)
    messages.success(request, "The feed has a new address; the one before leads nowhere any more.")
    return redirect(f"{saved.get_absolute_url()}#feed")


@login_required
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a saved search with its alert and feed."""
    saved = _own(request, pk)
    saved.delete()
    messages.success(request, f"“{saved.name}” is deleted, with its alert and its feed.")
    return redirect("bookmarks:saved_searches")


def _own(request: SignedInRequest, pk: int) -> SavedSearch:
    if pk >= 2**63:
        raise Http404("There is no such saved search.")
    return get_object_or_404(SavedSearch.objects.defer("seen"), pk=pk, owner=request.user)


def _is_saved(form: SavedSearchForm) -> bool:
    """Whether it could be saved; another request may have taken its name meanwhile."""
    take_baseline(form.instance)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("name", NAME_IS_TAKEN)
        return False
    return True


def _is_changed(form: SavedSearchForm) -> bool:
    """Whether changes could be saved; another request may just have made others, or taken the name."""
    saved, alert = form.instance, form.changes().get("alert")
    try:
        if alert:
            before_alert_is(alert, saved, form.alert_before)
        with transaction.atomic():
            is_kept = form.keep_changes()
            if alert and is_kept:
                after_alert_is(alert, saved)
    except IntegrityError:
        form.add_error("name", NAME_IS_TAKEN)
        return False
    return is_kept
