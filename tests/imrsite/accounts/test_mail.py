"""Accounts of a portal that sends mail: addresses are confirmed, and changes are told."""

import json
import re
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.imrsite.accounts.people import (
    FIREFOX,
    PASSWORD,
    add_app,
    confirm,
    heading,
    is_signed_in,
    make_person,
    sign_in,
    signed_in,
    words,
)
from tests.imrsite.serving import ROOT, environment, free_port

pytestmark = pytest.mark.django_db
DERIVED = ("ACCOUNT_EMAIL_VERIFICATION", "ACCOUNT_EMAIL_NOTIFICATIONS", "MFA_ALLOW_UNVERIFIED_EMAIL")


@pytest.mark.parametrize(
    ("email_url", "values"),
    [("", ["none", False, True]), ("submission://u:p@mail.example.org:587", ["mandatory", True, False])],
)
def test_confirming_addresses_and_notices_go_by_the_mail_server(tmp_path, email_url, values):
    program = (
        "import json; from imrsite import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {DERIVED}]))"
    )
    variables = environment(tmp_path, **({"EMAIL_URL": email_url} if email_url else {}))
    out = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, env=variables, text=True)
    assert json.loads(out) == values


def sign_up(client: Client, address: str = "new@example.com"):
    form = {"email": address, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(reverse("account_signup"), form, follow=True)


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


@pytest.mark.usefixtures("mail_server")
def test_a_new_account_is_in_once_its_address_is_confirmed(client):
    answer = sign_up(client)
    assert heading(answer) == "Check your mail"
    assert not is_signed_in(answer)
    assert mail.outbox[0].subject == "IMR Precedent: confirm your address"
    page = client.get(link_in(mail.outbox[0]))
    assert "Is new@example.com your address?" in words(page)
    done = client.post(link_in(mail.outbox[0]), follow=True)
    assert is_signed_in(done)
    assert EmailAddress.objects.get(email="new@example.com").verified


@pytest.mark.usefixtures("mail_server")
def test_another_browser_that_opens_the_link_is_not_signed_in(client):
    sign_up(client)
    other = Client()
    done = other.post(link_in(mail.outbox[0]), follow=True)
    assert heading(done) == "Sign in"
    assert not is_signed_in(done)


@pytest.mark.usefixtures("mail_server")
def test_an_account_from_before_there_was_mail_confirms_its_address_at_the_next_sign_in(client):
    old = make_person("old", verified=False)
    assert heading(sign_in(client, old)) == "Check your mail"
    assert is_signed_in(client.post(link_in(mail.outbox[0]), follow=True))
    assert is_signed_in(sign_in(Client(), old))


@pytest.mark.usefixtures("mail_server")
def test_an_account_without_a_row_for_its_address_is_asked_for_it_too(client, django_user_model):
    made = django_user_model.objects.create_superuser("root", "root@example.com", PASSWORD)
    assert heading(sign_in(client, made)) == "Check your mail"
    assert is_signed_in(client.post(link_in(mail.outbox[0]), follow=True))


@pytest.mark.usefixtures("mail_server")
def test_an_administrator_confirms_an_address_that_mail_does_not_reach(client, capsys):
    old = make_person("old", verified=False)
    call_command("confirm_address", "old@example.com")
    assert is_signed_in(sign_in(client, old))
    with pytest.raises(CommandError, match="No account has the address"):
        call_command("confirm_address", "nobody@example.com")


@pytest.mark.usefixtures("mail_server")
def test_signing_up_with_an_address_that_has_an_account_looks_the_same_and_tells_its_owner(client, person):
    answer = sign_up(client, person.email)
    assert heading(answer) == "Check your mail"
    (message,) = mail.outbox
    assert message.to == [person.email]
    assert message.subject == "IMR Precedent: you have an account already"
    assert "confirm-email" not in message.body


def test_asking_for_a_new_password_looks_the_same_for_an_unknown_address(client, person):
    ask = {"email": "stranger@example.com"}
    known = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), ask, follow=True)
    assert words(known) == words(unknown)
    assert [message.to for message in mail.outbox] == [[person.email], ["stranger@example.com"]]
    assert mail.outbox[1].subject == "IMR Precedent: no account with this address"


NOT_SENT_AGAIN = "No other is sent if one was sent to you shortly before, or many within the hour"


