"""What was read is kept when the letter is replaced, and the difference is shown."""

import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookmarks.keeping.difference import Part, difference, find_passage
from bookmarks.keeping.shown import with_what_is_shown
from bookmarks.models import Bookmark
from determinations.models import DisputedItem, Letter
from tests.bookmarks.keeping.conftest import text

SAYS_ANOTHER = "The letter says something else today"


def is_replaced(bookmark, written: str) -> None:
    """Another letter of the case takes the place of the one that the bookmark was made of."""
    determination = bookmark.determination
    determination.letter = Letter.objects.create(
        path=f"newer-{bookmark.pk}.txt", size=1, status="parsed", text=written
    )
    determination.save()


def now_says(item, rationale: str) -> None:
    DisputedItem.objects.filter(pk=item.pk).update(rationale=rationale)


def shown(attorney, bookmark) -> str:
    return unescape(attorney.get("bookmark", bookmark.pk).content.decode())


def test_while_the_letter_says_the_same_there_is_no_difference(kim, items):
    page = shown(kim, kim.keeps(items["norco"]))
    assert "What changed since" not in page
    assert "something else" not in page


def test_other_lines_are_no_difference(kim, items):
    norco = items["norco"]
    kept = kim.keeps(norco)
    now_says(norco, norco.rationale.replace(" ", "\n"))
    assert "What changed since" not in shown(kim, kept)


def test_words_that_are_gone_and_words_that_are_new_are_marked_also_for_screen_readers(kim, items):
    norco = items["norco"]
    kept = kim.keeps(norco)
    now_says(norco, norco.rationale.replace("documented functional", "no recorded"))
    page = shown(kim, kept)
    assert '<del><span class="visually-hidden">[gone: </span>documented functional<' in page
    assert '<ins><span class="visually-hidden">[new: </span>no recorded<' in page
    assert "documented functional improvement" in page  # what was read
    assert "says something else today" in text(kim.get("list"))


def test_a_changed_outcome_is_a_difference(kim, items):
    for what in ("", "item-1"):
        kept = kim.keeps(items["norco"], what)
        DisputedItem.objects.filter(pk=items["norco"].pk).update(outcome="upheld")
        assert "[gone: </span>Overturned" in shown(kim, kept)
        DisputedItem.objects.filter(pk=items["norco"].pk).update(outcome="overturned")


def test_an_item_that_is_gone_says_so_and_what_was_read_stays(kim, items):
    flexeril = items["flexeril"]
    kept, passage = kim.keeps(flexeril), kim.keeps(flexeril, "item-2:0-40")
    flexeril.delete()
    for one in (kept, passage):
        page = shown(kim, one)
        assert "no longer has this item" in page
        assert "This muscle relaxant is recommended" in page
    assert "Flexeril 7.5mg #60" in text(kim.get("list"))


def test_a_passage_that_moved_is_no_difference(kim, items):
    norco = items["norco"]
    kept = kim.keeps(norco, "item-1:0-60")
    now_says(norco, "A new beginning. " + norco.rationale)
    assert "What changed since" not in shown(kim, kept)


def test_a_changed_passage_is_compared_with_the_words_most_like_it(kim, items):
    norco = items["norco"]
    kept = kim.keeps(norco, "item-1:0-77")
    now_says(norco, "Quite a new sentence. " + norco.rationale.replace("has returned to", "is back at"))
    page = shown(kim, kept)
    assert "[gone: </span>has returned to<" in page
    assert "[new: </span>is back at<" in page
    assert "Quite a new sentence" not in page


def test_a_passage_that_is_gone_says_so(kim, items):
    kept = kim.keeps(items["norco"], "item-1:0-60")
    now_says(items["norco"], "Nothing of that.")
    assert "no longer has this passage" in shown(kim, kept)


def test_a_newer_letter_that_says_the_same_is_told(kim, items):
    kept = kim.keeps(items["norco"])
    is_replaced(kept, "Newer")
    assert "A newer letter of the case has taken its place since; it says the same here." in shown(kim, kept)


@pytest.mark.parametrize(("beginning", "is_told"), [("", False), ("A new head. ", False), ("Gone: ", True)])
def test_of_a_passage_of_a_replaced_letter_lists_say_what_its_page_says(kim, items, beginning, is_told):
    letter = "The reviewer read all records\nand agrees with the request. " * 3
    Letter.objects.filter(determination=items["norco"].determination_id).update(text=letter)
    folder = kim.folder()
    kept = kim.keeps(DisputedItem.objects.get(pk=items["norco"].pk), "letter:0-60", folder)
    is_replaced(kept, beginning + ("Nothing of that." if is_told else letter))
    assert ("it says the same here" not in shown(kim, kept)) is is_told
    for page in (kim.get("list"), kim.get("folder", folder.pk)):
        assert (SAYS_ANOTHER in text(page)) is is_told


def test_a_list_reads_only_the_texts_of_letters_that_were_replaced_and_asks_no_more_for_many(
    kim, items, django_assert_num_queries
):
    letters = dict.fromkeys(item.determination_id for item in items.values())
    Letter.objects.filter(determination__in=letters).update(text="What the letter says to you. " * 9)
    for pk in letters:
        kim.keeps(DisputedItem.objects.filter(determination=pk).first(), "letter:0-60")
    few, *others = Bookmark.objects.order_by("pk")
    is_replaced(few, "Quite another letter")
    read = [one.compared_letter for one in with_what_is_shown(Bookmark.objects.order_by("pk"))]
    assert read == ["Quite another letter", *[None] * len(others)]
    kim.get("list")
    with CaptureQueriesContext(connection) as queries:
        kim.get("list")
    for kept in others:
        is_replaced(kept, "Quite another letter")
    with django_assert_num_queries(len(queries)):
        assert text(kim.get("list")).count(SAYS_ANOTHER) == len(letters)


def test_a_bookmark_from_before_texts_were_kept_has_nothing_to_compare(kim, items):
    kept = kim.keeps(items["norco"], "")
    kept.kept_text = ""
    kept.save()
    page = shown(kim, kept)
    assert "before the portal kept what was read" in page
    assert "What changed since" not in page


def test_markup_in_a_letter_is_text(kim, items):
    now_says(items["norco"], "<svg/onload=alert(1)> one two three")
    kept = kim.keeps(DisputedItem.objects.get(pk=items["norco"].pk))
    now_says(items["norco"], "<svg/onload=alert(2)> one two three four")
    for page in (kim.get("bookmark", kept.pk), kim.get("list")):
        assert "<svg/onload" not in page.content.decode()


def test_a_long_text_is_shortened_between_its_differences_and_no_word_of_a_difference_is_lost():
    before = " ".join(f"word{n}" for n in range(400))
    after = before.replace("word200", "other words")
    pieces = difference(before, after).pieces
    assert [piece.part for piece in pieces] == [
        *(Part.LEFT_OUT, Part.BOTH, Part.KEPT, Part.NOW, Part.BOTH, Part.LEFT_OUT),
    ]
    assert (pieces[2].text, pieces[3].text) == ("word200", "other words")


@pytest.mark.parametrize("word", ["same ", "a b c d e f g ", "word{} "])
def test_the_longest_texts_are_compared_in_bounded_time(word):
    one = "".join(word.format(n) for n in range(60_000))
    other = "".join(word.format(n * 7) for n in range(60_000))
    begun = time.monotonic()
    assert difference(one, other).is_cut
    find_passage(one[:20_000], other, 10)
    assert time.monotonic() - begun < 20
