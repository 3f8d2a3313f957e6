"""Citations of the real letters, as they were labelled by hand."""

import json
import re
from dataclasses import asdict

import pypdfium2
import pytest

from letters.citations import citations, narrated_citations

LINES = re.compile(
    r"(Claims Administrator|MAXIMUS) guideline:(.*?)(?=MAXIMUS guideline:|Decision rationale:)", re.DOTALL
)
SIDES = {"Claims Administrator": "claims administrator", "MAXIMUS": "reviewer"}


def letter_text(folder, name):
    """The text of a real letter in one line, a word broken at a line's end joined by its hyphen."""
    for kind in ("seeds", "authored"):
        plain = folder / kind / f"{name}.txt"
        if plain.exists():
            return " ".join(plain.read_text(encoding="utf-8").split())
    with pypdfium2.PdfDocument(folder / "pdf" / f"{name}.pdf") as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.replace("\ufffe", "-").split())


def read_citations(text):
    """Each item's citations, as the contract's JSON."""
    items = []
    for side, line in LINES.findall(text):
        if side == "Claims Administrator":
            items.append([])
        items[-1] += [asdict(c) | {"pages": list(c.pages)} for c in citations(SIDES[side], line.strip())]
    return items


def labelled_citations(folder):
    """Pairs of a labelled citation and the one read at its place, or ``None``."""
    for path in sorted([*folder.glob("gold/*.json"), *folder.glob("authored/*.json")]):
        read = read_citations(letter_text(folder, path.stem))
        if not read:
            continue
        for item, found in zip(json.loads(path.read_text(encoding="utf-8"))["items"], read, strict=True):
            assert len(found) <= len(item["citations"]), path.stem
            missing = [None] * (len(item["citations"]) - len(found))
            yield from zip(item["citations"], [*found, *missing], strict=True)


@pytest.mark.real_letters
def test_labelled_letters_are_read_as_labelled(real_letters):
    pairs = list(labelled_citations(real_letters))
    named = ("cited_by", "source", "guideline")
    by_name = sum(bool(read) and all(label[key] == read[key] for key in named) for label, read in pairs)
    in_full = sum(label == read for label, read in pairs)
    measured = f"who, source, guideline {by_name / len(pairs):.3f}, in full {in_full / len(pairs):.3f}"
    print(f"\n{len(pairs)} citations: {measured}")  # noqa: T201 - the measurement, shown by pytest -s
    assert len(pairs) > 150
    assert by_name / len(pairs) >= 0.97
    assert in_full / len(pairs) >= 0.95


@pytest.mark.real_letters
@pytest.mark.parametrize("name", ["C01", "C03", "C05"])
def test_the_prose_of_authored_letters_is_read_as_labelled(real_letters, name):
    text = letter_text(real_letters, name)
    labelled = json.loads((real_letters / "authored" / f"{name}.json").read_text(encoding="utf-8"))
    read = [asdict(c) | {"pages": list(c.pages)} for c in narrated_citations(text)]
    assert read == [citation for item in labelled["items"] for citation in item["citations"]]
