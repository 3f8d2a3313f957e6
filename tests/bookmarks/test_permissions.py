"""The permission matrix: every address of the bookmarks room, and what each kind of person gets there.

``ROWS`` is the table, held against the URL configuration: an address without a row fails. Each row is asked
for by the folder's owner, somebody who may read it, somebody who may write, a stranger with an account, and a
visitor who is not signed in. Whoever is refused changes nothing, and sees nothing of what is in the folder.
"""

from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import resolve

from bookmarks.models import Bookmark, Folder
from bookmarks.saved.tokens import feed_path, unsubscribe_path
from search.index import rebuild_index
from tests.addresses import configured
from tests.bookmarks.matter import CONFIDENTIAL, OF_THE_OWNER, Matter

PEOPLE = ("owner", "reader", "writer", "stranger", "visitor")

SHOWN = "shown"
"""The page or the file, with something of the folder."""
DONE = "done"
"""The form does what it is for: the folder, what is in it or who may open it becomes another."""
OWN = "own"
"""A page or a form about the person's own things, in which nothing of the folder is shown or changed."""
NOTHING = "404"
SIGN_IN = "sign in"
REFUSED = (NOTHING, SIGN_IN)
ANSWERS = {
    SHOWN: ("page",),
    DONE: ("page", "elsewhere"),
    OWN: ("page", "elsewhere"),
    NOTHING: (NOTHING,),
    SIGN_IN: (SIGN_IN,),
}


@dataclass(frozen=True)
class Row:
    """One address, and what ``owner, reader, writer, stranger, visitor`` get there."""

    name: str
    path: str
    """``{folder}``, ``{bookmark}``, ``{removed}``, ``{determination}``, ``{item}``, ``{tag}``, ``{share}``,
    ``{link}``, ``{token}``, ``{search}``, ``{saved}``, ``{feed}`` and
    ``{unsubscribe}`` stand for those of the matter."""
    gets: tuple[str, str, str, str, str]
    post: dict[str, str] | None = None
    """What is sent: ``None`` of a page that is asked for; values may have the same words in braces."""
    asked: dict[str, str] = field(default_factory=dict)
    """What stands behind the ``?``."""
    needs_index: bool = False


OWNER_ONLY = (SHOWN, NOTHING, NOTHING, NOTHING, SIGN_IN)
OWNER_DOES = (DONE, NOTHING, NOTHING, NOTHING, SIGN_IN)
READERS = (SHOWN, SHOWN, SHOWN, NOTHING, SIGN_IN)
WRITERS = (SHOWN, NOTHING, SHOWN, NOTHING, SIGN_IN)
WRITERS_DO = (DONE, NOTHING, DONE, NOTHING, SIGN_IN)
ONES_OWN = (OWN, OWN, OWN, OWN, SIGN_IN)
OWNERS_OWN = (DONE, *ONES_OWN[1:])
OF_A_SAVED_SEARCH = ("name", "parameters", "alert", "has_feed", "feed_number", "opened_at")
"""What only its owner changes: what is new it looks for whenever anybody reads its feed."""
IN_FOLDER = "/bookmarks/folders/{folder}/"
SAVED = "/bookmarks/searches/{saved}/"

