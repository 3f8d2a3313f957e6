"""Forms of one thing that stand open in two windows: each saves what was changed in it, and nothing else."""

from copy import copy
from typing import Any

from django import forms

from bookmarks.keeping.notes import version_of

_LONGEST_IN_A_SENTENCE = 200
_ONCE_MORE = "Save once more to put yours in its place."


class SideBySideForm(forms.ModelForm):  # type: ignore[type-arg] # Django's own takes none
    """A form that knows what each of its fields was when it was shown.

    A hidden field for each carries the version. A field that is sent as it was shown keeps what is stored by
    now; one that was changed here and elsewhere is refused with what it is now. A request without versions
    replaces whatever is stored. ``clean`` settles this: ask for what must hold of the result after it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        names = tuple(self._meta.fields or ()) if self.instance.pk else ()
        self.stored: dict[str, Any] = {name: getattr(self.instance, name) for name in names}
        self.told_below: list[tuple[str, str]] = []
        """Labels of the fields that were changed elsewhere too, and what is too long for their messages."""
        for name, value in self.stored.items():
            self.fields[_shown(name)] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=_version(value)
            )

    def clean(self) -> dict[str, Any]:
        """What is stored, with what was changed here."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.stored:
            if name in cleaned:
                self._settle(name, cleaned)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What a valid form changes, by field."""
        return {name: self.cleaned_data[name] for name in self.stored if self._differs(name)}

    def keep_changes(self) -> bool:
        """Save the changes of a valid form, unless another request has just changed the same."""
        changes = self.changes()
        as_read = {name: self.stored[name] for name in changes}
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk, **as_read)
        if not changes or rows.update(**changes):
            return True
        self.add_error(None, "This was changed in another window at this very moment. Save once more.")
        return False

    def _settle(self, name: str, cleaned: dict[str, Any]) -> None:
        stored = _version(self.stored[name])
        shown = cleaned.get(_shown(name)) or stored
        sent = _version(cleaned[name])
        if sent in (shown, stored):
            cleaned[name] = self.stored[name]
        elif shown != stored:
            self._refuse(name)

    def _refuse(self, name: str) -> None:
        """Say what the field is now; sent once more, what was written replaces that."""
        self.add_error(name, f"{self._what_it_is(name)} {_ONCE_MORE}")
        sent: Any = copy(self.data)
        sent[_shown(name)] = _version(self.stored[name])
        self.data = sent

    def _what_it_is(self, name: str) -> str:
        text = self._in_words(name)
        if not text:
            return "This was emptied in another window meanwhile."
        if "\n" not in text and len(text) <= _LONGEST_IN_A_SENTENCE:
            return f"This was changed in another window meanwhile, to “{text}”."
        self.told_below.append((str(self[name].label), text))
        return "This was changed in another window meanwhile; what it is now stands below."

    def _in_words(self, name: str) -> str:
        value = self.stored[name]
        choices: Any = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(value, value))

    def _differs(self, name: str) -> bool:
        return bool(self.cleaned_data[name] != self.stored[name])


def _shown(name: str) -> str:
    return f"shown_{name}"


def _version(value: object) -> str:
    """The same for a text however its lines end."""
    return version_of("\n".join(str(value).strip().splitlines()))
