"""A folder for one matter and the people around it, each of them signed in or not."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from bookmarks.history.recording import record
from bookmarks.models import Bookmark, Folder, FolderLink, FolderShare, PastSearch, SavedSearch, Tag
from bookmarks.sharing.links import token_of
from determinations.models import DisputedItem
from search.address import SearchAddress
from tests.search.world import build_world

PASSWORD = "a long enough phrase 7"
OF_THE_OWNER = ("marmalade-tag", "quokka", "numbat alert")
"""A tag, a search and a saved search of the owner's."""
CONFIDENTIAL = (
    "Matter of Quillfeather",
    "Hearing in Marmalade",
    "Argue from the pinstripe",
    "kept zanzibar words",
)
"""The folder's name, its description, a bookmark's note and its kept text: no other page has these words."""


@dataclass(frozen=True)
class Matter:
    """The folder, what is in it, and the people."""

    folder: Folder
    bookmark: Bookmark
    removed: Bookmark
    """One that was in the folder when it was shared, with the same words."""
    item: DisputedItem
    tag: Tag
    share: FolderShare
    """The reader's."""
    link: FolderLink
    search: PastSearch
    """One that the owner made."""
    saved: SavedSearch
    """One that the owner keeps, with an alert and a feed."""
    owner: User
    reader: User
    writer: User
    stranger: User

    @property
    def token(self) -> str:
        """The secret link's."""
        return token_of(self.link)

    def seen_by(self, who: str) -> Client:
        """The browser of ``owner``, ``reader``, ``writer``, ``stranger``, or of a ``visitor``."""
        client = Client()
        if who != "visitor":
            client.force_login(getattr(self, who))
        return client


def person(name: str, *, confirmed: bool = True) -> User:
    """An account with one address."""
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=confirmed)
    return user


def keep_item(folder: Folder, item: DisputedItem, *, note: str, kept_text: str) -> Bookmark:
    """A bookmark of an item that the folder's owner made."""
    return Bookmark.objects.create(
        owner=folder.owner,
        added_by=folder.owner,
        folder=folder,
        kind=Bookmark.Kind.ITEM,
        determination=item.determination,
        letter=item.determination.letter,
        item=item,
        item_number=item.number,
        place=item.anchor,
        note=note,
        kept_text=kept_text,
    )


def build_matter() -> Matter:
    """Store it, with the small world of letters."""
    item = build_world()["tizanidine_upheld"]
    owner, reader, writer, stranger = map(person, ("owner", "reader", "writer", "stranger"))
    name, description, note, kept_text = CONFIDENTIAL
    folder = Folder.objects.create(owner=owner, name=name, description=description)
    bookmark = keep_item(folder, item, note=note, kept_text=f"{item.name}\n\n{kept_text}")
    share = FolderShare.objects.create(folder=folder, address=reader.email, user=reader)
    FolderShare.objects.create(folder=folder, address=writer.email, user=writer, can_write=True)
    removed = Bookmark.objects.create(
        owner=owner,
        added_by=owner,
        folder=folder,
        kind=Bookmark.Kind.DETERMINATION,
        determination=item.determination,
        letter=item.determination.letter,
        note=f"{note} once",
        removed_at=timezone.now(),
    )
    tag = Tag.objects.create(owner=owner, name="marmalade-tag")
    bookmark.tags.add(tag)
    link = FolderLink.objects.create(
        folder=folder, label="Co-counsel", expires_at=timezone.now() + timedelta(days=30)
    )
    record(owner.pk, SearchAddress(q="quokka"), 3)
    search = owner.past_searches.get()
    saved = SavedSearch.objects.create(
        owner=owner,
        name="numbat alert",
        parameters="q=quokka",
        alert=SavedSearch.Alert.DAILY,
        has_feed=True,
        opened_at=timezone.now(),
    )
    return Matter(
        folder, bookmark, removed, item, tag, share, link, search, saved, owner, reader, writer, stranger
    )
