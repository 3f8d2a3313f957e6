"""Every list of the project, whichever room it is of: it says where it comes from and follows a schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings

ROOMS = ("vocabularies", "letters", "determinations", "search", "bookmarks")
FOLDERS = sorted(
    folder
    for room in ROOMS
    for folder in (Path(settings.BASE_DIR) / room).rglob("data")
    if (folder / "schemas").is_dir()
)
FILES = [
    (folder, path)
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.json"))
    if not path.name.endswith(".schema.json")
]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def schema_of(folder: Path, path: Path) -> Path:
    """A file in a folder of its own kind follows the schema named after that folder."""
    name = path.stem if path.parent == folder else path.parent.name
    return folder / "schemas" / f"{name}.schema.json"


def name_of(value: object) -> str:
    return str(value.relative_to(settings.BASE_DIR)) if isinstance(value, Path) else str(value)


def test_every_data_folder_has_its_schemas():
    folders = {
        path.parent for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("data/*.json")
    }
    assert {folder for folder in folders if folder.name == "data"} <= set(FOLDERS)
    assert len(FOLDERS) >= 3


@pytest.mark.parametrize(("folder", "path"), FILES, ids=name_of)
def test_a_data_file_follows_its_schema(folder, path):
    schema = read(schema_of(folder, path))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(read(path))


@pytest.mark.parametrize(("folder", "path"), FILES, ids=name_of)
def test_a_data_file_says_where_it_comes_from_and_its_schema_asks_for_it(folder, path):
    assert len(read(path)["source"]) >= 20
    assert "source" in read(schema_of(folder, path))["required"]


def test_no_schema_is_left_without_its_data():
    used = {schema_of(folder, path) for folder, path in FILES}
    assert {path for folder in FOLDERS for path in (folder / "schemas").iterdir()} == used
