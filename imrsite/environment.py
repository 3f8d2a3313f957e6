"""Settings from the environment that cannot be used, told in one sentence."""

from environs import EnvError


def in_one_sentence(problem: EnvError) -> str:
    """Which variable is wrong and what it must be, for the person who set it."""
    variable, _, reason = str(problem).partition(" invalid: ")
    said = " ".join(getattr(problem, "error_messages", [reason]))
    return f"{variable}: {said} README.md lists the settings."
