import pytest

from vocabularies.specialties import NAMES, resolve, resolve_all, suggest


@pytest.mark.parametrize("name", NAMES)
def test_every_board_name_stays_whole(name):
    assert resolve_all(name) == (name,)
    assert resolve(name) == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Internal Medicine, Rheumatology", ("Internal Medicine", "Rheumatology")),
        (
            "Preventive Medicine, Public Health & \nGeneral Preventive Medicine",
            ("Preventive Medicine", "Public Health & General Preventive Medicine"),
        ),
        (
            "Board Certified in Psychiatry, has a subspecialty in Addiction Psychiatry",
            ("Psychiatry", "Addiction Psychiatry"),
        ),
        (
            "Physical Medicine and Rehabilitation and Pain Medicine",
            ("Physical Medicine and Rehabilitation", "Pain Medicine"),
        ),
        ("Aerospace Medicine, Neurology", ("Aerospace Medicine", "Neurology")),
        ("Neurology, Neurology", ("Neurology",)),
        ("", ()),
    ],
)
def test_a_list_is_split_into_single_board_names_as_printed(printed, names):
    assert resolve_all(printed) == names


def test_a_misprint_finds_its_board():
    assert resolve("Orthopaedic Surgery") == "Orthopedic Surgery"
    assert resolve("Rheumatologyy") == "Rheumatology"
    assert resolve("Aerospace Medicine") is None


def test_a_mistyped_specialty_is_suggested():
    assert "Dermatology" in suggest("dermatolgy")
