"""A rationale about another drug or dose is warned about, and one that only names others is not."""

import pytest

from letters.parsed_letter import DisputedItem
from tests.letters.warnings.items import codes, item, warnings


def drug_item(title: str, rationale: str) -> DisputedItem:
    return item(title, rationale=rationale)


def test_a_rationale_about_another_drug_is_warned_about():
    [warning] = warnings(
        drug_item("Gabapentin 300mg #90", "Zolpidem is for two weeks only. Ambien has been taken for months.")
    )
    assert (warning.code, warning.item) == ("drug-differs", 1)
    assert "Zolpidem, Ambien" in warning.message


@pytest.mark.parametrize(
    "rationale",
    [
        "Neurontin is for neuropathic pain; Norco and zolpidem have failed.",
        "Gabapentine is for neuropathic pain; zolpidem has failed.",
        "Topiramate was not tried; zolpidem has failed.",
        "This medication is not needed.",
        "",
    ],
)
def test_a_rationale_that_names_the_drug_or_its_class_or_none_is_not(rationale):
    assert codes(drug_item("Gabapentin 300mg #90", rationale)) == []


@pytest.mark.parametrize(
    ("title", "rationale"),
    [
        ("Omeprazole 20mg #60", "She is on naproxen. There is no history of bleeding or use of aspirin."),
        ("Zolpidem 10mg #30", "He takes Norco. Poor sleep is not documented. The request is not needed."),
        ("Docusate 100mg #60", "As Norco was denied, prophylaxis of constipation is not needed."),
        ("Docusate 100mg #60", "Since Norco is not medically necessary, neither is this."),
        ("Zolpidem 10mg #30", "Norco is prescribed for pain of the back. Poor sleep is not documented."),
        ("Zolpidem 10mg #30", "With Norco, Soma and naproxen, the request is not medically necessary."),
    ],
)
def test_a_drug_that_is_only_taken_or_was_denied_too_is_no_other_request(title, rationale):
    assert codes(drug_item(title, rationale)) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "She sleeps well. The request for Ambien 10mg #30 is not medically necessary.",
        "She sleeps well. As such, continued use of zolpidem is not medically necessary.",
        "The use of zolpidem is not recommended for months.",
    ],
)
def test_a_drug_that_is_decided_on_or_is_the_ground_is(rationale):
    assert codes(drug_item("Gabapentin 300mg #90", rationale)) == ["drug-differs"]


def test_a_class_named_in_words_is_the_drugs():
    assert codes(drug_item("Tizanidine 4mg #60", "Muscle relaxants are no better than naproxen.")) == []


def test_a_drug_in_a_procedure_is_not_held_against_its_rationale():
    assert codes(item("Lidocaine injection of the knee", rationale="Ibuprofen has helped so far.")) == []


def test_a_decision_on_another_quantity_or_strength_is_warned_about():
    quantity = drug_item("Tramadol 50mg #60", "The request for Tramadol 50mg #90 is not medically necessary.")
    strength = drug_item("Tramadol 50mg #60", "The request for Ultram 150 mg is not medically necessary.")
    assert codes(quantity) == codes(strength) == ["dose-differs"]


@pytest.mark.parametrize(
    "rationale",
    [
        "The request for Tramadol 50 mg #60 is not medically necessary.",
        "The request for Tramadol is not medically necessary.",
        "She took Tramadol 100mg #120 before. The request for Tramadol is not medically necessary.",
        "The request for Tramadol 50mg #60 and Naproxen 550mg #90 is not medically necessary.",
    ],
)
def test_a_decision_on_the_dose_requested_is_not(rationale):
    assert codes(drug_item("Tramadol 50mg #60", rationale)) == []


@pytest.mark.parametrize(
    ("title", "rationale"),
    [
        ("Tramadol 50mg #60 with 2 refills", "Tramadol 50mg #180 is not medically necessary."),
        ("Tramadol 50mg #180", "Tramadol 50mg #60 a month for three months is not medically necessary."),
        ("Tramadol 50mg #60", "Tramadol 50mg #45 is allowed to wean; #60 is not medically necessary."),
        ("Tramadol 50mg #60", "Tramadol 50mg, #45 of the #60, is not medically necessary."),
    ],
)
def test_the_count_of_all_fills_or_a_count_beside_the_requested_one_is_no_other_dose(title, rationale):
    assert codes(drug_item(title, rationale)) == []


def test_a_count_that_no_refills_make_is_another_one():
    rationale = "Tramadol 50mg #100 is not medically necessary."
    assert codes(drug_item("Tramadol 50mg #60 with 2 refills", rationale)) == ["dose-differs"]
