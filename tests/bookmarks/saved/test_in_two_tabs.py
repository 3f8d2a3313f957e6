"""A saved search's form in two tabs: each saves what was changed in it, and neither overwrites the other."""

import pytest

from bookmarks.models import SavedSearch
from bookmarks.saved.forms import SavedSearchForm
from tests.bookmarks.saved.alerts import add_indexed, save, send_alerts
from tests.bookmarks.tabs import Tab

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def saved(own) -> SavedSearch:
    return save(own, alert="none")


@pytest.fixture
def tabs(own, saved) -> tuple[Tab, Tab]:
    path = saved.get_absolute_url()
    return Tab(own, path, "alert"), Tab(own, path, "alert")


def stored(saved) -> tuple[str, str, bool]:
    saved.refresh_from_db()
    return saved.name, saved.alert, saved.has_feed


def test_an_alert_that_one_tab_set_stays_when_the_other_renames(saved, tabs):
    first, second = tabs
    assert first.send(alert="weekly", has_feed="on").status_code == 302
    assert second.send(name="Spasm").status_code == 302
    assert stored(saved) == ("Spasm", "weekly", True)


def test_what_a_mail_has_yet_to_tell_of_waits_on_when_another_tab_renames(saved, tabs, mailoutbox):
    first, second = tabs
    first.send(alert="daily")
    add_indexed()
    second.send(name="Spasm")
    assert send_alerts()[1] == 0
    assert len(mailoutbox) == 1


def test_an_alert_that_both_changed_is_told_and_set_only_when_it_is_sent_once_more(saved, tabs):
    first, second = tabs
    first.send(alert="weekly")
    answer = second.send(alert="daily", name="Spasm")
    assert answer.status_code == 400
    assert "This was changed in another window meanwhile, to “Weekly”." in answer.content.decode()
    assert second.sent["alert"] == "daily"
    assert stored(saved) == ("Zanaflex", "weekly", False)
    assert second.send().status_code == 302
    assert stored(saved) == ("Spasm", "daily", False)


def test_an_alert_of_the_very_moment_is_not_overwritten(saved, tabs, monkeypatch):
    check = SavedSearchForm.full_clean

    def meanwhile(form):
        check(form)
        SavedSearch.objects.filter(pk=saved.pk).update(alert="weekly")

    monkeypatch.setattr(SavedSearchForm, "full_clean", meanwhile)
    assert "at this very moment" in tabs[1].send(alert="daily").content.decode()
    assert stored(saved) == ("Zanaflex", "weekly", False)


def test_a_name_that_another_tab_takes_at_the_same_moment_is_refused_in_words(own, saved, tabs, monkeypatch):
    check = SavedSearchForm.full_clean

    def meanwhile(form):
        check(form)
        other = SavedSearch(owner=saved.owner, name="Spasm", opened_at=saved.opened_at)
        SavedSearch.objects.bulk_create([other])

    monkeypatch.setattr(SavedSearchForm, "full_clean", meanwhile)
    answer = tabs[1].send(name="Spasm")
    assert answer.status_code == 400
    assert "You have a saved search of this name" in answer.content.decode()
