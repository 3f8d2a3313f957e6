"""The Django project: settings, URLs, server entry point and health check."""
