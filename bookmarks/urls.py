"""Addresses of bookmarks."""

from django.urls import path

from bookmarks import views
from bookmarks.account.urls import urlpatterns as account
from bookmarks.folder_stub import folder
from bookmarks.history.urls import urlpatterns as history
from bookmarks.sharing.urls import urlpatterns as sharing

app_name = "bookmarks"

urlpatterns = [
    path("", views.BookmarkList.as_view(), name="list"),
    path("add/<int:determination_id>/", views.add, name="add"),
    path("remove/<int:determination_id>/", views.remove, name="remove"),
    path("folders/<int:pk>/", folder, name="folder"),
    *sharing,
    *history,
    *account,
]
