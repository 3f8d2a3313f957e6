"""A section that a citation prints names a topic of the page map in other words."""

import pytest

from vocabularies.guidelines import names_topic


@pytest.mark.parametrize(
    ("section", "topic"),
    [
        ("Carisoprodol", "Carisoprodol (Soma)"),
        ("SOMA (carisoprodol), muscle relaxants", "Carisoprodol (Soma)"),
        ("Muscle relaxant", "Muscle relaxants (for pain)"),
        ("OxyContin", "Oxycodone / OxyContin / oxymorphone"),
        ("Opioids, criteria for use", "Opioids: criteria for use (therapeutic trial, on-going management)"),
        ("Ongoing management of opioids", "Opioids: on-going management (the 4 A's monitoring)"),
        ("Low level laser therapy", "Low-level laser therapy (LLLT)"),
        ("Manual Therapy & Manipulation", "Manual therapy and manipulation (chiropractic)"),
        ("Epidural injections", "Epidural steroid injections (ESIs)"),
    ],
)
def test_a_section_names_a_topic_by_one_of_its_names_or_most_of_it(section, topic):
    assert names_topic(section, topic)


@pytest.mark.parametrize(
    ("section", "topic"),
    [
        ("Opioids", "Opioids: dosing (morphine equivalent)"),
        ("Opioids", "Opioids for osteoarthritis"),
        ("Chronic pain", "Medications for chronic pain"),
        ("Gabapentin", "AEDs: pregabalin"),
        ("Physical Medicine", "Exercise"),
        ("Duloxetine", "Cymbalta (cross-reference to Duloxetine)"),
        ("", "Yoga"),
        ("Section(s):", "Yoga"),
    ],
)
def test_a_heading_a_general_word_or_another_topic_names_it_not(section, topic):
    assert not names_topic(section, topic)
