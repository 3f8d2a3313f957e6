"""App configuration."""

from django.apps import AppConfig


class BookmarksConfig(AppConfig):
    """A person's bookmarks."""

    name = "bookmarks"

    def ready(self) -> None:
        """Listen to what happens to accounts, and to searches."""
        from bookmarks.history import receivers  # noqa: F401
        from bookmarks.sharing import receivers as _  # noqa: F401
