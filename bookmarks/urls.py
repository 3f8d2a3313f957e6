"""Addresses of bookmarks."""

from bookmarks.account.urls import urlpatterns as account
from bookmarks.exhibits.urls import urlpatterns as exhibits
from bookmarks.exports.urls import urlpatterns as exports
from bookmarks.history.urls import urlpatterns as history
from bookmarks.keeping.urls import urlpatterns as keeping
from bookmarks.saved.urls import urlpatterns as saved
from bookmarks.sharing.urls import urlpatterns as sharing

app_name = "bookmarks"

urlpatterns = [*account, *exhibits, *exports, *history, *saved, *sharing, *keeping]
