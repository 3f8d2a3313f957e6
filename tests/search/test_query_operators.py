"""Beginnings, misspellings and closeness as people type them, and the names that find each other."""

import time

import pytest

from search.query.connectors import FARTHEST, MOST_NAMES
from search.query.explain import explain
from search.query.parser import MOST_COSTLY, parse_query
from search.query.tidying import MOST_TOKENS
from search.query.tree import And, FieldWords, Fuzzy, HasValue, Near, Not, Or, Phrase, Prefix, Unit, Words

TIZANIDINE = HasValue("drug", ("tizanidine",))
NECK = HasValue("body_part", ("neck",))
ICE = (Words("ice"),)
HEAT = (Words("heat"),)


def tree(text: str, **options):
    return parse_query(text, **options).tree


def nodes(query) -> int:
    parts = getattr(query, "parts", ()) or ((query.part,) if isinstance(query, Not) else ())
    return 1 + sum(map(nodes, parts))


# --- Beginnings and misspellings of words


@pytest.mark.parametrize("text", ["arthroscop*", "arthroscop!", "Arthroscop*,", "arthroscop**"])
def test_a_star_or_westlaws_root_expander_asks_for_a_beginning(text):
    parsed = parse_query(text)
    assert parsed.tree == Prefix("arthroscop")
    assert parsed.notes == ()


def test_the_exclamation_mark_of_a_sentence_finds_no_less_than_its_word():
    assert tree("No more therapy!") == And((Words("No more"), Or((Words("therapy"), Prefix("therapy")))))
    assert tree("Really?! Yes!!") == Words("Really?! Yes!!")


def test_a_question_mark_asks_for_nothing():
    assert tree("approved?") == Words("approved?")
    assert parse_query("approved?").notes == ()


@pytest.mark.parametrize("text", ["tizanadine~", "tizanadine~1", "tizanadine~2"])
def test_a_tilde_forgives_slips(text):
    assert tree(text) == Fuzzy("tizanadine")
    assert parse_query(text).notes == ()


def test_more_slips_than_are_forgiven_are_said():
    assert "two in words of six letters" in parse_query("tizanadine~5").notes[0]


def test_endings_are_understood_in_a_text_field_too():
    assert tree("treatment:arthro*") == Prefix("arthro", "treatment")
    assert tree("rationale:improvment~") == Fuzzy("improvment", "rationale")
    assert tree("treatment:(arthro* OR mri)") == Or(
        (Prefix("arthro", "treatment"), FieldWords("treatment", "mri"))
    )


def test_only_the_last_part_of_a_hyphenated_word_is_cut_short():
    assert tree("non-steroid*") == And((Words("non"), Prefix("steroid")))


def test_an_ending_on_a_word_left_out():
    assert tree("-arthro*") == Not(Prefix("arthro"))


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("drug:tiza*", TIZANIDINE, "“drug:tiza*” stands for tizanidine."),
        ("drug:Zanaf!", TIZANIDINE, "“drug:Zanaf*” stands for tizanidine."),
        ("body_part:cerv*", NECK, "“body_part:cerv*” stands for neck."),
        ("outcome:over*", HasValue("outcome", ("overturned",)), "overturned"),
        ("class:opio*", HasValue("drug_class", ("Opioids",)), "Opioids"),
        ("licensure:tex*", HasValue("licensure", ("Texas",)), "Texas"),
        ("reason:no-func*", HasValue("reason", ("no-functional-improvement",)), "no-functional-improvement"),
        ("source:mt*", HasValue("source", ("MTUS",)), "MTUS"),
    ],
)
def test_a_value_may_be_cut_short_and_what_it_stands_for_is_said(text, value, told):
    parsed = parse_query(text)
    assert parsed.tree == value
    assert told in parsed.expansions[0]
    assert parsed.notes == ()


def test_a_beginning_of_a_brand_that_combines_drugs_finds_the_combination():
    assert tree("drug:norc*") == And(
        (HasValue("drug", ("acetaminophen",)), HasValue("drug", ("hydrocodone",)))
    )


def test_pages_may_be_cut_short():
    assert {"chronic-pain-2009:9", "chronic-pain-2009:98"} <= set(tree("page:chronic-pain-2009:9*").values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drug:xyzzy*", "searched as a word that begins so"),
        ("drug:t*", "too short"),
        (
            "case:CM14*",
            "whole number only, not by its beginning. Write case:CM16-0000001. For the cases decided",
        ),
        ("case:CM14-00*", "write decided:2014"),
        ("warning:page*", "takes no *"),
    ],
)
def test_a_beginning_of_no_known_value_is_said(text, said):
    assert said in parse_query(text).notes[0]


