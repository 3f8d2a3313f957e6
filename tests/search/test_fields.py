"""The field table: what a new row has to keep to."""

from itertools import groupby
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict

from search.age_bands import age_band
from search.field_docs import markdown
from search.fields import FACETS, FIELD, FIELDS, PREFIXES, Group, Kind
from search.forms import SearchForm
from search.query.parser import parse_query
from search.query.values import resolve_value
from vocabularies import body_parts, drugs, guidelines, specialties, states
from vocabularies.reasons import REASONS
from vocabularies.treatment_categories import CATEGORIES
from vocabularies.warnings import WARNINGS

ASKED_FOR = {
    *("drug", "drug_class", "body_part", "category", "subcategory", "outcome", "guideline", "edition"),
    *("page", "ur_page", "reviewer_page", "ur_guideline", "reviewer_guideline", "source", "reason"),
    *("specialty", "licensure", "retrospective"),
    *("partly_authorised", "priority", "sex", "age_band", "decided_year", "injured_year", "warning"),
}  # fmt: skip


def test_every_fact_that_people_narrow_by_is_a_facet():
    assert {field.name for field in FACETS} >= ASKED_FOR


def test_only_keywords_are_facets():
    assert {field.kind for field in FACETS} == {Kind.KEYWORD}


def test_no_prefix_and_no_parameter_means_two_fields():
    prefixes = [name for field in FIELDS for name in (field.name, *field.aliases)]
    assert len(prefixes) == len(set(prefixes)) == len(PREFIXES)
    parameters = [field.parameter for field in FACETS]
    assert len(parameters) == len(set(parameters))
    assert not {"q", "from", "to", "sort", "page"} & set(parameters)


def test_every_name_of_a_facet_in_addresses_is_also_a_prefix():
    assert {field.parameter for field in FACETS} <= set(PREFIXES)


def test_a_group_stands_in_one_piece():
    groups = [group for group, _ in groupby(FIELDS, key=lambda field: field.group)]
    assert groups == list(Group)


def test_few_facets_stand_open():
    assert 3 <= sum(field.is_open for field in FACETS) <= 6


@pytest.mark.parametrize("field", [field for field in FIELDS if field.kind is Kind.KEYWORD], ids=str)
def test_any_value_of_any_keyword_field_means_something(field):
    for typed in ("x", "2015", "50-59", "yes", "none", "neck", "é" * 50, "9" * 5000):
        assert resolve_value(field, typed).query


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_example_is_understood(field):
    assert parse_query(field.example).notes == ()


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
def test_the_example_of_a_facet_is_a_value_that_can_be_ticked(field):
    value = field.example.partition(":")[2].strip('"')
    assert ticked(field, value) == (value,)


KNOWN = {
    "drug": {name for ingredients in drugs.DRUGS for name in ingredients},
    "drug_class": drugs.CLASSES,
    "body_part": body_parts.NAMES,
    "category": CATEGORIES,
    "subcategory": {name for names in CATEGORIES.values() for name in names},
    "reason": REASONS,
    "warning": WARNINGS,
    **dict.fromkeys(
        ("guideline", "ur_guideline", "reviewer_guideline"),
        (*guidelines.MTUS_CHAPTERS, *guidelines.ODG_CHAPTERS),
    ),
    "edition": [
        guidelines.edition_name(chapter.name, edition)
        for chapter in guidelines.MTUS.values()
        for edition in chapter.editions
    ],
    "specialty": specialties.NAMES,
    "licensure": states.NAMES,
    "decided_year": [str(year) for year in range(2009, 2031)],
    "age_band": [age_band(age) for age in range(0, 121, 10)],
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_value_that_the_index_holds_is_ticked_as_it_is(name):
    assert {value: ticked(FIELD[name], value) for value in KNOWN[name]} == {
        value: (value,) for value in KNOWN[name]
    }


def test_the_written_list_of_fields_is_the_tables():
    written = (Path(settings.BASE_DIR) / "docs" / "fields.md").read_text(encoding="utf-8")
    assert written == markdown(), "run: python -m search.field_docs > docs/fields.md"


def ticked(field, value):
    parameters = QueryDict(mutable=True)
    parameters[field.parameter] = value
    return SearchForm(parameters).address.selected[field.name]
