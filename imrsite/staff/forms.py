"""The forms of staff."""

from typing import Any

from django import forms

from determinations.models import Withdrawal


class WithdrawalForm(forms.Form):
    """Why a determination is taken out of sight."""

    reason = forms.ChoiceField(choices=[("", "Choose a reason"), *Withdrawal.Reason.choices])
    words = forms.CharField(
        label="In words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who asked for it and why, a file number. Staff alone reads it. Needed for “Other”.",
    )

    def clean(self) -> dict[str, Any]:
        """“Other” alone would say nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Withdrawal.Reason.OTHER and not cleaned.get("words"):
            self.add_error("words", "Say in words what the reason is.")
        return cleaned
