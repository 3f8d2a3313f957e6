"""The data files of the vocabularies: JSON, each with its ``source`` and a schema of the same name."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def load(name: str) -> dict[str, Any]:
    """The content of ``vocabularies/data/<name>.json``."""
    with (DATA / f"{name}.json").open(encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content
