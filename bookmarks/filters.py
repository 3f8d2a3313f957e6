"""The filters of a person's bookmarks."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from bookmarks.models import Bookmark
from bookmarks.models.bookmark import BookmarkQuerySet
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

    def filter_queryset(self, queryset: BookmarkQuerySet) -> QuerySet[Bookmark]:
        """What is withdrawn fits no filter: it would tell what the determination says."""
        narrows = any(self.form.cleaned_data.values())
        narrowed: QuerySet[Bookmark] = super().filter_queryset(queryset.in_sight() if narrows else queryset)
        return narrowed

    def with_drug(self, queryset: QuerySet[Bookmark], name: str, value: str) -> QuerySet[Bookmark]:
        """Bookmarks of determinations in which the drug was requested."""
        items = DisputedItem.objects.filter(requests_drug(value), determination=OuterRef("determination"))
        return queryset.filter(Exists(items))
