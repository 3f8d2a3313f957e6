"""The filters of the staff's lists."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from determinations.filters import DATE_INPUT
from determinations.models import Determination, IngestRun, Letter, Withdrawal

MEDIA_TYPES = (("application/pdf", "PDF"), ("text/plain", "Text"), ("none", "None could be read"))


class RejectedLetterFilter(django_filters.FilterSet):
    """Narrow the rejected letters."""

    rejection = django_filters.CharFilter(lookup_expr="icontains", label="Reason contains")
    path = django_filters.CharFilter(lookup_expr="icontains", label="Path contains")
    media_type = django_filters.ChoiceFilter(
        method="of_media_type", label="Kind of file", choices=MEDIA_TYPES, empty_label="Any"
    )
    rejected_from = django_filters.DateFilter(
        field_name="ingested_at", lookup_expr="date__gte", label="Ingested from", widget=DATE_INPUT
    )
    rejected_to = django_filters.DateFilter(
        field_name="ingested_at", lookup_expr="date__lte", label="Ingested to", widget=DATE_INPUT
    )

    class Meta:
        model = Letter
        fields: list[str] = []

    def of_media_type(self, letters: QuerySet[Letter], name: str, value: str) -> QuerySet[Letter]:
        """Letters of one kind of file; of some that were rejected the kind is not known."""
        return letters.filter(media_type="" if value == "none" else value)


class RunFilter(django_filters.FilterSet):
    """Narrow the history of runs."""

    ENDS = (("ended", "Came to their end"), ("unfinished", "Did not, or go on"))

    kind = django_filters.ChoiceFilter(choices=IngestRun.Kind.choices, label="Kind", empty_label="Any")
    end = django_filters.ChoiceFilter(method="of_end", label="End", choices=ENDS, empty_label="Any")
    started_from = django_filters.DateFilter(
        field_name="started_at", lookup_expr="date__gte", label="Started from", widget=DATE_INPUT
    )
    started_to = django_filters.DateFilter(
        field_name="started_at", lookup_expr="date__lte", label="Started to", widget=DATE_INPUT
    )

    class Meta:
        model = IngestRun
        fields: list[str] = []

    def of_end(self, runs: QuerySet[IngestRun], name: str, value: str) -> QuerySet[IngestRun]:
        """Runs that ended, or those that did not."""
        return runs.filter(ended_at__isnull=value == "unfinished")


class DeterminationSightFilter(django_filters.FilterSet):
    """Find determinations, in sight or not."""

    STATES = (("withdrawn", "Out of sight now"), ("restored", "Restored"), ("in-sight", "In sight"))

    state = django_filters.ChoiceFilter(method="of_state", label="State", choices=STATES, empty_label="Any")
    case_number = django_filters.CharFilter(lookup_expr="icontains", label="Case number contains")
    path = django_filters.CharFilter(
        field_name="letter__path", lookup_expr="icontains", label="Letter’s path contains"
    )
    reason = django_filters.ChoiceFilter(
        method="of_reason", label="Reason", choices=Withdrawal.Reason.choices, empty_label="Any"
    )

    class Meta:
        model = Determination
        fields: list[str] = []

    def of_state(self, rows: QuerySet[Determination], name: str, value: str) -> QuerySet[Determination]:
        """By whether they are or ever were out of sight."""
        if value == "withdrawn":
            return rows.filter(withdrawn_at__isnull=False)
        in_sight = rows.filter(withdrawn_at=None)
        return in_sight.filter(_withdrawn_once()) if value == "restored" else in_sight

    def of_reason(self, rows: QuerySet[Determination], name: str, value: str) -> QuerySet[Determination]:
        """Those that were ever withdrawn for a reason."""
        return rows.filter(_withdrawn_once(reason=value))


def _withdrawn_once(**which: Any) -> Exists:
    return Exists(Withdrawal.objects.filter(determination=OuterRef("pk"), **which))
