"""Addresses of search."""

from django.urls import path

from search import views
from search.builder.views import builder
from search.denial.views import denial
from search.places.urls import urlpatterns as places
from search.won.views import phrases, won

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("items/<int:pk>/similar/", views.similar, name="similar"),
    path("facets/<slug:name>/", views.facet, name="facet"),
    path("suggest/", views.suggest, name="suggest"),
    path("build/", builder, name="builder"),
    path("denial/", denial, name="denial"),
    path("won/", won, name="won"),
    path("won/phrases/", phrases, name="won_phrases"),
    path("help/", views.query_help, name="help"),
    *places,
]
