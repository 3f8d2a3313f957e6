"""Forms of folders, of filing, and of notes and tags."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import QueryDict

from bookmarks.access import Role, folders_open_to
from bookmarks.keeping.limits import FOLDERS, TooManyError
from bookmarks.keeping.notes import LONGEST
from bookmarks.keeping.tags import read_tags
from bookmarks.models import Folder

_NAME_IS_TAKEN = "You have a folder of this name already."


class FolderForm(forms.ModelForm):  # type: ignore[type-arg] # Django's own takes none
    """A folder's name and description; the name is the only one of its owner's."""

    class Meta:
        model = Folder
        fields = ["name", "description"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"description": "What the matter is about, for whoever opens the folder."}

    def clean_name(self) -> str:
        """One line, and none of the owner's other folders."""
        name = " ".join(self.cleaned_data["name"].split())
        others = Folder.objects.filter(owner=self.instance.owner, removed_at=None).exclude(
            pk=self.instance.pk
        )
        if others.filter(name=name).exists():
            raise forms.ValidationError(_NAME_IS_TAKEN)
        return name

    def clean(self) -> dict[str, Any] | None:
        """No more folders than the limit."""
        own = folders_open_to(self.instance.owner, Role.OWNER)
        if not self.instance.pk and own.count() >= FOLDERS:
            raise forms.ValidationError(f"You have {FOLDERS} folders, which is as many as there can be.")
        return super().clean()

    def is_saved(self) -> bool:
        """Whether it could be saved; another request may have taken the name meanwhile."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error("name", _NAME_IS_TAKEN)
            return False
        return True


class _FolderChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # nor does this one
    def __init__(self, user: User) -> None:
        rows = folders_open_to(user, Role.WRITER).select_related("owner")
        super().__init__(rows, required=False, empty_label="No folder", label="Folder")
        self._user = user

    def label_from_instance(self, obj: Any) -> str:
        """The name; of somebody else's folder with whose it is."""
        name: str = obj.name
        return name if obj.owner_id == self._user.pk else f"{name} (of {obj.owner.email or obj.owner})"


class FilingForm(forms.Form):
    """Where bookmarks go: a folder that the person may change, a new one, or none."""

    new_folder = forms.CharField(max_length=200, required=False, label="Or a new folder")

    def __init__(self, user: User, data: QueryDict | None = None, *, chosen: Folder | None = None) -> None:
        # Several stand on one page, so that labels enclose their controls instead of naming an id.
        super().__init__(data, auto_id=False, initial={"folder": chosen})
        self._user = user
        self.fields["folder"] = _FolderChoice(user)
        self.fields["new_folder"].widget.attrs["autocomplete"] = "off"
        self.order_fields(["folder", "new_folder"])

    def clean_new_folder(self) -> str:
        """A name on one line."""
        return " ".join(self.cleaned_data["new_folder"].split())

    def destination(self) -> Folder | None:
        """The folder, made now where it is a new one; ``None``: outside of folders.

        Raises ``TooManyError``.
        """
        name = self.cleaned_data["new_folder"]
        if not name:
            chosen: Folder | None = self.cleaned_data["folder"]
            return chosen
        own = folders_open_to(self._user, Role.OWNER)
        folder = own.filter(name=name).first()
        if not folder and own.count() >= FOLDERS:
            raise TooManyError(f"You have {FOLDERS} folders, which is as many as there can be.")
        return folder or new_folder(self._user, name)


class NoteForm(forms.Form):
    """A note in Markdown."""

    note = forms.CharField(
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
        except TooManyError as problem:
            raise forms.ValidationError(str(problem)) from problem


def new_folder(owner: User, name: str) -> Folder:
    """A folder at the end of the owner's; one of this name that another request has just made is taken."""
    last = Folder.objects.filter(owner=owner).order_by("-position").first()
    position = last.position + 1 if last else 1
    folder, _ = Folder.objects.get_or_create(
        owner=owner, name=name, removed_at=None, defaults={"position": position}
    )
    return folder
