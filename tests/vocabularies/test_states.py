from vocabularies.states import NAMES, find


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
