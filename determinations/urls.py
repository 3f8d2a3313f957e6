"""Addresses of determinations."""

from django.urls import path

from determinations import views

app_name = "determinations"

urlpatterns = [
    path("", views.Browse.as_view(), name="browse"),
    path("id/<int:pk>/", views.by_id, name="by_id"),
    path("id/<int:pk>/original/", views.original, name="original"),
    path("id/<int:pk>/original/view/", views.original_in_browser, name="original_in_browser"),
    path("id/<int:pk>/page-header.css", views.page_header, name="page_header"),
    path("<str:case_number>/", views.by_case_number, name="by_case_number"),
]
