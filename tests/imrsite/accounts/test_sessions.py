"""The browsers that a person is signed in with: seen, and ended one by one or all."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imrsite.accounts.browsers import browser_name
from tests.imrsite.accounts.people import FIREFOX, PASSWORD, make_person, signed_in, words
from tests.imrsite.accounts.test_mail import link_in

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
OTHER_WORDS = {"password1": "another long phrase 8", "password2": "another long phrase 8"}


def is_in(client: Client) -> bool:
    return client.get(reverse("account_home")).status_code == 200


def sessions_page(client: Client):
    return client.get(reverse("usersessions_list"))


def test_each_session_is_listed_with_browser_and_address_this_one_first(person):
    signed_in(person, user_agent=PHONE)
    page = words(sessions_page(signed_in(person, user_agent=FIREFOX)))
    assert page.index("Firefox on Linux this browser") < page.index("Safari on iPhone")
    assert page.count("Address 127.0.0.1") == 2
    assert "last used now" in page


def test_one_session_is_ended_and_the_others_go_on(person):
    here, phone, third = signed_in(person), signed_in(person, user_agent=PHONE), signed_in(person)
    pk = UserSession.objects.get(user_agent=PHONE).pk
    answer = here.post(reverse("usersessions_end", args=[pk]), follow=True)
    assert "Safari on iPhone is signed out." in words(answer)
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, True)


def test_all_other_sessions_are_ended_at_once(person):
    here, phone, third = signed_in(person), signed_in(person, user_agent=PHONE), signed_in(person)
    answer = here.post(reverse("usersessions_list"), follow=True)
    assert "Every other browser is signed out." in words(answer)
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, False)
    assert UserSession.objects.count() == 1


def test_ending_the_present_session_signs_out(person):
    here = signed_in(person)
    here.post(reverse("usersessions_end", args=[UserSession.objects.get().pk]))
    assert not is_in(here)


def test_of_another_person_no_session_is_listed_or_ended(person):
    other = make_person("other")
    theirs = signed_in(other, user_agent=PHONE)
    here = signed_in(person)
    assert "iPhone" not in words(sessions_page(here))
    pk = UserSession.objects.get(user=other).pk
    assert here.post(reverse("usersessions_end", args=[pk])).status_code == 404
    here.post(reverse("usersessions_list"))
    assert is_in(theirs)


@pytest.mark.parametrize("pk", ["0", "9" * 40])
def test_a_session_that_is_none_is_not_found(person, pk):
    assert signed_in(person).post(f"/accounts/sessions/{pk}/end/").status_code == 404


def test_a_link_ends_no_session(person):
    here = signed_in(person)
    assert here.get(reverse("usersessions_end", args=[UserSession.objects.get().pk])).status_code == 405
    assert is_in(here)


def test_a_changed_password_ends_the_other_sessions(person):
    here, phone = signed_in(person), signed_in(person)
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **OTHER_WORDS})
    assert (is_in(here), is_in(phone)) == (True, False)
    assert words(sessions_page(here)).count("Address 127.0.0.1") == 1


def test_a_password_set_anew_by_mail_ends_every_session(person):
    phone = signed_in(person)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    form = client.get(link_in(mail.outbox[0]), follow=True)
    client.post(form.request["PATH_INFO"], OTHER_WORDS)
    assert not is_in(phone)


def test_last_used_is_noted_every_five_minutes_and_not_at_each_request(person):
    here = signed_in(person)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=4))
    before = UserSession.objects.get().last_seen_at
    here.get(reverse("account_home"))
    assert UserSession.objects.get().last_seen_at == before
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=6))
    here.get(reverse("account_home"))
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)


def test_a_new_address_is_noted_at_once(person):
    here = signed_in(person)
    here.get(reverse("account_home"), REMOTE_ADDR="203.0.113.9")
    assert UserSession.objects.get().ip == "203.0.113.9"


def test_a_page_opens_though_the_note_cannot_be_written(person, monkeypatch):
    here = signed_in(person)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=6))

    def locked(request):
        raise OperationalError("database is locked")

    monkeypatch.setattr(UserSession.objects, "create_from_request", locked)
    assert is_in(here)


def test_a_visitor_leaves_no_session(client):
    answer = client.get(reverse("search:help"))
    assert "sessionid" not in answer.cookies
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Mac"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Safari/537", "Chrome on Android"),
        ("curl/8.5.0", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)
def test_a_browser_is_named_by_what_it_says_of_itself(said, name):
    assert browser_name(said) == name


def test_what_a_browser_says_of_itself_is_escaped(person):
    page = sessions_page(signed_in(person, user_agent='"><script>x</script>')).content.decode()
    assert "<script>x" not in page


def test_signing_out_takes_the_session_from_the_list(person):
    here, phone = signed_in(person), signed_in(person, user_agent=PHONE)
    phone.post(reverse("account_logout"))
    assert "iPhone" not in words(sessions_page(here))
