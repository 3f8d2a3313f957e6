"""Whether the portal sends mail, and which mail addresses are known to be a person's own.

Anybody can sign up under any address: where there is mail, only an address that was confirmed by it counts.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User


def portal_sends_mail() -> bool:
    """Whether there is a mail server to send with, so that addresses can be confirmed."""
    return bool(settings.EMAIL_BACKEND != settings.NO_MAIL)


def address_for_mail(user: User) -> str:
    """Where mail to the person goes: the primary of the confirmed addresses; empty where there is none.

    An account may be older than the mail server, or made by hand, and its address somebody else's.
    """
    confirmed = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first()
    return confirmed.email if confirmed else ""
