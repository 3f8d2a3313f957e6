import re

from vocabularies.spelling import fold, pattern


def test_case_ampersand_and_commas_do_not_part_spellings():
    assert fold("Ear, Nose & Throat") == fold("ear nose and throat")


def test_a_pattern_prefers_the_longest_name():
    match = re.match(pattern(["Ear", "Ear and Nose"]), "ear & nose", re.IGNORECASE)
    assert match
    assert match[0] == "ear & nose"


def test_a_parenthesis_parts_words_unless_the_name_has_one():
    assert not re.fullmatch(pattern(["Ear, Nose"]), "ear (nose", re.IGNORECASE)
    assert re.match(pattern(["Virus (V-9)"]), "Virus (V-9)", re.IGNORECASE)
