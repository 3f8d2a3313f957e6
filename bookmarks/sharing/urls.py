"""Addresses of sharing."""

from django.urls import path

from bookmarks.sharing import views
from bookmarks.sharing.shared import shared

urlpatterns = [
    path("folders/<int:pk>/sharing/", views.sharing, name="sharing"),
    path("folders/<int:pk>/sharing/people/", views.share, name="share"),
    path("folders/<int:pk>/sharing/people/<int:share_pk>/", views.change_share, name="change_share"),
    path("folders/<int:pk>/sharing/people/<int:share_pk>/end/", views.end_share, name="end_share"),
    path("folders/<int:pk>/sharing/links/", views.make_link, name="make_link"),
    path("folders/<int:pk>/sharing/links/<int:link_pk>/revoke/", views.revoke_link, name="revoke_link"),
    path("folders/<int:pk>/leave/", views.leave, name="leave"),
    path("shared/<str:token>/", shared, name="shared"),
]
