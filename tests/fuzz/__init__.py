"""Hostile letters for the parser: ``python -m tests.fuzz --letters 200000 --seed 1 --workers 2``."""
