"""Determinations: the letters and what they decided, as database rows.

Only ``determinations.ingest`` writes these rows; pages and the index read them.
"""
