"""What a person keeps, and with whom it is shared."""

from bookmarks.models.bookmark import Bookmark, Tag
from bookmarks.models.folder import Folder, FolderLink, FolderShare
from bookmarks.models.history import HistorySwitch, PastSearch

__all__ = ["Bookmark", "Folder", "FolderLink", "FolderShare", "HistorySwitch", "PastSearch", "Tag"]
