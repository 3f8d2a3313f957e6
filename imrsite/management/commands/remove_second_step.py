"""Let a person in again who lost phone, passkeys and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand

from imrsite.accounts.by_address import account_of


class Command(BaseCommand):
    help = (
        "Remove authenticator app, passkeys and recovery codes of the account with ADDRESS: the password "
        "alone signs in again. Make sure first that it is the account's owner who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        removed, _ = Authenticator.objects.filter(user=account_of(address)).delete()
        self.stdout.write(f"Removed {removed} second steps. The password alone signs in now.")
