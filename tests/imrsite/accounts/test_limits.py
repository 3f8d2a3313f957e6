"""How often what may be tried, by whom, and how all workers know of it."""

import http.client
import re
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from allauth.core.internal import ratelimit
from django.core import mail
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from imrsite import checks
from imrsite.accounts.adapters import UNKNOWN_CLIENT
from tests.imrsite.accounts.people import heading, is_signed_in, sign_in, signed_in, words
from tests.imrsite.serving import serving

pytestmark = pytest.mark.django_db
STRICT_POLICY = "default-src 'none'"


def test_wrong_passwords_of_one_account_are_limited_even_for_the_right_one(person):
    for number in range(5):
        answer = sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), person, password="wrong")
        assert "do not fit together" in words(answer)
    refused = sign_in(Client(REMOTE_ADDR="203.0.113.77"), person)
    assert not is_signed_in(refused)
    assert "Too many wrong tries. Wait five minutes" in words(refused)


def test_wrong_passwords_of_some_do_not_shut_out_their_office(person):
    """All of it may come from one address."""
    for number in range(8):
        for _ in range(5):
            answer = Client().post(reverse("account_login"), wrong_password(f"colleague{number}@example.com"))
            assert "do not fit together" in words(answer)
    for _ in range(10):  # somebody does not wait
        answer = Client().post(reverse("account_login"), wrong_password("colleague0@example.com"))
        assert "Too many wrong tries" in words(answer)
    assert is_signed_in(sign_in(Client(), person))


def test_wrong_passwords_of_one_address_are_limited_whomever_they_are_for_and_five_minutes_later_taken(
    person, monkeypatch
):
    now = time.time()
    for number in range(100):
        monkeypatch.setattr(ratelimit.time, "time", lambda at=now + 1.5 * number: at)
        answer = Client().post(reverse("account_login"), wrong_password(f"{number}@example.com"))
        assert "do not fit together" in words(answer)
    refused = sign_in(Client(), person)
    assert not is_signed_in(refused)
    assert "Too many wrong tries. Wait five minutes" in words(refused)
    assert is_signed_in(sign_in(Client(REMOTE_ADDR="203.0.113.9"), person))
    monkeypatch.setattr(ratelimit.time, "time", lambda: now + 150 + 300)
    assert is_signed_in(sign_in(Client(), person))


def wrong_password(address: str) -> dict[str, str]:
    return {"login": address, "password": "wrong"}


def test_many_tries_from_one_address_get_the_page_that_says_so(client):
    answers = [client.post(reverse("account_login"), {"login": f"{n}@example.com"}) for n in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    limited = answers[-1]
    assert limited.status_code == 429
    assert heading(limited) == "Too many tries in a short time"
    assert limited["Retry-After"] == "60"
    assert STRICT_POLICY in limited["Content-Security-Policy"]
    assert client.get(reverse("account_login")).status_code == 200
    other = Client(REMOTE_ADDR="203.0.113.9").post(reverse("account_login"), {"login": "x@example.com"})
    assert other.status_code == 200


def test_signing_up_is_limited(client):
    for _ in range(20):
        client.post(reverse("account_signup"), {"email": "x"})
    assert client.post(reverse("account_signup"), {"email": "x"}).status_code == 429


def test_confirming_by_password_is_limited(person):
    client = signed_in(person)
    answers = [client.post(reverse("account_reauthenticate"), {"password": "wrong"}) for _ in range(12)]
    assert answers[-1].status_code == 429


def test_passkeys_are_limited(client):
    answers = [client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [302] * 60 + [429]


def test_strangers_have_few_messages_sent_to_an_address(person):
    """Whatever address they come from: three within ten minutes by the form, six in an hour in all."""
    for number in range(5):
        visitor = Client(REMOTE_ADDR=f"203.0.113.{number}")
        answer = visitor.post(reverse("account_reset_password"), {"email": person.email})
    assert answer.status_code == 429
    assert len(mail.outbox) == 3


def test_signing_up_again_and_again_fills_nobodys_mailbox(person, mail_server, settings):
    settings.ACCOUNT_EMAIL_CONFIRMATION_COOLDOWN = 0
    form = {"email": person.email, "password1": "some long phrase 9", "password2": "some long phrase 9"}
    for _ in range(9):
        Client().post(reverse("account_signup"), form)
    assert len(mail.outbox) == 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_cache")
def test_of_many_that_take_a_name_at_once_one_wins():
    """What limits and used codes lean on: the shared cache's ``add``."""
    won = []
    barrier = threading.Barrier(8)

    def take():
        barrier.wait()
        for _ in range(500):
            # The tests' database in memory refuses whoever comes while another writes.
            with suppress(OperationalError):
                won.append(cache.add("name", "y", 30))
                break
            time.sleep(0.01)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_the_workers_of_a_server_count_together(tmp_path):
    with serving(tmp_path, IMR_SERVER_WORKERS="2") as server:
        cookie, token = form_token(server.port)
        statuses = [post_login(server.port, cookie, token) for _ in range(61)]
    assert statuses == [200] * 60 + [429]


def form_token(port: int) -> tuple[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/accounts/login/")
    answer = connection.getresponse()
    cookie = re.search(r"csrftoken=\w+", answer.headers["Set-Cookie"]).group(0)
    return cookie, re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode()).group(1)


def post_login(port: int, cookie: str, token: str) -> int:
    """A connection for each: whichever worker is free answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/accounts/login/", urlencode({"csrfmiddlewaretoken": token}), headers)
    return connection.getresponse().status


def address_seen(person, settings, proxies: int, **meta: str) -> str:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    client = signed_in(person)
    page = words(client.get(reverse("account_home")))
    assert "Signed in with" in page
    page = words(client.get(reverse("usersessions_list"), **meta))
    return re.search(r"Address (\S+) ", page).group(1)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (2, "198.51.100.7", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_trusted_proxies_wrote_is_the_clients_address(person, settings, proxies, forwarded, seen):
    assert address_seen(person, settings, proxies, HTTP_X_FORWARDED_FOR=forwarded) == seen


def test_a_client_without_any_address_is_no_error(person, settings):
    assert address_seen(person, settings, 0, REMOTE_ADDR="") == UNKNOWN_CLIENT


@pytest.mark.parametrize(
    ("https", "proxies", "found"),
    [
        (False, None, []),
        (True, 1, []),
        (True, 0, []),
        (True, None, ["imr.W001"]),
        (True, -1, ["imr.E007"]),
        (False, -1, ["imr.E007"]),
    ],
)
def test_the_number_of_proxies_is_checked(settings, https, proxies, found):
    settings.HTTPS, settings.TRUSTED_PROXIES = https, proxies
    assert [problem.id for problem in checks.trusted_proxies_are_counted()] == found
