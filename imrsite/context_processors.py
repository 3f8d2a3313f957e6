"""What every page may show of the installation itself."""

from django.conf import settings
from django.http import HttpRequest

from imrsite.color_scheme import SCHEMES, chosen_scheme

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def sends_mail() -> bool:
    """Whether the portal has a server to send mail by."""
    return bool(settings.EMAIL_BACKEND != NO_MAIL)


def mail(request: HttpRequest) -> dict[str, bool]:
    """``portal_sends_mail``: without it no page may promise a message."""
    return {"portal_sends_mail": sends_mail()}


def color_scheme(request: HttpRequest) -> dict[str, object]:
    """``color_scheme`` as it was chosen, and ``color_schemes``, what there is to choose from."""
    return {"color_scheme": chosen_scheme(request), "color_schemes": SCHEMES}
