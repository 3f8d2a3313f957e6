"""The embedded engine for a whole state's corpus: Tantivy keeps the words, bitmaps keep the facts."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
