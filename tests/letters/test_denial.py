"""What is found in the free text of a denial or a request, and what is not."""

import time

import pytest

from letters.denial import read_denial
from tests.denials import NORCO_AND_THERAPY, SHOULDER_RFA


def found(text, kind, counts=True):
    return {one.value for one in read_denial(text).findings if one.kind == kind and one.counts is counts}


def one(text, kind, value):
    return next(each for each in read_denial(text).findings if (each.kind, each.value) == (kind, value))


def test_requested_drugs_count_and_drugs_of_the_history_do_not():
    assert found(NORCO_AND_THERAPY, "drug") == {"acetaminophen + hydrocodone", "cyclobenzaprine"}
    assert found(NORCO_AND_THERAPY, "drug", counts=False) == {"gabapentin", "omeprazole", "ibuprofen"}


def test_a_misspelt_drug_is_found_in_a_request_with_the_words_that_name_it():
    assert "2. Flexiril 7.5mg #90" in one(NORCO_AND_THERAPY, "drug", "cyclobenzaprine").passages


def test_a_passage_says_where_it_was_cut():
    text = f"{'One two. ' * 30}The request for Norco is denied{' and more' * 30}."
    (passage,) = one(text, "drug", "acetaminophen + hydrocodone").passages
    assert "The request for Norco is denied" in passage
    assert passage.endswith(" …")


def test_the_body_part_of_the_request_counts_before_those_of_the_injury():
    assert found(NORCO_AND_THERAPY, "body_part") == {"low back"}
    assert found(NORCO_AND_THERAPY, "body_part", counts=False) == {"neck", "hand"}


def test_where_the_request_names_no_part_those_of_the_injury_count():
    text = "The request for Norco is denied. Diagnoses include lumbar strain. The knees were examined."
    assert found(text, "body_part") == {"low back"}
    assert found(text, "body_part", counts=False) == {"knee"}


def test_every_kind_of_treatment_that_is_requested_is_found():
    assert found(NORCO_AND_THERAPY, "category") == {
        "Pharmaceuticals / Opioids",
        "Pharmaceuticals / Muscle Relaxant",
        "Rehabilitation / Physical Therapy/Occupational Therapy (PT/OT)",
    }


def test_two_kinds_of_treatment_that_and_joins_are_both_found():
    text = "The request for Norco 10/325mg #120 and physical therapy 2x6 for the lumbar spine is denied."
    assert found(text, "category") == {
        "Pharmaceuticals / Opioids",
        "Rehabilitation / Physical Therapy/Occupational Therapy (PT/OT)",
    }
    assert found(text, "drug") == {"acetaminophen + hydrocodone"}
    assert found("The request for an MRI of the neck and shoulder is denied.", "category") == {
        "Diagnostic Testing / Imaging & Radiology"
    }


def test_chapters_of_both_schedules_are_found_with_edition_and_pages():
    assert found(NORCO_AND_THERAPY, "guideline") == {"Chronic Pain Medical Treatment", "Low Back"}
    assert one(NORCO_AND_THERAPY, "guideline", "Low Back").detail == "ODG"
    assert found(NORCO_AND_THERAPY, "page") == {f"chronic-pain-2009:{page}" for page in (64, 78, 79, 80)}


CHRONIC_PAIN = "Chronic Pain Medical Treatment Guidelines"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (
            f"Denied per {CHRONIC_PAIN}, page 66; p. 68; pgs. 78, 80-81, 91; and 124.",
            {66, 68, 78, 80, 81, 91, 124},
        ),
        (
            f"{CHRONIC_PAIN}: page 78-80, so Zanaflex is denied; page 66 is on Soma, see p. 68.",
            {66, 68, 78, 79, 80},
        ),
        (f"{CHRONIC_PAIN}, page 66;\nand page 68; the visits are many; p. 70", {66, 68, 70}),
        (f"{CHRONIC_PAIN}, page 66; 12 visits are many; 30 days; see the report", {66}),
        (f"{CHRONIC_PAIN}, page 66; page 308 of ACOEM, Low Back Complaints", {66}),
        (f"{CHRONIC_PAIN}, page 66. The report is behind it; page 3 is blank.", {66}),
        ("Denied per MTUS 2009 page 78", {78}),
        ("Denied per the MTUS (2009), pages 78 and 80", {78, 80}),
        ("Denied per the 2009 MTUS, p. 78", {78}),
        ("Denied per the MTUS, 2009. Page 3 follows.", set()),
    ],
)
def test_pages_behind_a_semicolon_are_of_the_guideline_named_last(text, pages):
    assert found(text, "page") == {f"chronic-pain-2009:{page}" for page in pages}


