"""RIS and BibTeX, read back by the libraries that others read them with."""

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser

from bookmarks.exports.references import ISSUER
from determinations.models import Determination
from tests.bookmarks.exports.keeping import downloaded, folder_path, noted_path, search_path


def ris(client, path: str) -> list[dict]:
    return rispy.loads(downloaded(client, path).decode("utf-8"))


def bibtex(client, path: str) -> list[dict[str, str]]:
    parser = BibTexParser(common_strings=True)
    return bibtexparser.loads(downloaded(client, path).decode("utf-8"), parser=parser).entries


def test_ris_has_an_entry_for_each_determination(items, owner):
    entries = ris(owner, search_path("ris"))
    assert len(entries) == Determination.objects.count()
    assert {entry["type_of_reference"] for entry in entries} == {"CASE"}
    assert len({entry["id"] for entry in entries}) == len(entries)


def test_ris_names_the_case_its_day_its_issuer_and_where_it_is(items, owner):
    (entry,) = ris(owner, search_path("ris", "q=norco"))
    assert entry["title"] == "FICTIONAL SAMPLE, no real case: IMR Final Determination, Case No. CM15-9000001"
    assert entry["id"] == "IMR-CM15-9000001"
    assert entry["call_number"] == "CM15-9000001"
    assert entry["date"] == "2015/06/12"
    assert entry["publisher"] == ISSUER
    assert entry["urls"] == ["http://testserver/determinations/CM15-9000001/"]
    assert "Item 1: Norco 10/325mg #60: denial overturned" in entry["abstract"]
    assert "hydrocodone" in entry["keywords"]
    assert "A fictional sample letter, made up for demonstration: never cite it as a case." in entry["notes"]
    assert "An IMR determination is not binding precedent." in entry["notes"]


def test_the_abstract_tells_the_items_of_the_export_alone(items, owner):
    (entry,) = ris(owner, search_path("ris", "q=norco&outcome=overturned"))
    assert items["flexeril"].treatment not in entry["abstract"]
    (whole,) = [one for one in ris(owner, search_path("ris")) if one["id"] == entry["id"]]
    assert items["flexeril"].treatment in whole["abstract"]


def test_bibtex_says_the_same(items, owner):
    (entry,) = bibtex(owner, search_path("bibtex", "q=norco"))
    assert entry["ENTRYTYPE"] == "misc"
    assert entry["ID"] == "IMR-CM15-9000001"
    assert (entry["year"], entry["month"], entry["date"]) == ("2015", "June", "2015-06-12")
    assert entry["author"] == f"{{{ISSUER}}}"
    assert entry["number"] == "CM15-9000001"
    assert entry["url"] == "http://testserver/determinations/CM15-9000001/"
    assert r"Norco 10/325mg \#60: denial overturned" in entry["abstract"]
    assert "hydrocodone" in entry["keywords"].split(", ")
    assert "not binding precedent" in entry["note"]


def test_keys_are_the_same_in_every_export_also_without_a_case_number(folder, owner, items):
    case = items["acupuncture"].determination
    Determination.objects.filter(pk=case.pk).update(case_number=None)
    key = f"IMR-id-{case.pk}"
    for path in (search_path("bibtex"), folder_path("bibtex", folder)):
        entries = bibtex(owner, path)
        assert key in {entry["ID"] for entry in entries}
        assert len({entry["ID"] for entry in entries}) == len(entries)


def test_notes_and_tags_of_a_folder_come_along_where_they_are_asked_for(folder, owner):
    entries = ris(owner, noted_path("ris", folder))
    assert [entry for entry in entries if "The whole case." in entry["notes"]] == entries[:1]
    assert {"taper", "second look"} <= set(entries[-1]["keywords"])


def test_bibtex_has_a_persons_note_where_no_common_style_prints_it(folder, owner):
    first, *_ = bibtex(owner, noted_path("bibtex", folder))
    assert first["annote"] == "The whole case."
    assert "The whole case." not in first["note"]
    assert "not binding precedent" in first["note"]


def test_struck_words_of_a_note_are_told_as_struck(folder, owner):
    folder.bookmarks.update(note="It was ~~upheld on **page 98**~~ overturned.")
    told = "It was [struck: upheld on page 98] overturned."
    assert told in ris(owner, noted_path("ris", folder))[0]["notes"]
    assert bibtex(owner, noted_path("bibtex", folder))[0]["annote"] == told


HOSTILE = (
    "}{\\input{/etc/passwd} 50% & $x$ #1 a_b ^~",
    "{{{",
    "}}}",
    "\\",
    "line\n\nER  - \nTY  - JOUR\nTI  - forged",
    "@misc{forged, title={x}}",
    "“quoted” – Müller’s \u2028 \x07",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_its_field(folder, owner, items, text):
    item = items["acupuncture"]
    item.treatment = text
    item.save()
    folder.bookmarks.update(note=text)
    for tag in folder.owner.tags.all():
        tag.name = text[:40] + str(tag.pk)
        tag.save()
    cases = 3
    entries = ris(owner, noted_path("ris", folder))
    assert [entry["type_of_reference"] for entry in entries] == ["CASE"] * cases
    assert all(entry["id"].startswith("IMR-CM") for entry in entries)
    of_bibtex = bibtex(owner, noted_path("bibtex", folder))
    assert [entry["ID"] for entry in of_bibtex] == [entry["id"] for entry in entries]
    assert {tuple(entry) for entry in of_bibtex} == {tuple(of_bibtex[0])}


def test_braces_of_a_text_are_never_counted_by_bibtex(folder, owner, items):
    folder.bookmarks.update(note="{{{ }")
    text = downloaded(owner, noted_path("bibtex", folder)).decode()
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        assert 0 <= depth <= 4
    assert depth == 0
