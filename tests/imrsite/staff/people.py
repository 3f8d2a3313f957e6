"""Browsers in which staff is signed in."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from django.test import Client


def signed_in_with_second_step(person, client: Client | None = None) -> Client:
    """A browser in which the person has signed in with the code of an authenticator app."""
    app, _ = Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "no-secret"}}
    )
    client = client or Client()
    client.force_login(person)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": app.type, "id": app.pk, "at": time.time()}
    ]
    session.save()
    return client
