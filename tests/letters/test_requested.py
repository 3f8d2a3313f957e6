"""What a title asks for: drugs with strength and quantity, and body parts."""

import json
import sys
from dataclasses import asdict
from time import process_time

import pytest

from letters.parsed_letter import BodyPart, RequestedDrug
from letters.requested import named_body_parts, requested_drugs
from vocabularies.treatment_categories import classify

HYDROCODONE_APAP = ("acetaminophen", "hydrocodone")


def drug(*ingredients, strength=None, quantity=None):
    return RequestedDrug(tuple(sorted(ingredients)), strength, quantity)


@pytest.mark.parametrize(
    ("treatment", "strength", "quantity"),
    [
        ("Norco 10/325mg #60", "10/325mg", 60),
        ("Norco 10/325 mg, 1 tab PO q6h prn #120 with 2 refills", "10/325 mg", 120),
        ("Norco 10/325 #90", "10/325", 90),
        ("Norco 7.5-325mg # 112", "7.5-325mg", 112),
        ("Norco (hydrocodone/APAP) 10mg/325mg qty: 90", "10mg/325mg", 90),
        ("Hydrocodone 10mg/APAP 325mg #60", "10mg/325mg", 60),
        ("Norco, quantity 1,000", None, 1000),
        ("Norco dosage and quantity unknown", None, None),
        ("#60 Norco 5/325mg", "5/325mg", 60),
    ],
)
def test_strength_and_quantity_are_read_as_printed(treatment, strength, quantity):
    assert requested_drugs(treatment) == (drug(*HYDROCODONE_APAP, strength=strength, quantity=quantity),)


@pytest.mark.parametrize(
    ("treatment", "strength"),
    [
        ("Fanatrex 25mg/ml oral suspension 420ml", "25mg/ml"),
        ("Gabapentin 300 mg, #60 grams", "300 mg"),
        ("Gabapentin 6% cream 240 grams", "6%"),
        ("Gabapentin 6 percent 120gm", "6 percent"),
    ],
)
def test_volumes_and_weights_are_no_quantity_and_no_strength(treatment, strength):
    assert requested_drugs(treatment) == (drug("gabapentin", strength=strength),)


def test_the_number_in_a_products_name_is_no_quantity():
    assert requested_drugs("Tylenol #3 #60") == (drug("acetaminophen", "codeine", quantity=60),)
    assert requested_drugs("Tylenol with codeine #4, #60") == (drug("acetaminophen", "codeine", quantity=60),)
    assert requested_drugs("Tylenol/codeine #4 qty 90") == (drug("acetaminophen", "codeine", quantity=90),)
    assert requested_drugs("Tylenol with codeine #4") == (drug("acetaminophen", "codeine"),)
    assert requested_drugs("Tylenol with codeine #40") == (drug("acetaminophen", "codeine", quantity=40),)


def test_several_drugs_keep_their_own_strength_and_quantity():
    assert requested_drugs("Norco 10/325mg #60 and Flexeril 10mg #90, Prilosec") == (
        drug(*HYDROCODONE_APAP, strength="10/325mg", quantity=60),
        drug("cyclobenzaprine", strength="10mg", quantity=90),
        drug("omeprazole"),
    )


def test_strengths_printed_before_the_drugs_belong_to_them():
    assert requested_drugs("50mg Tramadol #60, 10mg Flexeril #30") == (
        drug("tramadol", strength="50mg", quantity=60),
        drug("cyclobenzaprine", strength="10mg", quantity=30),
    )


@pytest.mark.parametrize(
    ("treatment", "strength", "quantity"),
    [
        ("Ketoprofen 10%/Menthol 5%/Lidocaine 5%, 120grams #1", "10%/5%/5%", 1),
        ("Ketoprofen 20%, Lidocaine 5%, Menthol 2% in cream base", "20%/5%/2%", None),
        ("compounded Ketoprofen/Lidocaine/Menthol 20%/5%/6% cream", "20%/5%/6%", None),
        ("Compound cream: ketoprofen, lidocaine and menthol", None, None),
        ("Ketoprofen 10%, Lidocaine 5%/Menthol", "10%/5%", None),
    ],
)
def test_a_compound_is_one_drug_with_its_strengths_in_order(treatment, strength, quantity):
    compound = drug("ketoprofen", "lidocaine", "menthol", strength=strength, quantity=quantity)
    assert requested_drugs(treatment) == (compound,)


