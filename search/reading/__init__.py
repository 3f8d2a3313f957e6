"""Reading a determination in the context of a search: its place in the results, and its hits."""
