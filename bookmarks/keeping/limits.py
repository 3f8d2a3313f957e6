"""How much one person may keep, so that no page and no request works without a bound."""

from datetime import timedelta

FOLDERS = 500
"""Of one person."""
BOOKMARKS_IN_A_FOLDER = 2_000
BOOKMARKS_WITHOUT_A_FOLDER = 10_000
TAGS_OF_A_BOOKMARK = 20
SELECTED = 500
"""Bookmarks that are moved, copied or removed at once."""
KEPT_CHARACTERS = 100_000
"""Of what was read."""
TO_BE_PUT_BACK = timedelta(days=30)
"""For so long a removal can be undone."""
PURGED_AT_ONCE = 500


class TooManyError(Exception):
    """A limit is reached; the message is for a person."""