ROWS = (
    Row("bookmarks:list", "/bookmarks/", (SHOWN, OWN, OWN, OWN, SIGN_IN)),
    Row("bookmarks:add", "/bookmarks/add/{determination}/", ONES_OWN, post={}),
    Row(
        "bookmarks:remove",
        "/bookmarks/remove/{determination}/",
        OWNERS_OWN,
        post={"what": "item-1"},
    ),
    Row("bookmarks:restore", "/bookmarks/restore/", WRITERS_DO, post={"bookmark": "{removed}"}),
    Row(
        "bookmarks:change",
        "/bookmarks/change/",
        WRITERS_DO,
        post={"action": "remove", "bookmark": "{bookmark}"},
    ),
    Row(
        "bookmarks:change",
        "/bookmarks/change/",
        (OWN, OWN, OWN, NOTHING, SIGN_IN),  # a reader copies to folders of their own
        post={"action": "copy", "bookmark": "{bookmark}", "new_folder": "Copied"},
    ),
    Row("bookmarks:removed", "/bookmarks/removed/", (SHOWN, OWN, SHOWN, OWN, SIGN_IN)),
    Row("bookmarks:bookmark", "/bookmarks/{bookmark}/", READERS),
    Row("bookmarks:filing", "/bookmarks/{bookmark}/filing/", WRITERS),
    Row("bookmarks:filing", "/bookmarks/{bookmark}/filing/", WRITERS_DO, post={"folder": "none"}),
    Row("bookmarks:note", "/bookmarks/{bookmark}/note/", WRITERS),
    Row("bookmarks:note", "/bookmarks/{bookmark}/note/", WRITERS_DO, post={"note": "another"}),
    Row("bookmarks:tags", "/bookmarks/{bookmark}/tags/", WRITERS_DO, post={"tags": "another"}),
    Row("bookmarks:folders", "/bookmarks/folders/", (SHOWN, SHOWN, SHOWN, OWN, SIGN_IN)),
    Row("bookmarks:folders", "/bookmarks/folders/", ONES_OWN, post={"name": "One more"}),
    Row("bookmarks:folder", IN_FOLDER, READERS),
    Row("bookmarks:edit_folder", IN_FOLDER + "edit/", OWNER_ONLY),
    Row("bookmarks:edit_folder", IN_FOLDER + "edit/", OWNER_DOES, post={"name": "Another"}),
    Row("bookmarks:delete_folder", IN_FOLDER + "delete/", OWNER_ONLY),
    Row("bookmarks:delete_folder", IN_FOLDER + "delete/", OWNER_DOES, post={}),
    Row(
        "bookmarks:order_folders",
        "/bookmarks/folders/order/",
        OWNER_DOES,
        post={"up": "{folder}"},
    ),
    Row(
        "bookmarks:order_bookmarks",
        IN_FOLDER + "order/",
        WRITERS_DO,
        post={"up": "{bookmark}"},
    ),
    Row("bookmarks:sharing", IN_FOLDER + "sharing/", OWNER_ONLY),
    Row(
        "bookmarks:share",
        IN_FOLDER + "sharing/people/",
        OWNER_DOES,
        post={"address": "somebody@example.org", "role": "write"},
    ),
    Row(
        "bookmarks:change_share",
        IN_FOLDER + "sharing/people/{share}/",
        OWNER_DOES,
        post={"role": "write"},
    ),
    Row("bookmarks:end_share", IN_FOLDER + "sharing/people/{share}/end/", OWNER_DOES, post={}),
    Row("bookmarks:make_link", IN_FOLDER + "sharing/links/", OWNER_DOES, post={"days": "7"}),
    Row("bookmarks:revoke_link", IN_FOLDER + "sharing/links/{link}/revoke/", OWNER_DOES, post={}),
    Row("bookmarks:leave", IN_FOLDER + "leave/", (OWN, DONE, DONE, NOTHING, SIGN_IN), post={}),
    Row("bookmarks:history", "/bookmarks/history/", (SHOWN, *ONES_OWN[1:])),
    Row("bookmarks:remove_past_search", "/bookmarks/history/{search}/remove/", OWNERS_OWN, post={}),
    Row("bookmarks:erase_history", "/bookmarks/history/erase/", OWNERS_OWN, post={}),
    Row("bookmarks:switch_history", "/bookmarks/history/switch/", ONES_OWN, post={"keep": "off"}),
    Row("bookmarks:take_out", "/bookmarks/account/data/", ONES_OWN),
    Row(
        "bookmarks:take_out_file",
        "/bookmarks/account/data/file/",
        (SHOWN, SHOWN, SHOWN, OWN, SIGN_IN),  # a reader's own file names the folder
    ),
    Row("bookmarks:delete_account", "/bookmarks/account/delete/", ONES_OWN),
    Row(
        "bookmarks:delete_account",
        "/bookmarks/account/delete/",
        ONES_OWN,  # the password is asked for first
        post={"understood": "on"},
    ),
    Row("bookmarks:saved_searches", "/bookmarks/searches/", (SHOWN, *ONES_OWN[1:])),
    Row("bookmarks:save_search", "/bookmarks/searches/save/", ONES_OWN, needs_index=True),
    Row(
        "bookmarks:save_search",
        "/bookmarks/searches/save/",
        OWNERS_OWN,
        post={"name": "One more", "alert": "none"},
        needs_index=True,
    ),
    Row("bookmarks:saved_search", SAVED, OWNER_ONLY, needs_index=True),
    Row(
        "bookmarks:saved_search",
        SAVED,
        OWNER_DOES,
        post={"name": "Another name", "alert": "none"},
        needs_index=True,
    ),
    Row("bookmarks:run_saved_search", SAVED + "run/", OWNER_DOES, post={}, needs_index=True),
    Row("bookmarks:new_feed_address", SAVED + "new-feed-address/", OWNER_DOES, post={}),
    Row("bookmarks:delete_saved_search", SAVED + "delete/", OWNER_DOES, post={}),
    Row("bookmarks:feed", "{feed}", (SHOWN,) * 5, needs_index=True),
    Row("bookmarks:unsubscribe", "{unsubscribe}", (SHOWN,) * 5),
    Row("bookmarks:unsubscribe", "{unsubscribe}", (DONE,) * 5, post={}),
    Row("bookmarks:export_search", "/bookmarks/exports/search/csv/", ONES_OWN, needs_index=True),
    Row("bookmarks:export_folder", "/bookmarks/exports/folders/{folder}/csv/", READERS),
    Row("bookmarks:export_folder", "/bookmarks/exports/folders/{folder}/csv/", READERS, asked={"notes": "1"}),
    Row("bookmarks:exhibits_search", "/bookmarks/exhibits/search/", ONES_OWN, needs_index=True),
    Row("bookmarks:exhibits_folder", "/bookmarks/exhibits/folders/{folder}/", READERS),
    Row("bookmarks:shared", "/bookmarks/shared/{token}/", (SHOWN, SHOWN, SHOWN, SHOWN, SHOWN)),
)


