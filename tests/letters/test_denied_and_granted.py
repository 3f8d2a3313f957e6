"""What of a text counts as denied: not what the patient denies, what is granted, or who requests it."""

import pytest

from letters.denial import read_denial
from tests.denials import MIXED_PARAGRAPHS, NUMBERED_RFA, TABLE_LETTER, found


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


def test_of_a_table_what_is_not_certified_in_full_is_found():
    assert found(TABLE_LETTER, "drug") == {"naproxen", "cyclobenzaprine"}
    assert found(TABLE_LETTER, "body_part") == {"low back", "shoulder"}
    assert found(TABLE_LETTER, "category") == {
        "Pharmaceuticals / NSAID",
        "Pharmaceuticals / Muscle Relaxant",
        "Injection / Injection",
        "Diagnostic Testing / Imaging & Radiology",
    }
    assert found(TABLE_LETTER, "reason") == {
        "long-term-use",
        "no-objective-findings",
        "insufficient-documentation",
    }


def test_of_paragraphs_that_grant_and_refuse_what_is_denied_or_cut_down_is_found():
    assert found(MIXED_PARAGRAPHS, "drug") == {"acetaminophen + hydrocodone"}
    assert found(MIXED_PARAGRAPHS, "body_part") == {"neck"}
    assert found(MIXED_PARAGRAPHS, "category") == {
        "Rehabilitation / Acupuncture",
        "Pharmaceuticals / Opioids",
        "Diagnostic Testing / Other Diagnostic Tests",
    }
    assert "not-indicated" not in found(MIXED_PARAGRAPHS, "reason")


def test_of_a_form_with_a_numbered_list_each_service_is_found_and_not_who_requests_it():
    assert found(NUMBERED_RFA, "drug") == {"ondansetron"}
    assert found(NUMBERED_RFA, "body_part") == {"wrist"}
    assert found(NUMBERED_RFA, "category") == {
        "Surgery / Non-arthroscopic Surgery",
        "Rehabilitation / Physical Therapy/Occupational Therapy (PT/OT)",
        "DMEPOS / Prosthetics/Orthotics",
        "DMEPOS / DME",
        "Pharmaceuticals / Antiemetic",
    }