# --- Closeness


@pytest.mark.parametrize(
    ("typed", "within", "ordered"),
    [
        *((sign, 5, False) for sign in ("w/5", "W/5", "/5", "near/5", "n/5")),
        *((sign, 5, True) for sign in ("pre/5", "+5", "PRE/5")),
        *((sign, Unit.SENTENCE, False) for sign in ("/s", "w/s", "/S")),
        *((sign, Unit.PARAGRAPH, False) for sign in ("/p", "w/p")),
        *((sign, Unit.SENTENCE, True) for sign in ("+s", "pre/s")),
        ("+p", Unit.PARAGRAPH, True),
    ],
)
def test_a_connector_asks_for_closeness(typed, within, ordered):
    parsed = parse_query(f"heat {typed} ice")
    assert parsed.tree == Near(HEAT, ICE, within, ordered)
    assert parsed.notes == ()


@pytest.mark.parametrize(("typed", "within"), [("0", 1), ("101", FARTHEST), ("9" * 50, FARTHEST)])
def test_a_distance_that_cannot_be_is_changed_and_that_is_said(typed, within):
    for text in (f"heat /{typed} ice", f'"heat ice"~{typed}'):
        parsed = parse_query(text)
        if text.endswith("~0"):
            assert parsed.tree == Phrase("heat ice")
        else:
            assert parsed.tree.within == within
            assert f"{within} is used instead" in parsed.notes[0]


def test_sides_are_words_phrases_and_choices_of_them():
    assert tree('(heat OR "cold pack") /s ice') == Near(
        (Words("heat"), Phrase("cold pack")), ICE, Unit.SENTENCE
    )
    assert tree("heat OR cold /5 ice") == Near((Words("heat"), Words("cold")), ICE, 5)
    assert tree("L4-L5 /5 ice") == Near((Phrase("L4-L5"),), ICE, 5)


def test_a_drug_stands_near_by_each_of_its_names():
    parsed = parse_query("Zanaflex /s spasm")
    assert {Words("Zanaflex"), Words("tizanidine")} <= set(parsed.tree.left)
    assert parsed.also_searched == (
        "Zanaflex is a brand name of tizanidine: each of its names is looked for there.",
    )
    assert {Words("tizanidine"), Words("Zanaflex")} <= set(tree("drug:tizanidine /s spasm").left)
    assert tree("Zanaflex /s spasm", expand=False).left == (Words("Zanaflex"),)


def test_a_combination_of_drugs_stands_near_by_each_of_its_names():
    assert {Words("norco"), Words("Vicodin"), Phrase("Vicodin ES")} <= set(tree("norco /5 wean").left)


def test_a_body_part_stands_near_by_each_of_its_names():
    assert {Words("cervical"), Words("neck"), Phrase("cervical spine")} <= set(
        tree("cervical /5 fusion").left
    )


def test_a_side_may_be_a_beginning_or_a_misspelling():
    assert tree("taper! /s heat") == Near((Prefix("taper"),), HEAT, Unit.SENTENCE)
    assert tree("therapy! /s heat") == Near((Words("therapy"), Prefix("therapy")), HEAT, Unit.SENTENCE)
    assert tree("inject* w/5 relief") == Near((Prefix("inject"),), (Words("relief"),), 5)
    assert tree("fuctional~ w/3 ice") == Near((Fuzzy("fuctional"),), ICE, 3)
    assert tree("heat OR cool* /5 rationale:ic*") == Near(
        (Words("heat"), Prefix("cool")), (Prefix("ic"),), 5, field="rationale"
    )
    for text in ("inject* w/5 relief", "fuctional~ w/3 ice"):
        assert parse_query(text).notes == ()


@pytest.mark.parametrize("text", ["opioids /s taper", "class:opioids /s taper", "opioid w/5 taper"])
def test_a_class_stands_near_by_its_name_and_those_of_its_drugs(text):
    parsed = parse_query(text)
    names = {one.text.lower() for one in parsed.tree.left}
    assert {"tramadol", "vicodin", "robitussin ac"} <= names
    assert names & {"opioid", "opioids"}
    # "Vicodin" finds it too, and each name makes a search dearer.
    assert "vicodin es" not in names
    assert parsed.notes == ()


def test_names_of_a_side_beyond_the_first_are_left_out_and_that_is_said():
    parsed = parse_query("opioids OR NSAIDs OR antidepressants /s taper")
    assert len(parsed.tree.left) == MOST_NAMES
    assert parsed.notes == (
        f"A side of the connector has 381 names: only the first {MOST_NAMES} are looked for there.",
    )


