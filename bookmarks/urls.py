"""Addresses of bookmarks."""

from bookmarks.keeping.urls import urlpatterns as keeping

app_name = "bookmarks"

urlpatterns = [*keeping]
