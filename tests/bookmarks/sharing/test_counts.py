"""The owner sees, on the folder and in the list, that others can open it; nobody else sees that."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests.bookmarks.matter import Matter

SHARED = "shared with 2 people and by 1 secret link"


def words(matter: Matter, who: str, path: str) -> str:
    return " ".join(strip_tags(matter.seen_by(who).get(path).content.decode()).split())


def pages(matter: Matter) -> tuple[str, str]:
    return matter.folder.get_absolute_url(), reverse("bookmarks:folders")


def test_the_owner_sees_how_many_people_and_links_open_a_folder(matter):
    for path in pages(matter):
        assert SHARED in words(matter, "owner", path)


def test_those_with_whom_it_is_shared_do_not(matter):
    for path in pages(matter):
        for who in ("reader", "writer"):
            assert "secret link" not in words(matter, who, path)


def test_links_that_have_ended_are_not_counted_and_an_unshared_folder_says_so(matter):
    matter.folder.shares.all().delete()
    matter.folder.links.create(label="over", expires_at=timezone.now() - timedelta(days=1))
    for path in pages(matter):
        assert "shared by 1 secret link" in words(matter, "owner", path)
    matter.folder.links.update(revoked_at=timezone.now())
    for path in pages(matter):
        assert "only you can open it" in words(matter, "owner", path)


def test_counts_of_people_links_and_bookmarks_do_not_multiply_each_other(matter):
    for number in range(3):
        matter.folder.links.create(label=str(number), expires_at=timezone.now() + timedelta(days=1))
    for path in pages(matter):
        text = words(matter, "owner", path)
        assert "1 bookmark · shared with 2 people and by 4 secret links" in text
