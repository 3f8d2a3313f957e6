"""What every page may show of the installation itself."""

from django.conf import settings
from django.http import HttpRequest

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def mail(request: HttpRequest) -> dict[str, bool]:
    """``portal_sends_mail``: without it no page may promise a message."""
    return {"portal_sends_mail": settings.EMAIL_BACKEND != NO_MAIL}
