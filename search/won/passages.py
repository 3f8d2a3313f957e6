"""The sentence of a rationale in which something stands, with the words themselves marked."""

from dataclasses import dataclass
from urllib.parse import quote

from determinations.models import DisputedItem
from search import analysis
from search.request import Segment

_LONGEST = 260
"""Characters shown before and behind the marked words."""
_NAMED = 4
"""Words at either end of a long passage by which a browser finds it."""


@dataclass(frozen=True)
class Example:
    """A passage of one item's rationale."""

    item: DisputedItem
    segments: tuple[Segment, ...]

    @property
    def url(self) -> str:
        """The item on its determination's page, with the passage's words found there where a browser can."""
        marked = next((one.text for one in self.segments if one.marked), "")
        return (
            f"{self.item.get_absolute_url()}:~:text={_fragment(marked)}"
            if marked
            else self.item.get_absolute_url()
        )


def _fragment(marked: str) -> str:
    """The words as a text fragment names them: of many the first and the last few."""
    words = marked.split()
    first, last = (words, []) if len(words) <= 2 * _NAMED else (words[:_NAMED], words[-_NAMED:])
    return ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in (first, last) if part)


def quoted(text: str, start: int, end: int) -> tuple[Segment, ...]:
    """The sentence around ``text[start:end]``, which is marked; a long one is cut on either side."""
    spans = list(analysis.sentence_spans(text))
    begins = max((first for first, _ in spans if first <= start), default=start)
    ends = min((last for _, last in spans if last >= end), default=end)
    before, after = text[begins:start], text[end:ends]
    if len(before) > _LONGEST:
        before = f"… {before[-_LONGEST:].partition(' ')[2]}"
    if len(after) > _LONGEST:
        after = f"{after[:_LONGEST].rpartition(' ')[0]} …"
    parts = (Segment(before), Segment(text[start:end], marked=True), Segment(after))
    return tuple(part for part in parts if part.text)
