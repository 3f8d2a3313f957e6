"""The first step of understanding a query: its text, cut into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.query.connectors import is_connector


class Is(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    CONNECTOR = auto()
    NAME = auto()
    """Words that are one name, see ``names``; the scanner itself finds none."""
    LOOSE_QUOTE = auto()


BUT_NOT = ("%", "BUT NOT")


@dataclass(frozen=True)
class Token:
    """A piece of the query as typed."""

    kind: Is
    text: str
    """A phrase without its quotation marks; otherwise as typed."""
    field: str = ""
    """Of a ``FIELD``: the prefix as typed; ``text`` is what stands after the colon."""
    is_quoted: bool = False
    suffix: str = ""
    """What stands right behind a phrase, such as ``~5``."""

    @property
    def is_but_not(self) -> bool:
        """Whether this is Westlaw's NOT, which leaves out all that is joined behind it."""
        return self.kind is Is.NOT and self.text in BUT_NOT


# "Treatment: (1) MRI (2) massage" is a list under a heading: there the colon makes no field.
# Possessive quantifiers: no text, however long, makes the scanner backtrack.
_TOKEN = re.compile(
    r"""
      (?P<space>\s++)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<or>\|++)
    | (?P<minus>-(?=[^\s\-|)]))
    | (?P<field>[^\W\d_][\w-]*+):(?!//|\s++\(\d{1,2}\)\s)
      (?:"(?P<quoted>[^"]*+)"(?P<reach>~\d*+)?|(?P<value>[^\s()|"]*+))
    | "(?P<phrase>[^"]*+)"(?P<suffix>~\d*+)?
    | (?P<quote>")
    | (?P<word>[^\s()|"]++)
    """,
    re.VERBOSE,
)
QUOTATION_MARKS = '"“”„«»'
_STRAIGHT_QUOTES = str.maketrans(dict.fromkeys(QUOTATION_MARKS, '"'))
_OPERATORS = {"OR": Is.OR, "AND": Is.AND, "NOT": Is.NOT}
_MARKS = {"open": Is.OPEN, "close": Is.CLOSE, "or": Is.OR, "minus": Is.NOT, "quote": Is.LOOSE_QUOTE}


def lex(text: str) -> list[Token]:
    """The tokens of any text; only white space is lost."""
    return list(_tokens(text.translate(_STRAIGHT_QUOTES)))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match["space"]:
            continue
        if match["word"]:
            yield _word_token(match["word"])
        elif match["field"]:
            yield _field_token(match)
        elif match["phrase"] is not None:
            yield Token(Is.PHRASE, match["phrase"], is_quoted=True, suffix=match["suffix"] or "")
        else:
            yield Token(_MARKS[str(match.lastgroup)], match.group())


def _word_token(word: str) -> Token:
    return Token(Is.CONNECTOR if is_connector(word) else _OPERATORS.get(word, Is.WORD), word)


def _field_token(match: re.Match[str]) -> Token:
    is_quoted = match["quoted"] is not None
    text = match["quoted"] if is_quoted else match["value"]
    return Token(Is.FIELD, text, field=match["field"], is_quoted=is_quoted, suffix=match["reach"] or "")
