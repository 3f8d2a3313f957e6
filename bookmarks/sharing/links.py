"""Secret links: the token in the address of a shared folder.

A token is the key of the link's row, signed with the portal's secret key: a reader of the database can make
none, and none can be guessed. It says nothing of the folder.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

from bookmarks.models import FolderLink

_LONGEST_TOKEN = 100
_signer = Signer(salt="bookmarks.sharing.links")


def token_of(link: FolderLink) -> str:
    """The token that opens the link's folder for as long as the link is in force."""
    return _signer.sign(str(link.pk))


def address_of(link: FolderLink, request: HttpRequest) -> str:
    """The whole address, for the owner to give away."""
    return request.build_absolute_uri(reverse("bookmarks:shared", args=[token_of(link)]))


def link_of(token: str) -> FolderLink | None:
    """The link in force that the token is of; of a wrong, expired or revoked one there is none.

    Signatures are compared in constant time, before anything is looked up.
    """
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    in_force = FolderLink.objects.in_force().filter(folder__owner__is_active=True)
    return in_force.select_related("folder__owner").filter(pk=key).first()
