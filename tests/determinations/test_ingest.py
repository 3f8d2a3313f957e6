"""Ingest: files in, rows out; whatever the files are and whenever it is stopped."""

import re
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DataError

from determinations import facts, storing
from determinations import ingest as ingest_module
from determinations.ingest import ingest
from determinations.models import (
    BodyPart,
    Determination,
    DisputedItem,
    GuidelineCitation,
    Ingredient,
    InjuredBodyPart,
    Letter,
    Licensure,
    Reason,
    RemovedItem,
    RequestedDrug,
    Specialty,
)
from determinations.originals import original_path
from letters.errors import NotADetermination
from tests.determinations.letters import KNEE_MRI, MUSCLE_RELAXANT, NECK_THERAPY, letter, write_letter

pytestmark = pytest.mark.django_db

CASE = "CM16-0990001"
ALL_ROWS = (
    *(Letter, Determination, Specialty, Licensure, InjuredBodyPart, DisputedItem, RequestedDrug),
    *(Ingredient, BodyPart, Reason, GuidelineCitation, RemovedItem),
)


def everything_stored() -> dict[str, list[dict]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ALL_ROWS}


def test_a_letter_becomes_a_determination_with_its_items_and_their_facts(inbox):
    summary = ingest([write_letter(inbox / "a.txt")])
    assert (summary.new, summary.items, summary.rejected) == (1, 2, [])
    determination = Determination.objects.get(case_number=CASE)
    assert determination.outcome == "partially overturned"
    assert str(determination.decided_on) == "2016-03-21"
    assert str(determination.ur_denied_on) == "2016-02-11"
    assert (determination.patient_age, determination.patient_sex) == (44, "female")
    assert {s.name for s in determination.specialties.all()} == {
        "Physical Medicine & Rehabilitation",
        "Pain Management",
    }
    assert {s.state for s in determination.licensures.all()} == {"California", "Oregon"}
    therapy, relaxant = determination.items.all()
    assert (therapy.number, therapy.outcome) == (1, "upheld")
    assert [part.name for part in therapy.body_parts.all()] == ["neck"]
    assert (relaxant.number, relaxant.outcome) == (2, "overturned")
    drug = relaxant.drugs.get()
    assert (str(drug), drug.strength, drug.quantity) == ("tizanidine", "4mg", 60)
    by_claims_administrator, by_reviewer = relaxant.citations.all()
    assert (by_claims_administrator.cited_by, by_claims_administrator.pages) == (
        "claims administrator",
        [98, 99],
    )
    assert (by_reviewer.cited_by, by_reviewer.pages) == ("reviewer", [63, 66])


def test_the_letter_keeps_its_text_and_its_original_file(inbox):
    path = write_letter(inbox / "a.txt")
    ingest([path])
    stored = Letter.objects.get()
    assert stored.path == str(path)
    assert stored.text == letter()
    assert stored.sha256 == sha256(path.read_bytes()).hexdigest()
    assert original_path(stored).read_bytes() == path.read_bytes()
    assert original_path(stored).parent.name == stored.sha256[:2]


def test_new_items_wait_for_the_index(inbox):
    ingest([write_letter(inbox / "a.txt")])
    assert set(DisputedItem.objects.values_list("indexed_at", flat=True)) == {None}


def test_the_same_file_twice_changes_nothing(inbox):
    write_letter(inbox / "a.txt")
    (inbox / "b.txt").write_text("A shopping list.", encoding="utf-8")
    (inbox / "c.zip").write_text("No archive, so that no letter in it can be read.", encoding="utf-8")
    ingest([inbox])
    before = everything_stored()
    again = ingest([inbox])
    assert (again.new, again.replaced, again.unchanged, len(again.rejected)) == (0, 0, 1, 2)
    assert everything_stored() == before


def test_the_same_letter_under_two_names_is_stored_once(inbox):
    write_letter(inbox / "a.txt")
    write_letter(inbox / "copies" / "a.txt")
    summary = ingest([inbox])
    assert (summary.new, summary.unchanged) == (1, 1)
    assert Determination.objects.count() == 1


def test_files_folders_and_archives_are_read(inbox):
    write_letter(inbox / "folder" / "deep" / "a.txt", case_number="CM16-0990011")
    single = write_letter(inbox / "b.txt", case_number="CM16-0990012")
    with zipfile.ZipFile(inbox / "more.zip", "w") as archive:
        archive.writestr("year/c.txt", letter(case_number="CM16-0990013"))
    summary = ingest([inbox / "folder", single, inbox / "more.zip"])
    assert summary.new == 3
    assert Letter.objects.filter(path=f"{inbox}/more.zip/year/c.txt").exists()


