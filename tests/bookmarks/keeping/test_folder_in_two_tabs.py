"""A folder's form in two tabs: each saves what was changed in it, and neither overwrites the other."""

import pytest
from django.urls import reverse

from bookmarks.keeping.forms import FolderForm
from bookmarks.models import Folder
from tests.bookmarks.keeping.conftest import text
from tests.bookmarks.tabs import Tab


@pytest.fixture
def folder(kim) -> Folder:
    made = kim.folder("Alvarez")
    made.description = "Lumbar fusion\nof 2015"
    made.save()
    return made


@pytest.fixture
def tabs(kim, folder) -> tuple[Tab, Tab]:
    path = reverse("bookmarks:edit_folder", args=[folder.pk])
    return Tab(kim.client, path, "description"), Tab(kim.client, path, "description")


def stored(folder) -> tuple[str, str]:
    folder.refresh_from_db()
    return folder.name, folder.description.replace("\r\n", "\n")


def test_what_one_tab_wrote_stays_when_the_other_changes_something_else(folder, tabs):
    first, second = tabs
    assert first.send(description="Knee").status_code == 302
    assert second.send(name="Baker").status_code == 302
    assert stored(folder) == ("Baker", "Knee")


def test_a_name_that_was_not_touched_neither_comes_back_nor_is_taken(kim, folder, tabs):
    first, second = tabs
    first.send(name="Baker")
    kim.folder("Alvarez")
    assert second.send(description="Knee").status_code == 302
    assert stored(folder) == ("Baker", "Knee")


def test_what_both_changed_is_told_with_both_and_saved_only_when_it_is_sent_once_more(folder, tabs):
    first, second = tabs
    first.send(name="Baker", description="Knee\nof 2016")
    answer = second.send(name="Cole", description="Hip")
    page = text(answer)
    assert "This was changed in another window meanwhile, to “Baker”. Save once more" in page
    assert "what it is now stands below" in page
    assert "Knee of 2016" in page
    assert (second.sent["name"], second.sent["description"].strip()) == ("Cole", "Hip")
    assert stored(folder) == ("Baker", "Knee\nof 2016")
    assert second.send().status_code == 302
    assert stored(folder) == ("Cole", "Hip")


def test_a_description_that_was_emptied_meanwhile_is_told(folder, tabs):
    first, second = tabs
    first.send(description="")
    assert "This was emptied in another window meanwhile." in text(second.send(description="Hip"))
    assert stored(folder) == ("Alvarez", "")


def test_the_same_change_in_both_is_no_dispute(folder, tabs):
    for tab in tabs:
        assert tab.send(description="Knee").status_code == 302
    assert stored(folder) == ("Alvarez", "Knee")


def test_a_form_that_was_refused_still_knows_what_it_was_opened_with(kim, folder, tabs):
    first, second = tabs
    kim.folder("Taken")
    assert "already" in text(second.send(name="Taken"))
    first.send(description="Knee")
    assert second.send(name="Baker").status_code == 302
    assert stored(folder) == ("Baker", "Knee")


def test_a_change_of_the_very_moment_is_not_overwritten(folder, tabs, monkeypatch):
    check = FolderForm.full_clean

    def meanwhile(form):
        check(form)
        Folder.objects.filter(pk=folder.pk).update(description="Knee")

    monkeypatch.setattr(FolderForm, "full_clean", meanwhile)
    second = tabs[1]
    assert "at this very moment" in text(second.send(description="Hip"))
    assert stored(folder) == ("Alvarez", "Knee")
    assert "to “Knee”" in text(second.send())
