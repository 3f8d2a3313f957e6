"""Confirm a person's address by hand, such as one that the portal's mail does not reach."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError

from imrsite.accounts.by_address import account_of


class Command(BaseCommand):
    help = "Confirm ADDRESS for its account, as its owner would by the link in the portal's mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        person = account_of(address)
        sync_user_email_address(person)
        own = EmailAddress.objects.get(user=person, email__iexact=address)
        if not own.set_verified():
            raise CommandError(f"Another account has confirmed {address} already.")
        self.stdout.write(f"{own.email} is confirmed.")
