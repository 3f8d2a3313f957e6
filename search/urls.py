"""Addresses of search."""

from django.urls import path

from search import views
from search.denial.views import denial
from search.places.urls import urlpatterns as places

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("items/<int:pk>/similar/", views.similar, name="similar"),
    path("facets/<slug:name>/", views.facet, name="facet"),
    path("suggest/", views.suggest, name="suggest"),
    path("denial/", denial, name="denial"),
    path("help/", views.query_help, name="help"),
    *places,
]
