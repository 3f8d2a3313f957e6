"""Addresses of saved searches."""

from django.urls import path

from bookmarks.saved import views
from bookmarks.saved.feed import feed
from bookmarks.saved.unsubscribing import unsubscribe

urlpatterns = [
    path("searches/", views.searches, name="saved_searches"),
    path("searches/save/", views.save, name="save_search"),
    path("searches/<int:pk>/", views.saved_search, name="saved_search"),
    path("searches/<int:pk>/run/", views.run, name="run_saved_search"),
    path("searches/<int:pk>/new-feed-address/", views.new_feed_address, name="new_feed_address"),
    path("searches/<int:pk>/delete/", views.delete, name="delete_saved_search"),
    path("feeds/<str:token>/", feed, name="feed"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
]
