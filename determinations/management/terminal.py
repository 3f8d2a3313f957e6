"""Text of unknown origin, a file's name or a letter's words, on its way to a terminal."""

import unicodedata

_MAY_HARM = {"Cc", "Cf", "Zl", "Zp"}
"""Control characters, those that turn the direction of writing, and the other ways to end a line."""


def on_one_line(text: str) -> str:
    """The text with what a terminal would obey, or take for a line's end, written as ``\\x1b`` is."""
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) in _MAY_HARM:
        return character.encode("unicode_escape").decode()
    return character
