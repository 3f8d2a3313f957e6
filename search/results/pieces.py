"""A typed query's pieces, and other words put in the place of some."""

import re
from collections.abc import Iterator

_PIECE = re.compile(r"""(?:[^\s"“”]++|["“”][^"“”]*+["“”]?)++""")
"""What stands between blanks; a phrase is one piece."""
_ALONE = r"(?<![^\s(|])", r"(?![^\s)|])"
"""Before and behind what stands as a piece of its own, in parentheses or not."""


def pieces_of(query: str) -> list[str]:
    """What stands between the blanks of a query, a phrase as one."""
    return _PIECE.findall(query)


def bare_pieces(query: str) -> Iterator[str]:
    """The pieces without parentheses around them; what is left out of the results is none."""
    before = ""
    for piece in pieces_of(query):
        if before != "NOT" and not piece.startswith("-"):
            yield piece.strip("()|")
        before = piece


def with_piece(query: str, piece: str, other: str) -> str:
    """The query with something else wherever a piece stands alone; blanks in it may be any white space."""
    typed = r"\s+".join(map(re.escape, piece.split()))
    return re.sub(_ALONE[0] + typed + _ALONE[1], other.replace("\\", r"\\"), query, flags=re.IGNORECASE)
