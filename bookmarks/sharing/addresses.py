"""Which account a mail address belongs to, and the shares that wait for its account.

Anybody can sign up under any address, so only an address that its owner confirmed by mail counts. A portal
that sends no mail can confirm none: there whoever signed up under an address counts as its owner.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from bookmarks.mail_addresses import portal_sends_mail
from bookmarks.models import FolderShare


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
    """Give the account the shares that were made for its addresses before it had them."""
    mine = [address for address in addresses_of(user) if account_under(address) == user]
    if mine:
        FolderShare.objects.waiting_for(mine).exclude(folder__owner=user).update(user=user)


def _lower(addresses: object) -> frozenset[str]:
    return frozenset(str(address).lower() for address in addresses if address)  # type: ignore[attr-defined]
