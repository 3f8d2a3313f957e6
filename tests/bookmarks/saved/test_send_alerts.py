"""``manage.py send_alerts``: what is sent, to whom, when, and never twice."""

import shutil
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.utils import timezone

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved import finding as finding_module
from bookmarks.saved import mailing
from search.index import rebuild_index, update_index
from tests.bookmarks.saved.alerts import add_indexed, add_item, read_anew, save, send_alerts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the portal."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


MORNING = datetime(2026, 5, 4, 16, tzinfo=UTC)
"""Nine o'clock in California."""


def told() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_what_is_new_is_sent_once(own):
    save(own)
    add_indexed(treatment="Zanaflex 4mg")
    out, code = send_alerts()
    assert code == 0
    assert out.splitlines()[0] == "Checking 1 alert."
    assert "1 new item found" in out
    assert "1 mail sent, with 1 item" in out
    (message,) = mail.outbox
    assert message.to == ["pat@example.org"]
    assert message.subject == "1 new item: Zanaflex"
    assert "Zanaflex 4mg" in message.body
    out, code = send_alerts()
    assert (len(mail.outbox), code) == (1, 0)
    assert "0 mails sent" in out


def test_where_nothing_is_new_no_mail_is_sent(own):
    save(own)
    add_indexed(treatment="Ibuprofen", drug="ibuprofen")
    assert send_alerts()[1] == 0
    assert mail.outbox == []


def test_neither_a_rebuilt_index_nor_an_item_read_anew_sends_an_item_again(own, index):
    save(own)
    item = add_indexed()
    send_alerts()
    read_anew(item, "Other words.")
    read_anew(index[0], "Other words.")
    update_index()
    AlertMail.objects.update(started_at=timezone.now() - timedelta(days=3))
    send_alerts()
    rebuild_index("tantivy")
    send_alerts()
    assert len(mail.outbox) == 1


def test_an_item_that_stops_matching_and_matches_again_is_not_sent_again(own):
    save(own, "q=spasticity")
    item = add_indexed(rationale="Spasticity.")
    send_alerts()
    for words in ("Nothing.", "Spasticity."):
        read_anew(item, words)
        update_index()
        AlertMail.objects.update(started_at=timezone.now() - timedelta(days=3))
        send_alerts()
    assert len(mail.outbox) == 1


def test_an_item_that_a_re_parse_newly_matches_is_sent(own, index):
    save(own, "q=acupuncture")
    read_anew(index[2], "Acupuncture was tried.")
    update_index()
    send_alerts()
    assert told() == ["1 new item: Zanaflex"]
    assert "Ibuprofen 800mg" in mail.outbox[0].body


def test_daily_is_once_a_calendar_day_of_the_portals_time_zone(own, at):
    at(MORNING)
    save(own)
    add_indexed()
    send_alerts()
    add_indexed()
    at(datetime(2026, 5, 5, 6, 59, tzinfo=UTC))  # still the 4th in California
    send_alerts()
    assert len(mail.outbox) == 1
    at(datetime(2026, 5, 5, 7, 1, tzinfo=UTC))
    send_alerts()
    assert told() == ["1 new item: Zanaflex"] * 2


def test_weekly_is_once_in_seven_days_with_all_that_came_in_between(own, at):
    at(MORNING)
    save(own, alert="weekly")
    add_indexed()
    send_alerts()
    for day in range(1, 8):
        at(MORNING + timedelta(days=day))
        add_indexed()
        send_alerts()
    assert told() == ["1 new item: Zanaflex", "7 new items: Zanaflex"]


def test_what_was_found_without_an_alert_is_not_mailed_when_one_begins(own):
    saved = save(own, alert="none", has_feed="on")
    add_indexed()
    send_alerts()
    add_indexed()
    own.post(saved.get_absolute_url(), {"name": "Zanaflex", "alert": "daily", "has_feed": "on"})
    send_alerts()
    assert told() == []
    add_indexed()
    send_alerts()
    assert told() == ["1 new item: Zanaflex"]


