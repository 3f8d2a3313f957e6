"""The portal's addresses."""

from django.urls import include, path

from imrsite.color_scheme import choose_color_scheme
from imrsite.health import health
from imrsite.robots import robots
from search.about.views import about

handler400 = "imrsite.error_pages.bad_request"
handler429 = "imrsite.error_pages.too_many_requests"
handler500 = "imrsite.error_pages.server_error"

urlpatterns = [
    path("", include("search.urls")),
    path("determinations/", include("determinations.urls")),
    path("bookmarks/", include("bookmarks.urls")),
    path("staff/", include("imrsite.staff.urls")),
    path("accounts/", include("imrsite.accounts.urls")),
    path("about/", about, name="about"),
    path("color-scheme/", choose_color_scheme, name="color_scheme"),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
]
