"""Sentences that say the same in every letter: they count for neither rank, snippet nor similarity.

They are searched like all others. Their patterns are data: ``data/fixed_sentences.json``.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from search import analysis

PATTERNS = Path(__file__).parent / "data" / "fixed_sentences.json"
PATTERNS_TEXT = PATTERNS.read_text(encoding="utf-8")
"""What ranks in an index depend on, for its manifest."""
_DATA = json.loads(PATTERNS_TEXT)
_TELLTALES: tuple[str, ...] = tuple(_DATA["telltales"])
_LONGEST = 400
"""Characters; a longer sentence says something of its own."""


@lru_cache(maxsize=64)
def fixed_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each fixed sentence in the text, in order."""
    if not telltales(text):
        return ()
    return tuple((start, end) for start, end in analysis.sentence_spans(text) if is_fixed(text[start:end]))


@lru_cache(maxsize=64)
def telling(text: str) -> str:
    """The text without its fixed sentences."""
    kept, at = [], 0
    for start, end in fixed_spans(text):
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))


def forget() -> None:
    """Drop the texts that are kept for speed: one of them may be a person's own."""
    for kept in (telling, fixed_spans, is_fixed):
        kept.cache_clear()


@lru_cache(maxsize=4096)
def is_fixed(sentence: str) -> bool:
    """Whether a sentence says the same in every letter."""
    if not telltales(sentence):
        return False
    spaced = " ".join(sentence.split())
    return len(spaced) <= _LONGEST and bool(_pattern().fullmatch(spaced))


def telltales(text: str) -> list[str]:
    """The telltales that are in the text; a sentence without any is not fixed."""
    lowered = text.lower()
    return [telltale for telltale in _TELLTALES if telltale in lowered]


@cache
def _pattern() -> re.Pattern[str]:
    parts = {name: f"(?:{'|'.join(wordings)})" for name, wordings in _DATA["parts"].items()}
    patterns = (entry["pattern"].format_map(parts) for entry in _DATA["sentences"])
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
