"""Commands as a person types them: what the system refuses ends them with a sentence, not with a trace."""

import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from django.db import Error
from environs import EnvError

from imrsite.environment import in_one_sentence


def run(arguments: Sequence[str]) -> None:
    """Run a command; ends with 1 after a wrong setting, a database or a file that cannot be used.

    With ``--traceback`` it shows where, as for Django's own errors.
    """
    try:
        execute_from_command_line(list(arguments))
    except (EnvError, Error, OSError) as problem:
        if "--traceback" in arguments:
            raise
        sys.exit(_in_words(problem))


def _in_words(problem: EnvError | Error | OSError) -> str:
    if isinstance(problem, EnvError):
        return in_one_sentence(problem)
    if isinstance(problem, OSError):
        return f"The command had to stop: {problem}."
    # Imported here: after a wrong setting nothing of the portal can be.
    from determinations.management.database import in_words

    return in_words(problem)
