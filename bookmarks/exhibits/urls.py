"""Addresses of exhibit packs; ``bookmarks.urls`` takes them over as its own."""

from django.urls import path

from bookmarks.exhibits import views

urlpatterns = [
    path("exhibits/folders/<int:pk>/", views.folder_pack, name="exhibits_folder"),
    path("exhibits/search/", views.search_pack, name="exhibits_search"),
]
