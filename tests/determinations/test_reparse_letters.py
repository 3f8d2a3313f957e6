"""``manage.py reparse``: letters that no longer parse, parse at last, change their case or are read anew."""

from dataclasses import replace

import pytest
from django.utils import timezone

from determinations.ingest import ingest
from determinations.models import Determination, DisputedItem, Letter
from determinations.originals import original_path
from letters.errors import NotADetermination
from letters.parsing import PARSER_VERSION, parse_letter
from tests.determinations.letters import KNEE_MRI, letter, write_letter
from tests.determinations.reparsing import CASE, EARLIER, refusing, run, stale
from tests.determinations.test_ingest import everything_stored

pytestmark = pytest.mark.django_db


class TestALetterThatNoLongerParses:
    @pytest.fixture(autouse=True)
    def _stored(self, inbox, parser):
        ingest([write_letter(inbox / "a.txt")])
        parser(refusing)

    def test_it_keeps_its_facts_and_is_reported(self, inbox):
        before = everything_stored()
        out, _, code = run()
        assert f"    {inbox}/a.txt: No longer parsed: No known layout." in out
        assert code == 1
        assert everything_stored() == before

    def test_its_name_cannot_forge_a_line_of_the_report(self):
        Letter.objects.update(path="a.txt\n  7 changed\x1b[2J")
        out, _, _ = run()
        assert "a.txt\\n  7 changed\\x1b[2J: No longer parsed" in out

    def test_it_is_tried_again_by_every_run(self, parser):
        run()
        assert run()[0].startswith("Reparsing 1 letter.")
        parser(parse_letter)
        assert run()[2] == 0


class TestALetterThatWasRejected:
    @pytest.fixture(autouse=True)
    def _rejected(self, inbox, parser):
        parser(refusing)
        self.inbox = inbox
        self.parser = parser
        ingest([write_letter(inbox / "a.txt")])

    def test_it_is_stored_as_ingest_would_store_it(self):
        self.parser(parse_letter)
        out, _, code = run()
        assert "  1 newly parsed" in out
        assert code == 0
        stored = Letter.objects.get()
        assert (stored.status, stored.rejection) == (Letter.Status.PARSED, "")
        assert Determination.objects.get().case_number == CASE
        assert stale() == [1, 2]
        assert original_path(stored).read_text(encoding="utf-8") == letter()

    def test_it_may_stay_rejected_for_another_reason(self):
        def refusing_otherwise(text):
            raise NotADetermination("No item.")

        self.parser(refusing_otherwise)
        out, _, code = run()
        assert "  1 still rejected" in out
        assert code == 0
        stored = Letter.objects.get()
        assert (stored.rejection, stored.parser_version) == ("No item.", PARSER_VERSION)
        assert stored.text == letter()

    def test_it_does_not_take_the_place_of_a_letter_of_its_case_that_came_later(self):
        self.parser(parse_letter)
        ingest([write_letter(self.inbox / "b.txt", items=[KNEE_MRI])])
        run()
        assert DisputedItem.objects.get().treatment == KNEE_MRI[0]
        assert Letter.objects.get(path__endswith="a.txt").status == Letter.Status.REPLACED

    def test_it_takes_the_place_of_a_letter_of_its_case_that_came_earlier(self):
        self.parser(parse_letter)
        ingest([write_letter(self.inbox / "b.txt", items=[KNEE_MRI])])
        Letter.objects.filter(path__endswith="a.txt").update(ingested_at=timezone.now())
        run()
        assert DisputedItem.objects.count() == 2
        assert Letter.objects.get(path__endswith="b.txt").status == Letter.Status.REPLACED

    def test_a_sample_never_takes_the_place_of_a_real_letter(self):
        self.parser(refusing)
        ingest([write_letter(self.inbox / "c.txt", fictional=True)])
        self.parser(parse_letter)
        run()
        assert not Determination.objects.get().letter.is_fictional
        sample = Letter.objects.get(path__endswith="c.txt")
        run("--all")
        assert "never takes the place of a real one" in sample.rejection


def test_a_file_of_which_no_text_is_stored_is_left_to_ingest(inbox, parser):
    (inbox / "empty.txt").touch()
    ingest([inbox])
    parser(parse_letter)
    assert run()[0].startswith("Reparsing 0 letters.")


def test_a_case_number_of_another_letter_is_not_taken(inbox, parser):
    ingest([write_letter(inbox / "a.txt"), write_letter(inbox / "b.txt", case_number="CM16-0990002")])
    parser(lambda text: replace(parse_letter(text), case_number=CASE))
    out, _, code = run()
    assert f"b.txt: Its case number is now read as {CASE}, which is that of another letter." in out
    assert code == 1
    assert set(Determination.objects.values_list("case_number", flat=True)) == {CASE, "CM16-0990002"}


def test_a_copy_that_lost_its_case_number_may_get_it(inbox, parser):
    ingest([write_letter(inbox / "a.txt", case_number=None)])
    parser(lambda text: replace(parse_letter(text), case_number=CASE))
    determination = Determination.objects.get()
    run()
    determination.refresh_from_db()
    assert determination.case_number == CASE


class TestReread:
    """The original files are read anew, instead of the text that is stored."""

    @pytest.fixture(autouse=True)
    def _stored_badly(self, inbox):
        self.path = write_letter(inbox / "a.txt")
        ingest([self.path])
        Letter.objects.update(text="As an earlier reader read it.", parser_version=EARLIER)

    def test_the_kept_original_is_read(self):
        self.path.unlink()
        out, _, code = run("--reread")
        assert "text" in out
        assert code == 0
        assert Letter.objects.get().text == letter()

    def test_without_an_original_the_letter_keeps_its_facts(self):
        original_path(Letter.objects.get()).unlink()
        self.path.write_text("Another file of the same name.", encoding="utf-8")
        before = everything_stored()
        out, _, code = run("--reread")
        assert "Its original file is not in the data folder any more" in out
        assert code == 1
        assert everything_stored() == before
