"""Secret addresses of feeds and of unsubscribing: keys of rows, signed with the portal's secret key."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bookmarks.models import SavedSearch

_LONGEST = 200


def feed_path(saved: SavedSearch) -> str:
    """The feed's address within the portal."""
    token = _signer("feed").sign(f"{saved.pk}-{saved.feed_number}")
    return reverse("bookmarks:feed", args=[token])


def unsubscribe_path(saved: SavedSearch) -> str:
    """The address within the portal that ends the mails of a saved search."""
    return reverse("bookmarks:unsubscribe", args=[_signer("unsubscribe").sign(str(saved.pk))])


def feed_of(token: str) -> SavedSearch | None:
    """The saved search whose feed has that address now; none where it is forged, revoked or switched off."""
    pk, _, number = (_signed("feed", token) or "").partition("-")
    if not number:
        return None
    rows = SavedSearch.objects.select_related("owner").defer("seen")
    return rows.filter(pk=pk, feed_number=number, has_feed=True, owner__is_active=True).first()


def unsubscribed_key(token: str) -> int | None:
    """The key of the saved search whose mails end; none where the token is forged. The row may be gone."""
    signed = _signed("unsubscribe", token)
    return int(signed) if signed else None


def absolute(path: str) -> str:
    """An address within the portal as mails and feeds give it, by the setting ``IMR_BASE_URL``."""
    return f"{settings.BASE_URL}{path}"


def portal_host() -> str:
    """The host of the portal, by the same setting: mails and feeds are named after it."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"bookmarks.saved.{purpose}")


def _signed(purpose: str, token: str) -> str | None:
    """What was signed for that purpose; compared in constant time."""
    try:
        return _signer(purpose).unsign(token) if len(token) <= _LONGEST else None
    except BadSignature:
        return None