def test_a_guideline_named_between_takes_the_pages_behind_it():
    text = f"{CHRONIC_PAIN}, page 66; ACOEM Chapter 12, Low Back Complaints, page 308; p. 309"
    assert found(text, "page") == {"chronic-pain-2009:66"} | {
        f"low-back-complaints-2004:{page}" for page in (308, 309)
    }


def test_reasons_are_found_with_the_passage_that_gives_them():
    assert found(NORCO_AND_THERAPY, "reason") >= {"no-functional-improvement", "exceeds-recommended-amount"}
    passage = one(NORCO_AND_THERAPY, "reason", "no-functional-improvement").passages[0]
    assert "no documented functional improvement" in passage


def test_a_request_for_authorization_has_no_reasons_and_says_which_kinds_are_missing():
    facts = read_denial(SHOULDER_RFA)
    assert facts.requests == ("Left shoulder arthroscopy with rotator cuff repair",)
    assert set(facts.missing) == {"drug", "guideline", "page", "reason"}
    assert one(SHOULDER_RFA, "body_part", "shoulder").detail == "left"


@pytest.mark.parametrize(
    "request_",
    [
        "Treatment requested: Lidoderm patches 5% #30",
        "Requested service:\n\nLidoderm patches 5% #30\n\nOther information: none",
        "Your physician is requesting authorization for Lidoderm patches.",
        "We received the request for Lidoderm patches.",
        "Lidoderm patches are not medically necessary.",
        "1. Lidoderm patches 5% #30 - Non-certified",
        "Lidoderm patches: DENIED",
        "The medical necessity of Lidoderm patches was not established.",
        "We are unable to authorize Lidoderm patches at this time.",
        "DENIED: Lidoderm patches 5% #30",
        "The request for authorization submitted on 11/18/2016 for a pillow, Lidoderm patches was read.",
    ],
)
def test_a_request_is_recognized_in_many_words(request_):
    text = f"{request_}\n\nThe worker takes ibuprofen, gabapentin, naproxen and tramadol."
    assert found(text, "drug") == {"lidocaine"}


@pytest.mark.parametrize(
    "text",
    [
        "Request for authorization: Lidoderm 5% patches #60. Previously failed: gabapentin, Lyrica, Soma.",
        "Request for authorization: Lidoderm 5% patches #60. He has taken gabapentin, Lyrica, and Soma.",
        "Treatment requested:\n1. Lidoderm patches (failed gabapentin, Lyrica). Current medications: Soma.",
        "Denied: Lidoderm patches after failure of gabapentin, Lyrica and Soma.",
        "The request for Lidoderm patches after a trial of gabapentin and Lyrica is denied.",
    ],
)
def test_what_is_told_on_the_line_of_a_request_is_only_mentioned(text):
    assert found(text, "drug") == {"lidocaine"}
    assert {"gabapentin", "pregabalin"} <= found(text, "drug", counts=False)


@pytest.mark.parametrize(
    "text",
    [
        "Denied: Norco 10/325mg #60. There is no pain relief and no urine drug screen.",
        "Denied: Norco 10/325mg #60, as there is no pain relief and no urine drug screen.",
        "Determination: Norco is denied. Rationale: no pain relief and no urine drug screen.",
        "There is no pain relief and no urine drug screen, therefore Norco is denied.",
        "As there is no pain relief, no agreement and no urine drug screen, the use of Norco is denied.",
    ],
)
def test_what_is_missing_is_not_requested(text):
    assert found(text, "category") == {"Pharmaceuticals / Opioids"}
    assert found(text, "drug") == {"acetaminophen + hydrocodone"}


