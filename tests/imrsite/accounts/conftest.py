"""A person, and a portal with and without mail."""

import pytest
from django.core.cache import cache

from tests.imrsite.accounts.people import make_person


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """These tests check a hundred passwords, and not how slowly that goes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def _empty_cache():
    """For tests whose transactions are not rolled back: the cache's table is no model's, and not flushed."""
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return make_person()


@pytest.fixture
def mail_server(settings):
    """What the settings derive from EMAIL_URL; ``test_mail_settings.py`` holds it against them."""
    settings.SENDS_MAIL = settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = False


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = settings.NO_MAIL
