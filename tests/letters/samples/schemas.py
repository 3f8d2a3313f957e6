"""The schemas that sample letters and their data are held against."""

import json
from functools import cache
from pathlib import Path
from typing import Any

LETTERS = Path(__file__).resolve().parents[3] / "letters"


@cache
def contract() -> dict[str, Any]:
    """The parsed letter's."""
    return _read(LETTERS / "data" / "parsed_letter.schema.json")


def data_schemas() -> dict[str, dict[str, Any]]:
    """Those of the sample letters' data files, by the path of the file or folder they describe."""
    folder = LETTERS / "samples" / "data" / "schemas"
    return {
        path.name.removesuffix(".schema.json"): _read(path) for path in sorted(folder.glob("*.schema.json"))
    }


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
