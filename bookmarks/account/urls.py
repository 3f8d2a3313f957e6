"""Addresses of a person's data as a whole."""

from django.urls import path

from bookmarks.account import views

urlpatterns = [
    path("account/data/", views.data, name="take_out"),
    path("account/data/file/", views.data_file, name="take_out_file"),
    path("account/delete/", views.delete, name="delete_account"),
]
