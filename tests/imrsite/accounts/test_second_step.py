"""The second step: an authenticator app, recovery codes, and what is kept of them."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.imrsite.accounts.people import (
    PASSWORD,
    add_app,
    app_code,
    confirm,
    heading,
    is_signed_in,
    next_code,
    recovery_codes,
    shown_secret,
    sign_in,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


def enter(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code}, follow=True)


def test_an_app_is_added_after_the_password_was_entered_once_more(person):
    client = signed_in(person)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert heading(asked) == "Confirm that it is you"
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = shown_secret(page)
    answer = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)}, follow=True)
    assert heading(answer) == "Recovery codes"
    assert len(re.findall(r"<li><code>\d{8}</code>", answer.content.decode())) == 10


def test_the_picture_for_the_app_is_in_the_page_and_needs_no_exception_from_the_policy(person):
    client = signed_in(person)
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    html = page.content.decode()
    svg = re.search(r"<svg.*?</svg>", html, re.DOTALL).group(0)
    assert "<path" in svg
    assert "style" not in svg
    assert "data:" not in html
    assert "no-store" in page["Cache-Control"]


def test_a_wrong_first_code_keeps_the_picture_and_adds_no_app(person):
    client = signed_in(person)
    confirm(client)
    secret = shown_secret(client.get(reverse("mfa_activate_totp")))
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "This code is not right" in words(wrong)
    assert shown_secret(wrong) == secret
    assert not Authenticator.objects.exists()


def test_signing_in_takes_the_password_and_then_the_code(person):
    secret = add_app(signed_in(person))
    client = Client()
    asked = sign_in(client, person)
    assert heading(asked) == "Second step"
    assert not is_signed_in(asked)
    assert is_signed_in(enter(client, next_code(secret)))


def test_the_password_alone_opens_nothing(person):
    add_app(signed_in(person))
    client = Client()
    sign_in(client, person)
    assert client.get(reverse("bookmarks:list")).status_code == 302
    assert client.get(reverse("account_home")).status_code == 302


def test_a_code_signs_in_once_for_as_long_as_it_would_be_right(person, monkeypatch):
    secret = add_app(signed_in(person))
    now = time.time()
    code = app_code(secret, now + 30)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, person)
    assert is_signed_in(enter(first, code))
    monkeypatch.setattr(time, "time", lambda: now + 31)
    refused = enter(second, code)
    assert not is_signed_in(refused)
    assert "was used already" in words(refused)


def test_the_code_that_turned_the_app_on_does_not_sign_in_as_well(person):
    client = signed_in(person)
    confirm(client)
    secret = shown_secret(client.get(reverse("mfa_activate_totp")))
    code = app_code(secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    other = Client()
    sign_in(other, person)
    refused = enter(other, code)
    assert not is_signed_in(refused)
    assert "was used already" in words(refused)
    assert is_signed_in(enter(other, next_code(secret)))


def test_a_clock_that_is_half_a_minute_off_is_forgiven_and_more_is_not(person):
    secret = add_app(signed_in(person))
    client = Client()
    sign_in(client, person)
    assert not is_signed_in(enter(client, app_code(secret, time.time() - 120)))
    assert is_signed_in(enter(client, app_code(secret, time.time() - 30)))


def test_a_recovery_code_signs_in_once(person):
    client = signed_in(person)
    add_app(client)
    code = recovery_codes(client)[3]
    first, second = Client(), Client()
    sign_in(first, person)
    assert is_signed_in(enter(first, code))
    sign_in(second, person)
    assert not is_signed_in(enter(second, code))
    assert "9 of 10 left" in words(client.get(reverse("mfa_index")))


def test_new_recovery_codes_replace_the_earlier_ones(person):
    client = signed_in(person)
    add_app(client)
    earlier = recovery_codes(client)
    page = client.get(reverse("mfa_generate_recovery_codes"))
    assert "The 10 that are left of the present ones stop working" in words(page)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(earlier) & set(recovery_codes(client))


def test_wrong_codes_are_limited(person):
    secret = add_app(signed_in(person))
    client = Client()
    sign_in(client, person)
    for _ in range(5):
        assert "This code is not right" in words(enter(client, "123"))
    refused = enter(client, app_code(secret))
    assert not is_signed_in(refused)
    assert "Too many wrong tries" in words(refused)


@pytest.mark.parametrize("code", ["", "\x00", "9" * 5000, "①②③④⑤⑥", "'; --", "12 34 56 78 90 12"])
def test_nonsense_for_a_code_is_refused_in_words(person, code):
    add_app(signed_in(person))
    client = Client()
    sign_in(client, person)
    answer = enter(client, code)
    assert answer.status_code == 200
    assert not is_signed_in(answer)


def test_turning_the_app_off_asks_who_is_there_and_takes_the_recovery_codes_along(person):
    client = signed_in(person)
    add_app(client)
    other = Client()
    sign_in(other, person)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert is_signed_in(sign_in(Client(), person))


def test_a_change_may_be_confirmed_by_the_app_instead_of_the_password(person):
    client = signed_in(person)
    secret = add_app(client)
    fresh = Client()
    sign_in(fresh, person)
    enter(fresh, app_code(secret, time.time() - 30))
    asked = fresh.get(reverse("mfa_view_recovery_codes"), follow=True)
    assert "Enter a code of your authenticator app, or a recovery code" in words(asked)
    form = {"code": app_code(secret, time.time() + 30), "next": reverse("mfa_view_recovery_codes")}
    answer = fresh.post(reverse("mfa_reauthenticate"), form, follow=True)
    assert heading(answer) == "Recovery codes"


def test_secrets_are_not_readable_in_the_database(person):
    client = signed_in(person)
    secret = add_app(client)
    codes = recovery_codes(client)
    stored = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert "gAAAA" in stored


def test_an_earlier_secret_key_still_reads_the_secrets(person, settings):
    secret = add_app(signed_in(person))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    client = Client()
    sign_in(client, person)
    assert is_signed_in(enter(client, next_code(secret)))


def test_with_another_secret_key_no_code_fits_and_the_log_says_what_to_do(person, settings, caplog):
    secret = add_app(signed_in(person))
    settings.SECRET_KEY = "another one"
    client = Client()
    sign_in(client, person)
    for code in (app_code(secret), app_code("A" * 32), app_code("")):
        assert not is_signed_in(enter(client, code))
    assert "IMR_SECRET_KEY" in caplog.text
    assert secret not in caplog.text


def test_an_administrator_removes_the_second_step_of_who_lost_it(person):
    add_app(signed_in(person))
    call_command("remove_second_step", person.email)
    assert is_signed_in(sign_in(Client(), person))
    with pytest.raises(CommandError, match="No account has the address"):
        call_command("remove_second_step", "nobody@example.com")


def test_of_another_person_no_passkey_is_renamed_or_removed(person, django_user_model):
    other = django_user_model.objects.create_user("other", "other@example.com", PASSWORD)
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Theirs", "credential": {}})
    client = signed_in(person)
    confirm(client)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_passkey_that_no_database_holds_is_not_found(person, name):
    client = signed_in(person)
    confirm(client)
    assert client.get(reverse(name, args=["9" * 40])).status_code == 404
