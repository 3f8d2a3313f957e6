"""Body parts: found in text with their side, and resolved from what a person types."""

import json

import jsonschema
import pytest

from vocabularies.body_parts import NAMES, find, resolve, suggest
from vocabularies.data_files import DATA, load
from vocabularies.phrases import written_out


def named(text, **options):
    return [(mention.name, mention.side) for mention in find(text, **options)]


def test_the_list_follows_its_schema():
    schema = json.loads((DATA / "schemas" / "body_parts.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load("body_parts"), schema)


def test_the_names_are_the_contracts():
    contract = (
        "abdomen, ankle, chest, ear, elbow, eye, face, foot, forearm, groin, hand, head, hip, jaw, "
        "knee, low back, lower leg, neck, nose, pelvis, psyche, shoulder, teeth, thigh, upper arm, "
        "upper back, wrist"
    )
    assert ", ".join(NAMES) == contract


@pytest.mark.parametrize("part", load("body_parts")["parts"], ids=lambda part: part["name"])
def test_every_term_of_a_part_names_it(part):
    for term in (*part["terms"], *part["diagnoses"]):
        for wording in written_out(term):
            assert part["name"] in {mention.name for mention in find(wording)}, wording


@pytest.mark.parametrize("wording", [*load("body_parts")["not_parts"], *load("body_parts")["nameless"]])
def test_wordings_that_name_no_part_name_none(wording):
    for text in written_out(wording):
        assert find(text) == [], text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cervical, thoracic and lumbar spine", ["neck", "upper back", "low back"]),
        ("chiropractic for neck, back", ["neck", "low back"]),
        ("thoracic back pain", ["upper back"]),
        ("cervical back pain", ["neck"]),
        ("thoracolumbar brace", ["low back", "upper back"]),
        ("buttock and sacroiliac joint", ["pelvis", "pelvis"]),
        ("proximal biceps tenodesis", ["shoulder"]),
        ("distal radius fracture", ["wrist"]),
        ("upper extremity, lower extremity, leg, arm and spine", []),
        ("cervicalgia", ["neck"]),
        ("postconcussional syndrome", ["head"]),
        ("SI arthrosis and sacroilitis", ["pelvis", "pelvis"]),
        ("sacroiliitis", ["pelvis"]),
        ("MCL sprain", ["knee"]),
        ("pilon fracture", ["ankle"]),
        ("radial styloid tenosynovitis", ["wrist"]),
        ("rectus femoris strain", ["thigh"]),
        ("biceps femoris", ["thigh"]),
        ("rhomboid strain", ["upper back"]),
        ("basal joint arthritis", ["hand"]),
        ("whiplash", ["neck"]),
        ("chronic LBP", ["low back"]),
        ("CTS release", ["wrist"]),
        ("ACDF C5-6", ["neck", "neck"]),
        ("right TKA", ["knee"]),
    ],
)
def test_words_name_parts_by_the_contracts_rulings(text, names):
    assert [mention.name for mention in find(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("left radius head fracture", [("elbow", "left")]),
        ("right radial neck fracture", [("elbow", "right")]),
        ("head of the radius", [("elbow", None)]),
        ("femoral head", [("hip", None)]),
        ("neck of the left femur", [("hip", None)]),
        ("metatarsal heads", [("foot", None)]),
        ("fifth metacarpal neck", [("hand", None)]),
        ("humeral head", [("shoulder", None)]),
        ("surgical neck of the humerus", [("shoulder", None)]),
        ("fibular head", [("lower leg", None)]),
        ("ulnar head", [("wrist", None)]),
        ("bladder neck", [("abdomen", None)]),
        ("swan neck deformity", [("hand", None)]),
        ("head-on collision", []),
        ("iliac crest bone graft", []),
        ("a clinic in Palm Springs", []),
        ("toe touch weight bearing", []),
        ("walks heel to toe", []),
        ("suicidal ideation (SI)", []),
    ],
)  # fmt: skip
def test_false_friends_name_the_part_that_they_are_of_or_none(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("C5-6", {"neck"}),
        ("C5-C6", {"neck"}),
        ("T7", {"upper back"}),
        ("L4-S1", {"low back"}),
        ("L3-L4-L5", {"low back"}),
        ("S1", {"low back"}),
        ("S2-S3", {"pelvis"}),
        ("C7-T1", {"neck"}),
        ("T12-L1", {"upper back"}),
        ("T10-L2", {"upper back", "low back"}),
        ("HCPCS L0637", set()),
        ("ICD-10 S12.9", set()),
        ("T2 weighted", set()),
    ],
)
def test_vertebral_levels_name_the_part_of_the_spine(text, names):
    assert {mention.name for mention in find(text)} == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left hip and knee", [("hip", "left"), ("knee", "left")]),
        ("bilateral elbow/wrist", [("elbow", "bilateral"), ("wrist", "bilateral")]),
        ("MRI left knee, right shoulder", [("knee", "left"), ("shoulder", "right")]),
        ("left shoulder and neck", [("shoulder", "left"), ("neck", None)]),
        ("Bilateral Upper Extremity & Low Back", [("low back", None)]),
        ("right leg and knee", [("knee", "right")]),
        ("left knee MRI and ankle brace", [("knee", "left"), ("ankle", None)]),
        ("knee, right", [("knee", "right")]),
        ("shoulder (left)", [("shoulder", "left")]),
        ("knee arthroscopy, left", [("knee", "left")]),
        ("knee right and shoulder left", [("knee", "right"), ("shoulder", "left")]),
        ("right and left knee", [("knee", "bilateral")]),
        ("both wrists", [("wrist", "bilateral")]),
        ("R knee, Lt. ankle", [("knee", "right"), ("ankle", "left")]),
        ("left transforaminal epidural steroid injection at L4-5", [("low back", "left")]),
        ("L-spine x-ray", [("low back", None)]),
        ("right hand dominant with carpal tunnel syndrome", [("wrist", None)]),
    ],
)  # fmt: skip
def test_a_side_belongs_to_the_parts_that_it_is_said_of(text, expected):
    assert named(text) == expected


def test_a_mention_says_where_it_stands():
    (mention,) = find("MRI of the left knee")
    assert (mention.start, mention.end, mention.printed) == (16, 20, "knee")


def test_a_diagnosis_names_its_part_only_where_diagnoses_count():
    assert named("anxiety and depression") == [("psyche", None), ("psyche", None)]
    assert named("anxiety and depression", diagnoses=False) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [("cervical spine", "neck"), ("Left knee", "knee"), ("L4-5", "low back"), ("spine", None), ("", None)],
)
def test_what_is_typed_resolves_to_one_name(typed, name):
    assert resolve(typed) == name


@pytest.mark.parametrize("name", NAMES)
def test_every_name_resolves_to_itself(name):
    assert resolve(name) == name


def test_a_misspelt_part_gets_suggestions():
    assert suggest("sholder")[0] == "shoulder"
    assert suggest("qqqqqq") == []
