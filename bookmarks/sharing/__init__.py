"""Sharing of folders: with users by their address, and by secret links."""
