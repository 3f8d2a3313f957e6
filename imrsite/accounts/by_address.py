"""Accounts as commands name them: by a mail address."""

from allauth.account.internal.userkit import filter_users_by_email
from django.contrib.auth.models import User
from django.core.management.base import CommandError


def account_of(address: str) -> User:
    """The one account with a mail address. Raises ``CommandError`` where there is none, or are several."""
    people: list[User] = filter_users_by_email(address)
    if len(people) != 1:
        found = "No account has" if not people else f"{len(people)} accounts have"
        raise CommandError(f"{found} the address {address}.")
    return people[0]
