"""The query language: what a person types becomes a small tree of values."""
