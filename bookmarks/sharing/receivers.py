"""When an account may have got an address: it gets the shares that wait for it."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from bookmarks.sharing.addresses import hand_over_shares


@receiver(user_logged_in)
def signed_in(sender: object, user: User, **_: Any) -> None:
    """Also after an address was confirmed elsewhere, or mail was set up or given up."""
    hand_over_shares(user)


@receiver(email_confirmed)
def confirmed(sender: object, email_address: EmailAddress, **_: Any) -> None:
    """At once, for somebody who is signed in already."""
    hand_over_shares(email_address.user)
