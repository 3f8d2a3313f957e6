"""An exhibit pack, made and read back."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bookmarks.exhibits.pack.labels import Bates, Labelling, Numbering
from bookmarks.exhibits.pack.pdf_file import Bound
from bookmarks.exhibits.pack.preview import all_pages, preview
from bookmarks.exhibits.pack.request import (
    MAX_EXHIBITS,
    Caption,
    CitedFor,
    PackError,
    PackRequest,
    Quotation,
)
from tests.bookmarks.exhibits.packs import Pack, exhibit, letter_pdf, original, pack_of


@pytest.fixture
def three(tmp_path):
    """A letter of two pages, one of text, one of three pages."""
    return (
        exhibit("CM17-0000001", original=original(tmp_path, letter_pdf("First one", "First two"), "1.pdf")),
        exhibit("CM17-0000002"),
        exhibit("CM17-0000003", original=original(tmp_path, letter_pdf("Third one", "2", "3"), "3.pdf")),
    )


def test_cover_index_then_each_slip_sheet_with_its_letter(three):
    texts = pack_of(*three).texts
    firsts = [text.strip().split("\n")[0] for text in texts]
    assert firsts == [
        "Doe v. Acme",
        "Index of exhibits",
        "Exhibit A",
        "First one",
        "First two",
        "Exhibit B",
        "CM17-0000002 Text of the letter, typeset: 1 of 1",
        "Exhibit C",
        "Third one",
        "2",
        "3",
    ]


def test_the_outline_leads_to_cover_index_and_each_exhibit(three):
    assert pack_of(*three).outline == [
        ("Cover", 1),
        ("Index of exhibits", 2),
        ("Exhibit A: CM17-0000001", 3),
        ("Exhibit B: CM17-0000002", 6),
        ("Exhibit C: CM17-0000003", 8),
    ]


def test_each_page_carries_its_number_and_is_called_by_it(three):
    pack = pack_of(*three, bates=Bates("DOE", 41))
    expected = [f"DOE {number:06d}" for number in range(41, 52)]
    assert [re.findall(r"DOE \d{6}", text)[-1] for text in pack.texts] == expected
    assert pack.reader.page_labels == expected


def test_each_row_of_the_index_leads_to_its_slip_sheet(three):
    pack = pack_of(*three)
    page_ids = [page.indirect_reference.idnum for page in pack.reader.pages]
    links = [link.get_object() for link in pack.reader.pages[1]["/Annots"]]
    rows = sorted(links, key=lambda link: -link["/Rect"][1])
    assert [page_ids.index(link["/Dest"][0].idnum) + 1 for link in rows] == [3, 6, 8]


def test_the_index_says_what_is_cited_where_it_is_and_how_it_was_decided(tmp_path):
    cited = (CitedFor(2, "Physical therapy 2x6", "upheld"), CitedFor(4, "MRI", "overturned"))
    index = " ".join(pack_of(exhibit(cited_for=cited), bates=Bates("IMR", 7)).texts[1].split())
    for told in (
        "Exhibit A",
        "CM17-0000001",
        "Decided Mar. 3, 2017",
        "Item 2: Physical therapy 2x6 (upheld)",
        "Item 4: MRI (overturned)",
        "IMR 000009 to",
        "IMR 000010",
        "Upheld: the utilization review denial stands",
    ):
        assert told in index


@pytest.mark.parametrize("prefix", ["", "IMR", "ALVAREZ", "Applicant Alvarez"])
def test_no_number_in_the_index_breaks_between_its_prefix_and_its_figures(prefix):
    index = pack_of(exhibit(), bates=Bates(prefix, 1)).texts[1]
    lines = [" ".join(line.split()) for line in index.split("\n")]
    assert f"{prefix} 000003 to".strip() in " / ".join(lines)


def test_an_index_of_many_exhibits_names_the_page_where_each_one_is():
    pack = pack_of(*(exhibit(f"CM17-{number:07d}") for number in range(90)))
    front = next(at for at, text in enumerate(pack.texts) if text.startswith("Exhibit A\n"))
    assert front > 3, "the index goes over several pages"
    for title, page in pack.outline[2:]:
        assert pack.texts[page - 1].startswith(title.partition(":")[0] + "\n")
    links = [link.get_object() for page in pack.reader.pages[1:front] for link in page["/Annots"]]
    assert len(links) == 90
    assert all("Cited for" in text for text in pack.texts[1:front])


def test_a_row_of_the_index_that_is_longer_than_a_page_goes_on_under_its_name():
    items = tuple(CitedFor(number, "Physical therapy " * 12, "upheld") for number in range(1, 31))
    pack = pack_of(exhibit(), exhibit(cited_for=items))
    placed = pack.made.exhibits[1]
    index = pack.texts[1 : pack.made.exhibits[0].first - 1]
    assert len(index) > 2
    assert all("Exhibit B" in text for text in index)
    assert "(continued)" in index[-1]
    for page in pack.reader.pages[2 : len(index) + 1]:
        target = page["/Annots"][-1].get_object()["/Dest"][0]
        assert target.idnum == pack.reader.pages[placed.first - 1].indirect_reference.idnum


def test_the_cover_has_the_caption_and_leaves_out_what_is_empty():
    caption = Caption("Jane Doe v. Acme", "ADJ1234567", "CM24-0001234", "Nguyễn LLP", date(2026, 11, 25))
    cover = pack_of(exhibit(), exhibit(), caption=caption, title="Opioids").texts[0]
    for told in ("Opioids", "Jane Doe v. Acme", "ADJ1234567", "CM24-0001234", "Nguyễn LLP", "Nov. 25, 2026"):
        assert told in cover
    assert "Exhibit A to Exhibit B (2 determinations)" in cover
    assert "IMR 000001 to IMR 000006" in cover
    assert "ADJ" not in pack_of(exhibit()).texts[0]


def test_the_document_says_its_title_author_and_language():
    pack = pack_of(exhibit(), title="Déjà vu", caption=Caption(prepared_by="Nguyễn LLP"))
    assert pack.reader.metadata.title == "Déjà vu"
    assert pack.reader.metadata.author == "Nguyễn LLP"
    assert abs(datetime.now(UTC) - pack.reader.metadata.creation_date) < timedelta(minutes=5)
    assert pack.reader.root_object["/Lang"] == "en-US"
    assert pack.reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_exhibits_are_named_by_letters_or_numbers_from_any_first():
    exhibits = [exhibit(), exhibit(), exhibit()]
    lettered = pack_of(*exhibits, labelling=Labelling(first=26))
    numbered = pack_of(*exhibits, labelling=Labelling(Numbering.NUMBERS, first=9))
    assert [title.partition(":")[0] for title, _ in lettered.outline[2:]] == [
        "Exhibit Z",
        "Exhibit AA",
        "Exhibit AB",
    ]
    assert [title.partition(":")[0] for title, _ in numbered.outline[2:]] == [
        "Exhibit 9",
        "Exhibit 10",
        "Exhibit 11",
    ]


def test_the_slip_sheet_quotes_passages_and_prints_the_notes_it_is_given():
    quoted = exhibit(
        quotations=(Quotation("The first line failed.", "Passage of the rationale, item 1"),),
        notes=("Compare\nwith ours.",),
    )
    slip = pack_of(quoted).texts[2]
    assert "Passage of the rationale, item 1" in slip
    assert "“The first line failed.”" in slip
    assert "Compare" in slip
    assert "with ours." in slip


def test_a_slip_sheet_of_several_pages_still_names_its_letters_own_numbers():
    long = exhibit(quotations=(Quotation("Functional improvement was documented. " * 200, "Passage"),))
    pack = pack_of(long)
    placed = pack.made.exhibits[0]
    assert placed.letter_first > placed.first + 1
    slips = " ".join(pack.texts[placed.first - 1 : placed.letter_first - 1])
    assert f"1 page, IMR {placed.letter_first:06d}" in " ".join(slips.split())


def test_fictional_samples_say_so_on_cover_index_slip_sheet_and_outline():
    pack = pack_of(exhibit(), exhibit("CM17-9000001", is_fictional=True))
    assert "Fictional sample: Exhibit B" in pack.texts[0]
    assert pack.texts[1].count("Fictional sample") == 1
    assert "Fictional sample" not in pack.texts[2]
    assert "Fictional sample: no determination of any real case" in pack.texts[4]
    assert pack.outline[3][0].endswith("(fictional sample)")


@pytest.mark.parametrize(
    ("fictional", "told"),
    [
        (0, None),
        (1, "Fictional sample: Exhibit A. It determines no real case."),
        (2, "Fictional samples: Exhibits A, B. They determine no real case."),
        (13, "Fictional samples: 13 of the 20 exhibits, each marked in the index."),
        (20, "Fictional samples: every exhibit. They determine no real case."),
    ],
)
def test_the_cover_names_the_fictional_exhibits_or_says_how_many(fictional, told):
    cover = pack_of(*(exhibit(is_fictional=at < fictional) for at in range(20))).texts[0]
    assert told in " ".join(cover.split()) if told else "ictional" not in cover


def test_hostile_words_are_only_words():
    words = "(A) \\ /Page <<>> endobj %%EOF ) Tj"
    pack = pack_of(exhibit(text=words, cited_for=(CitedFor(1, words, "upheld"),)), title=words)
    assert pack.reader.metadata.title == words
    assert pack.reader.outline[0].title == "Cover"
    assert words in pack.texts[3]


def test_no_pack_of_nothing_or_of_too_many():
    with pytest.raises(PackError, match="from 1 to 200"):
        pack_of()
    with pytest.raises(PackError, match="not 201"):
        pack_of(*[exhibit()] * (MAX_EXHIBITS + 1))


def test_a_pack_past_its_time_or_size_is_given_up():
    request = PackRequest("Doe", (exhibit(),))
    with pytest.raises(PackError, match="longer than 0 seconds"):
        Pack(request, bound=Bound(seconds=0))
    with pytest.raises(PackError, match=r"larger than 0.01 MB"):
        Pack(request, bound=Bound(megabytes=0.01))


def test_the_number_of_pages_is_known_before(three):
    request = PackRequest("Doe v. Acme", three)
    assert all_pages(request, [preview(one) for one in three]) == pack_of(*three).made.pages == 11