def test_what_waits_when_an_alert_ends_is_not_mailed_when_it_begins_again(own, at):
    at(MORNING)
    saved = save(own)
    add_indexed()
    send_alerts()
    add_indexed()
    send_alerts()
    for alert in ("none", "daily"):
        own.post(saved.get_absolute_url(), {"name": "Zanaflex", "alert": alert})
    at(MORNING + timedelta(days=2))
    send_alerts()
    assert len(mail.outbox) == 1


def test_a_deactivated_person_gets_no_mail_and_a_deleted_one_leaves_nothing(own, person):
    save(own)
    add_indexed()
    person.is_active = False
    person.save()
    assert send_alerts()[1] == 0
    assert mail.outbox == []
    person.delete()
    assert not SavedSearch.objects.exists()


def test_a_person_without_an_address_is_passed_over(own, person):
    person.emailaddress_set.all().delete()
    save(own)
    add_indexed()
    person.email = ""
    person.save()
    assert send_alerts()[1] == 0
    assert mail.outbox == []


def test_nobody_is_mailed_at_an_address_that_was_never_confirmed(own, person):
    person.emailaddress_set.update(verified=False)
    save(own)
    add_indexed()
    told, status = send_alerts()
    assert (mail.outbox, status) == ([], 0)
    assert "1 mail not sent: the owners have not confirmed their address" in told
    call_command("confirm_address", person.email, verbosity=0)
    assert send_alerts()[1] == 0
    assert [one.to for one in mail.outbox] == [["pat@example.org"]]


def test_mail_goes_to_the_primary_one_of_the_confirmed_addresses(own, person):
    person.emailaddress_set.update(primary=False)
    person.emailaddress_set.create(email="pat@new.example", verified=True, primary=True)
    person.emailaddress_set.create(email="pat@never.example", verified=False)
    save(own)
    add_indexed()
    send_alerts()
    assert [one.to for one in mail.outbox] == [["pat@new.example"]]


class Broken(locmem.EmailBackend):
    """A mail server that fails as it is told; tests set ``problem`` and ``opens``."""

    problem: Exception | None = None
    opens = True
    takes_before = False

    def open(self):
        if not self.opens:
            raise ConnectionRefusedError(111, "Connection refused")

    def send_messages(self, messages):
        if self.takes_before or not self.problem:
            super().send_messages(messages)
        if self.problem:
            raise self.problem


@pytest.fixture
def broken(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    return monkeypatch


def test_while_the_mail_server_cannot_be_reached_nothing_is_lost(own, broken):
    save(own)
    add_indexed()
    broken.setattr(Broken, "opens", False)
    out, code = send_alerts()
    assert code == 1
    assert "The mail server cannot be used" in out
    assert "EMAIL_URL" in out
    add_indexed()
    send_alerts()
    broken.setattr(Broken, "opens", True)
    send_alerts()
    assert told() == ["2 new items: Zanaflex"]


@pytest.mark.parametrize(
    "problem",
    [
        smtplib.SMTPRecipientsRefused({"pat@example.org": (550, b"no such user")}),
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPSenderRefused(530, b"sign in", "portal@example.org"),
        ConnectionRefusedError(111, "Connection refused"),
        UnicodeEncodeError("ascii", "é", 0, 1, "no such address"),
    ],
)
def test_a_mail_that_the_server_refuses_is_tried_again_and_keeps_nobody_waiting(own, broken, problem):
    save(own)
    add_indexed()
    broken.setattr(Broken, "problem", problem)
    out, code = send_alerts()
    assert code == 1
    assert "1 mail not taken by the mail server: the next run tries again" in out
    assert not AlertMail.objects.exists()
    broken.setattr(Broken, "problem", None)
    assert send_alerts()[1] == 0
    assert told() == ["1 new item: Zanaflex"]


@pytest.mark.parametrize("problem", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("timed out")])
def test_a_mail_that_perhaps_arrived_is_not_sent_again_but_is_not_lost(own, broken, problem):
    saved = save(own)
    add_indexed(treatment="Zanaflex 4mg")
    broken.setattr(Broken, "problem", problem)
    broken.setattr(Broken, "takes_before", True)
    out, code = send_alerts()
    assert code == 1
    assert "1 mail broken off on the way to the mail server" in out
    broken.setattr(Broken, "problem", None)
    assert send_alerts()[1] == 0
    assert len(mail.outbox) == 1
    page = own.get(saved.get_absolute_url()).content.decode()
    assert "it may not have arrived, and is not sent again" in page
    assert "Zanaflex 4mg" in page
    AlertMail.objects.update(started_at=timezone.now() - timedelta(days=3))
    add_indexed(treatment="Tizanidine 2mg")
    send_alerts()
    second = mail.outbox[1].body
    assert "with 1 new item was interrupted while it was sent and may\nnot have reached you" in second
    assert "Zanaflex 4mg" not in second
    AlertMail.objects.filter(state="sent").update(started_at=timezone.now() - timedelta(days=2))
    add_indexed()
    send_alerts()
    assert "interrupted" not in mail.outbox[2].body


