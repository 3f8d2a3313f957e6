"""Keeping: bookmarks, folders, tags and notes, and taking things back."""
