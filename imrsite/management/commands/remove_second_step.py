"""Let a person in again who lost phone, passkeys and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Remove authenticator app, passkeys and recovery codes of the account with ADDRESS: the password "
        "alone signs in again. Make sure first that it is the account's owner who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        people = filter_users_by_email(address)
        if len(people) != 1:
            found = "No account has" if not people else f"{len(people)} accounts have"
            raise CommandError(f"{found} the address {address}.")
        removed, _ = Authenticator.objects.filter(user=people[0]).delete()
        self.stdout.write(f"Removed {removed} second steps. The password alone signs in now.")
