"""XLSX: opened by openpyxl, as a person's spreadsheet would."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bookmarks.exports.record import NOT_PRECEDENT
from determinations.models import Letter
from tests.bookmarks.exports.keeping import about, downloaded, folder_path, noted_path, rows, search_path
from tests.bookmarks.exports.test_csv import FORMULAS


def sheet_of(client, path: str):
    return load_workbook(BytesIO(downloaded(client, path)))["Items"]


def table(sheet) -> list[dict[str, object]]:
    headings, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


def test_it_has_the_rows_of_the_csv_file(folder, owner):
    for query in ("", "q=pain"):
        of_csv = rows(owner, search_path("csv", query))
        of_xlsx = table(sheet_of(owner, search_path("xlsx", query)))
        same = ("Case number", "Treatment", "Outcome", "Main passage", "Rationale", "Citation")
        assert [[row[name] or "" for name in same] for row in of_xlsx] == [
            [row[name] for name in same] for row in of_csv
        ]
        assert list(of_xlsx[0]) == list(of_csv[0])[:-3]


def test_dates_are_dates_numbers_are_numbers_and_the_case_leads_to_the_item(items, owner):
    sheet = sheet_of(owner, search_path("xlsx", "q=norco"))
    row = table(sheet)[0]
    assert row["Decided"] == datetime(2015, 6, 12)  # noqa: DTZ001
    assert row["Item"] == 1
    assert row["Age"] == 52
    assert sheet["A2"].hyperlink.target == "http://testserver/determinations/CM15-9000001/"
    assert sheet["A2"].hyperlink.location == "item-1"


def test_the_heading_stays_in_sight_and_every_column_has_a_filter(folder, owner):
    sheet = sheet_of(owner, folder_path("xlsx", folder))
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"


def test_a_sheet_records_the_search_its_meaning_the_day_and_the_corpus(items, owner):
    recorded = about(downloaded(owner, search_path("xlsx", "q=Zanaflex&outcome=overturned&from=2014")))
    assert recorded["Query"] == "Zanaflex"
    assert "tizanidine" in recorded["Understood as"]
    assert "overturned" in recorded["Understood as"]
    assert recorded["Filter"] == "Decided from: 2014"
    assert recorded["Search again"] == "http://testserver/?q=Zanaflex&outcome=overturned&from=2014"
    assert recorded["Items"] == "1 disputed item in 1 determination"
    assert f"{len(items)} disputed items, decided from" in recorded["Corpus"]
    assert "fictional" in recorded["Samples"]
    assert recorded["Not precedent"] == NOT_PRECEDENT


def test_a_sheet_records_the_folder(folder, owner):
    recorded = about(downloaded(owner, folder_path("xlsx", folder)))
    assert recorded["Folder"] == "Müller v. Acme"
    assert recorded["Description"] == "Due in May."
    assert recorded["Bookmarks"] == "3 bookmarks"


def test_a_sheet_records_whether_private_notes_are_in_it(folder, owner, items):
    recorded = about(downloaded(owner, folder_path("xlsx", folder)))
    assert recorded["Notes and tags"] == "Without the private notes and tags of the bookmarks"
    recorded = about(downloaded(owner, noted_path("xlsx", folder)))
    assert recorded["Notes and tags"].startswith("With the private notes and tags of the bookmarks")
    assert "Notes and tags" not in about(downloaded(owner, search_path("xlsx")))


def test_real_letters_are_not_called_samples(items, owner):
    Letter.objects.update(is_fictional=False)
    content = downloaded(owner, search_path("xlsx"))
    assert "Samples" not in about(content)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula_whatever_a_letter_or_a_note_says(folder, owner, items, formula):
    item = items["acupuncture"]
    item.treatment = item.rationale = item.category = formula
    item.save()
    folder.name = folder.description = formula
    folder.save()
    folder.bookmarks.update(note=formula)
    workbook = load_workbook(BytesIO(downloaded(owner, noted_path("xlsx", folder))))
    cells = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = [cell for cell in cells if cell.data_type == "s" and "1" in cell.value and len(cell.value) < 25]
    risky = [cell for cell in texts if cell.value.strip()[:1] in "=+-@＝"]  # noqa: RUF001
    assert len(risky) >= 3
    # Excel keeps such a cell a text when it is edited.
    assert all(cell.style.startswith("Normal") and cell.quotePrefix for cell in risky)


def test_signs_that_a_workbook_cannot_hold_are_dropped_and_a_cell_is_cut_where_it_must_be(
    folder, owner, items
):
    item = items["acupuncture"]
    item.treatment, item.rationale = "Acu\x01puncture\ufffe \x0b8", "word " * 10_000
    item.save()
    found = table(sheet_of(owner, folder_path("xlsx", folder)))
    (row,) = [one for one in found if one["Treatment"] == "Acupuncture 8"]
    assert len(row["Rationale"]) == 32_767
    assert row["Rationale"].endswith("(cut: a cell holds no more)")
