"""A person takes out everything that the portal keeps of them, by a written schema, and without secrets."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import CASCADE, Field, ForeignKey, Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookmarks.account.take_out import LEFT_OUT, TAKEN_OUT, model_of
from bookmarks.models import Bookmark, FolderShare
from determinations.models import Determination
from tests.bookmarks.matter import CONFIDENTIAL, OF_THE_OWNER, Matter

SCHEMA = json.loads((Path(settings.BASE_DIR) / "docs" / "take-out.schema.json").read_text(encoding="utf-8"))


def file_of(client: Client) -> dict:
    answer = client.get(reverse("bookmarks:take_out_file"))
    assert answer.status_code == 200
    return answer.json()


def models_of_a_person() -> set[type[Model]]:
    """Those that name a person, those whose rows are deleted with such a row, and so on.

    A row that outlives the person it names, as a letter does that of the staff who saw to it, is no further
    way: what belongs to it is not the person's.
    """
    found: set[type[Model]] = {User}
    theirs = {User}
    while more := {model for model in every_model() if model not in found and keys_to(theirs, model)}:
        found |= more
        theirs |= {
            model
            for model in more
            if any(key.remote_field.on_delete is CASCADE for key in keys_to(theirs, model))
        }
    return found


def every_model() -> list[type[Model]]:
    return list(apps.get_models(include_auto_created=True))


def keys_to(models: set[type[Model]], model: type[Model]) -> list[ForeignKey]:
    return [one for one in model._meta.fields if isinstance(one, ForeignKey) and one.related_model in models]


def fields_of(model: type[Model]) -> Iterator[Field]:
    return iter(model._meta.fields)


def test_no_model_of_a_person_is_forgotten():
    """A new one needs a row in ``bookmarks.account.take_out`` and in the schema."""
    taken = {model_of(one)._meta.label for one in TAKEN_OUT}
    assert {model._meta.label for model in models_of_a_person()} == taken | set(LEFT_OUT)
    assert not taken & set(LEFT_OUT)


@pytest.mark.parametrize("model", sorted({model_of(one) for one in TAKEN_OUT}, key=lambda one: one.__name__))
def test_no_field_of_a_person_is_forgotten(model):
    of_model = [one for one in TAKEN_OUT if model_of(one) is model]
    told = {
        lookup.partition("__")[0] if isinstance(lookup, str) else name
        for one in of_model
        for name, lookup in one.fields.items()
    }
    told |= {name for one in of_model for name in one.without}
    told = {model._meta.pk.name if name == "pk" else name for name in told}
    told |= {name.removesuffix("_id") for name in told}
    assert {one.name for one in fields_of(model)} - told == set()


def test_the_schema_describes_each_list_and_field_and_no_other():
    described = {
        key: set(rows["items"]["properties"])
        for key, rows in SCHEMA["properties"].items()
        if rows.get("type") == "array"
    }
    assert described == {one.key: set(one.fields) for one in TAKEN_OUT}
    for rows in SCHEMA["properties"].values():
        assert rows["description"]
        for one in rows.get("items", {}).get("properties", {}).values():
            assert one["description"]


@pytest.mark.parametrize("who", ["owner", "reader", "writer", "stranger"])
def test_the_file_is_as_the_schema_says(matter, who):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(
        file_of(matter.seen_by(who)), SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_the_owners_file_has_all_of_the_folder(matter):
    taken = file_of(matter.seen_by("owner"))
    name, description, note, kept_text = CONFIDENTIAL
    tag, query, saved = OF_THE_OWNER
    (account,), (folder,), (bookmark, removed) = taken["account"], taken["folders"], taken["bookmarks"]
    assert bookmark["removed_at"] is None
    assert removed["removed_at"]
    assert account["email"] == "owner@example.org"
    assert (folder["name"], folder["description"]) == (name, description)
    assert (bookmark["note"], bookmark["kept_text"]) == (note, f"{matter.item.name}\n\n{kept_text}")
    assert bookmark["folder"] == folder["id"]
    assert bookmark["case_number"] == matter.item.determination.case_number
    assert taken["tagged_bookmarks"] == [{"bookmark": bookmark["id"], "tag": tag}]
    assert [one["address"] for one in taken["shares_given"]] == ["reader@example.org", "writer@example.org"]
    assert taken["links"][0]["label"] == "Co-counsel"
    assert query in taken["search_history"][0]["parameters"]
    assert [one["name"] for one in taken["saved_searches"]] == [saved]


def test_of_a_letter_that_staff_took_out_of_sight_nothing_that_was_read_is_in_the_file(matter):
    Determination.everything.update(withdrawn_at=timezone.now())
    bookmark, _ = file_of(matter.seen_by("owner"))["bookmarks"]
    assert (bookmark["note"], bookmark["kept_text"]) == (CONFIDENTIAL[2], "")
    assert bookmark["case_number"] is None


def test_no_secret_is_in_the_file(matter):
    answer = matter.seen_by("owner").get(reverse("bookmarks:take_out_file")).content.decode()
    assert matter.token not in answer
    assert matter.token.partition(":")[2] not in answer
    assert matter.owner.password not in answer


def test_a_readers_file_has_the_share_and_nothing_that_is_in_the_folder(matter):
    taken = file_of(matter.seen_by("reader"))
    assert [one["folder"] for one in taken["shares_received"]] == [CONFIDENTIAL[0]]
    assert taken["bookmarks"] == taken["bookmarks_in_folders_of_others"] == taken["search_history"] == []
    assert not any(words in str(taken) for words in CONFIDENTIAL[1:])


def test_what_a_writer_added_is_in_their_file_for_as_long_as_they_can_open_the_folder(matter):
    Bookmark.objects.create(
        owner=matter.owner,
        added_by=matter.writer,
        folder=matter.folder,
        kind=Bookmark.Kind.DETERMINATION,
        determination=matter.item.determination,
        letter=matter.item.determination.letter,
        note="The writer's own words",
    )
    client = matter.seen_by("writer")
    (added,) = file_of(client)["bookmarks_in_folders_of_others"]
    assert (added["note"], added["owner"]) == ("The writer's own words", "owner@example.org")
    FolderShare.objects.filter(user=matter.writer).delete()
    assert file_of(client)["bookmarks_in_folders_of_others"] == []


def test_whether_an_address_that_a_folder_is_shared_with_has_an_account_is_not_told(matter):
    FolderShare.objects.create(folder=matter.folder, address="nobody@example.org")
    shares = file_of(matter.seen_by("owner"))["shares_given"]
    assert {tuple(sorted(one)) for one in shares} == {("address", "can_write", "created_at", "folder")}


def test_the_file_is_downloaded_and_kept_in_no_cache(matter):
    answer = matter.seen_by("owner").get(reverse("bookmarks:take_out_file"))
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="imr-precedent-')
    assert "no-store" in answer["Cache-Control"]


def test_the_page_counts_what_the_file_has(matter: Matter):
    page = matter.seen_by("owner").get(reverse("bookmarks:take_out"))
    counted = dict(page.context["counts"])
    assert counted["Folders"] == counted["Search history"] == 1
    assert counted["People who can open your folders"] == 2
    assert reverse("bookmarks:take_out_file") in page.content.decode()
