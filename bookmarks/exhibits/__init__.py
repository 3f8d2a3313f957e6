"""Exhibit packs: determinations of a folder or of a search as one PDF to file with a petition."""
