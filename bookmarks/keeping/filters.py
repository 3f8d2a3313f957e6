"""Search and filters over one's own bookmarks."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet
from django.http import HttpRequest

from bookmarks.access import Role, folders_open_to
from bookmarks.models import Bookmark, Folder, Tag
from determinations.filters import DATE_INPUT, requests_drug, treats_body_part
from determinations.models import DisputedItem, Outcome
from vocabularies import body_parts

MOST_WORDS = 10
"""Words of a search that are looked for."""
_ORDERS = {
    "made": "Earliest bookmark first",
    "-decided": "Latest decision first",
    "decided": "Earliest decision first",
    "case": "Case number",
}

# Of what staff has withdrawn no search may tell what it says.
_IN_SIGHT = Q(determination__withdrawn_at=None)


def _own_folders(request: HttpRequest | None) -> QuerySet[Folder]:
    user = request.user if request else None
    return folders_open_to(user, Role.OWNER) if user and user.is_authenticated else Folder.objects.none()


def _own_tags(request: HttpRequest | None) -> QuerySet[Tag]:
    user = request.user if request else None
    return Tag.objects.filter(owner=user) if user and user.is_authenticated else Tag.objects.none()


class BookmarkFilter(django_filters.FilterSet):
    """Narrow one's own bookmarks.

    All filters of the item hold on the same item: the one that is kept, or for a whole determination or a
    passage outside of any rationale, one of the determination's.
    """

    q = django_filters.CharFilter(
        method="with_words", label="Words in note, text or case number", max_length=200
    )
    folder = django_filters.ModelChoiceFilter(
        queryset=_own_folders, label="Folder", empty_label="Any", null_label="In no folder"
    )
    tag = django_filters.ModelChoiceFilter(
        field_name="tags", queryset=_own_tags, to_field_name="name", label="Tag", empty_label="Any"
    )
    kind = django_filters.ChoiceFilter(choices=Bookmark.Kind.choices, label="Kind", empty_label="Any")
    outcome = django_filters.ChoiceFilter(
        method="of_the_item", label="Item’s outcome", choices=Outcome.choices, empty_label="Any"
    )
    drug = django_filters.CharFilter(method="of_the_item", label="Drug, generic or brand", max_length=100)
    body_part = django_filters.ChoiceFilter(
        method="of_the_item",
        label="Body part",
        choices=[(name, name.capitalize()) for name in body_parts.NAMES],
        empty_label="Any",
    )
    made_from = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__gte", label="Made from", widget=DATE_INPUT
    )
    made_to = django_filters.DateFilter(
        field_name="created_at", lookup_expr="date__lte", label="Made to", widget=DATE_INPUT
    )
    order = django_filters.OrderingFilter(
        fields={
            "created_at": "made",
            "determination__decided_on": "decided",
            "determination__case_number": "case",
        },
        choices=list(_ORDERS.items()),
        label="Order",
        empty_label="Latest bookmark first",
        null_label=None,
    )

    FIRST = ("q", "folder", "tag", "kind")
    """What the form shows at once; the others stand in a fold."""

    class Meta:
        model = Bookmark
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Bookmark], name: str, value: str) -> QuerySet[Bookmark]:
        """Every word stands in the note, in what was read, in a tag or in the case number."""
        for word in value.split()[:MOST_WORDS]:
            tagged = Tag.objects.filter(bookmarks=OuterRef("pk"), name__icontains=word)
            queryset = queryset.filter(
                Q(note__icontains=word)
                | Exists(tagged)
                | _IN_SIGHT & (Q(kept_text__icontains=word) | Q(determination__case_number__icontains=word))
            )
        return queryset

    def of_the_item(self, queryset: QuerySet[Bookmark], name: str, value: str) -> QuerySet[Bookmark]:
        """Leave the filter to ``filter_queryset``, which joins all of the item's filters."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Bookmark]) -> QuerySet[Bookmark]:
        """The filters of the bookmark, and one item that fulfils all filters of the item."""
        narrowed: QuerySet[Bookmark] = super().filter_queryset(queryset)
        wanted = _item_condition(self.form.cleaned_data)
        if wanted is not None:
            items = DisputedItem.objects.filter(wanted, determination=OuterRef("determination"))
            kept_item = Exists(items.filter(number=OuterRef("item_number")))
            narrowed = narrowed.filter(kept_item | Q(Exists(items), item_number=None))
        return narrowed.order_by(*map(_nulls_last, narrowed.query.order_by or ["-created_at"]), "-pk")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(self.data.get(name) for name in self.filters if name != "order")

    @property
    def first_fields(self) -> list[Any]:
        """The fields that are shown at once."""
        return [self.form[name] for name in self.FIRST]

    @property
    def further_fields(self) -> list[Any]:
        """The fields in the fold."""
        return [self.form[name] for name in self.form.fields if name not in self.FIRST]

    @property
    def uses_further_fields(self) -> bool:
        """Whether the fold has to be open: something in it is asked for."""
        return any(self.data.get(name) for name in self.form.fields if name not in self.FIRST)


def _nulls_last(order: Any) -> OrderBy:
    """What has no date stands at the end of both orders, in every database."""
    name = str(order)
    of = F(name.removeprefix("-"))
    return of.desc(nulls_last=True) if name.startswith("-") else of.asc(nulls_last=True)


def _item_condition(cleaned: dict[str, Any]) -> Q | None:
    conditions = []
    if outcome := cleaned.get("outcome"):
        conditions.append(Q(outcome=outcome))
    if drug := cleaned.get("drug"):
        conditions.append(requests_drug(drug))
    if part := cleaned.get("body_part"):
        conditions.append(treats_body_part(part))
    return Q(*conditions) if conditions else None
