"""Citations: which guideline, edition, section and pages each side bases its decision on.

``citations`` reads the two guideline lines of the F3 to F5 layouts, ``narrated_citations``
the sentences in which older layouts tell the same.
"""

from letters.citations.guideline_line import citations
from letters.citations.narrated import narrated_citations

__all__ = ["citations", "narrated_citations"]
