"""Search: the field table, the query language, the engines, the index and the result pages."""
