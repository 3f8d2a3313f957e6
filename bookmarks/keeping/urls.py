"""Addresses of bookmarks, folders, notes and tags; what each asks of the person stands in its view."""

from django.urls import path

from bookmarks.keeping.views import bookmarks, buttons, folders

urlpatterns = [
    path("", bookmarks.BookmarkList.as_view(), name="list"),
    path("add/<int:determination_id>/", buttons.add, name="add"),
    path("remove/<int:determination_id>/", buttons.remove, name="remove"),
    path("restore/", buttons.restore, name="restore"),
    path("change/", bookmarks.change, name="change"),
    path("removed/", bookmarks.removed, name="removed"),
    path("<int:pk>/", bookmarks.bookmark, name="bookmark"),
    path("<int:pk>/filing/", buttons.filing, name="filing"),
    path("<int:pk>/note/", bookmarks.note, name="note"),
    path("<int:pk>/tags/", bookmarks.tags, name="tags"),
    path("folders/", folders.folders, name="folders"),
    path("folders/order/", folders.order_folders, name="order_folders"),
    path("folders/<int:pk>/", folders.folder, name="folder"),
    path("folders/<int:pk>/edit/", folders.edit_folder, name="edit_folder"),
    path("folders/<int:pk>/delete/", folders.delete_folder, name="delete_folder"),
    path("folders/<int:pk>/order/", folders.order_bookmarks, name="order_bookmarks"),
]
