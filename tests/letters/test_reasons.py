"""Why a reviewer decided so."""

import json
from itertools import chain

import jsonschema
import pytest

from letters.reasons import CUES, find_reasons, reasons
from vocabularies.phrases import written_out
from vocabularies.reasons import REASONS

DATA = json.loads(CUES.read_text("utf-8"))


@pytest.mark.parametrize("rule", DATA["rules"], ids=lambda rule: f"{rule['code']}: {rule['example']}")
def test_each_rule_finds_its_example(rule):
    assert rule["code"] in reasons(rule["example"], rule.get("outcome", "upheld"))


@pytest.mark.parametrize(
    ("rationale", "expected"),
    [
        (
            "There is no report that earlier visits gave any functional improvement.",
            ["no-functional-improvement"],
        ),
        ("The requested twenty visits exceed the guideline.", ["exceeds-recommended-amount"]),
        ("The provider gave no rationale for a second opinion.", ["insufficient-documentation"]),
        ("On examination there were no red flags.", ["no-objective-findings"]),
        ("The worker has not failed conservative care.", ["conservative-care-not-tried"]),
        ("ODG: magnets are not recommended.", ["not-recommended"]),
        ("There is no signed pain agreement and no CURES report.", ["no-monitoring"]),
        ("The request as submitted failed to specify the frequency.", ["dose-or-quantity-missing"]),
        ("The worker is not a surgical candidate.", ["not-indicated"]),
        ("Eight visits were already authorized.", ["already-provided"]),
        ("She should continue with a home exercise program.", ["home-exercise-suffices"]),
        ("Because the surgery is not medically necessary, neither is this.", ["depends-on-denied-item"]),
        ("For this patient a safer drug is at hand.", ["safer-alternative"]),
    ],
)
def test_a_denial_gives_its_reason(rationale, expected):
    assert list(reasons(rationale, "upheld")) == expected


@pytest.mark.parametrize(
    ("rationale", "expected"),
    [
        ("None of the milder pills has ever been tried.", ["conservative-care-not-tried"]),
        ("An injection was proposed but refused.", ["conservative-care-not-tried"]),
        ("The employee has not yet been given a tricyclic.", ["conservative-care-not-tried"]),
        ("No such trial took place.", ["conservative-care-not-tried"]),
        ("He does not belong to any of these groups.", ["not-indicated"]),
        ("Such a scan is for a tumor or an abscess, and the worker has neither.", ["not-indicated"]),
        ("She is not confined to her house.", ["not-indicated"]),
        ("Her thirty visits are well above the ten that ODG allows.", ["exceeds-recommended-amount"]),
        ("What they achieved is nowhere described.", ["no-functional-improvement"]),
        ("Pain remains at 8/10.", ["no-functional-improvement"]),
        ("The gait is the same as before.", ["no-objective-findings"]),
        ("Power in the arm was recorded as normal.", ["no-objective-findings"]),
        ("What the course would teach is nowhere set out.", ["insufficient-documentation"]),
        ("The letter states neither the dose nor the number.", ["dose-or-quantity-missing"]),
        ("The few trials of the belt are of poor quality.", ["not-recommended"]),
        ("A scan was done two months ago.", ["already-provided"]),
        ("As the patch has not been approved, its cover is moot.", ["depends-on-denied-item"]),
        ("It is not meant for chronic use. He began in early 2014.", ["long-term-use"]),
        ("The drug carries a boxed warning.", ["safer-alternative"]),
        ("She can keep up the drills on her own.", ["home-exercise-suffices"]),
        ("The last urine test dates from May.", ["no-monitoring"]),
        ("The worker has had no flare-up and no history of falls.", []),
        ("It is unclear why dry land would not do.", []),
        ("The goal is more than the two weeks of the cast.", []),
    ],
)
def test_wordings_that_are_no_stock_phrase(rationale, expected):
    assert list(reasons(rationale, "upheld")) == expected


@pytest.mark.parametrize(
    "finding",
    [
        "Abduction is 4-/5.",
        "The drop-arm sign was positive.",
        "She failed a memory test.",
        "He spoke of suicidal thoughts.",
    ],
)
def test_a_sign_of_harm_is_a_ground_of_an_overturned_item(finding):
    assert reasons(finding, "overturned") == ("red-flag-or-deficit",)


