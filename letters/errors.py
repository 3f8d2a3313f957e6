"""Why a file is not stored as a letter."""


class LetterError(Exception):
    """A file that cannot be read or parsed as a determination letter.

    ``str(error)`` is the reason, one sentence written for the person who
    ingests: what is wrong and, where there is something to do, what to do.
    """


class UnreadableFile(LetterError):
    """No text could be had from the file: empty, broken, scanned, too large."""


class NotADetermination(LetterError):
    """Text was read, but it is no determination letter of a known layout, or no item was found."""
