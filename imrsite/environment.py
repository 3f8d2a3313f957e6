"""Settings from the environment that cannot be used, told in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from environs import EnvError, EnvValidationError


def in_one_sentence(problem: EnvError) -> str:
    """Which variable is wrong and what it must be, for the person who set it."""
    variable, _, reason = str(problem).partition(" invalid: ")
    said = " ".join(getattr(problem, "error_messages", [reason]))
    return f"{variable}: {said} README.md lists the settings."


@contextmanager
def folder_of(variable: str) -> Iterator[None]:
    """What the system refuses in the block is told as a wrong value of the variable that names the folder."""
    try:
        yield
    except OSError as problem:
        must_be = f"Must be a folder that the portal can write to ({problem.strerror})."
        raise EnvValidationError(
            f'Environment variable "{variable}" invalid: {must_be}', [must_be]
        ) from problem
