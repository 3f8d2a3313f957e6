"""The filters of the browse list."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from determinations.models import Determination, DisputedItem, Ingredient, Outcome
from vocabularies import body_parts, drugs, treatment_categories

DATE_INPUT = forms.DateInput(attrs={"type": "date"})


def requests_drug(typed: str) -> Q:
    """Disputed items that request a drug, by generic, brand or class name: all ingredients of one drug."""
    ingredients = drugs.resolve(typed) or (typed.lower(),)
    if drugs.is_class(typed):
        return _has_ingredient(ingredients)
    return Q(*(_has_ingredient([ingredient]) for ingredient in ingredients))


def treats_body_part(name: str) -> Q:
    """Disputed items for a body part: named in the title or, where it names none, a part of the injury."""
    return Q(body_parts__name=name) | Q(body_parts=None, determination__injured_body_parts__name=name)


def _has_ingredient(names: Sequence[str]) -> Q:
    return Q(Exists(Ingredient.objects.filter(drug__item=OuterRef("pk"), name__in=names)))


class DeterminationFilter(django_filters.FilterSet):
    """Narrow determinations by facts of the case and of one disputed item.

    All filters of the item hold on the same item: a determination that overturned one
    drug and upheld another does not answer for the other drug as overturned.
    """

    case_number = django_filters.CharFilter(lookup_expr="icontains", label="Case number contains")
    outcome = django_filters.ChoiceFilter(
        method="of_the_item", label="Item’s outcome", choices=Outcome.choices, empty_label="Any"
    )
    drug = django_filters.CharFilter(method="of_the_item", label="Drug, generic or brand")
    body_part = django_filters.ChoiceFilter(
        method="of_the_item",
        label="Body part",
        choices=[(name, name.capitalize()) for name in body_parts.NAMES],
        empty_label="Any",
    )
    category = django_filters.ChoiceFilter(
        method="of_the_item",
        label="Treatment category",
        choices=[(name, name) for name in treatment_categories.CATEGORIES],
        empty_label="Any",
    )
    decided_from = django_filters.DateFilter(
        field_name="decided_on", lookup_expr="gte", label="Decided from", widget=DATE_INPUT
    )
    decided_to = django_filters.DateFilter(
        field_name="decided_on", lookup_expr="lte", label="Decided to", widget=DATE_INPUT
    )

    class Meta:
        model = Determination
        fields: list[str] = []

    ITEM_CONDITIONS: ClassVar[dict[str, Callable[[str], Q]]] = {
        "outcome": lambda value: Q(outcome=value),
        "drug": requests_drug,
        "body_part": treats_body_part,
        "category": lambda value: Q(category=value),
    }

    def of_the_item(
        self, queryset: QuerySet[Determination], name: str, value: str
    ) -> QuerySet[Determination]:
        """Leave the filter to ``filter_queryset``, which joins all of the item's filters."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Determination]) -> QuerySet[Determination]:
        """The filters of the case, and one item that fulfils all filters of the item."""
        narrowed: QuerySet[Determination] = super().filter_queryset(queryset)
        wanted = self._item_condition(self.form.cleaned_data)
        if wanted is None:
            return narrowed
        return narrowed.filter(Exists(DisputedItem.objects.filter(wanted, determination=OuterRef("pk"))))

    def _item_condition(self, cleaned: dict[str, Any]) -> Q | None:
        conditions = [
            build(cleaned[name]) for name, build in self.ITEM_CONDITIONS.items() if cleaned.get(name)
        ]
        return Q(*conditions) if conditions else None
