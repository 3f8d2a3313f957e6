"""How a command ends, beside 0 for well done and 1 for something rejected."""

INTERRUPTED = 130
"""What shells give to a command that Ctrl-C stopped."""
