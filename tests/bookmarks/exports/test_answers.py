"""An export as a download: its name, its pieces, one at a time, and what the server's log has of it."""

from email.message import Message
from urllib.parse import unquote

import pytest
from django.template import Context, Template
from django.test import Client

from bookmarks.exports import selection
from bookmarks.exports.forms import FORMS
from bookmarks.models import Folder
from tests.bookmarks.exports.keeping import FORMS as NAMES
from tests.bookmarks.exports.keeping import downloaded, folder_path, keep, noted_path, search_path


def file_name(answer) -> str:
    """As a browser reads it."""
    header = Message()
    header["Content-Disposition"] = answer["Content-Disposition"]
    name = header.get_filename()
    assert name
    return unquote(name)


def test_the_list_of_forms_is_the_one_that_is_tested():
    assert {form.name for form in FORMS} == set(NAMES)


def test_the_name_of_a_searchs_file_says_nothing_of_the_search(items, owner, settings):
    answer = owner.get(search_path("csv", "q=norco"))
    name = file_name(answer)
    assert name.startswith("imr-items-20")
    assert name.endswith(".csv")
    assert "norco" not in name
    answer.close()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Müller v. Acme", "imr-Müller-v-Acme-"),
        ("../../etc/passwd", "imr-etc-passwd-"),
        ('a"; filename="x.exe', "imr-a-filename-x-exe-"),
        ("line\r\nSet-Cookie: a=b", "imr-line-Set-Cookie-a-b-"),
        ("案件", "imr-案件-"),
        ("???", "imr-folder-"),
        ("x" * 200, f"imr-{'x' * 80}-"),
    ],
)
def test_the_name_of_a_folders_file_is_safe_and_keeps_its_letters(folder, owner, name, stem):
    Folder.objects.filter(pk=folder.pk).update(name=name)
    answer = owner.get(folder_path("xlsx", folder))
    found = file_name(answer)
    assert found.startswith(stem)
    assert found.endswith(".xlsx")
    answer.close()


@pytest.mark.parametrize("form", ["csv", "ris", "bibtex"])
def test_what_can_be_is_sent_in_pieces_while_it_is_written(items, owner, form, monkeypatch):
    monkeypatch.setattr("bookmarks.exports.csv_file._ROWS", 2)
    answer = owner.get(search_path(form))
    assert answer.streaming
    assert len(list(answer.streaming_content)) > 3
    answer.close()


def test_it_is_sent_in_pieces_and_packed_where_the_browser_can_unpack_it(items, owner):
    answer = owner.get(search_path("csv"), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"".join(answer.streaming_content).startswith(b"\x1f\x8b")
    answer.close()


@pytest.mark.parametrize("form", NAMES)
def test_one_export_at_a_time_is_made_for_a_person(folder, owner, form):
    under_way = owner.get(search_path("csv"))
    answer = owner.get(folder_path(form, folder))
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "Another export is being made" in answer.content.decode()
    assert "Content-Disposition" not in answer
    list(under_way.streaming_content)
    under_way.close()
    assert downloaded(owner, folder_path(form, folder))


def test_the_export_of_one_person_does_not_hold_up_another(folder, owner, people):
    other = Client()
    other.force_login(people.reader)
    under_way = owner.get(search_path("csv"))
    assert downloaded(other, folder_path("csv", folder))
    under_way.close()


def test_one_large_export_at_a_time_is_made_for_all_so_that_searches_are_answered(
    folder, owner, people, monkeypatch
):
    monkeypatch.setattr("bookmarks.exports.turns.LARGE", 10)
    other = Client()
    other.force_login(people.reader)
    under_way = owner.get(search_path("csv"))
    assert other.get(search_path("xlsx")).status_code == 429
    assert downloaded(other, folder_path("csv", folder))
    under_way.close()
    assert downloaded(other, search_path("xlsx"))


def test_a_client_that_goes_away_ends_the_export_and_the_next_one_begins(items, owner, monkeypatch):
    read: list[int] = []
    every = selection.items_to_export

    def counted(ids):
        found = every(ids)
        read.append(len(found))
        return found

    monkeypatch.setattr(selection, "items_to_export", counted)
    monkeypatch.setattr(selection, "CHUNK", 2)
    monkeypatch.setattr("bookmarks.exports.csv_file._ROWS", 1)
    answer = owner.get(search_path("csv"))
    next(iter(answer.streaming_content))
    answer.close()
    assert sum(read) <= 4
    assert downloaded(owner, search_path("csv"))


def test_a_client_that_goes_away_before_the_first_piece_does_so_too(items, owner):
    owner.get(search_path("csv")).close()
    assert downloaded(owner, search_path("csv"))


def test_an_export_that_fails_ends_its_turn(folder, owner, monkeypatch):
    def fails(*_):
        raise RuntimeError("no room on the disk")

    with monkeypatch.context() as broken:
        broken.setattr("bookmarks.exports.xlsx_file._write_about", fails)
        with pytest.raises(RuntimeError):
            owner.get(folder_path("xlsx", folder))
    assert downloaded(owner, folder_path("xlsx", folder))


def test_no_log_has_what_was_searched(items, owner, caplog):
    with caplog.at_level(0):
        downloaded(owner, search_path("csv", "q=norco"))
        owner.get(search_path("pdf", "q=norco"))
    assert "norco" not in caplog.text


def test_the_results_offer_the_forms_of_the_search(items, owner):
    html = owner.get("/?q=pain&outcome=upheld&page=1").content.decode()
    for form in FORMS:
        assert f'href="/bookmarks/exports/search/{form.name}/?q=pain&amp;outcome=upheld"' in html


def test_a_signed_out_visitor_is_offered_to_sign_in_and_come_back(items, client):
    html = client.get("/?q=pain&outcome=upheld").content.decode()
    assert "/bookmarks/exports/" not in html
    assert 'href="/accounts/login/?next=/%3Fq%3Dpain%26outcome%3Dupheld"' in html


def test_a_search_that_finds_nothing_offers_no_export(items, owner):
    assert "/bookmarks/exports/" not in owner.get("/?q=nosuchwordanywhere").content.decode()


def test_an_empty_folder_offers_no_export(folder, owner):
    assert "/bookmarks/exports/" in owner.get(folder.get_absolute_url()).content.decode()
    folder.bookmarks.all().delete()
    assert "/bookmarks/exports/" not in owner.get(folder.get_absolute_url()).content.decode()


def test_the_links_say_what_the_files_leave_out(folder, owner, rf):
    request = rf.get("/")
    request.user = folder.owner
    template = Template("{% load exports %}{% export_folder_links folder total %}")
    html = template.render(Context({"request": request, "folder": folder, "total": 10_001}))
    assert html.count("The files have the first 10,000 of these items.") == 1
    assert f'formaction="{folder_path("docx", folder)}"' in html
    all_of_them = template.render(Context({"request": request, "folder": folder, "total": 10_000}))
    assert "the first" not in all_of_them


def test_a_folder_of_many_bookmarks_takes_no_more_queries(
    folder, owner, items, django_assert_max_num_queries
):
    folder.bookmarks.all().delete()
    for item in items.values():
        keep(folder, item, note="n", tags=("t",))
    owner.get("/bookmarks/")  # the first request of a session notes it
    with django_assert_max_num_queries(35):
        downloaded(owner, noted_path("csv", folder))
