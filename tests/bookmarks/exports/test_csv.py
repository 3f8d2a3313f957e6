"""CSV: read by Python's strict reader and opened by Excel without harm."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bookmarks.exports.text import TEXT_MARK, begins_formula, defused, printable
from determinations.models import DisputedItem
from tests.bookmarks.exports.keeping import (
    downloaded,
    folder_path,
    give_another_letter,
    noted_path,
    rows,
    search_path,
)


def row_of(found: list[dict[str, str]], item: DisputedItem) -> dict[str, str]:
    return next(
        row
        for row in found
        if (row["Case number"], row["Item"]) == (item.determination.name, str(item.number))
    )


def test_a_row_tells_an_items_facts_in_words(items, owner):
    item = items["norco"]
    row = row_of(rows(owner, search_path("csv")), item)
    assert row["Decided"] == "2015-06-12"
    assert date.fromisoformat(row["Injured"]) == item.determination.injured_on
    assert row["Outcome"] == "Overturned"
    assert row["Treatment"] == "Norco 10/325mg #60"
    assert row["Drugs"] == "Acetaminophen / hydrocodone"
    assert row["Drug class"] == "Opioids"
    assert row["Reviewer cited"] == "MTUS Chronic Pain Medical Treatment 2009, pp. 78, 80"
    assert row["Reviewer’s specialties"] == "Occupational Medicine; Preventive Medicine"
    assert row["Sample"] == "Fictional"
    assert row["Rationale"] == item.rationale
    assert row["Main passage"]
    assert row["Citation"].startswith(
        "FICTIONAL SAMPLE, no real case: IMR Final Determination, Case No. CM15"
    )
    assert row["Address"] == "http://testserver/determinations/CM15-9000001/#item-1"


def test_a_fact_that_the_letter_does_not_state_is_an_empty_cell(items, owner):
    lost = items["norco"].determination
    lost.decided_on = lost.patient_age = None
    lost.save()
    row = row_of(rows(owner, search_path("csv")), items["norco"])
    assert (row["Decided"], row["Age"], row["Bookmarked passage"] if "Note" in row else "") == ("", "", "")


def test_each_row_says_what_it_was_exported_from_when_and_out_of_what(folder, owner, items):
    for path, said in (
        (search_path("csv", "q=norco&outcome=overturned"), "Search: norco; Outcome: Overturned"),
        (folder_path("csv", folder), "Folder: Müller v. Acme"),
    ):
        found = rows(owner, path)
        assert found
        for row in found:
            assert row["Exported from"].startswith(said)
            assert row["Exported on"] == timezone.localdate().isoformat()
            assert f"{len(items)} disputed items" in row["Corpus"]


def test_only_a_folders_table_has_columns_for_notes_and_tags(folder, owner):
    assert "Note" not in rows(owner, search_path("csv"))[0]
    passage = rows(owner, noted_path("csv", folder))[-1]
    assert passage["Tags"] == "second look; taper"
    assert passage["Bookmarked passage"]


def test_excel_is_told_that_the_file_is_utf_8(folder, owner):
    assert downloaded(owner, folder_path("csv", folder)).startswith(b"\xef\xbb\xbf")


def test_a_table_in_a_mail_order_of_columns_is_the_same_for_every_search(items, owner):
    headings = {tuple(rows(owner, search_path("csv", query))[0]) for query in ("q=norco", "sort=oldest")}
    assert len(headings) == 1


FORMULAS = (
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\n=1",
    "\u00a0=1",
    "＝1",  # noqa: RUF001
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula_whatever_a_letter_or_a_note_says(folder, owner, items, formula):
    item = items["acupuncture"]
    item.treatment, item.rationale, item.category = formula, formula, formula
    item.save()
    folder.name = formula
    folder.save()
    folder.bookmarks.update(note=formula)
    text = downloaded(owner, noted_path("csv", folder)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text, newline=""), strict=True) for cell in row]
    assert [cell for cell in cells if begins_formula(cell)] == []
    assert sum(cell.startswith(TEXT_MARK) for cell in cells) >= 5


@given(st.text(alphabet="=+-@\t\r\n '\"a1＝", max_size=8))  # noqa: RUF001
def test_a_defused_text_never_begins_as_a_formula_and_keeps_its_words(text):
    safe = defused(printable(text))
    assert not begins_formula(safe)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert safe.endswith(printable(text))


def test_words_that_hold_such_a_sign_further_on_stay_as_they_are():
    for text in ("Norco 10/325mg - 60", "a=b", "CM15-9000001", "http://testserver/?q=1"):
        assert defused(text) == text


def test_a_passage_of_a_letter_that_was_replaced_says_so(folder, owner, items):
    give_another_letter(items["tizanidine_upheld"].determination)
    *_, row = rows(owner, folder_path("csv", folder))
    kept = items["tizanidine_upheld"].rationale[:12]
    assert row["Bookmarked passage"].startswith(f"{kept} [as read on ")
    assert row["Bookmarked passage"].endswith(" in an earlier copy of the letter]")
