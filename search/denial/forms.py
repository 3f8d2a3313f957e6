"""The form that takes a denial."""

from typing import Any

from django import forms

from letters.errors import UnreadableFile
from letters.reading.document import Document, read_document, shortened


class DenialForm(forms.Form):
    """A pasted text, a file, or both, which are then read as one document."""

    text = forms.CharField(
        required=False,
        label="Text of the denial or request",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or a file",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt,application/pdf,text/plain"}),
    )

    document: Document
    """What was given, once the form is valid."""

    def clean_file(self) -> Document | None:
        """The file's text."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return read_document(upload.read(), upload.name)
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """Text and file as one document."""
        file: Document | None = self.cleaned_data.get("file")
        text = self.cleaned_data.get("text", "").strip()
        if not text and not file and not self.errors:
            raise forms.ValidationError("Paste a text or choose a file first.")
        if not self.errors:
            both = "\n\n".join(filter(None, (text, file.text if file else "")))
            cut = shortened(both)
            self.document = Document(
                cut.text, tuple(dict.fromkeys((*(file.notes if file else ()), *cut.notes)))
            )
        return self.cleaned_data
