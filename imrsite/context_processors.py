"""What every page may show of the installation itself."""

from django.http import HttpRequest

from bookmarks.mail_addresses import portal_sends_mail
from imrsite.color_scheme import SCHEMES, chosen_scheme


def mail(request: HttpRequest) -> dict[str, bool]:
    """``portal_sends_mail``: without it no page may promise a message."""
    return {"portal_sends_mail": portal_sends_mail()}


def color_scheme(request: HttpRequest) -> dict[str, object]:
    """``color_scheme`` as it was chosen, and ``color_schemes``, what there is to choose from."""
    return {"color_scheme": chosen_scheme(request), "color_schemes": SCHEMES}
