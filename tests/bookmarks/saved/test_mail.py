"""An alert's mail: text and HTML of the same, links that lead to the portal, unsubscribing by one click."""

import re
from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.test import Client

from bookmarks.models import SavedSearch
from bookmarks.saved import message as message_module
from search.index import update_index
from tests.bookmarks.saved.alerts import add_indexed, add_item, replace_letter, save, send_alerts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.BASE_URL = "https://imr.example.org"
    settings.ALLOWED_HOSTS = ["imr.example.org", "testserver"]


class Page(HTMLParser):
    """What a mail program would show and fetch."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.words: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("src", "srcset", "background", "style") or (name == "href" and tag != "a"):
                self.fetched.append(value)

    def handle_data(self, data):
        if self.lasttag != "style":
            self.words.append(data)


def sent():
    """The one mail as it goes over the wire, read again by the standard library."""
    (message,) = mail.outbox
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    text, html = parsed.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return parsed, text.get_content(), html.get_content()


def test_text_and_html_tell_the_same_of_each_item(own):
    save(own, name="Zanaflex & “spasm” <b>")
    item = add_indexed(
        treatment="Zanaflex 4mg <#30>", rationale="Spasm & guarding.", decided_on=date(2014, 2, 24)
    )
    send_alerts()
    message, text, html = sent()
    assert message["Subject"] == "1 new item: Zanaflex & “spasm” <b>"
    page = Page(html)
    shown = " ".join(" ".join(page.words).split())
    for content in (" ".join(text.split()), shown):
        assert "Disputed items where drug is tizanidine." in content
        assert "Zanaflex & “spasm” <b>" in content
        assert "Zanaflex 4mg <#30>" in content
        assert "Overturned" in content
        assert "ecided Feb 24, 2014" in content
        assert "Tizanidine, Low back" in content
        assert "Spasm & guarding." in content
        assert item.determination.case_number in content
        assert "ictional" not in content
    link = f"https://imr.example.org{item.get_absolute_url()}"
    assert link in page.links
    assert link in text


def test_an_item_whose_letter_was_replaced_before_the_mail_left_says_so(own):
    saved = save(own, "q=drug:tizanidine&outcome=overturned")
    item = add_indexed()
    own.get(saved.get_absolute_url())  # finds it
    replace_letter(item, outcome="upheld")
    send_alerts()
    _, text, html = sent()
    for content in (" ".join(text.split()), " ".join(" ".join(Page(html).words).split())):
        assert "after this search found it: it may not match any more." in content


def test_every_link_is_of_the_portal_and_leads_somewhere_and_nothing_is_fetched(own):
    save(own)
    add_indexed()
    send_alerts()
    _, text, html = sent()
    page = Page(html)
    assert page.fetched == []
    assert "<img" not in html
    assert "<script" not in html
    for link in {*page.links, *re.findall(r"https?://\S+", text)}:
        assert link.startswith("https://imr.example.org/")
        assert own.get(link.removeprefix("https://imr.example.org")).status_code == 200


def test_a_fictional_sample_says_so(own):
    save(own)
    add_indexed(is_fictional=True)
    send_alerts()
    _, text, html = sent()
    for content in (text, html):
        assert content.lower().count("fictional sample") == 2


def test_of_many_items_fifty_are_listed_and_the_rest_counted(own):
    saved = save(own)
    for _ in range(53):
        add_item()
    update_index()
    send_alerts()
    _, text, html = sent()
    assert "53 new items" in text
    assert html.count("<li>") == 50 == message_module.MOST_ITEMS
    assert f"and 3 more: https://imr.example.org{saved.get_absolute_url()}?mail=" in text
    assert "and 3 more" in html


def test_and_more_opens_where_the_rest_begins_also_after_further_items_were_found(own):
    save(own)
    items = [add_item() for _ in range(53)]
    update_index()
    send_alerts()
    _, text, html = sent()
    listed = {link for link in Page(html).links if "/determinations/" in link}
    (rest,) = re.findall(r"and 3 more: https://imr.example.org(\S+)", text)
    add_indexed()
    shown = own.get(rest).content.decode()
    assert "Items 51 to 53 of the 53 that the mail of" in shown
    left_out = [one for one in items if f"https://imr.example.org{one.get_absolute_url()}" not in listed]
    assert len(left_out) == 3
    for item in items:
        assert (item.get_absolute_url() in shown) == (item in left_out)
    assert f"https://imr.example.org{rest}" in Page(html).links


def test_the_headers_let_a_mail_program_unsubscribe_by_one_click(own):
    saved = save(own)
    add_indexed()
    send_alerts()
    message, text, _ = sent()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = re.findall(r"<(https://[^>]+)>", message["List-Unsubscribe"])
    assert address in text
    assert message["Message-ID"].endswith("@imr.example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    path = address.removeprefix("https://imr.example.org")
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert answer.cookies == {}
    saved.refresh_from_db()
    assert saved.alert == "none"
    add_indexed()
    send_alerts()
    assert len(mail.outbox) == 1


@pytest.fixture
def unsubscribe_path(own) -> str:
    save(own)
    add_indexed()
    send_alerts()
    return (
        mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://imr.example.org")
    )


def test_to_open_the_link_only_shows_a_button_which_ends_the_mails(unsubscribe_path):
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(unsubscribe_path)
    assert "Stop these mails" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert SavedSearch.objects.get().alert == "daily"
    for _ in range(2):
        page = visitor.post(unsubscribe_path)
        assert "is sent any more" in page.content.decode()
    assert SavedSearch.objects.get().alert == "none"


def test_the_link_outlives_the_search(unsubscribe_path):
    SavedSearch.objects.all().delete()
    for answer in (Client().get(unsubscribe_path), Client().post(unsubscribe_path)):
        assert answer.status_code == 200
        assert "This saved search is gone" in answer.content.decode()


def test_a_forged_link_ends_nothing(unsubscribe_path, own):
    saved = save(own, "q=spasm", name="Another")
    pk, _, signature = unsubscribe_path.removeprefix("/bookmarks/unsubscribe/").strip("/").partition(".")
    assert pk != str(saved.pk)
    for token in (f"{saved.pk}.{signature}", f"{saved.pk}", f"{pk}.{signature[:-1]}", "x" * 5000, f"{pk}."):
        assert Client().post(f"/bookmarks/unsubscribe/{token}/").status_code == 404
    assert not SavedSearch.objects.filter(alert="none").exists()
