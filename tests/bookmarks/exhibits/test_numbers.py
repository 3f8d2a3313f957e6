"""Each sheet of a pack stands where the pack says that it stands, whatever its pages are numbered."""

import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from bookmarks.exhibits.forms import PackForm
from bookmarks.exhibits.pack.labels import MAX_BATES_START, Bates
from bookmarks.exhibits.pack.layout import LetterPages, lay_out
from bookmarks.exhibits.pack.originals import STAMP_WIDTH
from bookmarks.exhibits.pack.preview import all_pages, preview
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, CitedFor, PackError, PackRequest, Quotation
from bookmarks.exhibits.pack.sheet import Sheet
from bookmarks.exhibits.pack.stamped import stamp_width
from tests.bookmarks.exhibits.packs import Pack, exhibit, pack_of

PREFIXES = some.text(string.ascii_letters + string.digits + " ._/-", max_size=20).map(str.strip)
STARTS = some.one_of(some.integers(1, 9_000_000), some.integers(999_000, 1_000_001))


def many(count: int) -> tuple:
    """Exhibits of which some have a slip sheet of two pages."""
    long = (Quotation("Functional improvement was documented. " * 150, "Passage"),)
    return tuple(
        exhibit(f"CM17-{at:07d}", quotations=() if at % 7 else long, cited_for=cited(at))
        for at in range(count)
    )


def cited(at: int) -> tuple:
    """One item of an exhibit, or a few."""
    return tuple(CitedFor(number, "Physical therapy 2x6", "upheld") for number in range(1, 2 + at % 3))


def slip_sheets(pack: Pack) -> list[int]:
    """The pages that are the first of a slip sheet."""
    return [page for page, text in enumerate(pack.texts, 1) if re.match(r"Exhibit [A-Z]+\n", text)]


def rows_lead_to(pack: Pack) -> list[int]:
    """Where the rows of the index lead to, each page once."""
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(pack.reader.pages, 1)}
    front = pack.reader.pages[1 : pack.made.exhibits[0].first - 1]
    links = [link.get_object() for page in front for link in page["/Annots"]]
    return list(dict.fromkeys(pages[link["/Dest"][0].idnum] for link in links))


def test_the_widest_number_has_room_in_a_letters_margin():
    prefix = "W" * (PackForm.base_fields["bates_prefix"].max_length or 0)
    assert 0 < stamp_width(Bates(prefix, MAX_BATES_START).up_to(1).number(1)) <= STAMP_WIDTH


def assert_it_is_in_order(pack: Pack, exhibits: int, prefix: str, start: int) -> None:
    slips = slip_sheets(pack)
    assert len(slips) == exhibits
    assert [page for _, page in pack.outline[2:]] == slips
    assert rows_lead_to(pack) == slips
    for title, page in pack.outline[2:]:
        assert pack.texts[page - 1].startswith(title.partition(":")[0] + "\n")
    last = start + len(pack.texts) - 1
    figures = max(6, len(str(last)))
    expected = [f"{prefix} {number:0{figures}d}".lstrip() for number in range(start, last + 1)]
    assert pack.reader.page_labels == expected
    for text, number in zip(pack.texts, expected, strict=True):
        assert text.rstrip().endswith(number)


def test_numbers_that_gain_a_figure_cost_no_slip_sheet():
    pack = pack_of(*many(MAX_EXHIBITS), bates=Bates("SMITH", 999_900))
    assert_it_is_in_order(pack, MAX_EXHIBITS, "SMITH", 999_900)


@settings(max_examples=12, deadline=None)
@given(PREFIXES, STARTS, some.integers(1, 45))
@example("Applicant Alvarez 20", 999_960, 40)
@example("", 999_998, 1)
@example("W" * 20, 999_999, 30)
def test_a_pack_has_each_slip_sheet_and_number_where_it_says(prefix, start, count):
    pack = pack_of(*many(count), bates=Bates(prefix, start))
    assert_it_is_in_order(pack, count, prefix, start)


@settings(max_examples=40, deadline=None)
@given(PREFIXES, STARTS, some.lists(some.integers(1, 400), min_size=1, max_size=MAX_EXHIBITS))
def test_what_is_set_aside_is_what_the_sheets_need(prefix, start, letters):
    request = PackRequest("Doe", many(len(letters)), bates=Bates(prefix, start))
    layout = lay_out(request, [LetterPages(pages) for pages in letters])
    assert layout.index_page == 1 + len(layout.cover())
    after = layout.index_page + len(layout.index())
    for at, (placed, pages) in enumerate(zip(layout.placed, letters, strict=True)):
        assert placed.first == after
        assert placed.letter_first == placed.first + len(layout.slip(at))
        after = placed.last + 1
        assert after - placed.letter_first == pages


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (1, "DOE 000001", "DOE 000010"),
        (999_990, "DOE 999990", "DOE 999999"),
        (999_991, "DOE 0999991", "DOE 1000000"),
        (1_000_000, "DOE 1000000", "DOE 1000009"),
    ],
)
def test_all_numbers_of_a_pack_have_as_many_figures_as_its_last_one(start, first, last):
    labels = pack_of(*many(3), bates=Bates("DOE", start)).reader.page_labels
    assert (labels[0], labels[-1]) == (first, last)
    assert labels == sorted(labels)


def test_the_number_of_pages_known_before_heeds_prefix_and_figures():
    counts = set()
    for bates in (Bates(), Bates("Applicant Alvarez 20", 999_990)):
        request = PackRequest("Doe", many(150), bates=bates)
        counts.add(expected := all_pages(request, [preview(one) for one in request.exhibits]))
        assert Pack(request).made.pages == expected
    assert len(counts) == 2


def test_a_pack_whose_sheets_never_fit_is_refused(monkeypatch):
    sheets = [Sheet()]

    def longer_each_time(*_):
        sheets.append(Sheet())
        return sheets

    monkeypatch.setattr("bookmarks.exhibits.pack.layout.index", longer_each_time)
    with pytest.raises(PackError, match="could not be numbered"):
        pack_of(exhibit())
