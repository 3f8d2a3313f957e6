"""What every letter says alike is left out, what it says of its case stays."""

from letters.boilerplate import telling_lines


def test_the_fixed_sentences_go_and_the_credentials_stay():
    text = """HOW THE IMR FINAL DETERMINATION WAS MADE
MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no affiliation with
the employer, employee, providers or the claims administrator. The expert reviewer is Board Certified in
Neurology, and is licensed to practice in Ohio. He/she has been in active clinical practice for more than
five years and is currently working at least 24 hours a week in active practice."""
    assert telling_lines(text).split() == (
        [
            "The",
            "expert",
            "reviewer",
            "is",
            "Board",
            "Certified",
            "in",
            "Neurology,",
            "and",
            "is",
            "licensed",
            "to",
            "practice",
            "in",
            "Ohio.",
        ]
    )


def test_a_sentence_that_only_begins_like_one_of_the_case_stays():
    text = "He/she has been treated for years. The reviewer was not given the file."
    assert telling_lines(text) == text


def test_a_fixed_sentence_without_an_end_does_not_swallow_the_letter():
    text = "He/she is familiar with governing laws " + "and pain " * 100
    assert "pain" in telling_lines(text)
