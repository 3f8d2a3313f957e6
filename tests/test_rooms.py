"""The rooms of the house import only leftwards."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("vocabularies", "letters", "determinations", "search", "bookmarks", "imrsite")
WITHOUT_DJANGO = ("vocabularies", "letters")


def imported_packages(module: Path) -> Iterator[str]:
    """The top-level package of every import in a module, those inside functions included."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_on_its_left(room):
    right = set(ROOMS[ROOMS.index(room) + 1 :])
    modules = list((ROOT / room).rglob("*.py"))
    assert modules
    wrong = {str(module): found for module in modules if (found := right & set(imported_packages(module)))}
    assert wrong == {}


@pytest.mark.parametrize("room", WITHOUT_DJANGO)
def test_letters_and_vocabularies_know_nothing_of_django(room):
    wrong = [str(m) for m in (ROOT / room).rglob("*.py") if "django" in set(imported_packages(m))]
    assert wrong == []


def test_every_python_package_at_the_top_is_a_room_or_about_the_house():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*ROOMS, "tests", "benchmarks"}
