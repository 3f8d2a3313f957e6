"""What can go wrong while the index is written, told to a person in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError

from determinations.management.database import in_words
from determinations.management.exit_codes import INTERRUPTED
from search.engines.base import IndexUnavailableError
from search.manifest import IndexBusyError, read_manifest


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns the failures of a run that writes the index into ``CommandError``."""
    try:
        yield
    except (IndexUnavailableError, IndexBusyError) as problem:
        raise CommandError(str(problem)) from problem
    except DatabaseError as problem:
        raise CommandError(in_words(problem)) from problem
    except BrokenPipeError as problem:
        raise CommandError(f"Nobody reads the output any more: stopped. {_in_use()}") from problem
    except OSError as problem:
        raise CommandError(f"The index cannot be written ({problem}). {_in_use()}") from problem
    except KeyboardInterrupt as problem:
        raise CommandError(f"Interrupted. {_in_use()}", returncode=INTERRUPTED) from problem


def _in_use() -> str:
    if read_manifest(settings.INDEX_DIR):
        return "The old index stays in use."
    return "There is no search index yet. Run manage.py rebuild_index."
