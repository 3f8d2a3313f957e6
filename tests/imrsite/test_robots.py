"""What robots are asked to leave alone, read by the rules of RFC 9309."""

import re

import pytest

from tests.addresses import EVERY


def rules(client) -> list[tuple[str, bool]]:
    answer = client.get("/robots.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    found = re.findall(r"^(Allow|Disallow): (\S+)$", answer.content.decode(), re.MULTILINE)
    return [(path, kind == "Allow") for kind, path in found]


def may_read(rules: list[tuple[str, bool]], path: str) -> bool:
    """Of the rules that fit, the longest counts; of two as long the one that allows."""
    fitting = [(len(rule), allowed) for rule, allowed in rules if _fits(rule, path)]
    return max(fitting, default=(0, True))[1]


def _fits(rule: str, path: str) -> bool:
    pattern = re.escape(rule).replace(r"\*", ".*")
    return bool(re.match(pattern.removesuffix(r"\$") + ("$" if rule.endswith("$") else ""), path))


@pytest.mark.parametrize(
    "path",
    ["/", "/about/", "/help/", "/determinations/", "/determinations/CM15-9000003/", "/determinations/id/7/"],
)
def test_determinations_and_what_the_portal_is_may_be_read(client, db, path):
    assert may_read(rules(client), path)


@pytest.mark.parametrize(
    "path",
    [
        *("/?q=norco", "/determinations/CM15-9000003/?q=norco&n=2", "/determinations/?page=2"),
        *("/determinations/id/7/original/", "/determinations/id/7/original/view/", "/staff/", "/bookmarks/"),
        *(
            "/bookmarks/shared/token/",
            "/bookmarks/exports/csv/",
            "/denial/",
            "/items/3/similar/",
            "/accounts/login/",
        ),
    ],
)
def test_searches_files_exports_and_what_people_keep_may_not(client, db, path):
    assert not may_read(rules(client), path)


READ = {
    *("search:results", "search:help", "about", "robots"),
    *(
        "determinations:browse",
        "determinations:by_case_number",
        "determinations:by_id",
        "determinations:page_header",
    ),
}


def test_nothing_else_may_be_read(client, db):
    found = rules(client)
    known = {"item": 1, "determination": 1, "letter": 1, "bookmark": 1, "folder": 1, "case": "CM15-9000003"}
    path = {one: one.path.format(**known) for one in EVERY}
    assert {one.name for one in EVERY if may_read(found, path[one])} == READ
