"""What tests of alerts do: letters come and are read anew, a person saves searches, the command runs."""

from datetime import date
from io import StringIO
from itertools import count

from django.core.management import CommandError, call_command
from django.urls import reverse

from bookmarks.models import SavedSearch
from determinations.models import Determination, DisputedItem, Letter
from search.index import update_index

_numbers = count(1)


def add_item(
    treatment="Tizanidine 4mg",
    rationale="Spasm was documented.",
    *,
    drug="tizanidine",
    decided_on=date(2015, 6, 1),
    is_fictional=False,
) -> DisputedItem:
    """A letter of one item more, not yet in the index."""
    number = next(_numbers)
    letter = Letter.objects.create(
        sha256=f"{number:064}", path=f"{number}.txt", size=1, status="parsed", is_fictional=is_fictional
    )
    determination = Determination.objects.create(
        letter=letter, case_number=f"CM15-{7_000_000 + number}", outcome="overturned", decided_on=decided_on
    )
    item = DisputedItem.objects.create(
        determination=determination,
        number=1,
        title=f"1. {treatment}",
        treatment=treatment,
        outcome="overturned",
        rationale=rationale,
    )
    if drug:
        item.drugs.create().ingredients.create(name=drug)
    item.body_parts.create(name="low back")
    return item


def read_anew(item: DisputedItem, rationale: str) -> None:
    """What a re-parse does to a row: it changes in place, and waits for the index."""
    DisputedItem.objects.filter(pk=item.pk).update(rationale=rationale, indexed_at=None)


def replace_letter(item: DisputedItem, **facts) -> None:
    """What an ingest of another letter of the case does: the rows stay and say what that letter says."""
    letter = Letter.objects.create(sha256=f"{next(_numbers):064}", path="later.txt", size=1, status="parsed")
    Determination.objects.filter(pk=item.determination_id).update(letter=letter)
    DisputedItem.objects.filter(pk=item.pk).update(**facts, indexed_at=None)
    update_index()


def add_indexed(**facts) -> DisputedItem:
    item = add_item(**facts)
    update_index()
    return item


def save(client, parameters="q=drug:tizanidine", name="Zanaflex", alert="daily", **data) -> SavedSearch:
    """Save a search as the page does."""
    answer = client.post(
        f"{reverse('bookmarks:save_search')}?{parameters}", {"name": name, "alert": alert, **data}
    )
    assert answer.status_code == 302, answer.content.decode()
    return SavedSearch.objects.get(name=name)


def send_alerts() -> tuple[str, int]:
    """What the command says, and how it ends."""
    out = StringIO()
    try:
        call_command("send_alerts", stdout=out, stderr=out)
    except CommandError as problem:
        return f"{out.getvalue()}{problem}", 1
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0
