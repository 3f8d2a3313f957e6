"""What a folder's export has only where it is asked for: the private notes and tags of its bookmarks."""

from django.http import QueryDict

WITH_NOTES = "notes"
"""The parameter that asks; an address without it, as links made before have it, gives none."""


def asks_for_notes(parameters: QueryDict) -> bool:
    """Whether notes and tags are asked for: by nothing but what the form sends."""
    return parameters.get(WITH_NOTES) == "1"
