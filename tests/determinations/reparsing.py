"""What the tests of ``manage.py reparse`` share: the command, and parsers unlike the present one."""

from dataclasses import replace
from io import StringIO

from django.core.management import call_command

from determinations.models import DisputedItem
from letters.errors import NotADetermination
from letters.parsing import parse_letter

CASE = "CM16-0990001"
EARLIER = "an earlier one"
INDEXED = "2016-04-01T12:00Z"


def run(*arguments, **options) -> tuple[str, str, int]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("reparse", *arguments, stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), err.getvalue(), code


def better(text):
    """A parser that finds another strength of the second item's drug, and is otherwise the one there is."""
    parsed = parse_letter(text)
    first, second = parsed.items
    drug = replace(second.drugs[0], strength="4 mg")
    return replace(parsed, items=(first, replace(second, drugs=(drug,))))


def refusing(text):
    raise NotADetermination("No known layout.")


def stale() -> list[int]:
    return list(DisputedItem.objects.filter(indexed_at=None).values_list("number", flat=True))
