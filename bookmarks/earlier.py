"""What was bookmarked in a letter whose place another letter of the case has taken since."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from bookmarks.models import Bookmark
from determinations.models import Determination


def earlier_copy(bookmark: Bookmark, determination: Determination) -> str:
    """Words to follow what was read: "as read on Nov 25, 2026 in an earlier copy of the letter".

    Empty where it was read in the letter as it is now.
    """
    if bookmark.letter_id == determination.letter_id:
        return ""
    read_on = date_format(localtime(bookmark.created_at), "M j, Y")
    return f"as read on {read_on} in an earlier copy of the letter"
