"""Everything that the portal keeps of a person, in one file: docs/take-out.schema.json describes it.

A list of the file is a row of ``TAKEN_OUT``; a test walks all models that lead to a person and fails for
one, or for a field of one, that stands neither there nor in ``LEFT_OUT``. Secrets are left out: a file may
be lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db.models import Case, Model, QuerySet, TextField, Value, When
from django.utils import timezone

from bookmarks.access import bookmarks_open_to, folders_open_to
from bookmarks.models import (
    AlertMail,
    Bookmark,
    Finding,
    Folder,
    FolderLink,
    FolderShare,
    HistorySwitch,
    PastSearch,
    SavedSearch,
    Tag,
)
from bookmarks.sharing.addresses import shares_of

VERSION = 1
_OF_THE_PERSON = "It is the person's own: all rows are."


@dataclass(frozen=True)
class Listed:
    """A list of the file."""

    key: str
    """In the file."""
    label: str
    """On the page that offers the file."""
    rows: Callable[[User], QuerySet[Any]]
    fields: Mapping[str, str | Case]
    """Names in the file, and what of a row stands there."""
    without: Mapping[str, str] = field(default_factory=dict)
    """Fields of the rows that are left out, and why."""


def _in_sight(field: str, *, default: str | None) -> Case:
    return Case(
        When(determination__withdrawn_at=None, then=field), default=Value(default), output_field=TextField()
    )


_WHAT_IS_KEPT: Mapping[str, str | Case] = {
    "kind": "kind",
    # As on every page: of a letter that staff took out of sight, neither its number nor what was read.
    "case_number": _in_sight("determination__case_number", default=None),
    "item_number": "item_number",
    "place": "place",
    "start": "start",
    "end": "end",
    "kept_text": _in_sight("kept_text", default=""),
    "note": "note",
    "created_at": "created_at",
    "removed_at": "removed_at",
}
TAKEN_OUT = (
    Listed(
        "account",
        "Your account",
        lambda user: User.objects.filter(pk=user.pk),
        {
            "email": "email",
            "username": "username",
            "first_name": "first_name",
            "last_name": "last_name",
            "date_joined": "date_joined",
            "last_login": "last_login",
            "is_active": "is_active",
            "is_staff": "is_staff",
            "is_superuser": "is_superuser",
        },
        {"id": "A number without meaning outside of the portal.", "password": "It is a secret."},
    ),
    Listed(
        "addresses",
        "Mail addresses",
        lambda user: EmailAddress.objects.filter(user=user),
        {"email": "email", "confirmed": "verified", "primary": "primary"},
        {"id": "Nothing refers to it.", "user": _OF_THE_PERSON},
    ),
    Listed(
        "second_steps",
        "Second steps of signing in",
        lambda user: Authenticator.objects.filter(user=user),
        {"type": "type", "created_at": "created_at", "last_used_at": "last_used_at"},
        {"id": "Nothing refers to it.", "user": _OF_THE_PERSON, "data": "It is a secret."},
    ),
    Listed(
        "sessions",
        "Browsers that are signed in",
        lambda user: UserSession.objects.filter(user=user),
        {
            "address": "ip",
            "browser": "user_agent",
            "created_at": "created_at",
            "last_seen_at": "last_seen_at",
        },
        {
            "id": "Nothing refers to it.",
            "user": _OF_THE_PERSON,
            "session_key": "It is a secret.",
            "data": "It is empty.",
        },
    ),
    Listed(
        "groups",
        "Groups of staff that you belong to",
        lambda user: User.groups.through.objects.filter(user=user),
        {"name": "group__name"},
        {"id": "Nothing refers to it.", "user": _OF_THE_PERSON},
    ),
    Listed(
        "permissions",
        "Permissions of your own",
        lambda user: User.user_permissions.through.objects.filter(user=user),
        {"name": "permission__codename"},
        {"id": "Nothing refers to it.", "user": _OF_THE_PERSON},
    ),
    Listed(
        "folders",
        "Folders",
        lambda user: Folder.objects.filter(owner=user),
        {
            "id": "pk",
            "name": "name",
            "description": "description",
            "position": "position",
            "created_at": "created_at",
            "removed_at": "removed_at",
        },
        {"owner": _OF_THE_PERSON},
    ),
    Listed(
        "bookmarks",
        "Bookmarks, with notes and kept text",
        lambda user: Bookmark.objects.filter(owner=user),
        {
            "id": "pk",
            "folder": "folder_id",
            "folder_before": "folder_before_id",
            "position": "position",
            "added_by": "added_by__email",
            **_WHAT_IS_KEPT,
        },
        {
            "owner": _OF_THE_PERSON,
            "determination": "Its case number stands there.",
            "letter": "The determination names it.",
            "item": "Its number stands there.",
        },
    ),
    Listed(
        "bookmarks_in_folders_of_others",
        "Bookmarks that you added to other people’s folders",
        lambda user: bookmarks_open_to(user).filter(added_by=user).exclude(owner=user),
        {"folder": "folder__name", "owner": "owner__email", **_WHAT_IS_KEPT},
    ),
    Listed(
        "tags",
        "Tags",
        lambda user: Tag.objects.filter(owner=user),
        {"name": "name"},
        {"id": "Its name is its own.", "owner": _OF_THE_PERSON},
    ),
    Listed(
        "tagged_bookmarks",
        "Tags of bookmarks",
        lambda user: Bookmark.tags.through.objects.filter(tag__owner=user),
        {"bookmark": "bookmark_id", "tag": "tag__name"},
        {"id": "Nothing refers to it."},
    ),
    Listed(
        "shares_given",
        "People who can open your folders",
        lambda user: FolderShare.objects.filter(folder__owner=user),
        {"folder": "folder_id", "address": "address", "can_write": "can_write", "created_at": "created_at"},
        {
            "id": "Nothing refers to it.",
            "user": "Whether an address has an account is not for others to know.",
        },
    ),
    Listed(
        "shares_received",
        "Other people’s folders that you can open",
        lambda user: shares_of(user).filter(folder__in=folders_open_to(user)),
        {
            "folder": "folder__name",
            "owner": "folder__owner__email",
            "address": "address",
            "can_write": "can_write",
            "created_at": "created_at",
        },
    ),
    Listed(
        "links",
        "Secret links to your folders, without their addresses",
        lambda user: FolderLink.objects.filter(folder__owner=user),
        {
            "folder": "folder_id",
            "label": "label",
            "created_at": "created_at",
            "expires_at": "expires_at",
            "revoked_at": "revoked_at",
        },
        {"id": "The link's address is made of it."},
    ),
    Listed(
        "saved_searches",
        "Saved searches",
        lambda user: SavedSearch.objects.filter(owner=user),
        {
            "id": "pk",
            "name": "name",
            "parameters": "parameters",
            "alert": "alert",
            "has_feed": "has_feed",
            "created_at": "created_at",
            "opened_at": "opened_at",
            "looked_at": "looked_at",
        },
        {
            "owner": _OF_THE_PERSON,
            "feed_number": "The feed's secret address is made of it.",
            "seen": "Numbers of the index's items: what the search finds, it finds again.",
            "seen_index": "A name of the index.",
        },
    ),
    Listed(
        "alert_mails",
        "Mails that told of new items",
        lambda user: AlertMail.objects.filter(saved_search__owner=user),
        {
            "saved_search": "saved_search_id",
            "state": "state",
            "count": "count",
            "started_at": "started_at",
        },
        {"id": "Nothing refers to it.", "message_id": "Of the mail that was sent.", "sender": "A process."},
    ),
    Listed(
        "findings",
        "How many new items saved searches found, and when",
        lambda user: Finding.objects.filter(saved_search__owner=user),
        {"saved_search": "saved_search_id", "found_at": "found_at", "count": "count"},
        {
            "id": "Nothing refers to it.",
            "items": "Numbers of the index's items.",
            "for_mail": "The mail stands there.",
            "mail": "The mail stands there.",
        },
    ),
    Listed(
        "search_history",
        "Search history",
        lambda user: PastSearch.objects.filter(user=user),
        {
            "parameters": "parameters",
            "understood": "understood",
            "total": "total",
            "searched_at": "searched_at",
        },
        {
            "id": "Nothing refers to it.",
            "user": _OF_THE_PERSON,
            "digest": "It is made of the parameters.",
        },
    ),
    Listed(
        "search_history_switch",
        "Your choice about the search history",
        lambda user: HistorySwitch.objects.filter(user=user),
        {"is_on": "is_on", "changed_at": "changed_at"},
        {"id": "Nothing refers to it.", "user": _OF_THE_PERSON},
    ),
)
LEFT_OUT: Mapping[str, str] = {
    "determinations.IngestRun": "What staff did for the portal; it outlives the account, without the name.",
    "determinations.Withdrawal": "What staff did for the portal; it outlives the account, without the name.",
    "account.EmailConfirmation": "A key that was mailed: a secret, and of no use but once.",
}
"""Models that lead to a person and are not in the file, and why."""


def take_out(user: User) -> dict[str, Any]:
    """Everything kept of the person; times are aware datetimes."""
    lists = {one.key: _rows(one, user) for one in TAKEN_OUT}
    return {"version": VERSION, "made_at": timezone.now(), **lists}


def counts(user: User) -> tuple[tuple[str, int], ...]:
    """The lists of the file by their labels, and how much is in each; empty ones are left out."""
    counted = ((one.label, one.rows(user).count()) for one in TAKEN_OUT)
    return tuple((label, count) for label, count in counted if count)


def model_of(one: Listed) -> type[Model]:
    """The model whose rows the list has."""
    model: type[Model] = one.rows(User(pk=-1)).model
    return model


def _rows(one: Listed, user: User) -> list[dict[str, Any]]:
    values = one.rows(user).order_by("pk").values_list(*one.fields.values())
    return [dict(zip(one.fields, row, strict=True)) for row in values]
