"""The forms of the sharing page."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from bookmarks.models import Folder, FolderLink, FolderShare
from bookmarks.sharing.addresses import account_under, addresses_of

MOST_SHARES = 100
"""People of one folder."""
MOST_LINKS = 50
"""Links in force of one folder; as many of those that no longer are stay on its page."""
_DAYS = ((7, "7 days"), (30, "30 days"), (90, "90 days"), (365, "a year"))


class RoleForm(forms.Form):
    """What somebody may do."""

    role = forms.ChoiceField(
        choices=[("read", "Read"), ("write", "Read and write")],
        initial="read",
        label="They may",
        error_messages={"invalid_choice": "Choose “Read” or “Read and write”."},
    )

    @property
    def can_write(self) -> bool:
        """Whether they may change the folder's bookmarks, too."""
        return bool(self.cleaned_data["role"] == "write")


class ShareForm(RoleForm):
    """With whom a folder is to be shared."""

    address = forms.EmailField(max_length=254, label="Email address")
    field_order = ("address", "role")

    def __init__(self, folder: Folder, *arguments: Any, **options: Any) -> None:
        self.folder = folder
        super().__init__(*arguments, **options)

    def clean_address(self) -> str:
        """The address in lower case; never says whether it has an account."""
        address: str = self.cleaned_data["address"].lower()
        if address == self.folder.owner.email.lower() or address in addresses_of(self.folder.owner):
            raise forms.ValidationError("This is your own address: the folder is yours.")
        others = self.folder.shares.exclude(address=address)
        if others.count() >= MOST_SHARES:
            raise forms.ValidationError(
                f"A folder can be shared with {MOST_SHARES} people at most: end a share first."
            )
        return address

    def save(self) -> FolderShare:
        """Share the folder, or change what somebody may do with it who has it already."""
        address = self.cleaned_data["address"]
        share, _ = FolderShare.objects.update_or_create(
            folder=self.folder,
            address=address,
            defaults={"user": account_under(address), "can_write": self.can_write},
        )
        return share


class LinkForm(forms.Form):
    """A secret link that is to be made."""

    label = forms.CharField(
        required=False, max_length=100, label="For whom", help_text="Only you see it, in this list."
    )
    days = forms.TypedChoiceField(
        choices=_DAYS,
        coerce=int,
        initial=30,
        label="Opens the folder for",
        error_messages={"invalid_choice": "Choose one of the times in the list."},
    )

    def __init__(self, folder: Folder, *arguments: Any, **options: Any) -> None:
        self.folder = folder
        super().__init__(*arguments, **options)

    def clean(self) -> dict[str, Any]:
        """Refuse one link too many."""
        if self.folder.links.in_force().count() >= MOST_LINKS:
            raise forms.ValidationError(
                f"A folder can have {MOST_LINKS} links at most that open it: revoke one first."
            )
        return self.cleaned_data

    def save(self) -> FolderLink:
        """Make the link, and forget the oldest that no longer open anything."""
        ended = self.folder.links.exclude(pk__in=self.folder.links.in_force())
        self.folder.links.filter(pk__in=list(ended.values_list("pk", flat=True)[MOST_LINKS:])).delete()
        expires_at = timezone.now() + timedelta(days=self.cleaned_data["days"])
        return self.folder.links.create(label=self.cleaned_data["label"], expires_at=expires_at)
