"""Drugs: found in text by any of their names, and resolved from what a person types."""

import json
import re
import sys

import jsonschema
import pypdfium2
import pytest

from tests.gold import names_kept_aside
from vocabularies import drugs
from vocabularies.data_files import DATA, load
from vocabularies.drugs import brands_of, drug_class, find, resolve, suggest
from vocabularies.phrases import fold
from vocabularies.treatment_categories import CATEGORIES

NORCO = ("acetaminophen", "hydrocodone")


def named(text, **options):
    return [mention.ingredients for mention in find(text, **options)]


def test_the_list_follows_its_schema():
    schema = json.loads((DATA / "schemas" / "drugs.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load("drugs"), schema)


def test_every_set_of_ingredients_has_one_entry_sorted():
    rows = [tuple(row["ingredients"]) for row in load("drugs")["drugs"]]
    assert len(set(rows)) == len(rows)
    assert all(list(row) == sorted(row) for row in rows)


def test_no_name_stands_for_two_drugs():
    owners = {}
    for drug in drugs.DRUGS.values():
        for name in (*drug.names, *drug.brands):
            assert owners.setdefault(" ".join(fold(name).split()), drug) is drug, name


def test_every_name_on_the_list_is_found_in_text():
    for drug in drugs.DRUGS.values():
        if not drug.only_in_combinations:
            for name in (*drug.names, *drug.brands):
                assert named(f"Request for {name}, daily") == [drug.ingredients], name


def test_every_class_is_one_of_the_dwcs():
    assert set(drugs.CLASSES) <= set(CATEGORIES["Pharmaceuticals"])


COMMONLY_PRESCRIBED = {
    "Adrenal Cortical Steroids": "Medrol Dosepak, prednisone, Kenalog-40, Decadron",
    "Alpha-blocker": "prazosin, Flomax",
    "Androgens & Anabolic Steroids": "AndroGel, testosterone cypionate",
    "Anti-coagulant": "Lovenox, Xarelto, Eliquis, Coumadin",
    "Anti-epilepsy drugs": "Neurontin, Gralise, Lyrica, Topamax, Keppra, Dyotin SR",
    "Anti-infectives": "Keflex, Augmentin, Bactrim DS, Cipro, cefepime, Paxlovid",
    "AntiAnxiety": "Buspar, Vistaril",
    "Antidepressant": "Cymbalta, Zoloft, trazodone, Remeron, Wellbutrin SR, Auvelity",
    "Antidiabetics": "metformin, Lantus, Januvia, Tresiba",
    "Antiemetic": "Zofran ODT, Reglan, Phenergan",
    "Antihistamine": "Benadryl, Zyrtec, Claritin-D",
    "Antihypertensive": "lisinopril, losartan, clonidine, Benicar HCT, Entresto",
    "Antimigraine Agent": "Imitrex, Maxalt, Cafergot, Aimovig, Zavzpret",
    "Asthma medication": "ProAir HFA, Singulair, Trelegy",
    "Atypical Antipsychotic": "Seroquel, Abilify, Caplyta",
    "Barbiturates": "Fioricet, Esgic, butalbital",
    "Benzodiazepine": "Xanax, Klonopin, Valium, Restoril",
    "Beta-blocker": "metoprolol, atenolol, Coreg CR",
    "Bisphosphonates": "Fosamax, Boniva, Reclast",
    "Calcium Cannel Blocker": "amlodipine, Cardizem CD, Azor",
    "Cannabinoids": "Marinol, Cesamet",
    "Dopamine agonists": "Mirapex, Requip, Sinemet",
    "Fibric Acid": "Tricor, gemfibrozil, fenofibric acid",
    "GI Agents": "Colace, Senokot-S, Miralax, Amitiza, Linzess, Carafate, Cytotec",
    "H2 Blocker": "Pepcid, Zantac, Tagamet HB",
    "Hormones": "Synthroid, Premarin, Forteo",
    "Impotence Agents": "Viagra, Cialis, Levitra",
    "Injection": "Botox, Marcaine, Xeomin",
    "Misc Analgesics": "Tylenol, acetaminophen, ketamine",
    "Muscle Relaxant": "Flexeril, Zanaflex, Soma, Robaxin, Skelaxin, Norflex, baclofen",
    "NSAID": "Motrin, Naprosyn, Mobic, Celebrex, Voltaren, Relafen, Lodine, Duexis",
    "Nutritional Products": "Theramine, Sentra PM, glucosamine, vitamin D, Somnicin",
    "Opioids": "Norco, Percocet, OxyContin, Ultram, Nucynta, Butrans, MS Contin, Trezix",
    "Opoid Antagonist": "Narcan, naltrexone, Movantik",
    "Proton Pump Inhibitors": "Prilosec, Protonix, Nexium, Aciphex",
    "Sedative-hypnotics": "Ambien, Lunesta, Belsomra, Sonata",
    "Statin": "Lipitor, Crestor, simvastatin",
    "Stimulants": "Provigil, Nuvigil, Adderall",
    "Topical Analgesics": "Lidoderm, Terocin, LidoPro, Menthoderm, Kera-Tek, Bio-Therm, capsaicin",
    "Topical Compounds": "Gabacyclotram, TGHot, FluriFlex",
    "Tumor necrosis factor (TNF) modified": "Humira, Enbrel",
    "Viscosupplementation": "Synvisc, Orthovisc, Euflexxa",
}


@pytest.mark.parametrize("name", CATEGORIES["Pharmaceuticals"])
def test_each_class_of_the_dwc_has_its_commonly_prescribed_drugs(name):
    printed = COMMONLY_PRESCRIBED[name].split(", ")
    assert {one: [drug_class(drug) for drug in named(one)] for one in printed} == {
        one: [name] for one in printed
    }


def test_every_ingredient_of_a_combination_is_on_the_list_alone():
    assert not {i for drug in drugs.DRUGS for i in drug if (i,) not in drugs.DRUGS}


def test_unverified_names_are_names_of_their_entry():
    for row in load("drugs")["drugs"]:
        assert set(row.get("unverified", [])) <= {*row["names"], *row["brands"]}


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        ("Zanaflex 4mg", ("tizanidine",)),
        ("TIZANIDINE HCL 4mg", ("tizanidine",)),
        ("naproxen sodium 550mg", ("naproxen",)),
        ("Tylenol #3", ("acetaminophen", "codeine")),
        ("Synapryn oral suspension", ("glucosamine", "tramadol")),
        ("Synvisc-One", ("hylan g-f 20",)),
        ("Depo-Medrol", ("methylprednisolone",)),
    ],
)
def test_a_drug_is_found_by_brand_generic_salt_or_kit(text, ingredients):
    assert named(text) == [ingredients]