def test_closeness_in_one_field():
    both = Near(HEAT, ICE, 5, field="rationale")
    assert tree("rationale:(heat /5 ice)") == both
    assert tree("rationale:heat /5 ice") == both


def test_a_chain_is_close_pair_by_pair():
    assert tree("heat /5 ice +s knees", expand=False) == And(
        (Near(HEAT, ICE, 5), Near(ICE, (Words("knees"),), Unit.SENTENCE, ordered=True))
    )


def test_a_fraction_is_no_connector():
    assert tree("pain 8 /10 and strength 5/5") == Words("pain 8 /10 and strength 5/5")


def test_or_binds_closer_than_a_connector_and_a_connector_closer_than_a_space():
    assert tree("massage heat OR cold /5 ice therapy") == And(
        (Words("massage"), Near((Words("heat"), Words("cold")), ICE, 5), Words("therapy"))
    )


def test_a_class_stands_near_by_the_names_of_its_drugs():
    near = tree("opioids /s weaning")
    assert isinstance(near, Near)
    assert {Words("opioids"), Words("hydrocodone"), Words("Norco")} <= set(near.left)
    assert parse_query("opioids /s weaning").notes == ()


def test_what_was_near_may_be_left_out():
    assert tree("-(heat /5 ice)") == Not(Near(HEAT, ICE, 5))


@pytest.mark.parametrize("side", ["non-ic*", "-ice", "(ice cold)", "decided:2015", "(ice /5 cold)"])
def test_what_has_no_place_is_searched_anywhere_and_that_is_said(side):
    parsed = parse_query(f"heat /5 {side}")
    assert not isinstance(parsed.tree, Near)
    assert "both sides are searched anywhere in the item" in parsed.notes[0]


def test_a_phrase_with_a_distance_wants_its_words_near_each_other():
    heat, ice, pack = ((Phrase(word),) for word in ("heat", "ice", "pack"))
    assert tree('"heat ice pack"~5') == And((Near(heat, ice, 5), Near(ice, pack, 5)))
    assert tree('rationale:"heat ice"~3') == Near(heat, ice, 3, field="rationale")
    assert tree('"heat"~3') == Phrase("heat")
    assert "wants a number of words" in parse_query('"heat ice"~').notes[0]


# --- Names find each other, unless that is switched off


def test_a_class_finds_items_that_request_a_drug_of_it():
    words, of_class, drugs = tree("opioids").parts
    assert (words, of_class) == (Words("opioids"), HasValue("drug_class", ("Opioids",)))
    assert {"hydrocodone", "tramadol"} <= set(drugs.values)
    assert parse_query("muscle relaxants spasm").tree.parts[0].parts[1] == HasValue(
        "drug_class", ("Muscle Relaxant",)
    )
    assert "sertraline" in tree("SSRI").parts[1].values


@pytest.mark.parametrize("text", ["epidural steroid injection", "vitamin", "topical"])
def test_a_word_that_is_said_of_much_else_is_no_class(text):
    assert tree(text) == Words(text)


@pytest.mark.parametrize("text", ["cervical", "neck", "cervical spine"])
def test_a_body_part_finds_items_for_it_by_any_name(text):
    parsed = parse_query(text)
    assert parsed.tree == Or((Words(text), NECK))
    assert parsed.also_searched[0].endswith("tems for the neck are found too.")


@pytest.mark.parametrize("text", ["meniscus", "femoral fracture", "L4-L5", "carpal tunnel"])
def test_a_piece_of_a_body_part_is_only_its_words(text):
    assert tree(text) == Words(text)


def test_a_name_of_several_words_is_one_part():
    low_back = Or((Words("low back"), HasValue("body_part", ("low back",))))
    assert tree("low back OR massage") == Or((low_back, Words("massage")))
    assert tree("-low back") == Not(low_back)
    assert tree("body_part:(low back OR neck)") == Or((HasValue("body_part", ("low back",)), NECK))


@pytest.mark.parametrize("text", ["Zanaflex spasm", "opioids", "low back pain", "NOT cervical"])
def test_names_are_only_words_where_expansion_is_off(text):
    parsed = parse_query(text, expand=False)
    assert parsed.also_searched == ()
    assert "HasValue" not in repr(parsed.tree)


def test_values_of_fields_mean_the_same_where_expansion_is_off():
    assert tree("drug:Zanaflex", expand=False) == TIZANIDINE


