"""DOCX: opened by python-docx, part by part; how it looks was looked at in LibreOffice."""

import re
from io import BytesIO
from secrets import token_hex
from zipfile import ZipFile, is_zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from bookmarks.exports import of_search
from bookmarks.exports.selection import Selection
from bookmarks.exports.word import package
from determinations.models import Letter
from tests.bookmarks.exports.keeping import (
    downloaded,
    folder_path,
    give_another_letter,
    noted_path,
    search_path,
)


def document(client, path: str):
    return docx.Document(BytesIO(downloaded(client, path)))


def styled(opened, name: str) -> list[str]:
    return [one.text for one in opened.paragraphs if one.style.name == name]


def test_it_says_what_it_is_made_from_before_anything_else(items, owner):
    opened = document(owner, search_path("docx", "q=norco"))
    assert styled(opened, "Title") == ["IMR determinations"]
    assert styled(opened, "Subtitle") == ["Search: norco"]
    assert styled(opened, "Notice")[0].startswith("All of these items are of fictional sample letters")
    recorded = dict(line.split(":\t") for line in styled(opened, "Record"))
    assert recorded["Query"] == "norco"
    assert recorded["Search again"] == "http://testserver/?q=norco"
    assert "disputed items, decided from" in recorded["Corpus"]
    assert styled(opened, "Heading 1") == ["Determinations", "Disputed items"]


def test_a_table_lists_the_determinations_with_their_items(folder, owner, items):
    (table,) = document(owner, folder_path("docx", folder)).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["No.", "Case", "Decided", "Disputed items of this selection"]
    assert cells[1] == [
        "1",
        "CM15-9000001 (fictional)",
        "June 12, 2015",
        "Item 1: Norco 10/325mg #60: overturned\nItem 2: Flexeril 7.5mg #60: upheld",
    ]
    assert len(cells) == 4


def test_the_table_repeats_its_heading_and_has_a_caption(folder, owner):
    opened = document(owner, folder_path("docx", folder))
    (table,) = opened.tables
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    (caption,) = [one for one in opened.paragraphs if one.style.name == "Caption"]
    (field,) = caption._p.findall(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).split()[:2] == ["SEQ", "Table"]


def test_each_item_has_its_facts_its_quotation_and_its_citation(folder, owner, items):
    opened = document(owner, folder_path("docx", folder))
    headings = styled(opened, "Heading 2")
    assert headings[0] == "Fictional sample, CM15-9000001, item 1: Norco 10/325mg #60"
    assert len(headings) == len(styled(opened, "Item Citation")) == len(styled(opened, "Quote")) == 4
    facts = styled(opened, "Item Facts")
    assert "Outcome:\tOverturned (medically necessary)" in facts
    assert "Drugs:\tAcetaminophen / hydrocodone" in facts
    assert "Reviewer cited:\tMTUS Chronic Pain Medical Treatment 2009, pp. 78, 80" in facts
    assert "Reviewer:\tOccupational Medicine; Preventive Medicine" in facts
    citation = styled(opened, "Item Citation")[0]
    assert citation.startswith(
        "FICTIONAL SAMPLE, no real case: IMR Final Determination, Case No. CM15-9000001"
    )
    assert citation.endswith("http://testserver/determinations/CM15-9000001/#item-1")


def test_the_quotation_is_of_the_rationale_word_for_word(items, owner):
    opened = document(owner, search_path("docx", "q=norco&outcome=overturned"))
    (quotation,) = styled(opened, "Quote")
    assert quotation.removesuffix(" …") in items["norco"].rationale


def test_a_bookmarked_passage_is_quoted_in_place_of_the_main_one(folder, owner, items):
    opened = document(owner, folder_path("docx", folder))
    assert styled(opened, "Quote")[-1] == items["tizanidine_upheld"].rationale[:12].strip()
    assert "The bookmarked passage:" in styled(opened, "Quotation Source")


def test_a_passage_of_a_letter_that_was_replaced_says_so(folder, owner, items):
    give_another_letter(items["tizanidine_upheld"].determination)
    sources = styled(document(owner, folder_path("docx", folder)), "Quotation Source")
    (told,) = [one for one in sources if one.startswith("The bookmarked passage")]
    assert re.fullmatch(
        r"The bookmarked passage, as read on .+ \d{4} in an earlier copy of the letter:", told
    )


