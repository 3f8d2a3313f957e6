"""What can go wrong while the index is written, told to a person in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

from search.engines.base import IndexUnavailableError
from search.manifest import IndexBusyError

_INTERRUPTED = 130
"""The exit code that shells give to a command stopped by Ctrl-C."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns the failures of a run that writes the index into ``CommandError``."""
    try:
        yield
    except (IndexUnavailableError, IndexBusyError) as problem:
        raise CommandError(str(problem)) from problem
    except DatabaseError as problem:
        raise CommandError(f"The database cannot be read ({problem}). Run manage.py migrate.") from problem
    except OSError as problem:
        raise CommandError(f"The index cannot be written ({problem}). The old one stays in use.") from problem
    except KeyboardInterrupt as problem:
        raise CommandError("Interrupted. The old index stays in use.", returncode=_INTERRUPTED) from problem