def test_every_address_of_the_bookmarks_room_has_a_row():
    assert {row.name for row in ROWS} == {name for name in configured() if name.startswith("bookmarks:")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_person_gets_at_an_address_what_is_theirs(matter, row):
    path = filled(row.path, matter)
    assert resolve(path).view_name == row.name
    if row.needs_index:
        rebuild_index()
    for who, expected in zip(PEOPLE, row.gets, strict=True):
        with transaction.atomic():
            assert_gets(matter, row, who, expected)
            transaction.set_rollback(True)


def assert_gets(matter: Matter, row: Row, who: str, expected: str) -> None:
    all_before, of_matter_before = everything(), of_matter(matter)

    answer = ask(matter, row, who)

    assert told(answer) in ANSWERS[expected], who
    if expected in REFUSED:
        assert everything() == all_before, who
    assert (of_matter(matter) != of_matter_before) == (expected == DONE), who
    if is_text(answer) and expected != DONE:
        assert shows_something(answer) == (expected == SHOWN), who


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_nothing_that_shows_a_person_s_own_is_kept_by_a_browser(matter, row):
    """Whoever comes to a shared computer after the person signed out presses Back."""
    if row.needs_index:
        rebuild_index()
    for who in PEOPLE:
        answer = ask(matter, row, who)
        # A feed is for programs, which ask for it again and again.
        if answer.status_code in (200, 403) and row.name != "bookmarks:feed":
            assert "no-store" in answer["Cache-Control"], who


def test_the_table_tells_a_form_that_shows_or_changes_what_it_should_not(matter):
    """So that the test above is known to fail where it should."""
    folder = next(row for row in ROWS if row.name == "bookmarks:folder")
    with pytest.raises(AssertionError):
        assert_gets(matter, folder, "reader", OWN)
    leave = next(row for row in ROWS if row.name == "bookmarks:leave")
    with pytest.raises(AssertionError):
        assert_gets(matter, leave, "reader", OWN)


def ask(matter: Matter, row: Row, who: str):
    client, path = matter.seen_by(who), filled(row.path, matter)
    if row.post is None:
        return client.get(path, row.asked)
    return client.post(path, {name: filled(value, matter) for name, value in row.post.items()})


def filled(text: str, matter: Matter) -> str:
    return text.format(
        folder=matter.folder.pk,
        bookmark=matter.bookmark.pk,
        removed=matter.removed.pk,
        determination=matter.item.determination_id,
        item=matter.item.pk,
        tag=matter.tag.pk,
        share=matter.share.pk,
        link=matter.link.pk,
        search=matter.search.pk,
        token=matter.token,
        saved=matter.saved.pk,
        feed=feed_path(matter.saved),
        unsubscribe=unsubscribe_path(matter.saved),
    )


def told(answer) -> str:
    """What kind of answer it is."""
    if answer.status_code == 404:
        return NOTHING
    if answer.status_code == 403 and "You are signed out" in answer.content.decode():
        return SIGN_IN
    if answer.status_code in (301, 302):
        return SIGN_IN if answer["Location"].startswith("/accounts/login/") else "elsewhere"
    assert answer.status_code == 200
    return "page"


def everything() -> str:
    """All rows of the bookmarks room, as text."""
    models = apps.get_app_config("bookmarks").get_models()
    return as_text(*(model.objects.all() for model in models))


def of_matter(matter: Matter) -> str:
    """The folder with what is in it, with whom it is shared, and what else the owner keeps, as text."""
    folder = matter.folder
    bookmarks = Bookmark.objects.filter(Q(folder=folder) | Q(pk=matter.bookmark.pk))
    return as_text(
        Folder.objects.filter(pk=folder.pk),
        bookmarks,
        folder.shares.all(),
        folder.links.all(),
        matter.owner.past_searches.all(),
    ) + str(list(matter.owner.saved_searches.order_by("pk").values(*OF_A_SAVED_SEARCH)))


def as_text(*querysets: QuerySet) -> str:
    return serializers.serialize("json", [row for rows in querysets for row in rows.order_by("pk")])


def is_text(answer) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith(("text/", "application/json"))


def shows_something(answer) -> bool:
    text = b"".join(answer).decode()
    return any(words in text for words in (*CONFIDENTIAL, *OF_THE_OWNER))
