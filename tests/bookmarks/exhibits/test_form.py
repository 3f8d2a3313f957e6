"""What the form of a pack says before the pack is made."""

import re

import pytest
from django.contrib.auth import get_user_model

from bookmarks.models import Folder
from tests.bookmarks.exhibits.test_pages import address, filled, keep, made
from tests.search.world import build_world

LONG_PREFIX = "W" * 20


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def folder(world):
    """The folder of a person, with all determinations."""
    owner = get_user_model().objects.create_user("owner", "owner@example.org", "pass phrase")
    folder = Folder.objects.create(owner=owner, name="Doe v. Acme")
    for item in world.values():
        keep(folder, item)
    return folder


@pytest.fixture
def signed_in(client, folder):
    client.force_login(folder.owner)
    return client


def pages_told(answer) -> int:
    """The number of pages that the form announces."""
    told = re.search(r"exhibits?, about ([\d,]+) pages with cover, index", answer.content.decode())
    return int(told[1].replace(",", ""))


def test_the_number_of_pages_is_announced_as_about_what_the_form_begins_with(signed_in, folder):
    announced = pages_told(signed_in.get(address(folder)))
    assert announced == len(made(signed_in, address(folder), title=folder.name))


@pytest.mark.parametrize(
    "options",
    [
        {"bates_prefix": LONG_PREFIX, "bates_start": "999990"},
        dict.fromkeys(("title", "case_name", "prepared_by"), "W" * 200),
    ],
)
def test_the_number_of_pages_heeds_what_is_filled_in(signed_in, folder, options):
    sent = filled(signed_in, address(folder), **options, first="no exhibit")
    announced = pages_told(signed_in.post(address(folder), sent))
    assert announced > pages_told(signed_in.get(address(folder)))
    assert announced == len(made(signed_in, address(folder), **options))


def test_names_that_were_chosen_stay_in_the_list_when_another_field_is_mistaken(signed_in, folder):
    sent = filled(signed_in, address(folder), numbering="numbers", first="12", dated="yesterday")
    assert "Exhibit 12<" in signed_in.post(address(folder), sent).content.decode()
