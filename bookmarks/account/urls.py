"""Addresses of a person's data as a whole."""

from django.urls import path

from bookmarks.account import views

urlpatterns = [
    path("account/data/", views.data, name="account_data"),
    path("account/data/file/", views.data_file, name="account_data_file"),
    path("account/delete/", views.delete, name="delete_account"),
]
