"""Two bookmarks of the same thing become one, without a word lost."""

from bookmarks.keeping import notes
from bookmarks.keeping.limits import TAGS_OF_A_BOOKMARK
from bookmarks.models import Bookmark


def take_over(stays: Bookmark, goes: Bookmark) -> bool:
    """Give ``stays`` the note and the tags of ``goes`` beside its own; both belong to one owner.

    ``False``, and nothing is changed, where one bookmark cannot have as much. Whoever calls has both locked.
    """
    note = _joined(stays.note, goes.note)
    tags = {*stays.tags.all(), *goes.tags.all()}
    if len(note) > notes.LONGEST or len(tags) > TAGS_OF_A_BOOKMARK:
        return False
    if note != stays.note:
        stays.note = note
        stays.save(update_fields=["note"])
    stays.tags.add(*tags)
    return True


def _joined(first: str, second: str) -> str:
    """Both with a blank line between; a note that has the other's paragraphs already stays as it is.

    A folder may be deleted, put back, and deleted again: its notes are not to pile up.
    """
    if not second.strip() or f"\n\n{second.strip()}\n\n" in f"\n\n{first.strip()}\n\n":
        return first
    return f"{first.rstrip()}\n\n{second.strip()}" if first.strip() else second