def test_what_a_guideline_excludes_counts_where_the_case_shows_it():
    shown = "The worker walks unaided."
    assert reasons(shown, "upheld") == ()
    assert reasons(f"ODG grants transport to the frail. {shown}", "upheld") == ("not-indicated",)


def test_two_wordings_in_a_row_are_one_passage():
    rationale = "On the file, a scan was done two months ago."
    (found,) = find_reasons(rationale, "upheld")
    assert rationale[found.start : found.end] == "a scan was done two months ago"


def test_a_half_grade_of_strength_moves_no_passage():
    rationale = "Grip is 4+/5, and a flexor is weak at 3/5."
    assert [rationale[found.start : found.end] for found in find_reasons(rationale, "overturned")] == [
        "Grip is 4+/5",
        "and a flexor is weak at 3/5",
    ]


def test_the_phrases_are_few_enough_to_be_built_at_once():
    written = chain.from_iterable(DATA["phrases"].values())
    assert sum(1 for phrase in written for _ in written_out(phrase)) < 60_000


def test_several_reasons_are_sorted_and_given_once():
    rationale = "There are no red flags. There is no tried conservative care. No red flag was found."
    assert reasons(rationale, "upheld") == ("conservative-care-not-tried", "no-objective-findings")


def test_a_limit_that_is_only_recited_is_no_reason():
    rationale = "When the number of visits exceeds the guideline, exceptional factors should be noted."
    assert reasons(rationale, "upheld") == ()


def test_what_a_guideline_asks_for_is_no_finding_of_the_case():
    rationale = "The guideline does not recommend films in the absence of red flags."
    assert reasons(rationale, "upheld") == ()


def test_a_quotation_is_a_recital():
    assert reasons('ODG states, "Begin with rest. There is no red flag in most cases."', "upheld") == ()


def test_something_affirmed_is_not_absent():
    assert reasons("The worker has a clear rationale and red flags.", "upheld") == ()


def test_a_denial_ends_where_the_sentence_turns():
    assert reasons("There is no fracture, but red flags are there.", "upheld") == ()


def test_a_denial_ends_where_its_purpose_begins():
    rationale = "There are no red flags to warrant physical examination by a surgeon."
    assert reasons(rationale, "upheld") == ("no-objective-findings",)


def test_what_stands_within_a_purpose_is_not_denied():
    rationale = "Objective findings that would justify an image are absent."
    assert reasons(rationale, "upheld") == ("no-objective-findings",)


def test_necessity_that_is_not_shown_denies_nothing_else():
    rationale = (
        "Medical necessity has not been shown, and the request for urine drug testing is not necessary."
    )
    assert reasons(rationale, "upheld") == ()


def test_a_conclusion_from_another_item_is_no_missing_condition():
    rationale = "Given the surgery is not supported, the crutches are not indicated."
    assert reasons(rationale, "upheld") == ("depends-on-denied-item",)


def test_an_agent_that_a_guideline_names_in_general_is_not_the_one_refused():
    rationale = "By the guideline one agent that is not recommended rules out the whole product."
    assert reasons(rationale, "upheld") == ()


@pytest.mark.parametrize(
    ("rationale", "expected"),
    [
        ("There is no documentation of a condition for which this test is indicated.", "not-indicated"),
        ("For such pain a facet block is not indicated.", "not-indicated"),
        ("In this case the criteria have not been met for a trial.", "not-indicated"),
        ("Four visits have already been authorized; the response is not known.", "already-provided"),
        ("After two years the long-term use of it is not recommended.", "long-term-use"),
        ("Because the opioid is not medically necessary, this laxative falls too.", "depends-on-denied-item"),
        ("The purpose of the evaluation is not documented.", "insufficient-documentation"),
        ("The reports are too brief to support the drug.", "insufficient-documentation"),
        ("Its side effects make the risk greater than the benefit.", "safer-alternative"),
        ("It is not recommended for this condition.", "not-recommended"),
    ],
)
def test_further_wordings_of_reviewers(rationale, expected):
    assert reasons(rationale, "upheld") == (expected,)


