"""The mix of the letters, held against the published figures of docs and STATISTICS."""

from collections import Counter

import pytest

CATEGORY_SHARES = {
    "Pharmaceuticals": (0.32, 0.42),
    "Rehabilitation": (0.17, 0.25),
    "Diagnostic Testing": (0.11, 0.17),
    "Injection": (0.05, 0.1),
    "DMEPOS": (0.05, 0.1),
    "Surgery": (0.025, 0.06),
    "Evaluation & Management": (0.035, 0.08),
}


def test_a_letter_has_1_6_items_on_average(three_thousand):
    assert 1.5 <= sum(len(letter.facts["items"]) for letter in three_thousand) / 3000 <= 1.75


@pytest.mark.parametrize(("category", "bounds"), CATEGORY_SHARES.items())
def test_categories_have_their_published_shares(three_thousand, category, bounds):
    items = items_of(three_thousand)
    assert bounds[0] <= share(items, lambda item: item["category"] == category) <= bounds[1]


def test_about_one_item_in_ten_is_overturned(three_thousand):
    assert 0.08 <= share(items_of(three_thousand), overturned) <= 0.13


def test_evaluation_and_management_is_overturned_most_often(three_thousand):
    items = items_of(three_thousand)
    consults = [item for item in items if item["category"] == "Evaluation & Management"]
    assert 0.18 <= share(consults, overturned) <= 0.33
    assert share(consults, overturned) > 2 * share([item for item in items if item["drugs"]], overturned)


def test_a_quarter_of_the_drugs_are_opioids(three_thousand):
    drugs = [item for item in items_of(three_thousand) if item["category"] == "Pharmaceuticals"]
    assert 0.22 <= share(drugs, lambda item: item["subcategory"] == "Opioids") <= 0.32


def test_both_layouts_and_all_years_occur(three_thousand):
    years = Counter(letter.facts["dates"]["decision"][:4] for letter in three_thousand)
    assert all(years[year] > 100 for year in ("2014", "2015", "2016", "2017"))
    block = sum(
        "The Expert Reviewer has the following credentials" in letter.text for letter in three_thousand
    )
    assert 1500 < block < 2500


def test_rare_forms_occur(three_thousand):
    items = items_of(three_thousand)
    assert 0.01 <= share(items, lambda item: item["retrospective"]) <= 0.05
    assert 0.02 <= share(items, lambda item: item["modified_by_ur"]) <= 0.1
    assert 0.005 <= share(three_thousand, lambda letter: letter.facts["priority"] == "expedited") <= 0.03
    assert share(three_thousand, lambda letter: letter.facts["outcome"] == "partially overturned") > 0.01
    assert share(three_thousand, lambda letter: letter.facts["patient"]["age"] is None) > 0.005


def test_most_reviewers_are_licensed_in_california(three_thousand):
    assert (
        0.55 <= share(three_thousand, lambda one: "California" in one.facts["reviewer"]["licensure"]) <= 0.75
    )


def test_searches_on_the_demonstration_find_something(three_hundred):
    items = items_of(three_hundred)
    assert sum(overturned(item) and drug(item, "tizanidine") for item in items) >= 2
    assert sum("low back" in named(item) and 98 in pages(item) for item in items) >= 3
    assert sum("functional improvement" in item["rationale"] for item in items) >= 40
    for ingredient in (
        "tizanidine",
        "cyclobenzaprine",
        "hydrocodone",
        "tramadol",
        "gabapentin",
        "omeprazole",
        "naproxen",
    ):
        assert sum(drug(item, ingredient) for item in items) >= 5, ingredient
    for ingredient in ("lidocaine", "zolpidem"):
        assert sum(drug(item, ingredient) for item in items) >= 3, ingredient


def items_of(letters):
    return [item for letter in letters for item in letter.facts["items"]]


def share(things, holds):
    return sum(map(holds, things)) / len(things)


def overturned(item):
    return item["outcome"] == "overturned"


def drug(item, ingredient):
    return any(ingredient in one["ingredients"] for one in item["drugs"])


def named(item):
    return {part["name"] for part in item["body_parts"]}


def pages(item):
    return {page for citation in item["citations"] for page in citation["pages"]}
