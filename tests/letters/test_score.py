"""How the score is counted, on labels made up for the purpose."""

import json
from pathlib import Path

import pytest

from letters.letter_text import LetterText
from letters.parsing import parse_letter
from tests.letters.score import main

GOLDEN = Path(__file__).parent / "formats" / "golden"
LETTER = (GOLDEN / "f4_colons_in_titles.txt").read_text(encoding="utf-8")


@pytest.fixture
def facts():
    return parse_letter(LetterText(LETTER, "text/plain")).as_json()


@pytest.fixture
def scored(tmp_path, capsys):
    """Scores copies of one letter against the labels given: the table by fact, and all that is said."""

    def score(*labels, text=LETTER):
        for folder in ("gold", "seeds", "pdf", "authored"):
            (tmp_path / folder).mkdir()
        for number, label in enumerate(labels):
            (tmp_path / "gold" / f"letter{number}.json").write_text(json.dumps(label))
            (tmp_path / "seeds" / f"letter{number}.txt").write_text(text)
        assert main(["--letters", str(tmp_path), "--misses"]) == 0
        said = capsys.readouterr().out
        return {line[:26].strip(): line[32:].split() for line in said.splitlines()}, said

    return score


def test_what_agrees_scores_one(scored, facts):
    rows, said = scored(facts)
    assert {row[0] for name, row in rows.items() if name} <= {"1.000", "-"}
    assert "only the parser" not in said


def test_a_wrong_fact_is_counted_and_listed(scored, facts):
    rows, said = scored({**facts, "priority": None}, facts)
    assert rows["priority"][:3] == ["0.500", "of", "2"]
    assert "letter0: priority" in said


def test_a_list_is_scored_by_its_members(scored, facts):
    missing = {**facts["reviewer"], "licensure": [*facts["reviewer"]["licensure"], "Utah"]}
    found = len(facts["reviewer"]["licensure"])
    rows, said = scored({**facts, "reviewer": missing})
    assert rows["licensure"][0] == f"{2 * found / (2 * found + 1):.3f}"
    assert "only the label:  Utah" in said


def test_an_item_too_many_is_wrong_in_every_fact(scored, facts):
    rows, _ = scored({**facts, "items": facts["items"][:-1]})
    count = len(facts["items"])
    assert rows["item count"][0] == "0.000"
    assert rows["title"][:3] == [f"{(count - 1) / count:.3f}", "of", str(count)]


def test_a_letter_that_is_refused_is_wrong_in_every_fact(scored, facts):
    rows, _ = scored(facts, text="No letter at all.")
    assert (rows["letters parsed"][0], rows["title"][0], rows["reasons"][0]) == ("0.000", "0.000", "0.000")


def test_a_miss_on_a_letter_kept_aside_is_counted_and_not_listed(scored, facts):
    rows, said = scored(facts, facts, {**facts, "priority": None})
    assert rows["priority"] == ["1.000", "of", "2", "0.000", "of", "1", "-", "exact"]
    assert "letter2" not in said


def test_without_labelled_letters_the_command_says_what_to_name(tmp_path, capsys):
    assert main(["--letters", str(tmp_path)]) == 1
    assert "name their folder with --letters" in capsys.readouterr().err
