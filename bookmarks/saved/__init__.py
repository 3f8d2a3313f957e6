"""Saved searches: kept under a name, with alerts by mail and Atom feeds of what they newly find."""
