"""The portal on a real PostgreSQL."""
