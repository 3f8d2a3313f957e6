from vocabularies.warnings import WARNINGS


def test_a_warning_has_a_label_for_a_page_and_says_what_was_compared():
    kind = WARNINGS["page-beyond-book"]
    assert kind.label == "Page beyond the end of the book"
    assert "last page" in kind.explanation


def test_no_two_warnings_share_a_label():
    assert len({kind.label for kind in WARNINGS.values()}) == len(WARNINGS)


def test_an_explanation_is_of_whole_sentences():
    assert [kind.code for kind in WARNINGS.values() if not kind.explanation.endswith(".")] == []