def test_a_passage_that_no_item_has_stands_once_beside_what_its_items_say(folder, owner, items):
    case = items["norco"].determination
    bookmarks = folder.bookmarks.filter(determination=case)
    bookmarks.update(
        kind="passage", place="summary", start=0, end=9, kept_text="The patient is a 52 year old"
    )
    quoted = styled(document(owner, folder_path("docx", folder)), "Quote")
    assert quoted.count("The patient is a 52 year old") == 1
    assert len(quoted) == 5


def test_notes_are_read_as_markdown_and_one_on_a_whole_case_stands_once(folder, owner, items):
    folder.bookmarks.filter(item=items["acupuncture"]).update(
        note="First *line*.\n\n1. one\n2. two\n   - deep"
    )
    opened = document(owner, noted_path("docx", folder))
    assert styled(opened, "Bookmark Note") == [
        "Note on the determination: The whole case.",
        "Note: First line.",
        "1.\tone",
        "2.\ttwo",
        "•\tdeep",
        "Tags: second look, taper",
    ]
    (note,) = [one for one in opened.paragraphs if "The whole case." in one.text]
    assert [run.text for run in note.runs if run.bold] == ["Note on the determination: ", "whole"]


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("| Drug | Outcome |\n|---|---|\n| Norco | upheld |", ["Note: Drug | Outcome", "Norco | upheld"]),
        ("first  \nsecond", ["Note: first\nsecond"]),
        ("- one\n- two", ["Note: ", "•\tone", "•\ttwo"]),
        ("1. one\n2.\n3. three", ["Note: ", "1.\tone", "2.\t", "3.\tthree"]),
        ("- - inner", ["Note: ", "•\t", "•\tinner"]),
        ("- " * 12 + "deep", ["Note: ", *["•\t"] * 11, "•\tdeep"]),
        ("- ```\n  code\n  ```", ["Note: ", "•\tcode"]),
    ],
)
def test_a_note_keeps_its_shape(folder, owner, items, note, lines):
    folder.bookmarks.filter(item=items["acupuncture"]).update(note=note)
    notes = styled(document(owner, noted_path("docx", folder)), "Bookmark Note")
    assert notes[1 : 1 + len(lines)] == lines


def test_struck_words_of_a_note_are_struck(folder, owner, items):
    folder.bookmarks.filter(item=items["acupuncture"]).update(note="It was ~~upheld~~ overturned.")
    opened = document(owner, noted_path("docx", folder))
    (note,) = [one for one in opened.paragraphs if one.text == "Note: It was upheld overturned."]
    assert [run.text for run in note.runs if run.font.strike] == ["upheld"]


@pytest.mark.parametrize(
    "note", ["<script>alert(1)</script>", "```\ncode\n```", "# Head", "[a](javascript:x)", "> q"]
)
def test_whatever_markdown_a_note_has_its_words_are_there(folder, owner, items, note):
    folder.bookmarks.update(note=note)
    words = note.strip("`#> \n").partition("](")[0].strip("[")
    assert words in "\n".join(styled(document(owner, noted_path("docx", folder)), "Bookmark Note"))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "See [the *rule*](https://example.org/a?b=1&c=2) first",
            "See the rule (https://example.org/a?b=1&c=2) first",
        ),
        ("[Kim](mailto:kim@example.org)", "Kim (kim@example.org)"),
        (
            "[a](HTTP://example.org) [b](https://example.org/b)",
            "a (HTTP://example.org) b (https://example.org/b)",
        ),
        ("<https://example.org/> and <kim@example.org>", "https://example.org/ and kim@example.org"),
        ("[a](/bookmarks/) [b](ftp://example.org)", "a b"),
        ("[a](https://[bad)", "a (https://%5Bbad)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
    ],
)
def test_a_notes_link_keeps_its_address_behind_its_words(folder, owner, items, note, told):
    folder.bookmarks.filter(item=items["acupuncture"]).update(note=note)
    notes = styled(document(owner, noted_path("docx", folder)), "Bookmark Note")
    assert f"Note: {told}" in notes


