"""Bookmarks: the determinations that a person keeps."""
