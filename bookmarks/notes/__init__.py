"""A note's Markdown: read once, shown on pages as HTML and in files as lines of text."""
