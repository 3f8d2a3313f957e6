"""DWC's category and subcategory of a request."""

import json

import jsonschema
import pytest

from vocabularies import drugs
from vocabularies.data_files import DATA, load
from vocabularies.treatment_categories import CATEGORIES, classify

THERAPY = ("Rehabilitation", "Physical Therapy/Occupational Therapy (PT/OT)")


def category_of(treatment: str) -> tuple[str | None, str | None]:
    return classify(treatment, [mention.ingredients for mention in drugs.find(treatment)])


@pytest.mark.parametrize(
    ("treatment", "category", "subcategory"),
    [
        ("MRI of the left ankle", "Diagnostic Testing", "Imaging & Radiology"),
        ("EMG/NCV of both legs", "Diagnostic Testing", "EMG/NCV/NCS"),
        ("Potassium level", "Diagnostic Testing", "Lab & Pathology"),
        ("Calcium level", "Diagnostic Testing", "Lab & Pathology"),
        ("Request for tablet computer", "DMEPOS", "DME"),
        ("Urine toxicology screen", "Diagnostic Testing", "Lab & Pathology"),
        ("Functional capacity evaluation", "Diagnostic Testing", "Other Diagnostic Tests"),
        ("Semi-electric hospital bed", "DMEPOS", "DME"),
        ("TENS unit, 30 day rental", "DMEPOS", "Electrical Stimulation"),
        ("Wrist splint", "DMEPOS", "Prosthetics/Orthotics"),
        ("Electrodes, 4 packs", "DMEPOS", "Supplies"),
        ("Follow up office visit", "Evaluation & Management", None),
        ("Consult with knee replacement specialist for knee arthroplasty", "Surgery", "Surgical Consult"),
        ("Transfer of care to ortho spine surgeon", "Surgery", "Surgical Consult"),
        ("Referral to an orthopaedic hand surgeon", "Surgery", "Surgical Consult"),
        ("Foot and ankle surgeon eval and treatment", "Surgery", "Surgical Consult"),
        ("Assistant orthopedic surgeon", "Surgery", "Adjunct Surgical Services"),
        ("Hand specialist consult", "Evaluation & Management", "Medical Specialties"),
        ("TOC to ortho", "Evaluation & Management", "Medical Specialties"),
        ("Consult with a neurologist", "Evaluation & Management", "Medical Specialties"),
        ("Root canal, tooth 14", "Evaluation & Management", "Dental Services"),
        ("Home health aide four hours a day", "Home Health", "Home Health"),
        ("Bilateral L3-4 facet blocks", "Injection", "Facet Injection"),
        ("Right L5-S1 transforaminal epidural steroid injection", "Injection", "Injection"),
        ("Gym membership for a year", "Programs", "Programs"),
        ("Functional restoration program, 80 hours", "Programs", "Programs"),
        ("Cognitive behavioral therapy x 8", "Psych Services", "Therapies"),
        ("Psychological testing", "Psych Services", "Evaluation & Management"),
        ("Electro-acupuncture twice a week", "Rehabilitation", "Acupuncture"),
        ("Chiropractic physiotherapy, 8 visits", "Rehabilitation", "Chiropractic"),
        ("Aquatic therapy 2x6", *THERAPY),
        ("Massage therapy, six sessions", "Rehabilitation", "Other Therapies"),
        ("Left knee arthroscopy with meniscectomy", "Surgery", "Arthroscopic Surgery"),
        ("L4-5 interbody fusion", "Surgery", "Spine"),
        ("Right carpal tunnel release", "Surgery", "Non-arthroscopic Surgery"),
        ("Spine surgeon consultation", "Surgery", "Surgical Consult"),
        ("Assistant surgeon", "Surgery", "Adjunct Surgical Services"),
        ("Hyperbaric oxygen, 20 dives", "Therapies", "Other Therapies"),
        ("Transportation to all appointments", "Transportation", "Transportation"),
        ("Consultation with a psychologist", "Psych Services", "Evaluation & Management"),
        ("Referral to a psychiatrist", "Psych Services", "Evaluation & Management"),
        ("Pain psychology evaluation", "Psych Services", "Evaluation & Management"),
        ("Psychology sessions x 6", "Psych Services", "Therapies"),
        ("TENS unit supplies", "DMEPOS", "Supplies"),
        ("H-wave pads", "DMEPOS", "Supplies"),
        ("CPAP mask", "DMEPOS", "Supplies"),
        ("TENS unit with supplies", "DMEPOS", "Electrical Stimulation"),
        ("Purchase of a TENS unit", "DMEPOS", "Electrical Stimulation"),
        ("Pharmacy purchase of omeprazole 20mg", "Pharmaceuticals", "Proton Pump Inhibitors"),
        ("Percutaneous neuromodulation therapy", "Rehabilitation", "Other Therapies"),
        ("Trigger point impedance imaging", "Diagnostic Testing", "Other Diagnostic Tests"),
        ("Scar revision, left hand", "Surgery", "Non-arthroscopic Surgery"),
        ("Hydrocodone/APAP/ondansetron 10/300/2mg", "Pharmaceuticals", "Opioids"),
    ],
)
def test_a_service_belongs_to_its_category(treatment, category, subcategory):
    assert category_of(treatment) == (category, subcategory)


