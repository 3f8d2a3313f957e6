"""Two attorneys in the small world: kim, who keeps things, and lee, who may see some of them."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from bookmarks.keeping.filing import keep
from bookmarks.keeping.forms import new_folder
from bookmarks.keeping.targets import target_of
from bookmarks.models import Bookmark, Folder, FolderShare
from determinations.models import DisputedItem
from tests.search.world import build_world


@dataclass(frozen=True)
class Attorney:
    """A user with a browser of their own."""

    user: User
    client: Client

    def get(self, name: str, /, *args, **parameters):
        return self.client.get(reverse(f"bookmarks:{name}", args=args), parameters)

    def post(self, name: str, /, *args, headers=None, **data):
        return self.client.post(reverse(f"bookmarks:{name}", args=args), data, headers=headers)

    def keeps(self, item: DisputedItem, what: str | None = None, folder: Folder | None = None) -> Bookmark:
        """Of the item, or of ``what``: "" for its determination, or a passage."""
        target = target_of(item.determination, item.anchor if what is None else what)
        assert target
        return keep(self.user, target, folder)

    def folder(self, name: str = "Alvarez") -> Folder:
        return new_folder(self.user, name)

    def has(self, folder: Folder | None = None) -> list[Bookmark]:
        """What is kept in a folder in its order, or what the attorney keeps in none."""
        kept = Bookmark.objects.kept().order_by("position", "pk")
        return list(kept.filter(folder=folder) if folder else kept.filter(owner=self.user, folder=None))


@pytest.fixture
def items(db):
    return build_world()


def attorney(name: str) -> Attorney:
    user = User.objects.create(
        username=name, email=f"{name}@example.org"
    )  # hashing a password takes its time
    client = Client()
    client.force_login(user)
    return Attorney(user, client)


@pytest.fixture
def kim(items) -> Attorney:
    return attorney("kim")


@pytest.fixture
def lee(items) -> Attorney:
    return attorney("lee")


def share(folder: Folder, with_whom: Attorney, *, can_write: bool) -> None:
    FolderShare.objects.create(folder=folder, user=with_whom.user, can_write=can_write)


def text(answer) -> str:
    """What the page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def says(attorney: Attorney) -> str:
    """The messages that the next page shows."""
    page = attorney.get("folders").content.decode()
    found = re.search(r'id="messages".*?</div>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0] if found else "")).split())
