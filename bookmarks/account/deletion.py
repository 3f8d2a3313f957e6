"""Deleting an account with everything in it."""

from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from bookmarks.models import Bookmark, Folder


@dataclass(frozen=True)
class WhatGoes:
    """What is deleted with an account, and what is not."""

    folders: int
    shared_folders: int
    """Of the folders: those that somebody else can open by a share."""
    bookmarks: int
    bookmarks_that_stay: int
    """In other people's folders, which lose the person's name."""


def what_goes(user: User) -> WhatGoes:
    """What deleting the account would do."""
    return WhatGoes(
        folders=user.folders.count(),
        shared_folders=Folder.objects.filter(owner=user, shares__isnull=False).distinct().count(),
        bookmarks=user.bookmarks.count(),
        bookmarks_that_stay=Bookmark.objects.filter(added_by=user).exclude(owner=user).count(),
    )


def delete_account(request: HttpRequest, user: User) -> None:
    """Delete the account and all that is its own, and end its sessions in every browser, or do nothing of it.

    Every model says by its foreign key what becomes of its rows; bookmarks in other people's folders are
    theirs, and lose the name of who added them. Reads each session of the portal once.
    """
    with transaction.atomic():
        logout(request)
        _end_sessions(user)
        user.delete()


def _end_sessions(user: User) -> None:
    """Their rows hold the address that was signed in with: none may wait for its time to be over."""
    of_user = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=of_user).delete()