def test_the_table_leads_to_the_items_and_each_item_to_the_portal(folder, owner):
    opened = document(owner, folder_path("docx", folder))
    body = opened.element.body
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    within = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert within == places
    assert len(places) == 4
    outside = [one.target_ref for one in opened.part.rels.values() if one.is_external]
    assert len(outside) == 4
    assert all(address.startswith("http://testserver/determinations/") for address in outside)


def test_pages_are_numbered_and_the_language_and_title_are_set(folder, owner):
    opened = document(owner, folder_path("docx", folder))
    footer = opened.sections[0].footer.paragraphs[0]
    assert [one.get(qn("w:instr")).strip() for one in footer._p.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert "Not binding precedent." in footer.text
    assert opened.core_properties.language == "en-US"
    assert opened.core_properties.title == "Müller v. Acme"
    languages = opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    assert languages == ["en-US"]


def test_real_letters_are_not_called_samples(folder, owner):
    Letter.objects.update(is_fictional=False)
    opened = document(owner, folder_path("docx", folder))
    assert styled(opened, "Notice") == []
    assert "ictional" not in "\n".join(one.text for one in opened.paragraphs[20:])


def test_signs_that_a_document_cannot_hold_are_dropped(folder, owner, items):
    item = items["acupuncture"]
    item.treatment = item.rationale = "A\x01cu\x0bpuncture \ufffe& <b>"
    item.save()
    folder.bookmarks.update(note="no\x02te", kept_text="pas\x03sage")
    content = downloaded(owner, noted_path("docx", folder))
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    assert any("Acupuncture & <b>" in one for one in styled(docx.Document(BytesIO(content)), "Heading 2"))


def test_of_more_items_than_an_export_may_have_it_has_the_first_and_says_so(items, owner, monkeypatch):
    monkeypatch.setattr(of_search, "MOST_ITEMS", 3)
    opened = document(owner, search_path("docx"))
    assert len(styled(opened, "Heading 2")) == 3
    assert f"The first 3 of the {len(items)} items found" in styled(opened, "Notice")[0]


def test_it_is_sent_while_its_items_are_read(items, owner, monkeypatch):
    read = []
    cases = Selection.cases

    def many(selection):
        for _ in range(20):
            for determination, exported in cases(selection):
                read.append(determination)
                for one in exported:  # of words of their own, since what repeats itself is packed very small
                    one.item.treatment = " ".join(token_hex(16) for _ in range(30))
                yield determination, exported

    monkeypatch.setattr(Selection, "cases", many)
    answer = owner.get(search_path("docx"))
    read_before_each_piece = [len(read) for _ in answer.streaming_content]
    answer.close()
    assert any(0 < number < len(read) / 2 for number in read_before_each_piece)


def test_one_that_breaks_off_is_no_whole_file_and_the_next_export_has_its_turn(items, owner, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Selection, "cases", broken)
        patched.setattr(package, "_SENT_TOGETHER", 1)
        answer = owner.get(search_path("docx"))
        sent = sent_until_it_breaks(answer.streaming_content)
        answer.close()
    assert sent
    assert not is_zipfile(BytesIO(sent))
    assert downloaded(owner, search_path("docx"))


def broken(selection):
    yield from ()
    raise OSError("The disk is gone.")


def sent_until_it_breaks(pieces) -> bytes:
    sent = bytearray()
    try:
        for piece in pieces:
            sent += piece
    except OSError:
        return bytes(sent)
    pytest.fail("It came to its end.")


def test_an_empty_folder_gives_a_document_that_says_so(folder, owner, items):
    folder.bookmarks.all().delete()
    opened = document(owner, folder_path("docx", folder))
    assert "Items:\t0 disputed items in 0 determinations" in styled(opened, "Record")
    assert opened.tables == []
    assert "There are no items." in [one.text for one in opened.paragraphs]


def test_items_of_a_case_stand_together_though_a_search_ranks_them_apart(items, owner):
    headings = styled(document(owner, search_path("docx", "q=medically+necessary")), "Heading 2")
    cases = [heading.partition(", item")[0] for heading in headings]
    assert cases == sorted(cases, key=cases.index)
