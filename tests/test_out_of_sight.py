"""Who may see what staff has withdrawn: a new reader of ``everything`` has to be thought about here."""

import ast
from collections.abc import Iterator
from pathlib import Path

from determinations.models import Determination, DisputedItem
from tests.test_rooms import ROOMS, ROOT

SEE_EVERYTHING = {
    # Ingest writes what is withdrawn as all else, and it stays withdrawn.
    *("determinations/contract.py", "determinations/facts.py"),
    *("determinations/redoing.py", "determinations/storing.py"),
    # Withdrawing itself, and the answer that something was withdrawn.
    *("determinations/models/facts.py", "determinations/withdrawing.py", "determinations/withdrawn.py"),
    # How many they are, without a word of them.
    "search/about/coverage.py",
    # To let go of a bookmark, which shows nothing of it.
    "bookmarks/views.py",
    # Staff.
    *(
        "imrsite/staff/overview.py",
        "imrsite/staff/runs.py",
        "imrsite/staff/sight.py",
    ),
}


def readers_of_everything() -> Iterator[str]:
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            if "everything" in names_in(module):
                yield module.relative_to(ROOT).as_posix()


def names_in(module: Path) -> set[str]:
    """Attributes that its code reads, and such that name the models' own way around managers."""
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    return {
        "everything" if node.attr in ("everything", "_base_manager") else node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
    }


def test_only_ingest_staff_and_a_few_that_are_named_see_what_is_withdrawn():
    assert set(readers_of_everything()) == SEE_EVERYTHING


def test_whoever_does_not_ask_for_everything_sees_what_is_in_sight():
    for model in (Determination, DisputedItem):
        assert model._default_manager.name == "objects"
        assert "withdrawn_at" in str(model.objects.all().query)
