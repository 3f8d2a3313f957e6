"""The about page: what the portal holds, what a determination is, how rates are made, what is kept."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.about.coverage import coverage, index_facts
from search.unavailable import reason_for
from vocabularies.eras import ERAS

ENGINE_NAMES = {"whoosh": "Whoosh", "tantivy": "Tantivy", "opensearch": "OpenSearch"}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Opens also while search is away, and says so."""
    index = index_facts()
    if index.message:
        index = replace(index, message=reason_for(request, index.message))
    context = {
        "coverage": coverage(),
        "index": index,
        "engine_name": ENGINE_NAMES.get(index.engine, index.engine),
        "eras": ERAS.values(),
    }
    return render(request, "search/about.html", context)