def test_an_associated_surgical_service_is_adjunct_whatever_it_is():
    assert category_of("Associated surgical service: chest x-ray") == ("Surgery", "Adjunct Surgical Services")
    assert category_of("Assoc. surgical service: walker") == ("Surgery", "Adjunct Surgical Services")


def test_a_pre_operative_test_is_a_test_and_a_clearance_is_adjunct():
    assert category_of("Pre-op EKG") == ("Diagnostic Testing", "Other Diagnostic Tests")
    assert category_of("Pre-operative medical clearance") == ("Surgery", "Adjunct Surgical Services")


def test_a_therapy_given_at_visits_is_rehabilitation_and_its_device_is_equipment():
    assert category_of("Ultrasound, twice a week") == ("Rehabilitation", "Other Therapies")
    assert category_of("Cervical traction unit") == ("DMEPOS", "DME")


def test_of_several_services_the_first_named_counts():
    assert category_of("Epidural injection with pain management consult") == ("Injection", "Injection")
    assert category_of("Pain management consult for an epidural injection") == (
        "Evaluation & Management",
        "Medical Specialties",
    )


def test_a_drug_has_its_class_as_subcategory():
    assert category_of("Norco 10/325mg #90") == ("Pharmaceuticals", "Opioids")


def test_the_first_of_two_drugs_gives_the_subcategory():
    assert category_of("Naproxen 500mg #60 and Flexeril 10mg #30")[1] == "NSAID"


def test_a_drug_given_in_an_injection_is_an_injection():
    assert category_of("Toradol 60mg IM injection") == ("Injection", "Injection")


def test_a_patch_or_single_topical_is_a_topical_analgesic():
    assert category_of("Lidocaine 5% patch #30") == ("Pharmaceuticals", "Topical Analgesics")
    assert category_of("Diclofenac 1% gel, 100 gm") == ("Pharmaceuticals", "Topical Analgesics")


@pytest.mark.parametrize(
    ("treatment", "drug_class"),
    [
        ("Narcan nasal spray", "Opoid Antagonist"),
        ("Clonidine patch", "Antihypertensive"),
        ("Albuterol inhalation solution", "Asthma medication"),
        ("Nicotine patch", None),
    ],
)
def test_the_form_of_a_drug_that_is_no_analgesic_leaves_its_class(treatment, drug_class):
    assert category_of(treatment) == ("Pharmaceuticals", drug_class)


def test_an_opioid_in_a_patch_stays_an_opioid():
    assert category_of("Butrans patch 10mcg #4") == ("Pharmaceuticals", "Opioids")


def test_a_mixture_in_a_base_is_a_topical_compound():
    assert category_of("Ketoprofen 10%/gabapentin 6% in cream base, 120 gm") == (
        "Pharmaceuticals",
        "Topical Compounds",
    )


def test_a_drug_for_pain_after_surgery_is_a_drug():
    assert category_of("Post-op Percocet 5/325mg #40") == ("Pharmaceuticals", "Opioids")


def test_an_unknown_drug_is_told_by_its_strength():
    assert classify("Zzyzxol 10mg #30") == ("Pharmaceuticals", None)


def test_a_request_that_names_nothing_known_has_no_category():
    assert classify("Frobnication, twice") == (None, None)
    assert classify("") == (None, None)


def test_the_data_follow_their_schema():
    schema = json.loads((DATA / "schemas" / "treatment_categories.schema.json").read_text("utf-8"))
    jsonschema.validate(load("treatment_categories"), schema)


def test_every_service_is_one_of_dwcs_values():
    for entry in load("treatment_categories")["services"]:
        values = [(entry["category"], entry["subcategory"])]
        values += [tuple(entry["as_device"])] if "as_device" in entry else []
        for category, subcategory in values:
            assert subcategory is None or subcategory in CATEGORIES[category]


def test_no_words_name_two_services():
    named = [
        (rank, words)
        for entry in load("treatment_categories")["services"]
        for rank in ("decides", "named_by", "hinted_by")
        for words in entry.get(rank, ())
    ]
    assert sorted({pair[1] for pair in named if named.count(pair) > 1}) == []
