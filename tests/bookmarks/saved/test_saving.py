"""Saving a search: what is told before, what is kept, and whose it is."""

import shutil
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved import estimate as estimate_module
from bookmarks.saved.forms import MOST_SAVED
from determinations.models import Letter
from search.index import update_index
from search.unavailable import FOR_VISITORS
from tests.bookmarks.saved.alerts import add_indexed, add_item, read_anew, replace_letter, save, send_alerts
from tests.search.test_any_address import DATES, INJECTIONS, NUMBERS, QUERIES, STRANGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]
SAVE = "/bookmarks/searches/save/"
LIST = "/bookmarks/searches/"


def read(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_results_page_links_to_saving_its_search_without_order_and_page(client):
    page = read(client, "/?q=spasm&expand=off&outcome=overturned&from=2015&sort=oldest&page=1")
    assert f'href="{SAVE}?q=spasm&amp;expand=off&amp;outcome=overturned&amp;from=2015"' in page


def test_a_search_without_results_can_be_saved_too(client):
    assert f'href="{SAVE}?q=nothinglikeit"' in read(client, "/?q=nothinglikeit")


def test_a_signed_out_visitor_signs_in_and_comes_back_to_saving(client):
    answer = client.get(f"{SAVE}?q=spasm")
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={SAVE}%3Fq%3Dspasm"


def test_the_page_says_what_was_understood_and_how_much_the_last_year_would_have_brought(own):
    add_indexed(decided_on=timezone.localdate() - timedelta(days=30))
    Letter.objects.filter(pk=Letter.objects.order_by("pk").first().pk).update(
        ingested_at=timezone.now() - timedelta(days=400)
    )
    page = own.get(f"{SAVE}?q=drug:tizanidine")
    counted = page.context["estimate"]
    assert (counted.now, counted.added.items, counted.decided.items) == (3, 2, 1)
    text = " ".join(page.content.decode().split())
    assert "Disputed items where drug is tizanidine." in text
    assert "fewer than 0.1 a week" in text


def test_the_last_year_lies_within_the_dates_that_the_search_asks_for(own):
    today = timezone.localdate()
    add_indexed(decided_on=today - timedelta(days=100))
    add_indexed(decided_on=today - timedelta(days=10))
    since = (today - timedelta(days=50)).isoformat()
    assert own.get(f"{SAVE}?from={since}").context["estimate"].decided.items == 1
    assert own.get(f"{SAVE}?to=2015").context["estimate"].decided.items == 0


def test_the_average_is_by_weeks_of_seven_days_in_365(own):
    assert estimate_module.Count(73).a_week == pytest.approx(1.4)


def test_of_very_many_items_some_evenly_spread_are_looked_up(own, monkeypatch):
    monkeypatch.setattr(estimate_module, "LOOKED_UP", 5)
    for _ in range(18):
        add_item()
    update_index()
    added = own.get(SAVE).context["estimate"].added
    assert (added.items, added.is_estimate) == (21, True)


def test_a_saved_search_keeps_the_question_and_has_seen_all_that_it_finds(own, index, person):
    saved = save(own, "q=drug%3Atizanidine&sort=oldest&page=3&outcome=overturned", has_feed="on")
    assert (saved.owner, saved.parameters) == (person, "q=drug%3Atizanidine&outcome=overturned")
    assert (saved.alert, saved.has_feed) == ("daily", True)
    assert set(saved.seen) == {index[0].pk, index[1].pk}
    assert not Finding.objects.exists()


def test_two_searches_cannot_have_one_name_and_the_second_form_says_so(own):
    save(own)
    answer = own.post(f"{SAVE}?q=spasm", {"name": " Zanaflex ", "alert": "none"})
    assert answer.status_code == 400
    assert "You have a saved search of this name" in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_the_same_search_saved_again_is_met_with_the_first(own):
    save(own)
    assert "You have saved this very search" in read(own, f"{SAVE}?q=drug:tizanidine&sort=newest")


@pytest.mark.parametrize("data", [{}, {"name": "x", "alert": "hourly"}, {"name": "", "alert": "none"}])
def test_what_cannot_be_saved_is_refused_on_the_page(own, data):
    assert own.post(f"{SAVE}?q=spasm", data).status_code == 400
    assert not SavedSearch.objects.exists()


def test_a_person_has_so_many_and_no_more(own, person):
    now = timezone.now()
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=person, name=f"{n}", opened_at=now) for n in range(MOST_SAVED)
    )
    answer = own.post(f"{SAVE}?q=spasm", {"name": "more", "alert": "none"})
    assert answer.status_code == 400
    assert "Delete one first" in answer.content.decode()


