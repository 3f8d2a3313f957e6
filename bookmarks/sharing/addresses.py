"""Which account a mail address belongs to, and the shares that are made for it.

Anybody can sign up under any address, so only an address that its owner confirmed by mail counts. A portal
that sends no mail can confirm none: there whoever signed up under an address counts as its owner.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from bookmarks.mail_addresses import portal_sends_mail
from bookmarks.models import FolderShare


def shares_of(user: User) -> QuerySet[FolderShare]:
    """The shares by which the account may open folders now.

    A share is for whoever has its address: one that the account has given up opens nothing for it any more,
    also where the row still names the account.
    """
    rows = EmailAddress.objects.filter(user=user)
    has = Q(address="")
    if portal_sends_mail():
        rows = rows.filter(verified=True)
    else:
        has |= Q(address=user.email.lower())
    return FolderShare.objects.filter(has | Q(address__in=rows.values(lower=Lower("email"))), user=user)


def addresses_of(user: User) -> frozenset[str]:
    """The addresses that the account is known to own, in lower case."""
    rows = EmailAddress.objects.filter(user=user)
    if portal_sends_mail():
        return _lower(rows.filter(verified=True).values_list("email", flat=True))
    return _lower([*rows.values_list("email", flat=True), user.email])


def account_under(address: str) -> User | None:
    """The one account that owns the address; ``None``, too, where several claim one that none confirmed."""
    rows = EmailAddress.objects.filter(email__iexact=address)
    if portal_sends_mail():
        rows = rows.filter(verified=True)
    owners = set(rows.values_list("user", flat=True))
    if not portal_sends_mail():
        owners |= set(User.objects.filter(email__iexact=address).values_list("pk", flat=True))
    return User.objects.get(pk=owners.pop()) if len(owners) == 1 else None


def hand_over_shares(user: User) -> None:
    """Give the account the shares that were made for its addresses before it had them.

    Also those that name an account which had the address once, and has it no longer.
    """
    mine = [address for address in addresses_of(user) if account_under(address) == user]
    if mine:
        others = FolderShare.objects.exclude(user=user).exclude(folder__owner=user)
        others.filter(address__in=mine).update(user=user)


def _lower(addresses: object) -> frozenset[str]:
    return frozenset(str(address).lower() for address in addresses if address)  # type: ignore[attr-defined]
