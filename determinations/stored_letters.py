"""Letters that were stored before, on their way to be parsed again."""

from collections.abc import Iterator

from django.db.models import QuerySet

from determinations.files import StoredLetter, StoredText
from determinations.models import Letter
from determinations.originals import read_original
from determinations.parsers import CHUNK_FILES
from letters.parsing import PARSER_VERSION

ORIGINAL_GONE = (
    "Its original file is not in the data folder any more, so it cannot be read anew. "
    "Give the file to manage.py ingest, or reparse without --reread."
)


def letters_to_reparse(*, every: bool = False, reread: bool = False) -> QuerySet[Letter]:
    """Letters that another parser read, or with ``every`` all of them.

    Left out are letters that a newer one replaced, of which no facts are kept, and files of which
    there is nothing to parse: never read, or without text where only the text is parsed.
    """
    letters = Letter.objects.exclude(status=Letter.Status.REPLACED).exclude(sha256=None)
    if not every:
        letters = letters.exclude(parser_version=PARSER_VERSION)
    return letters if reread else letters.exclude(text="")


def stored_letters(letters: QuerySet[Letter], *, reread: bool = False) -> Iterator[StoredLetter]:
    """The letters in the order of their rows, some at a time: what is changed meanwhile is no matter."""
    last = 0
    while chunk := list(letters.filter(pk__gt=last).order_by("pk").defer("warnings")[:CHUNK_FILES]):
        yield from (_original(letter) if reread else _text(letter) for letter in chunk)
        last = chunk[-1].pk


def _text(letter: Letter) -> StoredText:
    return StoredText(letter.path, letter.text.encode(), letter_id=letter.pk, media_type=letter.media_type)


def _original(letter: Letter) -> StoredLetter:
    data = read_original(letter)
    if data is None:
        return StoredLetter(letter.path, problem=ORIGINAL_GONE, letter_id=letter.pk)
    return StoredLetter(letter.path, data, letter_id=letter.pk)