def test_a_request_on_one_line_keeps_all_that_it_lists():
    text = (
        "Treatment requested: Norco 10/325mg #60. Soma 350mg #30; Ambien. Quantity: 30\nXanax 1mg. He is 40."
    )
    assert found(text, "drug") == {
        "acetaminophen + hydrocodone",
        "carisoprodol",
        "zolpidem",
        "alprazolam",
    }
    assert found("Norco, without documented benefit, is denied.", "drug") == {"acetaminophen + hydrocodone"}
    several = "Since there is no pain relief, Norco, Soma and Xanax are denied."
    assert found(several, "drug") == {"acetaminophen + hydrocodone", "carisoprodol", "alprazolam"}


@pytest.mark.parametrize(
    "text",
    [
        "Acupuncture was previously denied and is not at issue.",
        "You may request an independent medical review.",
        "The patient denied depression. He was asked for additional medical records.",
        "The requested 12 visits are many.",
        "The request for acupuncture was approved. We have certified the request for a lumbar MRI.",
    ],
)
def test_what_is_no_request_is_not_taken_for_one(text):
    assert found(text, "category") == set()


@pytest.mark.parametrize(
    "denial",
    [
        "The claimant denies neck pain.",
        "She states that she sleeps badly and denies pain in the neck.",
        "Mr. Fabelmann denies any numbness radiating from the neck.",
        "Denies weakness of the neck. No fever.",
        "The injured worker walked in, denying neck stiffness or chills.",
        "Neck pain is denied.",
        "Neck pain and weakness were denied by the applicant.",
        "He denied numbness of the neck.",
    ],
)
def test_what_a_patient_denies_is_no_denial_of_a_treatment(denial):
    text = f"{denial} An MRI of the left knee is denied."
    assert found(text, "body_part") == {"knee"}
    assert found(text, "body_part", counts=False) == {"neck"}


@pytest.mark.parametrize(
    "denial",
    [
        "We deny the MRI of the neck.",
        "The claimant reports knee pain, and we deny the MRI of the neck.",
        "After his records were read, the reviewer denies an MRI of the neck.",
        "As the claimant has knee pain only, deny the MRI of the neck.",
        "MRI of the neck for numbness and fever is denied.",
        "Treatment of neck pain with an MRI is denied. The knee was examined.",
    ],
)
def test_what_a_reviewer_denies_is_a_denial(denial):
    assert found(f"{denial} The knee is sore.", "body_part") == {"neck"}


def test_a_part_in_which_the_patient_denies_pain_does_not_count_even_where_no_other_is_named():
    assert found("He denies neck pain. The request for Norco is denied.", "body_part") == set()
    assert found("Neck pain is denied. Norco is denied.", "body_part") == set()


ONLY_IBUPROFEN = [
    "Denied: ibuprofen 600 mg #90. Approved: tramadol 50 mg #30, and an MRI of the knee.",
    "Approved: tramadol 50 mg #30 and an MRI of the knee. Denied: ibuprofen 600 mg #90.",
    "Not certified: ibuprofen 600 mg\nCertified items: tramadol 50 mg\nMRI of the knee",
    "The following is approved: tramadol 50 mg; MRI of the knee. The following is denied: ibuprofen 600 mg.",
    "We can allow the following treatments, which are authorized:\n1. Tramadol 50 mg\n2. MRI of the knee\n\n"
    "We are unable to certify the following:\n1. Ibuprofen 600 mg",
    "Tramadol 50 mg is certified, an MRI of the knee was authorized, and ibuprofen 600 mg is denied.",
    "We certified the tramadol and an MRI of the knee but denied the request for ibuprofen.",
    "Tramadol 50 mg: Approved\nMRI of the knee - Certified\nIbuprofen 600 mg (non-certified)",
    "Treatment requested: tramadol 50 mg, ibuprofen 600 mg, MRI of the knee\n\nTramadol 50 mg is certified. "
    "The MRI of the knee is recommended for certification. Ibuprofen is not medically necessary.",
    "Request: tramadol 50 mg\nDecision: Approved\nRequest: MRI of the knee\nDecision: Certified\n"
    "Request: ibuprofen 600 mg\nDecision: Denied",
]


@pytest.mark.parametrize("text", ONLY_IBUPROFEN)
def test_what_is_granted_beside_a_denial_does_not_count(text):
    assert found(text, "drug") == {"ibuprofen"}
    assert found(text, "category") == {"Pharmaceuticals / NSAID"}
    assert found(text, "body_part") == set()
    assert found(text, "drug", counts=False) == {"tramadol"}


