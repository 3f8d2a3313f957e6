"""Places to start: pages for drugs, guidelines, pages, body parts, categories and reasons, and tables."""
