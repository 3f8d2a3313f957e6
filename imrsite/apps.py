"""The project's own app configuration: it registers the checks of the settings."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Settings are checked at every start."""

    name = "imrsite"

    def ready(self) -> None:
        """Register the system checks."""
        from imrsite import checks  # noqa: F401
