"""Addresses of the search history."""

from django.urls import path

from bookmarks.history import views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<int:pk>/remove/", views.remove, name="remove_past_search"),
    path("history/erase/", views.erase, name="erase_history"),
    path("history/switch/", views.switch, name="switch_history"),
]