@pytest.mark.parametrize(
    "treatment",
    [
        "20% ketoprofen, 5% lidocaine, 2% menthol",
        "Compound: 20% Ketoprofen/5% Lidocaine/2% Menthol 180 grams",
        "20% ketoprofen 5% lidocaine 2% menthol in Lipoderm base",
        "Ketoprofen, lidocaine, menthol (20%, 5%, 2%) cream",
        "Ketoprofen/Lidocaine/Menthol 20% / 5% / 2% gel",
        "Ketoprofen (20%), Lidocaine (5%), Menthol (2%) in PCCA base",
        "Ketoprofen micro 20%/Lidocaine HCL 5%/Menthol crystals 2%",
        "Ketoprofen 20% - Lidocaine 5% - Menthol 2% in Mediderm base",
    ],
)
def test_percentages_may_stand_before_after_or_apart_and_a_base_is_no_ingredient(treatment):
    assert requested_drugs(treatment) == (drug("ketoprofen", "lidocaine", "menthol", strength="20%/5%/2%"),)


def test_a_drug_named_again_for_its_quantity_is_one_request():
    assert requested_drugs("Norco 10/325mg, Norco #60") == (
        drug(*HYDROCODONE_APAP, strength="10/325mg", quantity=60),
    )


@pytest.mark.parametrize(
    "treatment",
    [
        "Naproxen 550mg (Anaprox) #60",
        "Naproxen 550mg (Anaprox DS 550mg) #60",
        "Naproxen 550mg (Anaprox) #60 dispensed 1-12-2015",
        "Naproxen 550mg #60 (Anaprox) 11-3-15",
        "Naproxen 550mg #60, dispensed 11/2015",
    ],
)
def test_a_trade_name_in_parentheses_is_no_second_drug_and_a_date_no_strength(treatment):
    assert requested_drugs(treatment) == (drug("naproxen", strength="550mg", quantity=60),)


def test_a_date_is_no_strength_of_a_drug_without_one():
    assert requested_drugs("Flexeril (Fexmid) #90, 1-12-2015") == (drug("cyclobenzaprine", quantity=90),)


def test_a_quantity_stays_with_its_drug_where_another_holds_the_same_ingredient():
    assert requested_drugs("Tylenol 500mg and Norco #60") == (
        drug("acetaminophen", strength="500mg"),
        drug(*HYDROCODONE_APAP, quantity=60),
    )


@pytest.mark.parametrize(
    "treatment",
    [
        "5% lidocaine cream and 1% diclofenac gel",
        "Lidocaine 1% and bupivacaine 0.5% injection",
        "Lidocaine 5% patch #30, Voltaren 1% gel",
        "Norco/Soma",
    ],
)
def test_drugs_that_are_not_mixed_are_several(treatment):
    assert len(requested_drugs(treatment)) == 2


@pytest.mark.parametrize(
    "treatment",
    ["Omeprazole 20mg #60 (Prilosec)", "Prilosec, omeprazole 20mg #60", "Omeprazole (Prilosec) 20mg #60"],
)
def test_a_drug_named_again_is_requested_once(treatment):
    assert requested_drugs(treatment) == (drug("omeprazole", strength="20mg", quantity=60),)


def test_two_prescriptions_of_a_drug_are_two_requests():
    assert [one.strength for one in requested_drugs("Norco 10/325mg #60, Norco 5/325mg #30")] == [
        "10/325mg",
        "5/325mg",
    ]


def test_the_list_of_a_products_ingredients_is_the_product():
    assert requested_drugs("Medrox (menthol 5%, capsaicin 0.0375%, methyl salicylate 20%) #2") == (
        drug("menthol", "capsaicin", "methyl salicylate", strength="5%/0.0375%/20%", quantity=2),
    )


def test_a_misspelt_drug_is_read():
    assert requested_drugs("Cyclobenzaprin 7.5mg #90") == (
        drug("cyclobenzaprine", strength="7.5mg", quantity=90),
    )


