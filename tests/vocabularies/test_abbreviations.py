import pytest

from vocabularies.abbreviations import meanings
from vocabularies.data_files import load


@pytest.mark.parametrize("typed", ["UDS", "uds", "U.D.S."])
def test_an_abbreviation_is_known_in_any_case_of_letters(typed):
    [meaning] = meanings(typed)
    assert meaning.name == "urine drug screen"
    assert meaning.wordings[0] == meaning.name
    assert "urine drug screening" in meaning.wordings


def test_a_hyphen_a_slash_and_a_plural_do_not_matter():
    assert meanings("hwave") == meanings("H-Wave") != ()
    assert meanings("EMG/NCVs") == meanings("emg-ncv") != ()
    assert meanings("TFESIs") == meanings("tfesi") != ()


def test_an_abbreviation_of_two_things_means_either():
    assert [one.name for one in meanings("RFA")] == ["radiofrequency ablation", "request for authorization"]


@pytest.mark.parametrize("typed", ["", "-", "pain", "s", "urine drug screen"])
def test_other_words_are_short_for_nothing(typed):
    assert meanings(typed) == ()


@pytest.mark.parametrize("row", load("abbreviations")["abbreviations"], ids=lambda row: row["means"])
def test_every_abbreviation_is_found_and_says_each_wording_once(row):
    for short in row["short"]:
        assert row["means"] in [one.name for one in meanings(short)]
    assert row["means"] not in row["also"]
