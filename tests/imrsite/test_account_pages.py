"""The pages of an account and of errors, in the portal's frame and words."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
FRAME = "not binding precedent"
PASSWORD = "a long enough phrase 7"


@pytest.fixture
def person(django_user_model):
    person = django_user_model.objects.create_user("pat", "pat@example.com", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return person


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL).group(1).strip()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("account_login", "Sign in"),
        ("account_signup", "Sign up"),
        ("account_reset_password", "Forgot your password?"),
        ("account_reset_password_done", "Check your mail"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_email_verification_sent", "Check your mail"),
        ("account_inactive", "This account is not active"),
    ],
)
def test_account_pages_for_a_visitor_stand_in_the_portals_frame(client, name, title):
    response = client.get(reverse(name))
    assert heading(response) == title
    assert FRAME in response.content.decode()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("account_logout", "Sign out?"),
        ("account_change_password", "Change your password"),
        ("account_home", "Your account"),
        ("account_email", "E-mail addresses"),
        ("mfa_index", "Two-step sign-in"),
        ("mfa_list_webauthn", "Passkeys"),
        ("usersessions_list", "Sessions"),
        ("account_reauthenticate", "Confirm that it is you"),
    ],
)
def test_account_pages_for_a_signed_in_person_stand_in_the_portals_frame(client, person, name, title):
    client.force_login(person)
    response = client.get(reverse(name))
    assert heading(response) == title
    assert FRAME in response.content.decode()


def test_a_person_without_a_password_is_asked_to_set_one(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert heading(client.get(reverse("account_set_password"))) == "Set a password"


def test_a_forgotten_password_is_reset_by_the_link_in_the_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    assert heading(form) == "Choose a new password"
    address = form.request["PATH_INFO"]
    client.post(address, {"password1": "another long phrase 8", "password2": "another long phrase 8"})
    person.refresh_from_db()
    assert person.check_password("another long phrase 8")
    assert heading(Client().get(link)) == "This link no longer works"


@pytest.fixture
def _no_mail_server(settings):
    settings.EMAIL_BACKEND = settings.NO_MAIL


def test_signing_in_offers_a_new_password_where_the_portal_sends_mail(client):
    html = client.get(reverse("account_login")).content.decode()
    assert html.count("Forgot your password?") == 1
    assert f'href="{reverse("account_reset_password")}"' in html


@pytest.mark.usefixtures("_no_mail_server")
def test_a_portal_without_a_mail_server_promises_no_mail(client, person):
    assert "Forgot your password?" not in client.get(reverse("account_login")).content.decode()
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "This portal sends no mail" in page
    assert "administrator" in page
    assert 'name="email"' not in page
    posted = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    assert heading(posted) == "No mail was sent"
    assert mail.outbox == []


@pytest.mark.usefixtures("_no_mail_server")
def test_an_address_is_added_without_a_mail_server_and_no_confirmation_is_promised(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    added = {"action_add": "", "email": "second@example.com"}
    html = client.post(reverse("account_email"), added, follow=True).content.decode()
    assert "second@example.com" in html
    assert "on its way" not in html
    assert "Send confirmation" not in html


def test_a_broken_confirmation_link_leads_to_a_new_one(client):
    response = client.get(reverse("account_confirm_email", args=["nosuchkey"]))
    assert heading(response) == "Confirm your address"
    assert reverse("account_email") in response.content.decode()


def test_a_refused_field_says_why_beside_itself(client):
    response = client.post(reverse("account_signup"), {"email": "nobody", "password1": "x", "password2": "x"})
    html = response.content.decode()
    assert 'id="id_email_error"' in html
    assert re.search(r'<input[^>]*aria-describedby="[^"]*id_email_error', html)


def test_a_form_sent_from_elsewhere_is_refused_in_plain_words(person):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": person.email})
    assert response.status_code == 403
    assert heading(response) == "This form has expired"


@pytest.mark.parametrize("template", ["400.html", "405.html", "500.html"])
def test_pages_of_last_resort_need_nothing_from_the_request(template):
    html = render_to_string(template)
    assert FRAME in html
    assert "<script" not in html


@pytest.mark.parametrize(("template", "words"), [("403.html", "may not open"), ("404.html", "no such page")])
def test_refused_and_missing_pages_lead_back_to_the_search(rf, template, words):
    html = render_to_string(template, {"user": None}, request=None)
    assert words in html
    assert f'href="{reverse("search:results")}"' in html