TABLE = [
    ("Item", "Determination"),
    ("Tramadol 50 mg #30", "CERTIFIED"),
    ("Wrist splint, to be worn at night for as long as the symptoms of the worker go on", "NON-CERTIFIED"),
    ("Ibuprofen 600 mg #90", "Denied"),
    ("MRI of the knee", "Approved"),
]


@pytest.mark.parametrize("gap", ["\t", " \t", "    ", " | "])
def test_a_verdict_in_a_cell_is_of_what_stands_before_it_in_its_row(gap):
    text = "\n".join(gap.join(row) for row in TABLE)
    assert found(text, "drug") == {"ibuprofen"}
    assert found(text, "body_part") == {"wrist"}
    assert found(text, "category") == {"Pharmaceuticals / NSAID", "DMEPOS / Prosthetics/Orthotics"}


def test_a_verdict_may_stand_in_the_first_cell_or_behind_it_in_the_next():
    rows = "CERTIFIED\tTramadol 50 mg\nNON-CERTIFIED\tIbuprofen 600 mg\tno benefit was recorded"
    assert found(rows, "drug") == {"ibuprofen"}
    numbered = "1\tTramadol 50 mg\t#30\tApproved\tshort course\n2\tIbuprofen 600 mg\t#90\tDenied\tlong use"
    assert found(numbered, "drug") == {"ibuprofen"}
    assert found("Tramadol 50 mg CERTIFIED\nIbuprofen 600 mg NON-CERTIFIED", "drug") == {"ibuprofen"}


@pytest.mark.parametrize(
    "verdict",
    [
        "is modified to #15",
        "was partially certified",
        "is partially approved for #15",
        "is conditionally non-certified",
        "is certified with modification to #15",
        "is approved in part",
        "- Partial Certification",
        "(conditionally non-certified)",
        "\tPARTIALLY CERTIFIED",
        "\tModified",
        "is non certified",
    ],
)
def test_what_is_granted_in_part_is_disputed(verdict):
    text = f"Tramadol 50 mg #30 {verdict}\nIbuprofen 600 mg is certified."
    assert found(text, "drug") == {"tramadol"}
    assert found(text, "category") == {"Pharmaceuticals / Opioids"}


@pytest.mark.parametrize(
    "text",
    [
        "Requested: tramadol 50 mg. It was not shown that tramadol is medically necessary.",
        "Requested: tramadol 50 mg. Tramadol was previously certified.",
        "Tramadol was approved in a lesser amount by us. The request for tramadol 50 mg #120 is denied.",
        "Requested: tramadol 50 mg. Unless a plan is sent, no tramadol can be certified.",
        "Tramadol #120 is denied. Tramadol #20 is certified for weaning.",
    ],
)
def test_what_may_be_or_was_granted_is_disputed(text):
    assert found(text, "drug") == {"tramadol"}


@pytest.mark.parametrize(
    "asker",
    [
        "Requesting Provider: Ada Inventa, MD, Pain Medicine",
        "Requesting physician: Inventa, Physical Medicine",
        "Requested by: Pain Management",
        "Requesting Doctor - Ada Inventa, Physical Therapy Group",
        "Requesting MD: Inventa (Pain Management)",
        "Requesting provider's name: Inventa, Acupuncture Clinic",
        "Requesting specialty: Pain Medicine",
        "Requesting chiropractor: Ada Inventa, Chiropractic Care",
        "This was requested by Dr. Inventa, Pain Management.",
    ],
)
@pytest.mark.parametrize("joint", ["\n", " "])
def test_who_requests_a_treatment_is_not_what_is_requested(asker, joint):
    text = f"Requested treatment: MRI of the lumbar spine.{joint}{asker}"
    assert found(text, "category") == {"Diagnostic Testing / Imaging & Radiology"}
    assert found(asker, "category") == set()


def test_what_stands_behind_who_requests_it_is_requested():
    assert found("Services requested by Dr. Inventa: MRI of the knee", "category") == {
        "Diagnostic Testing / Imaging & Radiology"
    }
    assert found("The provider is requesting a pain specialist consultation.", "category") != set()


