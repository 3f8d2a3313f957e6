"""Links from results to determinations, and a determination's page in the context of its search."""

from django import template

from determinations.models import Determination, DisputedItem
from determinations.page import DeterminationPage
from search.reading.list_place import ListPlace
from search.reading.page import Reading
from search.reading.page import reading_of as read
from search.results.page import ResultsPage

register = template.Library()


@register.simple_tag(takes_context=True)
def reading_of(context: template.Context, page: DeterminationPage) -> Reading:
    """The context in which the page's address opens the determination."""
    return read(context["request"], page)


@register.simple_tag
def place_in(page: ResultsPage, item: DisputedItem) -> ListPlace:
    """The place of an item on a page of results."""
    return ListPlace(page.address, page.ranks[item.pk])


@register.filter
def item_url(place: ListPlace, item: DisputedItem) -> str:
    """The item's address that keeps its place in the list."""
    return place.url_of_item(item)


@register.filter
def case_url(place: ListPlace, determination: Determination) -> str:
    """The determination's address that keeps the place in the list."""
    return place.url_of(determination)
