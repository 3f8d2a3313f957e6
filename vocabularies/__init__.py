"""Vocabularies: the field's lists of drugs, body parts, guidelines, treatments and reasons.

Pure Python and data. Each list is a file in ``vocabularies/data`` with its source, its
schema and tests of the data; each module here answers questions about one list.
"""
