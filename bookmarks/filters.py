"""The filters of a person's bookmarks."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from bookmarks.models import Bookmark
from determinations.filters import requests_drug
from determinations.models import DisputedItem, Outcome


class BookmarkFilter(django_filters.FilterSet):
    """Narrow one's own bookmarks."""

    case_number = django_filters.CharFilter(
        field_name="determination__case_number", lookup_expr="icontains", label="Case number contains"
    )
    outcome = django_filters.ChoiceFilter(
        field_name="determination__outcome", label="Case outcome", choices=Outcome.choices, empty_label="Any"
    )
    drug = django_filters.CharFilter(method="with_drug", label="Drug, generic or brand")

    class Meta:
        model = Bookmark
        fields: list[str] = []

    def with_drug(self, queryset: QuerySet[Bookmark], name: str, value: str) -> QuerySet[Bookmark]:
        """Bookmarks of determinations in which the drug was requested."""
        items = DisputedItem.objects.filter(requests_drug(value), determination=OuterRef("determination"))
        return queryset.filter(Exists(items))
