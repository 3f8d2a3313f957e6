"""How a made-up letter says so itself, wherever it is copied to."""

MARK = "FICTIONAL SAMPLE LETTER: made up for demonstration, no determination of any real case."
"""The first line of every sample letter, above the header. The parser takes nothing from it."""


def is_fictional(text: str) -> bool:
    """Whether the text opens with the mark, be it broken over lines."""
    opening = text.lstrip("\ufeff")[: 4 * len(MARK)]
    return " ".join(opening.split()).startswith(MARK)
