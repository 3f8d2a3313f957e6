"""Addresses of exports."""

from django.urls import path

from bookmarks.exports import views

urlpatterns = [
    path("exports/search/<slug:form>/", views.export_search, name="export_search"),
    path("exports/folders/<int:pk>/<slug:form>/", views.export_folder, name="export_folder"),
]
