"""A small world, its people, and a folder that is shared with some of them."""

from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from bookmarks.models import Folder, FolderShare
from search.index import rebuild_index
from tests.bookmarks.exports.keeping import keep
from tests.search.world import build_world


@dataclass(frozen=True)
class People:
    """Who may try to export a folder."""

    owner: User
    reader: User
    writer: User
    stranger: User


@pytest.fixture
def items(db):
    """The world's items by name, in the index."""
    world = build_world()
    rebuild_index("whoosh")
    return world


@pytest.fixture
def people(db) -> People:
    make = get_user_model().objects.create_user
    return People(*(make(name, f"{name}@example.org") for name in ("owner", "reader", "writer", "stranger")))


@pytest.fixture
def folder(items, people) -> Folder:
    """A determination with a note, an item, and a passage of an item with a tag."""
    folder = Folder.objects.create(owner=people.owner, name="Müller v. Acme", description="Due in May.")
    keep(folder, items["norco"].determination, note="The **whole** case.")
    keep(folder, items["acupuncture"], note="=HYPERLINK(1)")
    keep(folder, items["tizanidine_upheld"], passage=(0, 12), tags=("taper", "second look"))
    FolderShare.objects.create(folder=folder, user=people.reader)
    FolderShare.objects.create(folder=folder, user=people.writer, can_write=True)
    return folder


@pytest.fixture
def owner(client, people):
    """A client of the folder's owner."""
    client.force_login(people.owner)
    return client
