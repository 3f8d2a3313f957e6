"""App configuration."""

from django.apps import AppConfig


class BookmarksConfig(AppConfig):
    """A person's bookmarks."""

    name = "bookmarks"
