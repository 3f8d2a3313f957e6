"""What of the letters may be shown at all: the one place that bookmarks and exports ask."""

from determinations.models import Determination


def is_in_sight(determination: Determination) -> bool:
    """Whether the determination may be shown; if not, a bookmark shows its owner's words only."""
    return determination.pk is not None
