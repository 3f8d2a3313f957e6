"""Addresses below ``/accounts/``: the portal's own, then django-allauth's."""

from django.urls import include, path

from imrsite.accounts.confirming import ConfirmByCodeView, ConfirmByPasskeyView
from imrsite.accounts.home import home
from imrsite.accounts.sessions import SessionsView, end_session

urlpatterns = [
    path("", home, name="account_home"),
    path("sessions/", SessionsView.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end/", end_session, name="usersessions_end"),
    path("two-step/reauthenticate/", ConfirmByCodeView.as_view(), name="mfa_reauthenticate"),
    path(
        "two-step/webauthn/reauthenticate/",
        ConfirmByPasskeyView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("two-step/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]
