"""Addresses of search."""

from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("items/<int:pk>/similar/", views.similar, name="similar"),
    path("suggest/", views.suggest, name="suggest"),
    path("help/", views.query_help, name="help"),
]
