from vocabularies.reasons import REASONS


def test_the_contract_has_sixteen_reasons():
    assert len(REASONS) == 16


def test_a_reason_has_a_label_for_a_page_and_an_explanation():
    reason = REASONS["no-functional-improvement"]
    assert reason.label == "No functional improvement"
    assert reason.explanation.startswith("no documented functional improvement")


def test_no_two_reasons_share_a_label():
    assert len({reason.label for reason in REASONS.values()}) == len(REASONS)