@pytest.mark.parametrize(
    "text",
    [
        "Hydrocodone/APAP",
        "hydrocodone-acetaminophen",
        "Hydrocodone bitartrate/acetaminophen",
        "Norco (hydrocodone/APAP)",
        "Hydrocodone (Norco)",
        "hydrocodone\nbitartrate-acetaminophen",
    ],
)
def test_a_combination_is_one_mention_however_it_is_written(text):
    (mention,) = find(text)
    assert mention.ingredients == NORCO
    assert mention.printed == text


@pytest.mark.parametrize("text", ["Ultram (tramadol)", "Tramadol ER (Ultram ER)", "Tramadol/Ultram"])
def test_a_drug_named_twice_over_is_one_mention(text):
    assert [mention.printed for mention in find(text)] == [text]


def test_a_mention_says_where_it_stands():
    (mention,) = find("refill of Tizanidine HCl 4mg")
    assert (mention.start, mention.end, mention.printed) == (10, 24, "Tizanidine HCl")


def test_drugs_in_a_sentence_are_separate_mentions():
    assert named("taking ibuprofen and hydrocodone, then Soma") == [
        ("ibuprofen",),
        ("hydrocodone",),
        ("carisoprodol",),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "insulin resistance",
        "somatic complaints",
        "well versed in this",
        "platelet-rich plasma",
        "avoid caffeine and alcohol",
        "serum testosterone level",
        "nicotine dependence",
        "ASA class II",
        "an APAP machine",
    ],
)
def test_other_things_are_no_drugs(text):
    assert find(text) == []
    assert find(text, misspelt=True) == []


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        ("Omeprozole 20mg", ("omeprazole",)),
        ("Cyclobenzaprin 7.5mg", ("cyclobenzaprine",)),
        ("Flexaril", ("cyclobenzaprine",)),
        ("Norco10/325mg", NORCO),
        ("Lyrca 75 mg", ("pregabalin",)),
        ("Xanex #30", ("alprazolam",)),
    ],
)
def test_a_misspelt_name_is_found_where_asked_for(text, ingredients):
    assert named(text, misspelt=True) == [ingredients]
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    ["an efficient measure", "consensus", "in preparing", "a precedent", "Lipoderm base", "Mediderm base"],
)
def test_a_short_name_bears_one_wrong_letter_only_and_a_base_cream_is_no_drug(text):
    assert find(text, misspelt=True) == []


def words_of(value):
    """The whole words of all texts in a data file; phrases with * end in part of a word."""
    if isinstance(value, str):
        return {word.lower() for word in re.findall(r"[A-Za-z]{5,}(?![A-Za-z*])", value)}
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*(words_of(member) for member in members))


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.json") if path.stem != "drugs"))
def test_no_word_of_another_list_is_a_misspelt_drug(name):
    words = words_of(load(name))
    exact = {word for word in words if find(word)}
    assert {word for word in words - exact if find(f"{word} 10mg", misspelt=True)} == set()


@pytest.mark.parametrize("word", load("drugs")["ordinary_words"])
def test_an_ordinary_word_is_no_misspelling(word):
    assert find(f"{word} 10mg", misspelt=True) == []


