"""The page of results: outcomes and years above, the items as cards, and ways on where there are none."""
