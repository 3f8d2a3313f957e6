"""Text from any extractor comes into one shape."""

import pytest

from letters.cleaning import clean, fold, paragraphs


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("a non-\nsteroidal drug", "a non-steroidal drug"),
        ("anti\ufffeinflammatory", "anti-inflammatory"),
        ("anti\x02inflammatory", "anti-inflammatory"),
        ("the docu-\nmentation, no documentation", "the documentation, no documentation"),
        ("electro-\ndiagnostic, electrodiagnostic", "electro-diagnostic, electrodiagnostic"),
        ("electro-\nmyography, electro-myography", "electromyography, electro-myography"),
        ("Anti-\ndepressants and neuro-\npathy", "Antidepressants and neuropathy"),
        ("a self-\ndirected anti-\nanxiety course", "a self-directed anti-anxiety course"),
        ("docu\u00ad\nmentation", "documentation"),
        ("seen on 10-30-\n2016", "seen on 10-30-2016"),
        ("seen on 10/30/\n2016", "seen on 10/30/2016"),
        ("C5-\nC6", "C5-C6"),
        ("short-\nand long-term", "short- and long-term"),
        ("imaging --\nMagnetic", "imaging -- Magnetic"),
        ("at https://www.example.org/a_\nb/c.html now", "at https://www.example.org/a_b/c.html now"),
        ("at https://www.example.org/a-\nb", "at https://www.example.org/a-b"),
        ("at www.example.org.\nThe next", "at www.example.org. The next"),
        ("and/or\nboth", "and/or both"),
    ],
)
def test_what_a_line_end_broke_is_joined_as_it_is_spelt(broken, whole):
    assert fold(clean(broken)) == fold(whole)


def test_paragraphs_are_parted_by_an_empty_line():
    assert paragraphs(clean("One\nmore.\n \nTwo\n\n\nThree")) == ["One more.", "Two", "Three"]


def test_where_every_line_is_doubled_a_line_with_a_space_parts_paragraphs():
    lines = ["One two", "three.", "Four five", "six.", "Seven", "eight."]
    text = " \n\n".join(lines[:4]) + " \n\n \n\n" + " \n\n".join(lines[4:]) + " \n\n"
    assert paragraphs(clean(text)) == ["One two three. Four five six.", "Seven eight."]


def test_a_page_break_inside_a_sentence_does_not_part_it():
    assert paragraphs(clean("the records do not\n\n\fshow a gain")) == ["the records do not show a gain"]
    assert paragraphs(clean("the records do not\fshow a gain")) == ["the records do not show a gain"]


def test_a_page_that_ends_with_an_empty_line_ends_its_paragraph():
    assert paragraphs(clean("It is not necessary.\n\n\fMRI of the knee")) == [
        "It is not necessary.",
        "MRI of the knee",
    ]


def test_white_space_of_any_kind_is_folded_and_what_is_not_printed_is_dropped():
    assert clean("\ufeff a\u00a0\tb\u200b  c\x07 ") == "a b c"
