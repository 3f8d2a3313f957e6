"""Addresses of places; ``search.urls`` takes them over as its own."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from search.places import views
from search.places.kinds import BY_PATH


class PathOfKind(StringConverter):
    """The first part of the addresses of a kind of places, such as ``drugs``."""

    regex = "|".join(BY_PATH)


class PageNumber(IntConverter):
    """A page of a guideline as page ids have it, or a year: at most four digits."""

    regex = "[1-9][0-9]{0,3}"


register_converter(PathOfKind, "place_path")
register_converter(PageNumber, "page_number")

urlpatterns = [
    path("<place_path:path>/<slug:slug>/", views.place, name="place"),
    path("start/", views.start, name="start"),
    path("guideline-pages/chronic-pain-2009/", views.heat_map, name="heat_map"),
    path("tables/", views.cross_table, name="cross_table"),
    path("guidelines/<slug:slug>/<page_number:year>/", views.edition, name="edition"),
    path("guideline-pages/<slug:book>/", views.book, name="book"),
    path("guideline-pages/<slug:book>/<page_number:page>/", views.guideline_page, name="guideline_page"),
]
