"""The link that saves a search."""

from django import template
from django.urls import reverse

from bookmarks.saved.question import parameters_of
from search.address import SearchAddress

register = template.Library()


@register.simple_tag
def save_search_url(address: SearchAddress) -> str:
    """Where this search is saved, whatever its order and page; a signed-out visitor signs in first."""
    parameters = parameters_of(address)
    path = reverse("bookmarks:save_search")
    return f"{path}?{parameters}" if parameters else path
