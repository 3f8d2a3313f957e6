"""How a pack is to be made."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from bookmarks.exhibits.pack.labels import MAX_BATES_START, Bates, Labelling, Numbering, read_first
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, Caption, Exhibit, PackRequest
from bookmarks.exhibits.printed import PrintedField, named, printable_part

_LINE = 200
DEFAULT_EXHIBITS = 25
_PREFIX = RegexValidator(
    r"\A[A-Za-z0-9 ._/-]*\Z", "Use letters from A to Z, figures, spaces, and any of . _ / - only."
)


class PackForm(forms.Form):
    """Cover, names of the exhibits and numbers of the pages."""

    title = PrintedField(max_length=_LINE, label="Title")
    case_name = PrintedField(max_length=_LINE, required=False, label="Case name")
    adj_number = PrintedField(max_length=60, required=False, label="ADJ number")
    imr_number = PrintedField(
        max_length=60,
        required=False,
        label="IMR case number of your own case",
        help_text="A petition shows both numbers (8 CCR 10575).",
    )
    prepared_by = PrintedField(max_length=_LINE, required=False, label="Prepared by")
    dated = forms.DateField(
        required=False, label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    numbering = forms.ChoiceField(
        label="Exhibits are named by",
        choices=[(Numbering.LETTERS.value, "Letters"), (Numbering.NUMBERS.value, "Numbers")],
        initial=Numbering.LETTERS.value,
    )
    first = forms.CharField(
        max_length=4, required=False, label="First exhibit", help_text="Such as C or 12. Empty: A or 1."
    )
    bates_prefix = forms.CharField(
        max_length=20,
        required=False,
        label="Before each page number",
        initial="IMR",
        validators=[_PREFIX],
        help_text="Such as the petitioner’s name.",
    )
    bates_start = forms.IntegerField(
        min_value=1,
        max_value=MAX_BATES_START,
        label="First page number",
        initial=1,
        help_text="In the lower right corner, in six figures; all in seven where the last one needs seven.",
    )

    def __init__(self, *arguments: Any, title: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._begin_with(title)
        self.fields["dated"].initial = timezone.localdate

    def _begin_with(self, title: str) -> None:
        kept, lacking = printable_part(title)
        self.fields["title"].initial = kept[:_LINE].rstrip() or "Exhibits"
        if lacking and not self.is_bound:
            self.fields["title"].help_text = f"Without {named(lacking)}, which the pack cannot print."

    def clean(self) -> dict[str, Any]:
        """The name of the first exhibit fits the way in which exhibits are named."""
        typed, numbering = self.cleaned_data.get("first"), self.cleaned_data.get("numbering")
        if typed and numbering and not read_first(typed, Numbering(numbering)):
            wanted = "one to three letters" if numbering == Numbering.LETTERS else "a number from 1 to 9999"
            self.add_error("first", f"“{typed}” names no first exhibit: write {wanted}, or leave it empty.")
        return self.cleaned_data

    @property
    def labelling(self) -> Labelling:
        """How exhibits are named."""
        numbering = Numbering(self._filled_in("numbering"))
        return Labelling(numbering, read_first(self._filled_in("first") or "", numbering) or 1)

    def pack_of(self, exhibits: Sequence[Exhibit]) -> PackRequest:
        """The pack as it was filled in; where that cannot be used, or nothing was yet, as the form begins."""
        names = ("case_name", "adj_number", "imr_number", "prepared_by", "dated")
        return PackRequest(
            title=self._filled_in("title"),
            exhibits=tuple(exhibits),
            caption=Caption(**{name: self._filled_in(name) for name in names}),
            labelling=self.labelling,
            bates=Bates(self._filled_in("bates_prefix"), self._filled_in("bates_start")),
        )

    def _filled_in(self, name: str) -> Any:
        self.is_valid()  # It leaves what can be used of a form that was sent, and of another one nothing.
        usable = getattr(self, "cleaned_data", {})
        return usable[name] if name in usable else self.get_initial_for_field(self.fields[name], name) or ""


class FolderPackForm(PackForm):
    """A pack of a folder, whose bookmarks have notes."""

    with_notes = forms.BooleanField(
        required=False,
        label="Print the bookmarks’ notes on the slip sheets",
        help_text="Notes are private. Tick this only if whoever gets the pack may read them.",
    )


def read_most(typed: str) -> int:
    """How many determinations of a search are wanted; the nearest number that is allowed."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else DEFAULT_EXHIBITS
    return min(max(number, 1), MAX_EXHIBITS)