@pytest.mark.parametrize(
    ("rationale", "expected"),
    [
        ("There is no recent scan supporting radiculopathy on the left.", ["no-objective-findings"]),
        ("After a negative squeeze test no sign suspicious of a tear is left.", ["no-objective-findings"]),
        ("The surgeon saw a tear, but the official reading failed to confirm it.", ["no-objective-findings"]),
        ("The records hold no positive radiographic findings.", ["no-objective-findings"]),
        ("The worker does not have exam findings suggesting entrapment.", ["no-objective-findings"]),
        ("The notes did not document (physical exam or tests) any red flags.", ["no-objective-findings"]),
        ("There were no other physical examination findings recorded.", ["insufficient-documentation"]),
        ("The note does not address the need for the ramp.", ["insufficient-documentation"]),
        ("The examination did not record the worker's current gait.", ["insufficient-documentation"]),
        ("It is for the homebound, which the treater does not discuss.", ["insufficient-documentation"]),
        ("MTUS asks for a home visit, which the provider did not mention.", ["insufficient-documentation"]),
        (
            "ODG asks for functional gains, which the treater has not documented.",
            ["no-functional-improvement"],
        ),
        (
            "There was no record of spasm or that the treatment would be short-term.",
            ["long-term-use", "no-objective-findings"],
        ),
        ("It is unclear why an over-the-counter pill would not do.", ["safer-alternative"]),
        ("The worker has a disease that is a relative contraindication to it.", ["safer-alternative"]),
        ("It cannot be granted without a benefit outweighing the risks.", ["safer-alternative"]),
        ("There is no objective evidence of failure of milder drugs.", ["conservative-care-not-tried"]),
        (
            "No evidence to support that the worker has failed conservative care.",
            ["conservative-care-not-tried"],
        ),
        ("There is conservative care that is yet to be completed.", ["conservative-care-not-tried"]),
        ("She has had two weeks of therapy and is improving.", ["conservative-care-not-tried"]),
        ("This has not been present for more than four weeks.", ["conservative-care-not-tried"]),
        ("CURES was not consulted.", ["no-monitoring"]),
        ("Screening for addiction was also not done.", ["no-monitoring"]),
        (
            "Given that the brace was deemed not necessary, its padding is likewise not needed.",
            ["depends-on-denied-item"],
        ),
        ("Eight are allowed. Thus the request was modified to two visits.", ["exceeds-recommended-amount"]),
        (
            "He had had prior treatment in excess of the visits espoused in the guideline.",
            ["already-provided", "exceeds-recommended-amount"],
        ),
        (
            "It is appropriate only in large lumps. There is no mention of this worker having a large lump.",
            ["not-indicated"],
        ),
        (
            "ODG supports films when red flags are noted. As such the records do not support films here.",
            ["no-objective-findings"],
        ),
    ],
)
def test_each_wording_gives_its_reasons_and_no_other(rationale, expected):
    assert list(reasons(rationale, "upheld")) == expected


@pytest.mark.parametrize(
    "rationale",
    [
        "Consequently, six more visits are not clinically indicated.",
        "In this case the guidelines have not been met.",
        "By rule a mixture containing at least one part which is not recommended is not recommended.",
        "The goal of treatment with therapy is to transition the worker to a home exercise program.",
        "The test helps where a look at the limb may be insufficient to confirm a diagnosis of gout.",
        "Such visits are for a home exercise transition.",
    ],
)
def test_a_formula_or_a_recital_is_no_reason(rationale):
    assert reasons(rationale, "upheld") == ()


def test_thin_literature_is_not_a_thin_record():
    rationale = "There are insufficient studies of the efficacy of the treatment for such body parts."
    assert reasons(rationale, "upheld") == ("not-recommended",)


def test_visits_granted_while_conservative_care_is_unfinished_are_that_care():
    granted = "The worker was just authorized for six visits."
    assert reasons(granted, "upheld") == ("already-provided",)
    unfinished = f"{granted} He has yet to complete any conservative care before a scan."
    assert reasons(unfinished, "upheld") == ("conservative-care-not-tried",)
    assert "already-provided" in reasons(f"{granted} She has yet to complete them.", "upheld")


@pytest.mark.parametrize(
    "finding",
    [
        "Given the fall and the appearance of a fracture, the scan was reasonable.",
        "The notes tell of exam findings that confirm how the wear went on.",
        "In a case such as this guidelines support it for acute neurologic dysfunction.",
        "There was dense numbness in the ulnar distribution.",
        "He has a positive drawer test, suggesting instability, which warrants a scan.",
    ],
)
def test_a_positive_finding_is_a_ground_of_an_overturned_item(finding):
    assert reasons(f"{finding} The request is medically necessary.", "overturned") == (
        "criteria-met",
        "red-flag-or-deficit",
    )