@pytest.mark.usefixtures("mail_server")
def test_whoever_asks_again_is_promised_no_message_that_is_not_sent(client, person):
    old = make_person("old", verified=False)
    for _ in range(2):
        answer = sign_in(client, old)
        assert heading(answer) == "Check your mail"
        assert NOT_SENT_AGAIN in words(answer)
        assert "on its way" not in words(answer)
    assert len(mail.outbox) == 1
    for address in (person.email, "stranger@example.com"):
        answer = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
        assert NOT_SENT_AGAIN in words(answer)
        assert "on its way" not in words(answer)


@pytest.mark.usefixtures("no_mail_server")
def test_without_a_mail_server_a_new_account_is_in_at_once(client):
    answer = sign_up(client)
    assert is_signed_in(answer)
    assert "on its way" not in words(answer)


@pytest.mark.usefixtures("mail_server")
def test_a_changed_password_is_told_with_browser_and_address(person):
    client = signed_in(person, user_agent=FIREFOX)
    form = {
        "oldpassword": PASSWORD,
        "password1": "another long phrase 8",
        "password2": "another long phrase 8",
    }
    client.post(reverse("account_change_password"), form)
    (message,) = mail.outbox
    assert message.subject == "IMR Precedent: your password was changed"
    assert "From: 127.0.0.1, Firefox on Linux" in message.body
    assert "http://testserver/accounts/password/reset/" in message.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_empty_cache", "mail_server")
def test_each_change_of_the_second_step_is_told(person):
    client = signed_in(person)
    add_app(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert [message.subject for message in mail.outbox] == [
        "IMR Precedent: an authenticator app was added",
        "IMR Precedent: new recovery codes",
        "IMR Precedent: the authenticator app was turned off",
    ]


@pytest.mark.usefixtures("mail_server")
def test_the_primary_address_is_changed_to_one_that_was_confirmed(person):
    client = signed_in(person)
    confirm(client)
    client.post(reverse("account_email"), {"action_add": "", "email": "second@example.com"})
    client.post(reverse("account_email"), {"action_primary": "", "email": "second@example.com"})
    assert EmailAddress.objects.get_primary(person).email == person.email
    client.post(link_in(mail.outbox[0]))
    client.post(reverse("account_email"), {"action_primary": "", "email": "second@example.com"})
    person.refresh_from_db()
    assert person.email == "second@example.com"
    assert mail.outbox[-1].subject == "IMR Precedent: your address was changed"
    assert mail.outbox[-1].to == ["pat@example.com"]


@pytest.mark.usefixtures("mail_server")
def test_a_second_step_waits_for_a_confirmed_address(client):
    old = make_person("old", verified=False)
    client.force_login(old)
    answer = client.get(reverse("mfa_activate_totp"), follow=True)
    assert heading(answer) == "Two-step sign-in"
    assert "Confirm every address of your account first" in words(answer)


def test_no_mail_promises_what_a_template_forgot(person):
    """Every message that allauth may send has a text of the portal's own."""
    for folder in ("account", "mfa"):
        own = ROOT / "templates" / folder / "email"
        bundled = ROOT / ".venv/lib/python3.11/site-packages/allauth/templates" / folder / "email"
        unused = {"login_code", "password_reset_code"}
        theirs = {path.name for path in bundled.glob("*.txt")}
        missing = {
            name
            for name in theirs - {path.name for path in own.glob("*.txt")}
            if not name.startswith(tuple(unused))
        }
        assert missing == set()


@pytest.fixture
def _silent_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.mark.usefixtures("mail_server", "_silent_mail_server")
def test_while_the_mail_server_is_away_a_page_says_so_to_who_waits_for_a_message(client, person, caplog):
    signing_up = sign_up(client)
    known = Client().post(reverse("account_reset_password"), {"email": person.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "stranger@example.com"})
    assert [one.status_code for one in (signing_up, known, unknown)] == [503] * 3
    assert heading(signing_up) == "The message could not be sent"
    assert words(known) == words(unknown)
    assert person.email not in caplog.text


@pytest.mark.usefixtures("mail_server", "_silent_mail_server")
def test_a_change_is_made_though_its_notice_cannot_be_sent(person, caplog):
    form = {"oldpassword": PASSWORD, "password1": "another phrase 8", "password2": "another phrase 8"}
    assert signed_in(person).post(reverse("account_change_password"), form).status_code == 302
    person.refresh_from_db()
    assert person.check_password("another phrase 8")
    assert "account/email/password_changed" in caplog.text
