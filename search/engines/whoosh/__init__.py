"""The embedded default: Whoosh keeps the words, memory keeps the facts."""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
