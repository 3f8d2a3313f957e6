"""What a person keeps, and with whom it is shared."""

from bookmarks.models.bookmark import Bookmark, Tag
from bookmarks.models.folder import Folder, FolderLink, FolderShare
from bookmarks.models.history import HistorySwitch, PastSearch
from bookmarks.models.saved import AlertMail, Finding, SavedSearch

__all__ = [
    "AlertMail",
    "Bookmark",
    "Finding",
    "Folder",
    "FolderLink",
    "FolderShare",
    "HistorySwitch",
    "PastSearch",
    "SavedSearch",
    "Tag",
]
