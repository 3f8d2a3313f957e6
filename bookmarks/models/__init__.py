"""What a person keeps, and with whom it is shared."""

from bookmarks.models.bookmark import Bookmark, Tag
from bookmarks.models.folder import Folder, FolderLink, FolderShare

__all__ = ["Bookmark", "Folder", "FolderLink", "FolderShare", "Tag"]
