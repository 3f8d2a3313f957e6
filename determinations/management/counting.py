"""Numbers with what they count, as commands write them."""


def counted(number: int, thing: str) -> str:
    """``1 file``, ``2,000 files``: the thing is named in the singular."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
