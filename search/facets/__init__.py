"""Facets: those in the panel beside the results, and the page with every value of one."""