class TestAChangedLetterOfTheSameCase:
    """The determination's and the items' rows stay; their facts are the new letter's."""

    @pytest.fixture(autouse=True)
    def _stored(self, inbox):
        self.folder = inbox
        self.first = write_letter(inbox / "first.txt")
        ingest([self.first])
        self.determination = Determination.objects.get()
        self.items = {item.number: item.pk for item in self.determination.items.all()}

    def replace(self, **facts):
        return ingest([write_letter(self.folder / "second.txt", **facts)])

    def test_it_takes_the_place_of_the_earlier_letter(self):
        summary = self.replace(decided="04/01/2016")
        assert (summary.new, summary.replaced) == (0, 1)
        determination = Determination.objects.get()
        assert determination.pk == self.determination.pk
        assert str(determination.decided_on) == "2016-04-01"
        assert determination.letter.path.endswith("second.txt")
        assert Letter.objects.get(path=str(self.first)).status == Letter.Status.REPLACED

    def test_items_are_updated_in_place_by_their_number_and_wait_for_the_index(self):
        DisputedItem.objects.update(indexed_at="2016-04-01T12:00Z")
        self.replace(items=[KNEE_MRI, MUSCLE_RELAXANT])
        items = {item.number: item for item in DisputedItem.objects.all()}
        assert {number: item.pk for number, item in items.items()} == self.items
        assert items[1].treatment == KNEE_MRI[0]
        assert [(part.name, part.side) for part in items[1].body_parts.all()] == [("knee", "left")]
        assert {item.indexed_at for item in items.values()} == {None}
        assert RequestedDrug.objects.count() == 1

    def test_an_item_that_is_gone_is_deleted_and_noted_for_the_index(self):
        self.replace(items=[NECK_THERAPY])
        assert list(DisputedItem.objects.values_list("pk", flat=True)) == [self.items[1]]
        assert list(RemovedItem.objects.values_list("item_id", flat=True)) == [self.items[2]]
        assert Determination.objects.get().outcome == "upheld"

    def test_an_additional_item_is_added(self):
        self.replace(items=[NECK_THERAPY, MUSCLE_RELAXANT, KNEE_MRI])
        assert DisputedItem.objects.count() == 3
        assert not RemovedItem.objects.exists()

    def test_facts_of_the_case_are_not_doubled(self):
        self.replace(decided="04/01/2016")
        assert Specialty.objects.count() == 2
        assert Licensure.objects.count() == 2
        assert GuidelineCitation.objects.count() == 4

    def test_the_file_of_a_replaced_letter_given_again_changes_nothing(self):
        self.replace(items=[NECK_THERAPY])
        before = everything_stored()
        assert ingest([self.first]).unchanged == 1
        assert everything_stored() == before

    def test_of_two_letters_of_a_case_in_one_run_the_later_one_counts(self):
        write_letter(self.folder / "run" / "1.txt", items=[KNEE_MRI])
        write_letter(self.folder / "run" / "2.txt", items=[NECK_THERAPY])
        assert ingest([self.folder / "run"]).replaced == 2
        assert DisputedItem.objects.get().treatment == NECK_THERAPY[0]
        assert Letter.objects.filter(status=Letter.Status.PARSED).count() == 1

    @pytest.mark.parametrize("rows", [Letter, Specialty, DisputedItem, Ingredient, Reason, GuidelineCitation])
    def test_a_failure_between_two_writes_leaves_all_as_it_was(self, monkeypatch, rows):
        before = everything_stored()
        write_letter(self.folder / "other.txt", case_number="CM16-0990002")
        monkeypatch.setattr(rows._default_manager, "bulk_create", failing)
        with pytest.raises(RuntimeError, match="power cut"):
            self.replace(items=[KNEE_MRI, MUSCLE_RELAXANT])
        monkeypatch.undo()
        assert everything_stored() == before
        assert self.replace(items=[KNEE_MRI, MUSCLE_RELAXANT]).replaced == 1


def failing(*args, **kwargs):
    raise RuntimeError("power cut")


def test_letters_without_case_number_are_told_apart_by_their_content(inbox):
    write_letter(inbox / "a.txt", case_number=None)
    write_letter(inbox / "b.txt", case_number=None, history="She was seen last in June.")
    assert ingest([inbox]).new == 2
    assert ingest([inbox]).unchanged == 2
    assert Determination.objects.filter(case_number=None).count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("no_letter.txt", b"Dear Sir or Madam, this is not about a review. Kind regards."),
        ("broken.pdf", b"%PDF-1.7\nnothing that a PDF holds"),
        ("no_pdf.pdf", b"<html>Not found</html>"),
        ("binary.txt", b"\x00\x01\x02\x03"),
        ("broken.zip", b"PK\x03\x04 cut off"),
    ],
)
def test_a_file_that_is_no_letter_is_a_rejected_row_with_a_reason_and_the_run_goes_on(inbox, name, content):
    (inbox / name).write_bytes(content)
    write_letter(inbox / "z.txt")
    summary = ingest([inbox])
    assert summary.new == 1
    [rejection] = summary.rejected
    row = Letter.objects.get(status=Letter.Status.REJECTED)
    assert row.path == rejection.path == str(inbox / name)
    assert row.rejection == rejection.reason
    assert re.fullmatch(r"[A-Z].+\.", row.rejection)
    assert "Traceback" not in row.rejection
    assert not hasattr(row, "determination")


