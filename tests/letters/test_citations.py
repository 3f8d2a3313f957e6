"""Citations in the guideline lines of F3 and F4, and in the prose of older layouts.

The lines here are made up on the pattern of letters, chapters and sections in new combinations.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.citations import citations, narrated_citations

PAIN = "Chronic Pain Medical Treatment"
NON_MTUS = "Decision based on Non-MTUS Citation "
MTUS = "Decision based on MTUS "


def cited(line):
    """What a guideline line cites, without the words that say by whom and how."""
    return [(c.source, c.guideline, c.edition, c.section, list(c.pages)) for c in citations("reviewer", line)]


def mtus(text):
    return [fact[1:] for fact in cited(MTUS + text)]


def odg(text):
    return [fact[1:4] for fact in cited(NON_MTUS + text) if fact[0] == "ODG"]


def narrated(text):
    return [(c.cited_by, c.source, c.guideline, c.section, list(c.pages)) for c in narrated_citations(text)]


# The sentences of a line


def test_every_sentence_of_a_line_is_cited_and_keeps_its_own_words():
    line = f"{MTUS}Elbow Complaints 2007, Section(s): Summary. {NON_MTUS}ODG Elbow, Braces."
    assert [c.raw for c in citations("claims administrator", line)] == [
        "Decision based on MTUS Elbow Complaints 2007, Section(s): Summary.",
        "Decision based on Non-MTUS Citation ODG Elbow, Braces.",
    ]


def test_who_cites_stands_on_each_citation():
    assert [c.cited_by for c in citations("claims administrator", f"{MTUS}Eye 2004.")] == [
        "claims administrator"
    ]


def test_the_lead_in_on_recommendations_outside_the_mtus_is_no_part_of_a_citation():
    lead_in = "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS Guidelines. "
    (citation,) = citations("reviewer", f"{lead_in}{NON_MTUS}ODG Burns.")
    assert citation.raw == f"{NON_MTUS}ODG Burns."
    assert citation.source == "ODG"


def test_a_side_that_cited_nothing_has_source_none():
    line = "The Claims Administrator did not cite any medical evidence for its decision."
    (citation,) = citations("claims administrator", line)
    assert (citation.source, citation.guideline, citation.pages, citation.raw) == ("none", None, (), None)


@pytest.mark.parametrize(
    "line",
    [
        "The Claims Administrator did not provide any evidence-based criteria.",
        "The Claims Administrator cited no evidence-based guideline.",
        "No guideline was cited.",
        "No evidence or guideline was given for the decision.",
    ],
)
def test_a_side_may_say_otherwise_that_it_cited_nothing(line):
    assert cited(line) == [("none", None, None, None, [])]


def test_a_sentence_that_lost_a_space_is_cited():
    assert cited("Decisionbased on MTUS Eye 2004. Decision basedon MTUS Knee Complaints 2004.") == [
        ("MTUS", "Eye", 2004, None, []),
        ("MTUS", "Knee Complaints", 2004, None, []),
    ]


def test_an_empty_line_cites_nothing():
    assert citations("reviewer", "") == ()


# Chapters of the MTUS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Knee Complaints 2004.", ("Knee Complaints", 2004, None, [])),
        (
            "Elbow Complaints 2007, Section(s): Summary, Figures.",
            ("Elbow Complaints", 2007, "Summary, Figures", []),
        ),
        ("Elbow Complaints 2007, Section(s): 41.", ("Elbow Complaints", 2007, "41", [])),
        (
            "Opioid Treatment 2016, Section(s): 7.1 Diversion: Reporting (PDMP).",
            ("Opioid Treatment", 2016, "7.1 Diversion: Reporting (PDMP)", []),
        ),
        ("Chronic Pain Treatment Guidelines.", (PAIN, None, None, [])),
        ("Chronic Pain Medical Treatment Guidelines (July 18, 2009).", (PAIN, 2009, None, [])),
        ("Chronic Pain Treatment Guidelines, Part 1: Introduction Page(s): 3.",
         (PAIN, None, "Part 1: Introduction", [3])),
        ("ACOEM Chapter 14 Ankle and Foot Complaints, page 370.",
         ("Ankle and Foot Complaints", None, None, [370])),
        ("ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 13, pages 330-1.",
         ("Knee Complaints", 2004, None, [330, 331])),
        ("ACOEM Chapter 9 Shoulder, Imaging.", ("Shoulder Complaints", None, "Imaging", [])),
        ("ACOEM.", ("ACOEM", None, None, [])),
        ("Chronic Pian Treatment Guidelines Yoga Page(s): 126.", (PAIN, None, "Yoga", [126])),
        ("Knee Complants 2004, Section(s): Summary.", ("Knee Complaints", 2004, "Summary", [])),
        ("ACOEM Chapter 9 Shoulder Complants Page(s): 200.",
         ("Shoulder Complaints", None, None, [200])),
        ("Elbow Disorders Chapter (ACOEM Practice Guidelines, 2nd Edition (Revised 2007), Chapter 10).",
         ("Elbow Disorders", 2007, None, [])),
        ("ACOEM Chapter 12 Low Back Complaints Page(s): 301-302 and Figure 12-1.",
         ("Low Back Complaints", None, "Figure 12-1", [301, 302])),
        ("Opioids 2017, Section(s): Tapering.", ("Opioids", 2017, "Tapering", [])),
        ("Workplace Mental Health: Anxiety Disorders 2021.",
         ("Workplace Mental Health: Anxiety Disorders", 2021, None, [])),
    ],
)  # fmt: skip
def test_a_chapter_has_one_name_an_edition_a_section_and_pages(text, expected):
    assert mtus(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dental Disorders 2031, Section(s): Crowns.", ("Dental Disorders", 2031, "Crowns", [])),
        ("Neck Disorders 2031.", ("Neck Disorders", 2031, None, [])),
        ("Dental Disorders Guidelines Crowns Page(s): 5.", ("Dental Disorders", None, "Crowns", [5])),
        ("9792.21(d).", ("9792.21(d)", None, None, [])),
    ],
)
def test_a_chapter_of_no_list_keeps_its_printed_name(text, expected):
    assert mtus(text) == [expected]


def test_chapters_joined_by_and_are_cited_one_by_one():
    text = (
        "Shoulder Complaints 2004, and Forearm, Wrist, and Hand Complaints 2004, "
        "Section(s): Summary, Figures, and Postsurgical Treatment 2009, Section(s): Knee."
    )
    assert mtus(text) == [
        ("Shoulder Complaints", 2004, None, []),
        ("Forearm, Wrist, and Hand Complaints", 2004, "Summary, Figures", []),
        ("Postsurgical Treatment", 2009, "Knee", []),
    ]


def test_a_joined_chapter_of_no_list_is_known_by_its_year():
    assert mtus("Knee Disorders 2020, Section(s): Braces, and Dental Disorders 2031, Section(s): Pain.") == [
        ("Knee Disorders", 2020, "Braces", []),
        ("Dental Disorders", 2031, "Pain", []),
    ]


def test_a_chapter_of_no_list_may_have_and_in_its_name():
    text = (
        "Knee Disorders 2020, Section(s): Braces, "
        "and Traumatic Injury, Nose, and Ear Disorders 2031, Section(s): Splints."
    )
    assert mtus(text) == [
        ("Knee Disorders", 2020, "Braces", []),
        ("Traumatic Injury, Nose, and Ear Disorders", 2031, "Splints", []),
    ]


def test_a_section_that_is_elsewhere_a_chapter_stays_a_section():
    text = "General Approaches 2004, Section(s): Prevention, Initial Approaches to Treatment."
    assert mtus(text) == [
        ("General Approaches", 2004, "Prevention, Initial Approaches to Treatment", []),
    ]


def test_typed_chapters_without_year_are_told_apart():
    text = "ACOEM Chapter 13 Knee Complaints,Chronic Pain Treatment Guidelines Yoga Page(s): 126."
    assert mtus(text) == [("Knee Complaints", None, None, []), (PAIN, None, "Yoga", [126])]


def test_joined_chapters_share_the_sentence():
    first, second = citations("reviewer", f"{MTUS}Eye 2004, and Knee Complaints 2004.")
    assert first.raw == second.raw == f"{MTUS}Eye 2004, and Knee Complaints 2004."


# Outside the MTUS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Official Disability Guidelines", (None, None, None)),
        ("Official Disability Guidelines (ODG).", (None, None, None)),
        ("ODG", (None, None, None)),
        ("Official Disability Guidelines (ODG), Ankle & Foot Chapter, Walking boots.",
         ("Ankle and Foot", None, "Walking boots")),
        ("Official Disability Guidelines: Hip & Pelvis (Acute & Chronic) - Hip resurfacing.",
         ("Hip and Pelvis", None, "Hip resurfacing")),
        ("Official Disability Guidelines (ODG) Low Back - Lumbar & Thoracic (Acute & Chronic), Heat.",
         ("Low Back", None, "Heat")),
        ("Official Disability Guidelines, Elbow (updated 1/2/15) Chapter: Ice.", ("Elbow", None, "Ice")),
        ("ODG Knee (Insoles).", ("Knee and Leg", None, "Insoles")),
        ("(ODG) Low Back, Lumbar cushions.", ("Low Back", None, "Lumbar cushions")),
        ("ODG Low Back, Lumbar, Cushions.", ("Low Back", None, "Cushions")),
        ("ODG Pain Section/Melatonin Topic.", ("Pain", None, "Melatonin")),
        ("ODG Diabetes (Type 1, 2, and Gestational) Insulin.", ("Diabetes", None, "Insulin")),
        ("ODG, 12th Edition, 2014, Hernia Chapter.", ("Hernia", 2014, None)),
        ("ODG, Shoulder: Manipulation under anesthesia (2015).",
         ("Shoulder", 2015, "Manipulation under anesthesia")),
        ("ODG ultrasound elbow.", ("Elbow", None, "ultrasound")),
        ("ODG occupational therapy, wrist chapter.",
         ("Forearm, Wrist and Hand", None, "occupational therapy")),
        ("(ODG), (current version), Elbow Chapter, Ice.", ("Elbow", None, "Ice")),
        ("ODG (Official Disability Guidelines) - Hip & Pelvis, Canes.", ("Hip and Pelvis", None, "Canes")),
        ("(ODG) Official Disability Guidelines, Knee, Canes.", ("Knee and Leg", None, "Canes")),
        ("Official Disabilities Guidelines, Hernia Chapter.", ("Hernia", None, None)),
        ("MCG/ODG by MCG: Low Back; Heat.", ("Low Back", None, "Heat")),
        ("Official Disability Guidelines, (ODG), Work Loss Data Institute, LLC; Encinitas; Section: Burns.",
         ("Burns", None, None)),
        ("ODG: Forearm/Wrist/Hand, Splints.", ("Forearm, Wrist and Hand", None, "Splints")),
        ("ODG Carpal Tunnel Syndrome (CTS), Splints.", ("Carpal Tunnel Syndrome", None, "Splints")),
        ("ODG Chapter: Shoulder, Topic: Slings.", ("Shoulder", None, "Slings")),
        ("ODG Treatment in Workers' Compensation, Mental/Stress Chapter, Hypnosis.",
         ("Mental Illness and Stress", None, "Hypnosis")),
    ],
)  # fmt: skip
def test_an_odg_chapter_is_told_in_its_short_form_with_the_topic_as_section(text, expected):
    assert odg(text) == [expected]


@pytest.mark.parametrize("topic", ["Chiropractic Guidelines", "Surgery for the knee", "Pain management"])
def test_a_topic_is_no_odg_chapter(topic):
    assert odg(f"Official Disability Guidelines (ODG), {topic}.") == [(None, None, topic)]


def test_odg_chapters_in_a_row_share_the_topic():
    assert odg("ODG Hip & Pelvis and Knee chapters: Canes.") == [
        ("Hip and Pelvis", None, "Canes"),
        ("Knee and Leg", None, "Canes"),
    ]


def test_a_further_odg_chapter_has_its_own_topic():
    assert odg("ODG Shoulder, Slings; Elbow, Splints.") == [
        ("Shoulder", None, "Slings"),
        ("Elbow", None, "Splints"),
    ]
    assert odg("ODG Shoulder, Slings, ODG Elbow, Splints.") == [
        ("Shoulder", None, "Slings"),
        ("Elbow", None, "Splints"),
    ]


@pytest.mark.parametrize(
    ("again", "section"),
    [
        ("Slings, ODG sling guidelines.", "sling guidelines"),
        ("Slings ODG Sling Guidelines.", "Sling Guidelines"),
        ("Slings. Official Disability Guidelines (ODG) Sling Guidelines.", "Sling Guidelines"),
        ("Slings, ODG, Sling/Brace Guidelines: Sprains.", "Sling/Brace Guidelines: Sprains"),
    ],
)
def test_the_odg_named_again_with_guidelines_of_its_own_is_another_citation(again, section):
    assert odg(f"ODG Shoulder, {again}") == [("Shoulder", None, "Slings"), (None, None, section)]


def test_the_odg_named_again_without_chapter_or_guidelines_is_part_of_the_topic():
    assert odg("ODG Shoulder, Slings, ODG slings.") == [("Shoulder", None, "Slings, ODG slings")]
    assert odg("ODG Shoulder ODG, Sling Guidelines.") == [("Shoulder", None, "Sling Guidelines")]


def test_a_document_behind_a_date_of_access_is_another_one_where_its_author_opens_it():
    first, second = "How do dreams work? www.example.org/a, accessed 01/02/2016", "Reed T, et al. On sleep"
    assert [name for _, name, *_ in cited(f"{NON_MTUS}{first}, {second}.")] == [first, second]
    assert [name for _, name, *_ in cited(f"{NON_MTUS}{first}, Sleep.")] == [f"{first}, Sleep"]


def test_acoem_outside_the_mtus_is_acoem():
    assert cited(f"{NON_MTUS}ACOEM, 3rd Edition, Hip and Groin Disorders (2011), Injections, page 12.") == [
        ("ACOEM", "Hip and Groin Disorders", 2011, "Injections", [12])
    ]
    assert cited(f"{NON_MTUS}ACOEM guidelines and the Official Disability Guidelines.") == [
        ("ACOEM", None, None, None, []),
        ("ODG", None, None, None, []),
    ]


@pytest.mark.parametrize(
    ("printed", "name", "pages"),
    [
        ("Chapter 7 Medical Opinions and Reports, page 12", "Medical Opinions and Reports", [12]),
        ("Chapter 7, Medical Opinions (page 12)", "Medical Opinions", [12]),
        ("Chapter 6 Aches, Sorrows, and Work, page 12", "Aches, Sorrows, and Work", [12]),
        ("Chapter 7, page 12", "Chapter 7", [12]),
    ],
)  # fmt: skip
def test_an_acoem_chapter_of_no_list_goes_by_its_name_and_without_one_by_its_number(printed, name, pages):
    assert cited(f"{NON_MTUS}ACOEM Practice Guidelines, {printed}.") == [("ACOEM", name, None, None, pages)]


@pytest.mark.parametrize(
    ("printed", "name", "section"),
    [
        ("3rd ed., Chronic Pain, Yoga", "Chronic Pain", "Yoga"),
        ("V.3 Opioids: Tapering", "Opioids", "Tapering"),
        ("Work-Relatedness", "Work-Relatedness", None),
        ("Opioids for the young", None, "Opioids for the young"),
    ],
)
def test_a_chapter_after_acoems_name_is_known_by_the_lists(printed, name, section):
    assert cited(f"{NON_MTUS}ACOEM Practice Guidelines, {printed}.") == [("ACOEM", name, None, section, [])]


def test_documents_joined_by_a_semicolon_are_cited_one_by_one_where_a_publisher_is_named():
    assert cited(f"{NON_MTUS}ODG, Elbow, Ice; Aetna Policy 12; Drugs.com.") == [
        ("ODG", "Elbow", None, "Ice", []),
        ("other", "Aetna Policy 12", None, None, []),
        ("other", "Drugs.com", None, None, []),
    ]


def test_another_document_keeps_its_printed_name():
    assert cited(f"{NON_MTUS}Atlas of Imaginary Surgery, 3rd ed., Chapter 2: Elbows.") == [
        ("other", "Atlas of Imaginary Surgery, 3rd ed., Chapter 2: Elbows", None, None, [])
    ]


def test_addresses_are_cited_one_by_one():
    assert cited(f"{NON_MTUS}http://example.org/a, www.example.org/odg.") == [
        ("other", "http://example.org/a", None, None, []),
        ("other", "www.example.org/odg", None, None, []),
    ]


def test_addresses_joined_by_and_are_cited_one_by_one():
    assert cited(f"{NON_MTUS}http://example.org/a and http://example.org/b.") == [
        ("other", "http://example.org/a", None, None, []),
        ("other", "http://example.org/b", None, None, []),
    ]


def test_other_medical_treatment_guidelines_end_the_odg_citation():
    line = f"{NON_MTUS}ODG Head/Helmets and Other Medical Treatment Guidelines www.example.org."
    assert cited(line) == [
        ("ODG", "Head", None, "Helmets", []),
        ("other", "www.example.org", None, None, []),
    ]


# Any text


@given(st.text())
def test_any_text_is_read_without_failing(text):
    for line in (text, MTUS + text, NON_MTUS + text):
        assert all(citation.cited_by == "reviewer" for citation in citations("reviewer", line))
    narrated_citations(text)


@pytest.mark.parametrize("part", ["Knee Complaints, ", ", and the ", "ODG knee; ", "((", "1-2, ", "ACOEM "])
def test_a_very_long_line_is_read_as_far_as_letters_go(part):
    for opening in (MTUS, NON_MTUS):
        assert 0 < len(citations("reviewer", opening + part * 50_000)) < 5_000