def test_while_search_is_away_nothing_is_saved_and_the_page_says_what_works(own, settings):
    shutil.rmtree(settings.INDEX_DIR)
    for answer in (own.get(f"{SAVE}?q=spasm"), own.post(f"{SAVE}?q=spasm", {"name": "x", "alert": "none"})):
        assert answer.status_code == 503
        assert FOR_VISITORS in answer.content.decode()
        assert "your bookmarks" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_the_page_says_where_mail_goes_or_that_the_address_has_to_be_confirmed_first(own, index, person):
    page = own.get(f"{reverse('bookmarks:save_search')}?q=drug:tizanidine").content.decode()
    assert "To pat@example.org, at most one a day" in page
    person.emailaddress_set.update(verified=False)
    page = own.get(f"{reverse('bookmarks:save_search')}?q=drug:tizanidine").content.decode()
    assert 'before you have confirmed <a href="/accounts/email/">your address</a>' in page
    assert "pat@example.org, at most" not in page


def test_a_portal_without_mail_offers_none(own, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = read(own, f"{SAVE}?q=spasm")
    assert "This portal sends no mail." in page
    assert "Daily" not in page
    assert own.post(f"{SAVE}?q=spasm", {"name": "x", "alert": "daily"}).status_code == 400


def test_the_list_says_how_many_items_are_new_since_it_was_last_run(own):
    saved = save(own, alert="none")
    assert "Nothing new since you last ran it" in read(own, LIST)
    add_indexed()
    assert "1 new since you last ran it" in read(own, LIST)
    answer = own.post(reverse("bookmarks:run_saved_search", args=[saved.pk]))
    assert answer["Location"] == "/?q=drug%3Atizanidine"
    assert "Nothing new since you last ran it" in read(own, LIST)


def test_an_item_that_is_read_anew_so_that_it_matches_is_new(own, index):
    save(own, "q=acupuncture", alert="none")
    read_anew(index[2], "Acupuncture was tried.")
    update_index()
    assert "1 new since you last ran it" in read(own, LIST)


def test_while_search_is_away_the_list_has_the_numbers_that_it_had(own, settings):
    save(own, alert="none")
    add_indexed()
    read(own, LIST)
    shutil.rmtree(settings.INDEX_DIR)
    page = read(own, LIST)
    assert "1 new since you last ran it" in page
    assert "not all of now" in page


def test_its_page_lists_what_was_newly_found_the_latest_first(own):
    saved = save(own, alert="none")
    add_indexed(treatment="Tizanidine 2mg")
    read(own, LIST)
    add_indexed(treatment="Zanaflex 6mg", is_fictional=True)
    page = read(own, saved.get_absolute_url())
    assert page.index("Zanaflex 6mg") < page.index("Tizanidine 2mg")
    assert page.count("Fictional sample") == 1


def test_its_page_leads_to_all_that_was_newly_found(own):
    saved = save(own, alert="none")
    items = [add_item() for _ in range(52)]
    update_index()
    path = saved.get_absolute_url()
    first, second = read(own, path), read(own, f"{path}?page=2")
    assert "Items 1 to 50 of the 52 that it found since you saved it" in first
    assert 'rel="next" href="?page=2"' in first
    assert "Items 51 to 52 of the 52 that it found" in second
    for item in items:
        assert (item.get_absolute_url() in first) != (item.get_absolute_url() in second)


@pytest.mark.parametrize("parameters", ["page=999", "page=x", "mail=1", "mail=%00", "mail=" + "9" * 5000])
def test_whatever_page_or_mail_is_asked_for_what_was_found_is_listed(own, parameters):
    saved = save(own, alert="none")
    item = add_indexed()
    assert item.get_absolute_url() in read(own, f"{saved.get_absolute_url()}?{parameters}")


def test_a_mail_of_another_search_is_none_of_this_one(own):
    save(own, name="Other")
    told = add_indexed()
    send_alerts()
    saved = save(own, name="Later", alert="none")
    page = read(own, f"{saved.get_absolute_url()}?mail={AlertMail.objects.get().pk}")
    assert told.get_absolute_url() not in page


def test_an_item_whose_letter_was_replaced_after_it_was_found_says_so(own):
    saved = save(own, "q=drug:tizanidine&outcome=overturned", alert="none")
    item, other = add_indexed(), add_indexed()
    assert "may not match any more" not in read(own, saved.get_absolute_url())
    replace_letter(item, outcome="upheld")
    page = read(own, saved.get_absolute_url())
    assert page.count("after this search found it: it may not match any more.") == 1
    [told] = [one for one in page.split("<li>") if "it may not match any more" in one]
    assert item.determination.case_number in told
    assert other.determination.case_number in page
    assert "2 new items" in page


def test_name_alert_and_feed_can_be_changed(own):
    saved = save(own)
    own.post(saved.get_absolute_url(), {"name": "Other", "alert": "weekly", "has_feed": "on"})
    saved.refresh_from_db()
    assert (saved.name, saved.alert, saved.has_feed) == ("Other", "weekly", True)
    assert own.post(saved.get_absolute_url(), {"name": "", "alert": "weekly"}).status_code == 400
    own.post(saved.get_absolute_url(), {"name": "Other", "alert": "none"})
    saved.refresh_from_db()
    assert (saved.alert, saved.has_feed) == ("none", False)


def test_a_deleted_search_is_gone_with_what_it_found(own):
    saved = save(own)
    add_indexed()
    read(own, LIST)
    own.post(reverse("bookmarks:delete_saved_search", args=[saved.pk]))
    assert not SavedSearch.objects.exists()
    assert not Finding.objects.exists()


OF_ONE = ("saved_search", "run_saved_search", "new_feed_address", "delete_saved_search")


@pytest.mark.parametrize("name", OF_ONE)
def test_nobody_else_opens_or_changes_it(own, name):
    saved = save(own)
    path = reverse(f"bookmarks:{name}", args=[saved.pk])
    stranger = Client()
    stranger.force_login(get_user_model().objects.create_user("other", "other@example.org", "s3cret-words"))
    for method in ("get", "post"):
        data = {"name": "Mine now", "alert": "none"}
        assert getattr(stranger, method)(path, data).status_code in (404, 405)
    assert Client().get(path)["Location"].startswith("/accounts/login/")
    assert "You are signed out" in Client().post(path, data).content.decode()
    assert SavedSearch.objects.filter(name="Zanaflex", alert="daily", feed_number=1).exists()
    assert "Zanaflex" not in read(stranger, LIST)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999999"])
def test_a_number_of_none_is_not_found(own, pk):
    assert own.get(f"{LIST}{pk}/").status_code == 404


def test_only_a_form_changes_something_and_only_with_its_token(own, person):
    saved = save(own)
    for name in OF_ONE[1:]:
        assert own.get(reverse(f"bookmarks:{name}", args=[saved.pk])).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    for name in OF_ONE:
        assert strict.post(reverse(f"bookmarks:{name}", args=[saved.pk]), {}).status_code == 403


@pytest.mark.parametrize("parameter", ["q", "from", "outcome", "page"])
def test_whatever_is_asked_is_answered_and_can_be_saved(own, parameter):
    for nonsense in (*NUMBERS, *DATES, *QUERIES, *INJECTIONS, *STRANGE):
        path = f"{SAVE}?{urlencode({parameter: nonsense.encode('utf-8', 'surrogatepass')})}"
        page = own.get(path)
        assert page.status_code == 200, nonsense
        assert "<svg/onload" not in page.content.decode()
        SavedSearch.objects.all().delete()
        assert own.post(path, {"name": "x", "alert": "daily"}).status_code == 302, nonsense
        assert own.get(SavedSearch.objects.get().get_absolute_url()).status_code == 200, nonsense


def test_whatever_a_search_is_called_it_is_shown_as_text_or_refused(own):
    for name in (*INJECTIONS, "\x00", "\x1b[31m", "\u202eabc", "x" * 101, " ", "\n"):
        answer = own.post(f"{SAVE}?q=spasm", {"name": name, "alert": "none"})
        assert answer.status_code in (302, 400), name
    page = own.get(LIST)
    assert page.status_code == 200
    assert "<svg/onload" not in page.content.decode()


def page_of(own, saved) -> str:
    return " ".join(own.get(saved.get_absolute_url()).content.decode().split())


def test_before_an_alert_is_turned_on_later_its_page_says_how_much_it_would_have_told(own, index):
    saved = save(own, alert="none")
    page = page_of(own, saved)
    assert "What it would have found" in page
    assert "<dd>2 items</dd>" in page
    own.post(saved.get_absolute_url(), {"name": "Zanaflex", "alert": "daily"})
    assert "What it would have found" not in page_of(own, saved)


def test_while_search_is_away_the_page_says_that_it_cannot_tell_how_much(own, index, settings):
    saved = save(own, alert="none")
    shutil.rmtree(settings.INDEX_DIR)
    page = page_of(own, saved)
    assert "Search does not answer just now, so this cannot be said." in page
    assert 'class="estimate"' not in page


def test_what_is_newly_found_can_be_bookmarked_where_it_is_listed(own, index):
    saved = save(own, alert="none")
    item = add_indexed()
    assert "Bookmark item" in page_of(own, saved)
    own.post(reverse("bookmarks:add", args=[item.determination_id]), {"what": item.anchor})
    assert "Remove bookmark" in page_of(own, saved)
