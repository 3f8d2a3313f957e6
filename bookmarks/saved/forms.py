"""The forms of a saved search."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import format_html

from bookmarks.mail_addresses import address_for_mail, portal_sends_mail
from bookmarks.meanwhile import SideBySideForm
from bookmarks.models import SavedSearch
from bookmarks.typed import NameField

MOST_SAVED = 200
"""Saved searches of one person: each costs a search at every run of the alerts."""

NAME_IS_TAKEN = "You have a saved search of this name. Choose another."


class SavedSearchForm(SideBySideForm):
    """Name and alert of a saved search of ``owner``."""

    class Meta:
        model = SavedSearch
        fields = ("name", "alert", "has_feed")
        labels = {
            "alert": "Alert by mail",
            "has_feed": "Atom feed of new items, with a secret address",
        }
        widgets = {"alert": forms.RadioSelect}
        field_classes = {"name": NameField}

    def __init__(self, *arguments: Any, owner: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.owner = owner
        self.alert_before = self.instance.alert
        if not portal_sends_mail():
            self.fields["alert"] = forms.ChoiceField(
                label=self.fields["alert"].label,
                choices=self._choices_without_mail(),
                widget=forms.RadioSelect,
                help_text="This portal sends no mail.",
            )
        elif address := address_for_mail(owner):
            self.fields["alert"].help_text = (
                f"To {address}, at most one a day or one a week, and none where nothing is new. "
                "Each mail has a link that ends them."
            )
        else:
            self.fields["alert"].help_text = format_html(
                'No mail comes before you have confirmed <a href="{}">your address</a>.',
                reverse("account_email"),
            )

    def clean(self) -> dict[str, Any]:
        """No other of the person’s has the name, and there are no more than can be looked after."""
        cleaned = super().clean()
        own = SavedSearch.objects.filter(owner=self.owner)
        if own.filter(name=cleaned.get("name")).exclude(pk=self.instance.pk).exists():
            self.add_error("name", NAME_IS_TAKEN)
        if not self.instance.pk and own.count() >= MOST_SAVED:
            raise forms.ValidationError(
                f"You have {MOST_SAVED} saved searches, the most that one person can have. Delete one first."
            )
        return cleaned

    def _choices_without_mail(self) -> list[tuple[str, str]]:
        """None, and what was chosen while the portal sent mail."""
        kept = {SavedSearch.Alert.NONE.value, self.alert_before}
        return [(value, str(label)) for value, label in SavedSearch.Alert.choices if value in kept]