@pytest.mark.parametrize(
    "treatment", ["", "TENS unit #30", "platelet-rich plasma injection", "wrist braces #2"]
)
def test_other_requests_have_no_drug(treatment):
    assert requested_drugs(treatment) == ()


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Urine drug screen for methadone and oxycodone", "Diagnostic Testing"),
        ("Urine drug screen (opiates, methadone, benzodiazepines)", "Diagnostic Testing"),
        ("Genetic testing for codeine and tramadol metabolism", "Diagnostic Testing"),
        ("Aspirin allergy testing", "Diagnostic Testing"),
        ("Phenytoin level", "Diagnostic Testing"),
        ("Physical therapy to taper off Norco", "Rehabilitation"),
        ("Consultation with a specialist for opioid / methadone weaning", "Evaluation & Management"),
    ],
)
def test_a_drug_that_is_tested_for_or_tapered_is_not_requested(title, category):
    assert requested_drugs(title) == ()
    assert classify(title)[0] == category


@pytest.mark.parametrize(
    ("title", "ingredient"),
    [
        ("Urine drug screen and Norco 10/325mg", "hydrocodone"),
        ("Urine drug screen, tramadol", "tramadol"),
        ("Tramadol 50mg #45 for weaning", "tramadol"),
        ("Weaning of tramadol 50mg #45", "tramadol"),
        ("Prednisone taper", "prednisone"),
        ("Transition from tramadol to Suboxone", "buprenorphine"),
        ("Facet injection at two levels of bupivacaine", "bupivacaine"),
    ],
)
def test_a_drug_beside_a_test_or_dispensed_for_weaning_is_requested(title, ingredient):
    (requested,) = requested_drugs(title)
    assert ingredient in requested.ingredients


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Lumbar spine, left hip and knee", [("low back", None), ("hip", "left"), ("knee", "left")]),
        ("MRI of the fingers of the right hand", [("hand", "right")]),
        ("Right shoulder arthroscopy with rotator cuff repair", [("shoulder", "right")]),
        ("MRI left knee and right knee", [("knee", "left"), ("knee", "right")]),
        ("Lumbar brace, physical therapy lumbar", [("low back", None)]),
        ("Lumbar sacral orthosis", [("low back", None)]),
        ("MRI of the lumbar and sacral spine", [("low back", None), ("pelvis", None)]),
        ("Bilateral plantar fascia injection", [("foot", "bilateral")]),
        ("Diazepam for anxiety", []),
        ("Hand-held shower", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_body_parts_of_a_title_are_named_once_in_order(title, parts):
    assert named_body_parts(title) == tuple(BodyPart(*part) for part in parts)


@pytest.mark.parametrize(
    "part",
    [
        "Norco 1/1/1/",
        "1/1/1/",
        "left and right ",
        "left knee, ",
        "10% / ",
        "5% menthol, ",
        "#1,1",
        "C5-",
        "knee , ",
    ],
)
def test_any_repetition_is_read_quickly(part):
    began = process_time()
    requested_drugs("Norco " + part * 20_000)
    named_body_parts("knee " + part * 20_000)
    assert process_time() - began < 5


def labelled_items(real_letters):
    for folder in ("gold", "authored"):
        for path in sorted((real_letters / folder).glob("*.json")):
            yield from json.loads(path.read_text(encoding="utf-8"))["items"]


def f1(pairs):
    """The harmonic mean of precision and recall over pairs of (labelled, read) sets."""
    right = sum(len(labelled & read) for labelled, read in pairs)
    total = sum(len(labelled) + len(read) for labelled, read in pairs)
    return 2 * right / total


def drug_facts(drugs, fact):
    return {(*one["ingredients"], one[fact] if fact else None) for one in drugs}


@pytest.mark.real_letters
@pytest.mark.parametrize(
    ("fact", "floor"),
    [
        (None, 0.97),
        ("quantity", 0.97),
        # One label gives a compound no strength, against the ruling that joins its percentages.
        ("strength", 0.94),
    ],
)
def test_requested_drugs_agree_with_the_labels(real_letters, fact, floor):
    score = f1(
        [
            (
                drug_facts(item["drugs"], fact),
                drug_facts(map(asdict, requested_drugs(item["treatment"])), fact),
            )
            for item in labelled_items(real_letters)
        ]
    )
    sys.stdout.write(f"requested drugs, {fact or 'ingredients'}: F1 {score:.3f}\n")
    assert score >= floor


@pytest.mark.real_letters
def test_named_body_parts_agree_with_the_labels(real_letters):
    score = f1(
        [
            (
                {(part["name"], part["side"]) for part in item["body_parts"]},
                {(part.name, part.side) for part in named_body_parts(item["title"])},
            )
            for item in labelled_items(real_letters)
        ]
    )
    sys.stdout.write(f"named body parts: F1 {score:.3f}\n")
    assert score >= 0.95
