"""What a card tells of an item, and how it keeps long lists short without losing any of them."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from search.templatetags.shortened import FEW_MORE, shortened
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return build_world()["tizanidine_upheld"]


def facts_of(item):
    return unescape(render_to_string("includes/item_facts.html", {"item": item}))


def fact(html, label):
    """The words of one fact: those in sight, and those in its fold."""
    (found,) = re.findall(rf"<dt>{label}</dt><dd>(.*?)</dd>", html, re.DOTALL)
    in_sight, _, fold = found.partition("<details")
    return words(in_sight), words(f"<details{fold}") if fold else ""


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def cite(item, by, *pages):
    item.citations.filter(cited_by=by).delete()
    item.citations.create(
        cited_by=by,
        source="MTUS",
        guideline="Chronic Pain Medical Treatment",
        edition=2009,
        pages=list(pages),
    )


def test_few_facts_stand_without_a_fold(item):
    html = facts_of(item)
    assert "<details" not in html
    assert fact(html, "UR cited") == ("Chronic Pain 2009, p. 63 , p. 66", "")
    assert fact(html, "Reviewer cited") == ("Chronic Pain 2009, p. 66", "")
    assert fact(html, "Reasons")[0] == "Long-term use ; No functional improvement"


def test_of_many_pages_the_first_are_in_sight_and_the_rest_in_a_fold_of_their_side(item):
    cite(item, "reviewer", *range(20, 40))
    html = facts_of(item)
    in_sight, fold = fact(html, "Reviewer cited")
    assert in_sight.startswith("Chronic Pain 2009, p. 20 , p. 21")
    assert in_sight.endswith("p. 25")
    assert fold.startswith("14 more : Reviewer cited p. 26 , p. 27")
    assert fold.endswith("p. 39")
    assert fact(html, "UR cited")[1] == ""


def test_every_page_of_a_fold_is_a_link_that_names_its_book(item):
    cite(item, "reviewer", *range(20, 40))
    html = facts_of(item)
    assert html.count("guideline_page=chronic-pain-2009%3A") == 20 + 2
    assert 'aria-label="Chronic Pain 2009, p. 39"' in html


def test_of_many_reasons_the_rest_stand_in_a_fold(item):
    for code in (
        "criteria-met",
        "dose-exceeded",
        "home-exercise-suffices",
        "no-monitoring",
        "red-flag-or-deficit",
    ):
        item.reasons.create(code=code)
    in_sight, fold = fact(facts_of(item), "Reasons")
    assert in_sight.count(";") == 3
    assert fold.startswith("3 more reasons")
    assert len(item.reason_codes) == 4 + 3


def test_of_many_inferred_body_parts_the_rest_stand_in_a_fold(item):
    item.body_parts.all().delete()
    for name in ("ankle", "elbow", "hip", "knee", "shoulder"):
        item.determination.injured_body_parts.create(name=name)
    in_sight, fold = fact(facts_of(item), "Body part")
    assert "inferred from the injury" in in_sight
    assert fold.startswith("3 more body parts")


@pytest.mark.parametrize("count", [0, 1, 6, 6 + FEW_MORE])
def test_a_list_that_is_little_longer_is_not_folded(count):
    assert shortened(range(count), 6).rest == ()


def test_nothing_of_a_list_is_lost():
    short = shortened(range(30), 6)
    assert (len(short.first), (*short.first, *short.rest)) == (6, tuple(range(30)))
