"""Alerts and what staff takes out of sight: told of only while it is in sight, and once it is restored."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved import sending
from determinations.models import Withdrawal
from determinations.withdrawing import restore, withdraw
from search.index import update_index
from tests.bookmarks.saved.alerts import add_indexed, add_item, save, send_alerts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def staff(db):
    return get_user_model().objects.create_user("staff")


@pytest.fixture
def found(own):
    """Two items that an alert has found, and no mail has told of."""
    save(own)
    items = [add_item(treatment="Zanaflex 4mg"), add_item(treatment="Zanaflex 8mg")]
    update_index()
    own.get(SavedSearch.objects.get().get_absolute_url())
    assert Finding.objects.get().count == 2
    return items


def take_out_of_sight(item, staff) -> None:
    assert withdraw(item.determination_id, Withdrawal.Reason.choices[0][0], "", staff)


def bring_back(item, staff) -> None:
    assert restore(item.determination_id, staff)
    update_index()


def next_days_mail() -> str:
    """What the next day's run sends, subject and text; empty where it sends nothing."""
    AlertMail.objects.update(started_at=timezone.now() - timedelta(days=3))
    before = len(mail.outbox)
    assert send_alerts()[1] == 0
    return "".join(f"{one.subject}\n{one.body}" for one in mail.outbox[before:])


def test_a_mail_counts_the_items_that_it_lists(found, staff):
    take_out_of_sight(found[1], staff)
    told = next_days_mail()
    assert told.startswith("1 new item:")
    assert "Zanaflex 4mg" in told
    assert "Zanaflex 8mg" not in told
    assert AlertMail.objects.get().count == 1


def test_no_mail_goes_out_and_no_server_is_asked_for_what_is_out_of_sight_alone(found, staff, monkeypatch):
    for item in found:
        take_out_of_sight(item, staff)
    monkeypatch.setattr(sending, "get_connection", lambda: pytest.fail("asked the mail server"))
    assert next_days_mail() == ""
    assert not AlertMail.objects.exists()


def test_what_is_restored_is_mailed_then_and_once(found, staff):
    take_out_of_sight(found[1], staff)
    next_days_mail()
    assert next_days_mail() == ""
    bring_back(found[1], staff)
    told = next_days_mail()
    assert told.startswith("1 new item:")
    assert "Zanaflex 8mg" in told
    assert "Zanaflex 4mg" not in told
    assert next_days_mail() == ""


def test_what_was_mailed_before_it_was_taken_out_of_sight_is_not_mailed_when_it_is_restored(found, staff):
    assert next_days_mail().startswith("2 new items:")
    take_out_of_sight(found[0], staff)
    assert next_days_mail() == ""
    bring_back(found[0], staff)
    assert next_days_mail() == ""


def test_what_waits_out_of_sight_does_not_keep_other_items_from_their_mail(found, staff):
    for item in found:
        take_out_of_sight(item, staff)
    next_days_mail()
    add_indexed(treatment="Zanaflex 2mg")
    assert next_days_mail().startswith("1 new item:")
    for item in found:
        bring_back(item, staff)
    assert next_days_mail().startswith("2 new items:")


def test_what_is_taken_out_of_sight_while_its_mail_is_made_waits_for_the_next_run(found, staff, monkeypatch):
    claim = sending.claim

    def claim_and_lose_one(saved):
        claimed = claim(saved)
        take_out_of_sight(found[1], staff)
        return claimed

    with monkeypatch.context() as patched:
        patched.setattr(sending, "claim", claim_and_lose_one)
        assert next_days_mail() == ""
    assert next_days_mail().startswith("1 new item:")
    bring_back(found[1], staff)
    assert "Zanaflex 8mg" in next_days_mail()


def test_what_an_alert_hid_when_it_ended_is_not_mailed_when_it_begins_again(found, staff, own):
    take_out_of_sight(found[1], staff)
    next_days_mail()
    page = SavedSearch.objects.get().get_absolute_url()
    for alert in ("none", "daily"):
        own.post(page, {"name": "Zanaflex", "alert": alert})
    bring_back(found[1], staff)
    assert next_days_mail() == ""


def test_pages_count_as_new_what_is_in_sight(found, staff, own):
    take_out_of_sight(found[1], staff)
    page = SavedSearch.objects.get().get_absolute_url()
    assert "<strong>1 new item</strong>" in own.get(page).content.decode()
    assert "1 new since you last ran it" in own.get("/bookmarks/searches/").content.decode()
    take_out_of_sight(found[0], staff)
    assert "Nothing new" in own.get(page).content.decode()
    bring_back(found[1], staff)
    assert "<strong>1 new item</strong>" in own.get(page).content.decode()
