"""What is found in the free text of a denial or a request, and what is not."""

import time

import pytest

from letters.denial import read_denial
from tests.denials import NORCO_AND_THERAPY, SHOULDER_RFA, found, one


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
        ("MTUS Chronic Pain 2009, p. 78.", {78}),
        ("Denied per MTUS, Chronic Pain, page 78.", {78}),
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


@pytest.mark.parametrize(
    "history",
    [
        "The patient has no history of wrist surgery.",
        "No history of diabetes.",
        "She is a cook with no prior history of asthma, and lives alone.",
    ],
)
def test_what_a_patient_never_had_is_no_reason(history):
    assert found(f"{history} Tramadol is denied.", "reason") == set()


def test_a_history_that_is_argued_with_is_a_reason():
    assert found("There is no history of a GI bleed. Omeprazole is denied.", "reason") == {"not-indicated"}
    argued = "The worker has no history of recent surgery, so that the request is not supported."
    assert "not-indicated" in found(argued, "reason")


@pytest.mark.parametrize("joint", ["\n", " "])
def test_a_clinical_summary_gives_no_reasons_where_a_heading_parts_it_from_what_is_argued(joint):
    summary = "Clinical Summary: He has no history of ulcers. There is no documented functional improvement."
    argued = "Rationale: The requested visits exceed the recommended number."
    assert found(f"{summary}{joint}{argued}", "reason") == {"exceeds-recommended-amount"}
    for alone in (summary, f"Determination: Non-certified{joint}{summary}"):
        assert "no-functional-improvement" in found(alone, "reason")


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
            "No history of diabetes. ",
            "Summary: no history. ",
        ),
        *("MTUS Chronic Pain Medical ", "requested treatment: x\n"),
    ],
)
def test_one_thing_said_for_100_kb_takes_no_long_time(piece):
    started = time.monotonic()
    read_denial((piece * 100_000)[:100_000])
    assert time.monotonic() - started < 6
