"""Fictional sample letters with their true facts, for demonstrations, tests and measurements.

``make_letters(count, seed)`` writes them; every fact is known because the letter was written
from it, never because the parser was asked. All wording and all frequencies lie in ``data/``.
"""

from letters.samples.sample_letter import SampleLetter, make_letters

__all__ = ["SampleLetter", "make_letters"]
