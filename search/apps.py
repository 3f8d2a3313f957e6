"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over disputed items."""

    name = "search"
