"""The portal's addresses."""

from django.urls import include, path

from imrsite.health import health

urlpatterns = [
    path("", include("search.urls")),
    path("determinations/", include("determinations.urls")),
    path("bookmarks/", include("bookmarks.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("health/", health, name="health"),
]
