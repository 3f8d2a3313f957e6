"""What was kept before there were folders is kept still."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrated_to(*targets: tuple[str, str]):
    """The models as they were at these migrations, and the database with them."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return executor.loader.project_state(list(targets)).apps


@pytest.mark.django_db(transaction=True)
def test_earlier_bookmarks_become_bookmarks_of_determinations_outside_of_folders():
    try:
        before = migrated_to(("bookmarks", "0001_initial"))
        person = before.get_model("auth", "User").objects.create(username="attorney")
        letter = before.get_model("determinations", "Letter").objects.create(path="a.txt", size=1)
        determination = before.get_model("determinations", "Determination").objects.create(
            letter=letter, outcome="upheld"
        )
        before.get_model("bookmarks", "Bookmark").objects.create(user=person, determination=determination)

        after = migrated_to(("bookmarks", "0002_folders"))

        kept = after.get_model("bookmarks", "Bookmark").objects.get()
        assert (kept.owner_id, kept.added_by_id, kept.kind) == (person.pk, person.pk, "determination")
        assert (kept.determination_id, kept.letter_id) == (determination.pk, letter.pk)
        assert (kept.folder_id, kept.item_id, kept.removed_at) == (None, None, None)
    finally:
        migrated_to(*MigrationExecutor(connection).loader.graph.leaf_nodes())