def test_a_word_of_five_letters_is_a_misspelling_only_before_a_dose():
    assert find("Lyrca for nerve pain", misspelt=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Microwave diathermy, 6 visits",
        "Continued physical therapy as the worker has benefited",
        "Rotary foot bath for home use",
        "Orthopedic mattress, Sienna model",
    ],
)
def test_a_request_without_a_sign_of_a_drug_misspells_none(text):
    assert find(text, misspelt=True) == []


@pytest.mark.parametrize(
    "text", ["Norko 10/325mg #60", "Narco 7.5-325 mg", "tramdol", "Refill of cyclobenzaprene"]
)
def test_a_dose_a_form_or_the_name_alone_is_a_sign_of_a_drug(text):
    assert find(text, misspelt=True)


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        ("Hydroco/APAP 10/325mg", NORCO),
        ("Oxycod/APAP", ("acetaminophen", "oxycodone")),
        ("Cyclobenzapr 10mg", ("cyclobenzaprine",)),
        ("Insulin Lantus", ("insulin glargine",)),
        ("Lantus (insulin)", ("insulin glargine",)),
    ],
)
def test_what_pharmacies_shorten_and_a_kind_with_its_general_name_are_one_drug(text, ingredients):
    assert named(text) == [ingredients]


@pytest.mark.parametrize(
    ("typed", "ingredients"),
    [("Zanaflex", ("tizanidine",)), ("norco", NORCO), ("Norco 10/325", NORCO), ("no such drug", ())],
)
def test_what_is_typed_resolves_to_ingredients(typed, ingredients):
    assert resolve(typed) == ingredients


@pytest.mark.parametrize("typed", ["opioids", "Opioid", "narcotics", "opiates"])
def test_a_class_resolves_to_its_ingredients_alone(typed):
    assert {"hydrocodone", "tramadol", "oxycodone"} <= set(resolve(typed))
    assert "acetaminophen" not in resolve(typed)


@pytest.mark.parametrize("group", load("drugs")["groups"], ids=lambda group: group["names"][0])
def test_every_group_resolves_to_drugs_on_the_list(group):
    for name in group["names"]:
        assert resolve(name)
        assert all((ingredient,) in drugs.DRUGS for ingredient in resolve(name))


@pytest.mark.parametrize(
    ("typed", "meant"), [("tramdol", "tramadol"), ("norko", "Norco"), ("zanaflx", "Zanaflex")]
)
def test_a_misspelt_name_gets_the_nearest_as_first_suggestion(typed, meant):
    assert suggest(typed)[0] == meant


def test_suggestions_are_limited_and_none_for_nonsense():
    assert len(suggest("oxycodon", limit=2)) == 2
    assert suggest("qqqqqq") == []


def test_the_brands_of_an_ingredient_alone_come_before_those_of_combinations():
    brands = brands_of("tramadol")
    assert brands.index("Ultram") < brands.index("Ultracet")
    assert brands_of("no such drug") == ()


@pytest.mark.parametrize(
    ("ingredients", "expected"),
    [
        (NORCO, "Opioids"),
        (("naproxen",), "NSAID"),
        (("ranitidine",), "H2 Blocker"),
        (("alprazolam",), "Benzodiazepine"),
        (("albuterol",), "Asthma medication"),
        (("baclofen", "dexamethasone", "flurbiprofen"), "Topical Compounds"),
        (("colchicine",), None),
        (("no such drug",), None),
    ],
)
def test_a_drug_has_the_dwcs_class(ingredients, expected):
    assert drug_class(ingredients) == expected


def pdf_text(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.real_letters
def test_the_prose_of_real_letters_has_next_to_no_false_misspellings(real_letters):
    """Misspellings are looked for in titles; prose shows how few words come close by chance."""
    prose = "\n\n".join(
        pdf_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
        for folder in ("seeds", "pdf")
        for path in sorted((real_letters / folder).iterdir())
        if path.stem not in names_kept_aside(real_letters)
    )
    exact = {mention.start for mention in find(prose)}
    by_chance = {near.printed for near in find(prose, misspelt=True) if near.start not in exact}
    words = len(prose.split())
    sys.stdout.write(f"{len(by_chance)} names found by chance in {words} words: {sorted(by_chance)}\n")
    assert len(by_chance) <= words / 10_000


@pytest.mark.parametrize(
    ("typed", "drug_class"),
    [("narcotic", "Opioids"), ("triptans", "Antimigraine Agent"), ("Norco", "Opioids"),
     ("muscle relaxers", "Muscle Relaxant"), ("local anesthetic", None), ("no drug at all", None)],
)  # fmt: skip
def test_a_class_is_known_by_its_names_and_by_its_drugs(typed, drug_class):
    assert drugs.resolve_class(typed) == drug_class


def test_a_misspelt_class_is_suggested():
    assert drugs.suggest_class("opiods")[0] == "Opioids"
