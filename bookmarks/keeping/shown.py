"""What lists and pages show of a bookmark: one value for templates, without what is out of sight."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, F, Prefetch, Q, QuerySet, When
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from bookmarks.keeping.difference import Difference, differ, difference, find_passage
from bookmarks.keeping.notes import note_html
from bookmarks.keeping.targets import Kind, Target, item_at, text_at, text_of, written_place
from bookmarks.models import Bookmark
from determinations.letter_lines import rewrapped
from determinations.models import DisputedItem
from determinations.passages import ANCHOR, LETTER, SUMMARY

EXCERPT_WORDS = 60


def with_what_is_shown(bookmarks: QuerySet[Bookmark]) -> QuerySet[Bookmark]:
    """The bookmarks with all that a list shows of them, in a fixed number of queries.

    Letters are long, so that a letter's text is read only where it is to be compared: ``compared_letter``.
    """
    rows = bookmarks.select_related("determination__letter", "folder", "owner", "added_by")
    rows = rows.annotate(compared_letter=_letter_where_it_was_replaced())
    return rows.defer("determination__letter__text").prefetch_related(
        "tags", Prefetch("determination__items", DisputedItem.objects.order_by("number"))
    )


def _letter_where_it_was_replaced() -> Case:
    """Of a passage of a whole letter, the text of the letter that took its place; else ``None``."""
    is_compared = Q(~Q(letter=F("determination__letter")), place=LETTER, determination__withdrawn_at=None)
    return Case(When(is_compared, then=F("determination__letter__text")), default=None)


@dataclass(frozen=True)
class Shown:
    """What may be shown of one bookmark."""

    bookmark: Bookmark

    @cached_property
    def in_sight(self) -> bool:
        """Whether the determination may be shown; of one that staff has withdrawn only note and tags are."""
        return self.bookmark.determination.is_in_sight

    @cached_property
    def item(self) -> DisputedItem | None:
        """The item that it is of, or in whose rationale its passage stands, as the letter has it today."""
        return item_at(self.bookmark.determination, self.bookmark.place) if self.in_sight else None

    @property
    def is_gone(self) -> bool:
        """Whether today's letter has no item of that number any more."""
        return self.in_sight and self.bookmark.item_number is not None and self.item is None

    @property
    def heading(self) -> str:
        """What is kept, in a few words."""
        kept = self.bookmark
        if not self.in_sight:
            return _WITHDRAWN[Kind(kept.kind)]
        if kept.kind == Kind.DETERMINATION:
            return kept.determination.name
        if kept.kind == Kind.ITEM:
            return self.item.name if self.item else kept.kept_text.partition("\n")[0]
        if self.item:
            return f"Passage on {self.item.name}"
        return f"Passage of {_TEXTS.get(kept.place) or f'item {kept.item_number}'}"

    @property
    def full_name(self) -> str:
        """The heading, shortened, and the case: for screen readers, on pages with several cases."""
        heading = Truncator(self.heading).chars(80)
        if not self.in_sight or self.bookmark.kind == Kind.DETERMINATION:
            return heading
        return f"{heading}, {self.case}"

    @property
    def case(self) -> str:
        """The case number, or words that say that the letter lost it; empty where nothing may be shown."""
        return self.bookmark.determination.name if self.in_sight else ""

    @property
    def is_fictional(self) -> bool:
        """Whether it is of a sample letter."""
        return self.in_sight and self.bookmark.determination.letter.is_fictional

    @property
    def outcome(self) -> str:
        """The outcome of the item, or of the whole determination; empty where it is not known today."""
        if not self.in_sight or self.is_gone:
            return ""
        return self.item.outcome if self.item else self.bookmark.determination.outcome

    @property
    def url(self) -> str:
        """Where it is read; empty where it cannot be."""
        kept = self.bookmark
        if not self.in_sight:
            return ""
        page = kept.determination.get_absolute_url()
        if kept.kind == Kind.PASSAGE and not self.is_gone:
            return f"{page}?passage={self.written}#{ANCHOR}"
        return f"{page}#{kept.place}" if kept.kind == Kind.ITEM and self.item else page

    @property
    def written(self) -> str:
        """The place, as forms send it."""
        kept = self.bookmark
        return written_place(kept.kind, kept.place, kept.start, kept.end)

    @property
    def kept_text(self) -> str:
        """What was read, as far as it may be shown."""
        return self.bookmark.kept_text if self.in_sight else ""

    @property
    def excerpt(self) -> str:
        """How the kept text goes on after the heading."""
        if self.bookmark.kind == Kind.DETERMINATION:
            return ""
        text = self.kept_text
        if self.bookmark.kind == Kind.ITEM:
            text = text.partition("\n\n")[2]
        return Truncator(" ".join(text.split())).words(EXCERPT_WORDS, truncate=" …")

    @property
    def note(self) -> SafeString:
        """The note as HTML."""
        return note_html(self.bookmark.note)

    @property
    def was_replaced(self) -> bool:
        """Whether another letter of the case has taken the place of the one that it was read in."""
        return self.bookmark.letter_id != self.bookmark.determination.letter_id

    @cached_property
    def now(self) -> str | None:
        """What the letter says today in its place, or in the place most like it, if there is one."""
        kept = self.bookmark
        if not self.in_sight or self.is_gone:
            return None
        if kept.kind != Kind.PASSAGE:
            return text_of(Target(Kind(kept.kind), kept.determination, self.item))
        text = self._text_of_place()
        there = text[kept.start : kept.end]
        if not differ(kept.kept_text, there):
            return there
        place = find_passage(kept.kept_text, text, kept.start)
        return text[slice(*place)] if place else None

    @property
    def has_changed(self) -> bool:
        """Whether the letter says something else today; where nothing was kept nobody can tell."""
        return bool(self.kept_text) and (self.now is None or differ(self.kept_text, self.now))

    @property
    def may_have_changed(self) -> bool:
        """As ``has_changed``, for lists, which read a whole letter only where another one took its place."""
        return (self.was_replaced or self.bookmark.place != LETTER) and self.has_changed

    def _text_of_place(self) -> str:
        """Today's text that the passage is cut from, without a further query where a list has fetched it."""
        letter = getattr(self.bookmark, "compared_letter", None)
        return (
            text_at(self.bookmark.determination, self.bookmark.place) if letter is None else rewrapped(letter)
        )

    @property
    def difference(self) -> Difference | None:
        """What changed since, word by word, where there is something to compare."""
        return difference(self.kept_text, self.now) if self.has_changed and self.now is not None else None


_WITHDRAWN = {
    Kind.DETERMINATION: "A determination that was withdrawn",
    Kind.ITEM: "An item of a determination that was withdrawn",
    Kind.PASSAGE: "A passage of a determination that was withdrawn",
}
_TEXTS = {SUMMARY: "the case summary", LETTER: "the letter’s text"}