def test_a_positive_test_that_is_only_told_is_no_ground():
    rationale = "She had a positive drawer test in May. The request is medically necessary."
    assert reasons(rationale, "overturned") == ("criteria-met",)


def test_what_would_overturn_an_item_hides_no_finding_that_a_denial_misses():
    assert reasons("There is no radiculopathy in the arm.", "upheld") == ("no-objective-findings",)


def test_a_denial_may_follow_what_it_denies():
    rationale = "Objective functional improvement with the drug was not documented."
    assert reasons(rationale, "upheld") == ("no-functional-improvement",)


def test_use_past_the_short_term_is_long_term_use():
    recited = "The guideline advises a short course."
    assert reasons(recited, "upheld") == ()
    assert reasons(f"{recited} The worker has taken it for many months.", "upheld") == ("long-term-use",)


def test_advice_on_weaning_at_the_end_is_no_reason():
    rationale = "This decision should not be interpreted as a recommendation to stop without a taper."
    assert reasons(rationale, "upheld") == ()


def test_an_overturned_item_meets_the_criteria():
    assert reasons("The request is medically necessary.", "overturned") == ("criteria-met",)


def test_what_is_overturned_without_a_reason_in_words_meets_the_criteria_by_its_last_sentence():
    rationale = "The worker walks better with the brace. The denial cannot stand."
    (found,) = find_reasons(rationale, "overturned")
    assert found.code == "criteria-met"
    assert rationale[found.start : found.end] == "The denial cannot stand."
    assert reasons(rationale, "upheld") == reasons(" ", "overturned") == ()


def test_an_objective_deficit_of_an_overturned_item_is_named():
    rationale = "There is a progressive motor deficit. The request is medically necessary."
    assert reasons(rationale, "overturned") == ("criteria-met", "red-flag-or-deficit")


def test_grounds_of_a_denial_are_no_reason_to_overturn():
    rationale = "There is no tried conservative care, yet the request is medically necessary."
    assert reasons(rationale, "overturned") == ("criteria-met",)


def test_an_item_overturned_in_part_may_have_reasons_both_ways():
    rationale = "Six visits are supported. The other six exceed the guideline."
    assert reasons(rationale, "partially overturned") == ("criteria-met", "exceeds-recommended-amount")


def test_a_rationale_may_give_no_reason():
    assert reasons("", "upheld") == ()
    assert reasons("The request is not medically necessary.", "upheld") == ()


def test_a_reason_carries_the_words_that_give_it():
    rationale = "The worker was seen. There is no evidence of any red flag."
    (found,) = find_reasons(rationale, "upheld")
    assert rationale[found.start : found.end] == "There is no evidence of any red flag"


def test_the_words_that_give_a_reason_go_from_comma_to_comma():
    rationale = "Twelve visits were had, the worker has reached a plateau (as noted), and works."
    (found,) = find_reasons(rationale, "upheld")
    assert rationale[found.start : found.end] == "the worker has reached a plateau"


def test_one_passage_may_give_two_reasons():
    rationale = "There are no red flags and no failed conservative care."
    assert [(found.start, found.end, found.code) for found in find_reasons(rationale, "upheld")] == [
        (0, 54, "conservative-care-not-tried"),
        (0, 54, "no-objective-findings"),
    ]


def test_passages_of_one_reason_that_overlap_are_one():
    rationale = "There is no documentation of weakness, numbness, red flags, spasm or atrophy."
    (found,) = find_reasons(rationale, "upheld")
    assert rationale[found.start : found.end] == rationale[:-1]


def test_the_data_follow_their_schema():
    schema = json.loads((CUES.parent / "schemas" / "reason_cues.schema.json").read_text("utf-8"))
    jsonschema.validate(DATA, schema)


def test_every_reason_of_the_vocabulary_has_a_rule():
    assert {rule["code"] for rule in DATA["rules"]} == set(REASONS)


def test_every_tag_that_a_rule_names_has_phrases():
    for rule in DATA["rules"]:
        named = [rule.get(field) for field in ("absent", "said", "anywhere", "elsewhere", "nowhere")]
        named += [*rule.get("then", ()), *rule.get("together", ()), *rule.get("unless", ())]
        assert {tag for tag in named if tag} <= set(DATA["phrases"])