@pytest.mark.parametrize(
    "request_",
    [
        "ESI at L3-4 and L4-5 under fluoroscopy",
        "Epidural steroid injection at L4-5, L5-S1 with fluoroscopic guidance",
        "Steroid injection at C5-6 and at C6-7, under fluoroscopy",
        "Injection of the Left knee and the Right knee with ultrasound guidance",
        "Injection of the Left and Right knee under ultrasound",
        "ESI at left L4-5 and right L5-S1 levels under conscious sedation and fluoroscopy",
    ],
)
def test_another_level_or_side_and_how_a_needle_is_guided_are_no_service_of_their_own(request_):
    assert found(f"Requested: {request_}", "category") == {"Injection / Injection"}
    assert found(f"The request for {request_} is denied.", "category") == {"Injection / Injection"}


def test_what_has_a_level_or_a_side_of_its_own_is_a_service():
    text = "Requested: ESI at L4-5 and L5-S1 and MRI of the neck, and Right wrist splint"
    assert found(text, "category") == {
        "Injection / Injection",
        "Diagnostic Testing / Imaging & Radiology",
        "DMEPOS / Prosthetics/Orthotics",
    }


@pytest.mark.parametrize(
    "request_",
    [
        "Acupuncture 2x4. MRI of the knee.",
        "Acupuncture 2 x 4. MRI of the knee. Wrist splint",
        "1. Acupuncture 2. MRI of the knee 3. Wrist splint",
        "1) Acupuncture 2) MRI of the knee",
        "(1)Acupuncture (2)MRI of the knee",
    ],
)
@pytest.mark.parametrize("label", ["Treatment requested", "Denied", "RFA"])
def test_services_on_one_line_are_each_of_their_own_kind(label, request_):
    kinds = {value.partition(" / ")[0] for value in found(f"{label}: {request_}", "category")}
    assert kinds >= {"Rehabilitation", "Diagnostic Testing"}
    assert ("DMEPOS" in kinds) is ("splint" in request_)


def test_a_full_stop_in_a_name_or_behind_a_letter_parts_no_service():
    text = "Treatment requested: P.T. for the knee, with Dr. Imagem. No. of visits: 12"
    assert read_denial(text).requests == ("P.T. for the knee",)


@pytest.mark.parametrize(
    "text",
    ["The weather is fine.", "The patient has low back complaints and chronic pain.", "Pages 3 to 5 follow."],
)
def test_no_guideline_is_guessed(text):
    assert found(text, "guideline") == set()
    assert found(text, "page") == set()


def test_the_region_in_a_chapters_name_is_no_body_part():
    text = "Norco is denied. ACOEM Chapter 12, Low Back Complaints, page 308, and the ODG Knee Chapter apply."
    assert found(text, "body_part") | found(text, "body_part", counts=False) == set()


def test_a_side_behind_the_level_belongs_to_the_request():
    assert one("Requested: ESI at L4-5, left. It is denied.", "body_part", "low back").detail == "left"


def test_that_the_request_is_denied_is_no_reason():
    assert found("This request has been denied.", "reason") == set()


def test_a_few_mentions_count_where_nothing_says_what_is_requested():
    assert found("Norco for low back pain", "drug") == {"acetaminophen + hydrocodone"}
    many = "Norco, Soma, Ambien and Prilosec were listed."
    assert found(many, "drug") == set()
    assert len(found(many, "drug", counts=False)) == 4


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            " ",
            "(",
            "no ",
            "1. ",
            ", the ",
            "page 1, ",
            "page 1; ",
            "1, ",
            "ODG ",
            "Norco ",
            "request for ",
            "is denied ",
            "norco,",
            "no x, ",
            "after a ",
            "as there ",
            "denied: norco. he is ill. ",
            "approved: norco. denied: soma. ",
            "he denies pain ",
            "the following ",
            "A A\tCERTIFIED",
            "norco is certified, ",
            "norco | denied | ",
        ),
        *("MTUS Chronic Pain Medical ", "requested treatment: x\n"),
    ],
)
def test_one_thing_said_for_100_kb_takes_no_long_time(piece):
    started = time.monotonic()
    read_denial((piece * 100_000)[:100_000])
    assert time.monotonic() - started < 6
