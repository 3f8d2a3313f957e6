"""App configuration."""

from django.apps import AppConfig


class DeterminationsConfig(AppConfig):
    """Letters, determinations and their disputed items."""

    name = "determinations"
