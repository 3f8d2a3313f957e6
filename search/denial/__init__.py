"""Paste a denial: what a text names, and the decided items that come closest to it."""
