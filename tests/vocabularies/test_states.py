from vocabularies.data_files import load
from vocabularies.states import NAMES, find, resolve, suggest


def test_states_are_found_in_the_order_of_the_text():
    assert find("Oregon,Maine, Nevada") == ("Oregon", "Maine", "Nevada")


def test_a_longer_name_is_not_the_shorter_one_in_it():
    assert find("West Virginia") == ("West Virginia",)
    assert find("licensed to practice in North Dakota and Virginia.") == ("North Dakota", "Virginia")


def test_a_state_is_told_once_and_by_its_own_spelling():
    assert find("TEXAS, Texas and new  york") == ("Texas", "New York")


def test_a_text_without_a_state_names_none():
    assert find("licensed in Ontario") == ()


def test_every_state_is_found():
    assert find("; ".join(NAMES)) == NAMES


def test_a_state_is_known_by_its_abbreviation_in_any_case_of_letters():
    assert [resolve(typed) for typed in ("CA", "ca", "N.Y.", "new york")] == [
        "California",
        "California",
        "New York",
        "New York",
    ]
    assert resolve("Calif") is None


def test_a_misspelt_state_is_suggested():
    assert suggest("Californa") == ["California"]


def test_every_state_has_one_abbreviation():
    assert sorted(load("states")["abbreviations"].values()) == sorted(NAMES)
