"""The sharing page of a folder as one value: everything that its template loops over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bookmarks.mail_addresses import portal_sends_mail
from bookmarks.models import Folder, FolderLink, FolderShare
from bookmarks.sharing.forms import MOST_LINKS, LinkForm, RoleForm, ShareForm
from bookmarks.sharing.links import address_of


@dataclass(frozen=True)
class PersonRow:
    """Somebody who may open the folder, besides its owner."""

    address: str
    since: datetime
    form: RoleForm
    change_url: str
    end_url: str


@dataclass(frozen=True)
class LinkRow:
    """A secret link."""

    label: str
    made_at: datetime
    expires_at: datetime
    state: str
    """``open``, ``expired`` or ``revoked``."""
    ended_at: datetime | None
    address: str
    """Empty of a link that opens nothing any more."""
    revoke_url: str


@dataclass(frozen=True)
class SharingPage:
    """Who has access to a folder, and the forms that change it."""

    folder: Folder
    people: tuple[PersonRow, ...]
    links: tuple[LinkRow, ...]
    """Those that open the folder, then those that no longer do, each the latest first."""
    share_form: ShareForm
    link_form: LinkForm
    addresses_are_confirmed: bool


def sharing_page(
    request: HttpRequest,
    folder: Folder,
    *,
    share_form: ShareForm | None = None,
    link_form: LinkForm | None = None,
) -> SharingPage:
    """The page; a refused form is shown with what is wrong with it."""
    links = sorted(_link_rows(request, folder.links.all()), key=lambda row: row.state != "open")
    return SharingPage(
        folder=folder,
        people=tuple(_people(folder.shares.select_related("user"))),
        links=tuple(links[: 2 * MOST_LINKS]),
        share_form=share_form or ShareForm(folder),
        link_form=link_form or LinkForm(folder),
        addresses_are_confirmed=portal_sends_mail(),
    )


def _people(shares: Iterable[FolderShare]) -> Iterator[PersonRow]:
    for share in shares:
        yield PersonRow(
            address=share.address or (share.user.email if share.user else ""),
            since=share.created_at,
            form=RoleForm(
                initial={"role": "write" if share.can_write else "read"}, auto_id=f"share-{share.pk}-%s"
            ),
            change_url=reverse("bookmarks:change_share", args=[share.folder_id, share.pk]),
            end_url=reverse("bookmarks:end_share", args=[share.folder_id, share.pk]),
        )


def _link_rows(request: HttpRequest, links: Iterable[FolderLink]) -> Iterator[LinkRow]:
    now = timezone.now()
    for link in links:
        state = "revoked" if link.revoked_at else "open" if link.expires_at > now else "expired"
        yield LinkRow(
            label=link.label or "No name",
            made_at=link.created_at,
            expires_at=link.expires_at,
            state=state,
            ended_at=link.revoked_at,
            address=address_of(link, request) if state == "open" else "",
            revoke_url=reverse("bookmarks:revoke_link", args=[link.folder_id, link.pk]),
        )