def test_quotation_marks_switch_expansion_off():
    assert tree('"Zanaflex" "low back" "opioids"') == And(
        (Phrase("Zanaflex"), Phrase("low back"), Phrase("opioids"))
    )


# --- No query is dear


@pytest.mark.parametrize(
    "piece",
    ["a|", "a /5 ", "a* ", "ab* ", "ab~ ", '"a b"~5 ', "norco /5 ", "-(norco) ", "drug:nor* ", "low back "],
)
def test_a_query_of_any_length_is_understood_quickly_and_is_no_large_tree(piece):
    text = (piece * 2000)[:2000]
    started = time.perf_counter()
    parsed = parse_query(text)
    assert explain(parsed.tree)
    assert time.perf_counter() - started < 2
    assert nodes(parsed.tree) <= 8 * MOST_TOKENS


def test_words_and_signs_beyond_the_first_are_left_out_and_that_is_said():
    assert f"Only the first {MOST_TOKENS}" in parse_query("a|" * 1000).notes[0]


def test_connectors_beyond_the_first_are_left_out_and_that_is_said():
    text = " ".join(f"a{n} /5 b{n}" for n in range(MOST_COSTLY + 5))
    parsed = parse_query(text)
    assert sum(isinstance(part, Near) for part in parsed.tree.parts) == MOST_COSTLY
    assert f"Only the first {MOST_COSTLY}" in parsed.notes[0]


# --- The sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("arthroscop*", "the text has a word that begins with “arthroscop”"),
        ("tizanadine~", "the text has a word spelt like “tizanadine”"),
        ("therapy!", "the text has “therapy” or a word that begins with “therapy”"),
        ("heat /5 ice", "the text has “heat” within 5 words of “ice”"),
        ("ic* /s heat", "the text has a word that begins with “ic” in the same sentence as “heat”"),
        (
            "therapy! OR icee~ /5 heat",
            "the text has (“therapy”, a word that begins with “therapy” or a word spelt like “icee”)"
            " within 5 words of “heat”",
        ),
        ("heat /1 ice", "the text has “heat” next to “ice”"),
        ("heat +1 ice", "the text has “heat” right before “ice”"),
        ("heat +5 ice", "the text has “heat” before, and within 5 words of “ice”"),
        ("heat /p ice", "the text has “heat” in the same paragraph as “ice”"),
        ("heat +s ice", "the text has “heat” before, and in the same sentence as “ice”"),
        ("heat OR cold /5 ice", "the text has (“heat” or “cold”) within 5 words of “ice”"),
        ("-(heat /5 ice)", "the text does not have “heat” within 5 words of “ice”"),
        ("(heat ice) OR massage", "(the text has “heat” and “ice”) or the text has “massage”"),
        ('heat "ice pack" massag*', "the text has “heat”, “ice pack” and a word that begins with “massag”"),
        ("heat ice /5 cold", "the text has “heat” and the text has “ice” within 5 words of “cold”"),
        ("-(heat ice)", "the text does not have both “heat” and “ice”"),
        ("-(heat ice cold)", "the text does not have all of “heat”, “ice” and “cold”"),
        ("-(heat OR ice)", "not (the text has “heat” or “ice”)"),
        (
            "drug:(tramadol OR tizanidine) ice",
            "(drug is tramadol or drug is tizanidine) and the text has “ice”",
        ),
        ("rationale:heat treatment:heat", "rationale has “heat” and treatment has “heat”"),
        ("ice OR summary:ice OR cold", "the text has “ice” or case summary has “ice” or the text has “cold”"),
        ("Is it denied, or not?", "the text has “Is”, “it”, “denied”, “or” and “not”."),
        ("Zanaflex", "the text has “Zanaflex” or drug is tizanidine"),
        ("norco", "the text has “norco” or (drug is acetaminophen and hydrocodone)"),
        ("cervical fusion", "(the text has “cervical” or body part is neck) and the text has “fusion”"),
        ("page:chronic-pain-2009:12*", "guideline page is one of"),
        ("Zanaflex /s ice", "the text has (“Zanaflex”, “tizanidine” or “Comfort Pac with Tizanidine”) in"),
    ],
)
def test_one_sentence_says_what_was_understood(text, sentence):
    assert explain(tree(text)).startswith(f"Disputed items where {sentence}")


def test_several_values_of_a_field_are_kept_together_and_apart():
    either = HasValue("drug", ("a", "b"))
    assert explain(And((either, Words("heat")))) == (
        "Disputed items where (drug is a or b) and the text has “heat”."
    )
    assert explain(Not(either)) == "Disputed items where drug is neither a nor b."
