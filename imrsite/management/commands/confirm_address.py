"""Confirm a person's address by hand, such as one that the portal's mail does not reach."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Confirm ADDRESS for its account, as its owner would by the link in the portal's mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        people = filter_users_by_email(address)
        if len(people) != 1:
            found = "No account has" if not people else f"{len(people)} accounts have"
            raise CommandError(f"{found} the address {address}.")
        sync_user_email_address(people[0])
        own = EmailAddress.objects.get(user=people[0], email__iexact=address)
        if not own.set_verified():
            raise CommandError(f"Another account has confirmed {address} already.")
        self.stdout.write(f"{own.email} is confirmed.")
