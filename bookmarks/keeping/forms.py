"""Forms of folders, of filing, and of notes and tags."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import QueryDict

from bookmarks.access import Role, folders_open_to
from bookmarks.keeping.limits import FOLDERS, TooManyError
from bookmarks.keeping.notes import LONGEST
from bookmarks.keeping.tags import read_tags
from bookmarks.meanwhile import SideBySideForm
from bookmarks.models import Folder
from bookmarks.typed import LinesField, NameField, NothingToSeeError

NO_FOLDER = "none"
"""Sent where bookmarks are to be outside of folders."""
_NO_SUCH_FOLDER = "Choose a folder that you may change, or write a new one’s name."
_NOTHING_CHOSEN = "Choose a folder first, or “No folder”, or write a new one’s name."
_TWO_FOLDERS = "You chose a folder and wrote a new one’s name, “{}”: do one of the two."
_NAME_IS_TAKEN = "You have a folder of this name already."


class FolderForm(SideBySideForm):
    """A folder's name and description; the name is the only one of its owner's."""

    class Meta:
        model = Folder
        fields = ["name", "description"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {"name": NameField, "description": LinesField}
        help_texts = {"description": "What the matter is about, for whoever opens the folder."}

    def clean(self) -> dict[str, Any]:
        """None of the owner's other folders has the name, and there are no more than the limit."""
        cleaned = super().clean()
        own = folders_open_to(self.instance.owner, Role.OWNER)
        if own.filter(name=cleaned.get("name")).exclude(pk=self.instance.pk).exists():
            self.add_error("name", _NAME_IS_TAKEN)
        if not self.instance.pk and own.count() >= FOLDERS:
            raise forms.ValidationError(f"You have {FOLDERS} folders, which is as many as there can be.")
        return cleaned

    def is_saved(self) -> bool:
        """Whether changes could be saved; another request may just have made others, or taken the name."""
        try:
            with transaction.atomic():
                return self.keep_changes()
        except IntegrityError:
            self.add_error("name", _NAME_IS_TAKEN)
            return False


class FilingForm(forms.Form):
    """Where bookmarks go: a folder that the person may change, a new one, or none.

    Nothing is chosen at first, and nothing chosen is no choice: being in no folder is chosen as well.
    """

    new_folder = NameField(max_length=200, required=False, label="Or a new folder")

    def __init__(self, user: User, data: QueryDict | None = None) -> None:
        # Several stand on one page, so that labels enclose their controls instead of naming an id.
        super().__init__(data, auto_id=False)
        self._user = user
        rows = folders_open_to(user, Role.WRITER).select_related("owner")
        self._folders = {str(folder.pk): folder for folder in rows}
        self.fields["folder"] = forms.ChoiceField(
            choices=[("", "Choose a folder…"), (NO_FOLDER, "No folder"), *self._named()],
            required=False,
            label="Folder",
            error_messages={"invalid_choice": _NO_SUCH_FOLDER},
        )
        self.fields["new_folder"].widget.attrs["autocomplete"] = "off"
        self.order_fields(["folder", "new_folder"])

    def clean(self) -> dict[str, Any]:
        """A folder is chosen or a new one's name written, and not both."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["folder"] and cleaned["new_folder"]:
            self.add_error("new_folder", _TWO_FOLDERS.format(cleaned["new_folder"]))
        elif not (cleaned["folder"] or cleaned["new_folder"]):
            self.add_error("folder", _NOTHING_CHOSEN)
            self.fields["folder"].widget.attrs["autofocus"] = True
        return cleaned

    def problem(self) -> str:
        """All that is wrong with what was sent, in sentences."""
        return " ".join(str(told) for field in self.errors.values() for told in field)

    def destination(self) -> Folder | None:
        """The folder, made now where it is a new one; ``None``: outside of folders.

        Raises ``TooManyError``.
        """
        name = self.cleaned_data["new_folder"]
        if not name:
            return self._folders.get(self.cleaned_data["folder"])
        own = folders_open_to(self._user, Role.OWNER)
        folder = own.filter(name=name).first()
        if not folder and own.count() >= FOLDERS:
            raise TooManyError(f"You have {FOLDERS} folders, which is as many as there can be.")
        return folder or new_folder(self._user, name)

    def _named(self) -> Iterator[tuple[str, str]]:
        """The folders by their names; those of somebody else with whose they are."""
        for key, folder in self._folders.items():
            owner = folder.owner
            is_own = owner.pk == self._user.pk
            yield key, folder.name if is_own else f"{folder.name} (of {owner.email or owner})"


class NoteForm(forms.Form):
    """A note in Markdown."""

    note = LinesField(
        max_length=LONGEST,
        required=False,
        strip=True,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class TagsForm(forms.Form):
    """The tags of a bookmark on one line."""

    tags = forms.CharField(
        max_length=1500, required=False, label="Tags", help_text="Your own words, with commas between them."
    )

    def clean_tags(self) -> list[str]:
        """The words."""
        try:
            return read_tags(self.cleaned_data["tags"])
        except (TooManyError, NothingToSeeError) as problem:
            raise forms.ValidationError(str(problem)) from problem


def new_folder(owner: User, name: str) -> Folder:
    """A folder at the end of the owner's; one of this name that another request has just made is taken."""
    last = Folder.objects.filter(owner=owner).order_by("-position").first()
    position = last.position + 1 if last else 1
    folder, _ = Folder.objects.get_or_create(
        owner=owner, name=name, removed_at=None, defaults={"position": position}
    )
    return folder
