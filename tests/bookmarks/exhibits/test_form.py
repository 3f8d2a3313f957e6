"""What the form of a pack says before the pack is made."""

import re

import pytest
from django.contrib.auth import get_user_model

from bookmarks.models import Folder
from tests.bookmarks.exhibits.test_pages import address, filled, keep, made

LONG_PREFIX = "W" * 20


@pytest.fixture
def folder(world):
    """The folder of a person, with all determinations."""
    owner = get_user_model().objects.create_user("owner", "owner@example.org", "pass phrase")
    folder = Folder.objects.create(owner=owner, name="Doe v. Acme")
    for item in world.values():
        keep(folder, item)
    return folder


def pages_told(answer) -> int:
    """The number of pages that the form announces."""
    told = re.search(r"exhibits?, about ([\d,]+) pages with cover, index", answer.content.decode())
    return int(told[1].replace(",", ""))


def test_the_number_of_pages_is_announced_as_about_what_the_form_begins_with(signed_in, folder):
    announced = pages_told(signed_in.get(address(folder)))
    assert announced == len(made(signed_in, address(folder), title=folder.name))


@pytest.mark.parametrize(
    "options",
    [
        {"bates_prefix": LONG_PREFIX, "bates_start": "999990"},
        dict.fromkeys(("title", "case_name", "prepared_by"), "W" * 200),
    ],
)
def test_the_number_of_pages_heeds_what_is_filled_in(signed_in, folder, options):
    sent = filled(signed_in, address(folder), **options, first="no exhibit")
    announced = pages_told(signed_in.post(address(folder), sent))
    assert announced > pages_told(signed_in.get(address(folder)))
    assert announced == len(made(signed_in, address(folder), **options))


def test_names_that_were_chosen_stay_in_the_list_when_another_field_is_mistaken(signed_in, folder):
    sent = filled(signed_in, address(folder), numbering="numbers", first="12", dated="yesterday")
    assert "Exhibit 12<" in signed_in.post(address(folder), sent).content.decode()


def shown(page: str) -> str:
    """A page as it is read, without the marks that keep letters of another direction in their place."""
    return page.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("field", ["title", "case_name", "adj_number", "imr_number", "prepared_by"])
def test_what_cannot_be_printed_is_named_beside_its_field_and_can_be_changed(signed_in, folder, field):
    sent = filled(signed_in, address(folder), **{field: "Doe 🙂 של 🙂"})
    answer = signed_in.post(address(folder), sent)
    told = shown(str(answer.context["page"].form.errors[field]))
    assert "The pack cannot print 🙂, ש and ל. Leave them out, or write them in other letters." in told
    assert told in shown(answer.content.decode())
    assert 'value="Doe 🙂 של 🙂"' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Doe 🙂", "🙂. Leave it out, or write it in other letters."),
        ("Doe \u211d", "\u211d."),
        ("Doe x\u0325", "\u25cc\u0325."),
        ("Doe \ue000", "U+E000."),
        ("中文一二三四五六七八", "中, 文, 一, 二, 三, 四, 五, 六 and 2 more."),
    ],
)
def test_each_sign_is_named_so_that_it_is_found(signed_in, folder, typed, named):
    page = signed_in.post(address(folder), filled(signed_in, address(folder), title=typed)).content.decode()
    assert f"The pack cannot print {named}" in shown(page)


def test_what_nobody_sees_is_left_out_unasked(signed_in, folder):
    cover = made(signed_in, address(folder), title="Doe ©\ufe0f\ufeff v. Nguyễn")[0]
    assert cover.startswith("Doe © v. Nguyễn\n")


@pytest.mark.parametrize(
    ("name", "title", "without"),
    [
        ("Doe 🙂 של v. Acme", "Doe v. Acme", "Without 🙂, ש and ל, which the pack cannot print."),
        ("❤️ של", "Exhibits", "Without ❤, ש and ל, which the pack cannot print."),
        ("Nguyễn ©\ufe0f v. Łukasz", "Nguyễn © v. Łukasz", ""),
    ],
)
def test_the_title_begins_as_what_of_the_folders_name_can_be_printed(signed_in, folder, name, title, without):
    Folder.objects.update(name=name)
    page = signed_in.get(address(folder)).content.decode()
    assert f'value="{title}"' in page
    assert ("which the pack cannot print" in page) == bool(without)
    assert without in shown(page)
    assert made(signed_in, address(folder), title=title)[0].startswith(title)


def test_a_title_that_was_changed_is_not_said_to_be_the_folders_name(signed_in, folder):
    Folder.objects.update(name="Doe 🙂")
    sent = filled(signed_in, address(folder), title="Roe", dated="yesterday")
    assert "cannot print" not in signed_in.post(address(folder), sent).content.decode()


def test_a_note_that_nobody_may_change_here_is_printed_with_codes(signed_in, folder):
    folder.bookmarks.update(note="Taper 🙂")
    assert "Taper [U+1F642]" in "".join(made(signed_in, address(folder), with_notes="on"))
