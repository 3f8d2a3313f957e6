"""App configuration."""

from django.apps import AppConfig


class BookmarksConfig(AppConfig):
    """A person's bookmarks."""

    name = "bookmarks"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        from bookmarks.sharing import receivers  # noqa: F401
