"""Addresses of bookmarks."""

from bookmarks.exhibits.urls import urlpatterns as exhibits
from bookmarks.exports.urls import urlpatterns as exports
from bookmarks.keeping.urls import urlpatterns as keeping
from bookmarks.saved.urls import urlpatterns as saved

app_name = "bookmarks"

urlpatterns = [*exhibits, *exports, *saved, *keeping]