def test_a_file_above_the_size_limit_is_rejected_unread_until_the_limit_allows_it(inbox, settings):
    write_letter(inbox / "a.txt")
    settings.MAX_LETTER_MEGABYTES = 0
    [rejection] = ingest([inbox]).rejected
    assert "larger than 0 MB" in rejection.reason
    assert Letter.objects.get().sha256 is None
    settings.MAX_LETTER_MEGABYTES = 20
    assert ingest([inbox]).new == 1
    assert Letter.objects.get().status == Letter.Status.PARSED


def test_a_rejected_file_is_tried_again_when_the_parser_has_changed(inbox, monkeypatch):
    path = write_letter(inbox / "a.txt")
    with monkeypatch.context() as patched:
        patched.setattr("determinations.parsers.parse_letter", refusing)
        ingest([path])
    assert [one.reason for one in ingest([path]).rejected] == ["No known layout."]
    Letter.objects.update(parser_version="an earlier one")
    assert ingest([path]).new == 1
    assert Letter.objects.get().status == Letter.Status.PARSED


def refusing(text):
    raise NotADetermination("No known layout.")


def test_a_file_on_which_the_parser_failed_is_rejected_and_tried_again_each_time(inbox, monkeypatch):
    path = write_letter(inbox / "a.txt")
    with monkeypatch.context() as patched:
        patched.setattr("determinations.parsers.parse_letter", failing)
        [rejection] = ingest([path]).rejected
    assert "power cut" in rejection.reason
    assert ingest([path]).new == 1
    assert Letter.objects.get().status == Letter.Status.PARSED


def test_a_letter_that_the_database_refuses_is_rejected_and_leaves_the_others_alone(inbox, monkeypatch):
    def refuse_knees(letters):
        if any(item.treatment == KNEE_MRI[0] for _, parsed in letters for item in parsed.items):
            raise DataError("value too long")
        return facts.store_facts(letters)

    monkeypatch.setattr(storing, "store_facts", refuse_knees)
    write_letter(inbox / "a.txt", case_number="CM16-0990021")
    write_letter(inbox / "b.txt", case_number="CM16-0990022", items=[KNEE_MRI])
    write_letter(inbox / "c.txt", case_number="CM16-0990023")
    summary = ingest([inbox])
    assert summary.new == 2
    assert [Path(one.path).name for one in summary.rejected] == ["b.txt"]
    assert "value too long" in Letter.objects.get(status=Letter.Status.REJECTED).rejection


def test_a_stopped_run_keeps_what_is_done_and_goes_on_where_it_stopped(inbox, monkeypatch):
    def stop_after_two(done, total):
        if done >= 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(ingest_module, "BATCH", 2)
    for number in range(5):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099003{number}")
    with pytest.raises(KeyboardInterrupt):
        ingest([inbox], on_progress=stop_after_two)
    assert Determination.objects.count() == 2
    rest = ingest([inbox])
    assert (rest.unchanged, rest.new) == (2, 3)


def test_progress_tells_the_total_first_and_ends_with_it(inbox):
    told = []
    write_letter(inbox / "a.txt")
    (inbox / "b.txt").write_text("No letter.", encoding="utf-8")
    ingest([inbox], on_progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)


class TestSampleLetters:
    """What is made up says so, and never passes for a real case."""

    def test_a_sample_letter_is_known_by_its_mark(self, inbox):
        ingest([write_letter(inbox / "a.txt", fictional=True)])
        assert Letter.objects.get().is_fictional
        assert Determination.objects.get().case_number == CASE

    def test_a_real_letter_takes_the_place_of_a_sample_of_its_case(self, inbox):
        ingest([write_letter(inbox / "a.txt", fictional=True)])
        assert ingest([write_letter(inbox / "b.txt")]).replaced == 1
        assert not Determination.objects.get().letter.is_fictional

    def test_a_sample_never_takes_the_place_of_a_real_letter(self, inbox):
        ingest([write_letter(inbox / "a.txt")])
        before = everything_stored()["Determination"]
        [rejection] = ingest([write_letter(inbox / "b.txt", fictional=True)]).rejected
        assert CASE in rejection.reason
        assert everything_stored()["Determination"] == before


@pytest.mark.real_letters
def test_every_real_letter_is_stored(real_letters):
    summary = ingest([real_letters / "seeds", real_letters / "pdf"], workers=2)
    assert summary.rejected == []
    assert summary.new == 5 + 144
    assert DisputedItem.objects.filter(determination__letter__path__contains="/seeds/").count() == 9
    assert summary.items == DisputedItem.objects.count() > 300


def test_a_file_that_cannot_be_opened_is_one_row_by_whichever_path_it_is_named(inbox):
    (inbox / "a.zip").write_bytes(b"PK\3\4 no archive")
    for path in (inbox / "a.zip", inbox / ".." / inbox.name / "a.zip", inbox / "." / "a.zip"):
        ingest([path])
    assert [letter.path for letter in Letter.objects.all()] == [f"{inbox}/a.zip"]
