"""Who may export what: signed-in people any search, and folders that are theirs or shared with them."""

import pytest
from django.test import Client
from django.urls import reverse

from bookmarks.models import Folder, FolderShare
from tests.bookmarks.exports.keeping import FORMS, downloaded, folder_path, search_path

ALLOWED = {"owner": 200, "reader": 200, "writer": 200, "stranger": 404}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("who", "status"), ALLOWED.items())
def test_a_folder_is_exported_for_its_owner_readers_and_writers_alone(folder, people, who, status, form):
    client = Client()
    client.force_login(getattr(people, who))
    answer = client.get(folder_path(form, folder))
    assert answer.status_code == status
    answer.close()


@pytest.mark.parametrize("form", FORMS)
def test_a_signed_out_visitor_is_asked_to_sign_in_and_brought_back(folder, client, form):
    for path in (folder_path(form, folder), search_path(form, "q=pain")):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_a_folder_that_is_no_longer_shared_is_no_longer_exported(folder, people, client):
    client.force_login(people.reader)
    assert downloaded(client, folder_path("csv", folder))
    FolderShare.objects.filter(user=people.reader).delete()
    assert client.get(folder_path("csv", folder)).status_code == 404


def test_a_folder_has_its_own_bookmarks_alone(folder, people, items, client):
    other = Folder.objects.create(owner=people.stranger, name="Theirs")
    client.force_login(people.stranger)
    assert downloaded(client, folder_path("csv", other)).count(b"\r\n") == 1
    client.force_login(people.owner)
    assert client.get(folder_path("csv", other)).status_code == 404


@pytest.mark.parametrize("path", [search_path("csv"), "/bookmarks/exports/folders/1/csv/"])
def test_an_export_is_a_link_and_no_form(folder, owner, path):
    assert owner.post(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/bookmarks/exports/search/pdf/",
        "/bookmarks/exports/search/CSV/",
        "/bookmarks/exports/folders/1/html/",
        "/bookmarks/exports/folders/99999999999999999999999/csv/",
        "/bookmarks/exports/folders/0/csv/",
    ],
)
def test_what_is_not_there_is_not_found(folder, owner, path):
    assert owner.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["q=%00", "page=1e9", "from=never&to=9999999", "outcome=%00&drug=" + "x" * 3000, "q=%22(((", "sort=no"],
)
def test_any_parameters_give_a_file(items, owner, people, query):
    assert downloaded(owner, search_path("csv", query))


def test_while_search_is_away_a_search_is_not_exported_and_the_page_says_why(
    folder, owner, settings, tmp_path
):
    settings.INDEX_DIR = tmp_path / "none"
    answer = owner.get(search_path("xlsx", "q=pain"))
    assert answer.status_code == 503
    assert "Search is not available right now" in answer.content.decode()
    assert downloaded(owner, folder_path("csv", folder))


def test_no_export_is_kept_by_a_browser_or_a_proxy(folder, owner):
    for path in (search_path("csv"), folder_path("docx", folder)):
        answer = owner.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        answer.close()
