"""The list page that browsing and bookmarks share: filters, pages, the state in the URL."""

from typing import Any

from django.db.models import QuerySet
from django_filters.views import FilterView


class FilteredList(FilterView):
    """A filtered, paged list; a page that is not there gives the nearest one."""

    paginate_by = 25
    strict = False

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        """Paginator, page, its rows, and whether there are other pages."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()