def test_a_mail_that_a_dead_process_was_sending_is_told_by_the_next_run(own):
    saved = save(own)
    add_indexed()
    finding_module.look(saved)
    mailing.claim(saved)
    out, code = send_alerts()
    assert code == 1
    assert "1 mail of an earlier run interrupted while being sent" in out
    assert mail.outbox == []
    assert send_alerts()[1] == 0


def test_what_another_process_is_sending_is_left_to_it(own, monkeypatch):
    saved = save(own)
    add_indexed()
    finding_module.look(saved)
    monkeypatch.setattr(mailing, "this_process", lambda: "other-host:1")
    first = mailing.claim(saved)
    monkeypatch.undo()
    assert mailing.claim(saved) is None
    assert send_alerts()[1] == 0
    assert mail.outbox == []
    AlertMail.objects.update(started_at=timezone.now() - timedelta(minutes=11))
    assert send_alerts()[1] == 1
    mailing.note_sent(first)  # it was only slow
    assert AlertMail.objects.get().state == "sent"


def test_while_the_index_is_away_the_command_says_so_and_marks_nothing(own, settings, tmp_path):
    save(own)
    add_indexed()
    index = settings.INDEX_DIR
    shutil.move(index, tmp_path / "aside")
    out, code = send_alerts()
    assert code == 1
    assert "Run manage.py rebuild_index" in out
    assert not Finding.objects.exists()
    shutil.move(tmp_path / "aside", index)
    send_alerts()
    assert told() == ["1 new item: Zanaflex"]


def test_without_a_mail_server_the_command_says_what_to_set(own, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    out, code = send_alerts()
    assert code == 1
    assert "Set EMAIL_URL" in out
    assert "IMR_BASE_URL" in out


def test_neither_a_query_nor_a_name_nor_an_address_is_printed(own):
    save(own, "q=secretword OR tizanidine", name="Secret matter")
    add_indexed()
    out, _ = send_alerts()
    assert len(mail.outbox) == 1
    assert not [one for one in ("secretword", "Secret", "pat@") if one in out]


def test_old_findings_are_let_go_but_not_those_that_wait(own, monkeypatch):
    monkeypatch.setattr(finding_module, "KEPT_FINDINGS", 2)
    saved = save(own, alert="none")
    for _ in range(4):
        add_indexed()
        finding_module.look(saved)
    assert Finding.objects.count() == 2
    own.post(saved.get_absolute_url(), {"name": "Zanaflex", "alert": "daily"})
    for _ in range(4):
        add_indexed()
        finding_module.look(saved)
    assert Finding.objects.waiting().count() == 4
    send_alerts()
    assert told() == ["4 new items: Zanaflex"]


def test_two_searches_each_tell_of_an_item_that_both_find(own):
    save(own)
    save(own, "q=spasm", name="Spasm")
    add_item()
    add_item()
    update_index()
    send_alerts()
    assert sorted(told()) == ["2 new items: Spasm", "2 new items: Zanaflex"]
