"""What every engine promises. Each engine's test module runs all of it."""

from datetime import date
from itertools import product

import pytest

from search.engines.base import Engine, IndexDocument, IndexUnavailableError, SimilarRequest
from search.likeness import Basis
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    InRange,
    MatchAll,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Unit,
    Words,
)
from search.request import FacetCount, SearchRequest, Segment, Sort


def document(number: int, determination: int | None = None, **values) -> IndexDocument:
    """A document with id ``number``, of a determination of its own unless one is given."""
    held = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
    return IndexDocument(number, determination or number, held)


def build(engine: Engine, *documents: IndexDocument) -> None:
    with engine.rebuild() as index:
        for one in documents:
            index.add(one)


class DiskFull(Exception):
    """What goes wrong in a failing run."""


def run_out_of_disk(opened, *documents: IndexDocument, remove: int = 0) -> None:
    """Write as far as it goes, then fail."""
    with opened as index:
        index.remove(remove)
        for one in documents:
            index.add(one)
        raise DiskFull


class EngineContract:
    """Subclasses give ``engine_class``."""

    engine_class: type[Engine]

    @pytest.fixture
    def engine(self, tmp_path) -> Engine:
        return self.engine_class(tmp_path / "index")

    @staticmethod
    def found(engine: Engine, query=None, **request) -> list[int]:
        """The ids that a query finds, in the engine's order."""
        return [hit.id for hit in engine.search(SearchRequest(query or MatchAll(), **request)).hits]

    @staticmethod
    def counts(engine: Engine, field: str, query=None, **selected: set[str]) -> dict[str, int]:
        request = SearchRequest(
            query or MatchAll(),
            selected={name: frozenset(values) for name, values in selected.items()},
            facets=(field,),
        )
        return {one.value: one.count for one in engine.search(request).facets[field]}

    # --- Words and phrases

    def test_every_word_must_occur_in_whichever_text_field(self, engine):
        build(
            engine,
            document(1, treatment="Tizanidine 4mg", rationale="for spasm"),
            document(2, treatment="Tizanidine 4mg", rationale="for pain"),
        )
        assert self.found(engine, Words("spasm tizanidine")) == [1]

    def test_word_forms_find_each_other(self, engine):
        build(engine, document(1, rationale="two injections were given"), document(2, rationale="massage"))
        assert self.found(engine, Words("injection")) == [1]

    def test_upper_and_lower_case_are_alike(self, engine):
        build(engine, document(1, rationale="The MTUS supports TENS"))
        assert self.found(engine, Words("mtus tens")) == [1]
        assert self.found(engine, Phrase("the mtus SUPPORTS")) == [1]

    def test_abbreviations_are_no_plurals(self, engine):
        build(engine, document(1, rationale="a TENS unit"), document(2, rationale="ten units"))
        assert self.found(engine, Words("TENS")) == [1]
        assert self.found(engine, Words("ten")) == [2]

    def test_a_phrase_is_found_as_spelt_only(self, engine):
        build(
            engine,
            document(1, rationale="with functional improvement"),
            document(2, rationale="improvement that is functional"),
            document(3, rationale="functional improvements"),
        )
        assert self.found(engine, Phrase("functional improvement")) == [1]

    def test_a_phrase_does_not_run_from_one_field_into_another(self, engine):
        build(engine, document(1, treatment="epidural steroid", rationale="injection refused"))
        assert self.found(engine, Phrase("steroid injection")) == []

    def test_the_word_not_counts(self, engine):
        build(
            engine,
            document(1, rationale="The request is not medically necessary."),
            document(2, rationale="The request is medically necessary."),
        )
        assert self.found(engine, Phrase("not medically necessary")) == [1]
        assert self.found(engine, Phrase("is medically necessary")) == [2]

    def test_single_characters_count(self, engine):
        build(engine, document(1, treatment="therapy x 3"), document(2, treatment="therapy x 6"))
        assert self.found(engine, Words("x 3")) == [1]
        assert self.found(engine, Phrase("x 6")) == [2]

    def test_numbers_keep_their_decimals(self, engine):
        build(engine, document(1, treatment="Flexeril 7.5mg"), document(2, treatment="Flexeril 5mg"))
        assert self.found(engine, Words("5mg")) == [2]
        assert self.found(engine, Words("7.5mg")) == [1]

    def test_words_can_be_looked_for_in_one_field(self, engine):
        build(engine, document(1, treatment="MRI knee"), document(2, rationale="MRI of the knee"))
        assert self.found(engine, FieldWords("treatment", "knee mri")) == [1]
        assert self.found(engine, FieldWords("rationale", "of the knee", exact=True)) == [2]

    def test_words_without_a_letter_or_digit_ask_for_nothing(self, engine):
        build(engine, document(1, rationale="massage"))
        assert self.found(engine, Words("&")) == [1]
        assert self.found(engine, Phrase("--")) == [1]

    def test_text_in_other_scripts_is_found(self, engine):
        build(engine, document(1, rationale="Señor Muñoz reports 中文 pain"), document(2, rationale="pain"))
        assert self.found(engine, Words("muñoz")) == [1]
        assert self.found(engine, Phrase("中文 pain")) == [1]

    def test_the_rest_of_the_letter_is_searched_only_where_it_is_asked_for(self, engine):
        build(
            engine,
            document(1, rationale="massage", letter="expedited review"),
            document(2, rationale="expedited massage"),
        )
        assert self.found(engine, Words("expedited")) == [2]
        assert sorted(self.found(engine, FieldWords("letter", "expedited massage"))) == [1, 2]
        assert self.found(engine, FieldWords("letter", "expedited review", exact=True)) == [1]

    # --- Beginnings, slips, closeness

    def test_a_beginning_finds_every_word_that_begins_so_as_it_is_spelt(self, engine):
        build(
            engine,
            document(1, rationale="Injections failed"),
            document(2, treatment="injected"),
            document(3, rationale="reinjection"),
            document(4, rationale="in general"),
        )
        assert sorted(self.found(engine, Prefix("inject"))) == [1, 2]
        assert sorted(self.found(engine, Prefix("IN"))) == [1, 2, 4]
        assert self.found(engine, Prefix("inject", "treatment")) == [2]
        assert self.found(engine, Prefix("medicati")) == []

    def test_a_word_is_found_though_a_letter_is_missing_wrong_added_or_exchanged(self, engine):
        build(
            engine,
            *(
                document(number, rationale=word)
                for number, word in enumerate(("tramadol", "tramdol", "tramafdol", "trmaadol", "toradol"), 1)
            ),
            document(9, rationale="pan"),
            document(10, rationale="pans"),
        )
        assert sorted(self.found(engine, Fuzzy("tramadol"))) == [1, 2, 3, 4]
        assert sorted(self.found(engine, Fuzzy("pain"))) == [9]
        assert self.found(engine, Fuzzy("tramadol", "treatment")) == []

    def test_words_near_each_other_in_either_order(self, engine):
        build(
            engine,
            document(1, rationale="pain relief"),
            document(2, rationale="relief of the constant pain"),
            document(3, rationale="pain one two three four relief"),
            document(4, treatment="pain", rationale="relief"),
        )
        pain, relief = (Words("pain"),), (Words("relief"),)
        assert self.found(engine, Near(pain, relief, 1)) == [1]
        assert sorted(self.found(engine, Near(pain, relief, 4))) == [1, 2]
        assert sorted(self.found(engine, Near(pain, relief, 5))) == [1, 2, 3]
        assert sorted(self.found(engine, Near(pain, relief, 5, ordered=True))) == [1, 3]
        assert self.found(engine, Near(pain, relief, 5, field="treatment")) == []

    def test_closeness_takes_word_forms_alternatives_and_phrases(self, engine):
        build(
            engine,
            document(1, rationale="injections brought the worker no relief"),
            document(2, rationale="blocks brought no lasting relief"),
            document(3, rationale="an injection, and no relief"),
        )
        either = (Words("injection"), Words("block"))
        assert sorted(self.found(engine, Near(either, (Words("relief"),), 5))) == [1, 2, 3]
        assert sorted(self.found(engine, Near(either, (Phrase("no relief"),), 4))) == [1, 3]
        assert self.found(engine, Near(either, (Phrase("no relief"),), 2)) == [3]

    def test_nothing_is_near_itself(self, engine):
        build(engine, document(1, rationale="pain"), document(2, rationale="pain and pain"))
        assert self.found(engine, Near((Words("pain"),), (Words("pain"),), 5)) == [2]

    def test_words_of_the_same_sentence(self, engine):
        build(
            engine,
            document(1, rationale="Seen by Dr. Roe for pain. Relief was 7.5 points."),
            document(2, rationale="He had relief. There was no pain; relief came."),
            document(3, rationale="There was relief of pain."),
            document(4, rationale="relief\npain"),
        )
        sentence = Near((Words("pain"),), (Words("relief"),), Unit.SENTENCE)
        assert self.found(engine, sentence) == [3]
        assert self.found(engine, Near((Words("Roe"),), (Words("seen"),), Unit.SENTENCE)) == [1]
        ordered = Near((Words("relief"),), (Phrase("of pain"),), Unit.SENTENCE, ordered=True)
        assert self.found(engine, ordered) == [3]

    def test_a_beginning_stands_near_as_it_is_spelt(self, engine):
        build(
            engine,
            document(1, rationale="Tapering of the opioid was advised."),
            document(2, rationale="The opioid was stopped. A taper was advised."),
            document(3, rationale="To taper an opioid is to wean slowly"),
            document(4, treatment="taper", rationale="opioid"),
            document(5, rationale="tap the opioid"),
            document(6, rationale="massage", letter="tapered, not at once, the dose"),
        )
        taper, opioid = (Prefix("TAPER"),), (Words("opioids"),)
        assert sorted(self.found(engine, Near(taper, opioid, Unit.SENTENCE))) == [1, 3]
        assert sorted(self.found(engine, Near(taper, opioid, Unit.PARAGRAPH))) == [1, 2, 3]
        assert self.found(engine, Near(opioid, taper, Unit.PARAGRAPH, ordered=True)) == [2]
        assert self.found(engine, Near(taper, opioid, 2)) == [3]
        assert self.found(engine, Near((Prefix("tapering"),), opioid, Unit.SENTENCE)) == [1]
        assert self.found(engine, Near((Prefix("tapering"),), opioid, 3, ordered=True)) == [1]
        assert self.found(engine, Near(taper, (Phrase("an opioid"), Prefix("wea")), 1)) == [3]
        assert self.found(engine, Near(taper, opioid, Unit.SENTENCE, field="treatment")) == []
        dose = (Words("dose"),)
        assert self.found(engine, Near((Prefix("tape"),), dose, 5, field="letter")) == [6]
        assert self.found(engine, Near((Prefix("tape"),), dose, Unit.SENTENCE, field="letter")) == [6]
        assert self.found(engine, Near(taper, dose, 5)) == []

    def test_a_misspelt_word_stands_near_those_that_are_spelt_nearly_so(self, engine):
        build(
            engine,
            document(1, rationale="Functional improvement was seen"),
            document(2, rationale="improvement was not funtional. Pain was"),
            document(3, rationale="Improvement came. It was functional"),
            document(4, rationale="fractional improvement"),
        )
        fuctional, improvement = (Fuzzy("fuctional"),), (Words("improvement"),)
        assert sorted(self.found(engine, Near(fuctional, improvement, 3))) == [1, 2, 4]
        assert sorted(self.found(engine, Near(fuctional, improvement, 3, ordered=True))) == [1, 4]
        assert sorted(self.found(engine, Near(fuctional, improvement, Unit.SENTENCE))) == [1, 2, 4]
        assert sorted(self.found(engine, Near(fuctional, (Prefix("impr"),), Unit.PARAGRAPH))) == [1, 2, 3, 4]

    def test_a_beginning_that_many_words_have_stands_near_by_each_of_them(self, engine):
        letters = "abcdefgh"
        words = [f"in{a}{b}{c}{d}" for a, b, c, d in product(letters[:5], letters, letters, letters)]
        one_a_sentence = " ".join(f"{word} x y. Then relief came. Then x {word}" for word in words)
        build(
            engine,
            document(1, rationale=one_a_sentence),
            document(2, rationale=f"{words[-1]} brought relief"),
            document(3, rationale="in relief of inébriated"),
            document(4, rationale="of relief"),
        )
        relief = (Words("relief"),)
        assert sorted(self.found(engine, Near((Prefix("in"),), relief, 1))) == [3]
        assert sorted(self.found(engine, Near((Prefix("in"),), relief, 2))) == [2, 3]
        assert sorted(self.found(engine, Near((Prefix("in"),), relief, Unit.SENTENCE))) == [2, 3]
        assert self.found(engine, Near((Prefix("iné"),), relief, 2)) == [3]
        assert self.found(engine, Near((Prefix("in"),), (Prefix("bro"),), 5, ordered=True)) == [2]

    def test_a_beginning_or_a_misspelling_is_not_near_itself(self, engine):
        build(engine, document(1, rationale="taper"), document(2, rationale="taper, tapering"))
        assert self.found(engine, Near((Prefix("tap"),), (Words("taper"), Prefix("tape")), 3)) == [2]
        assert self.found(engine, Near((Fuzzy("tapre"),), (Prefix("ta"),), Unit.SENTENCE)) == [2]

    def test_what_has_no_letter_is_near_nothing(self, engine):
        build(engine, document(1, rationale="a b"))
        for nothing in (Prefix("-"), Fuzzy("-")):
            assert self.found(engine, Near((nothing,), (Words("a"),), 3)) == []
            assert self.found(engine, Near((nothing, Words("b")), (Words("a"),), 3)) == [1]

    def test_beside_a_beginning_other_alternatives_are_found_too(self, engine):
        build(
            engine,
            document(1, summary="taper the opioid"),
            document(2, treatment="taper the opioid"),
            document(3, rationale="wean the opioid"),
        )
        either = (Prefix("tap"), Words("wean"))
        assert sorted(self.found(engine, Near(either, (Words("opioid"),), 3))) == [1, 2, 3]
        assert sorted(self.found(engine, Near(either, (Prefix("op"),), 3))) == [1, 2, 3]

    def test_words_of_the_same_paragraph(self, engine):
        build(
            engine,
            document(1, rationale="There was pain. Then relief came."),
            document(2, rationale="There was pain.\nThen relief came."),
            document(3, treatment="pain", rationale="relief"),
        )
        assert self.found(engine, Near((Words("relief"),), (Words("pain"),), Unit.PARAGRAPH)) == [1]

    # --- Values, ranges, and, or, not

    def test_a_keyword_is_matched_whole(self, engine):
        build(engine, document(1, body_part="low back"), document(2, body_part="upper back"))
        assert self.found(engine, HasValue("body_part", ("low back",))) == [1]
        assert self.found(engine, HasValue("body_part", ("back",))) == []

    def test_any_of_several_values_will_do(self, engine):
        build(engine, *(document(n, drug=drug) for n, drug in enumerate(("a", "b", "c"), 1)))
        assert self.found(engine, HasValue("drug", ("a", "c"))) == [1, 3]

    def test_a_field_may_hold_several_values(self, engine):
        build(engine, document(1, drug=("acetaminophen", "hydrocodone")))
        both = And((HasValue("drug", ("acetaminophen",)), HasValue("drug", ("hydrocodone",))))
        assert self.found(engine, both) == [1]

    def test_bounds_of_a_range_are_included(self, engine):
        build(engine, *(document(n, age=age) for n, age in enumerate((49, 50, 60, 61), 1)))
        assert self.found(engine, InRange("age", 50, 60)) == [2, 3]
        assert self.found(engine, InRange("age", None, 50)) == [1, 2]
        assert self.found(engine, InRange("age", 61, None)) == [4]

    def test_a_range_of_dates_leaves_out_items_without_the_date(self, engine):
        build(engine, document(1, decided=date(2015, 1, 1)), document(2))
        assert self.found(engine, InRange("decided", date(2015, 1, 1), None)) == [1]
        assert self.found(engine, decided_to=date(2016, 1, 1)) == [1]
        assert self.found(engine, decided_from=date(2015, 1, 2)) == []
        assert sorted(self.found(engine)) == [1, 2]

    def test_or_and_not(self, engine):
        build(
            engine,
            document(1, rationale="acupuncture"),
            document(2, rationale="chiropractic"),
            document(3, rationale="surgery"),
        )
        either = Or((Words("acupuncture"), Words("chiropractic")))
        assert sorted(self.found(engine, either)) == [1, 2]
        assert self.found(engine, Not(either)) == [3]
        assert self.found(engine, And((either, Not(Words("chiropractic"))))) == [1]

    # --- Facets

    def test_a_facet_counts_the_values_of_all_results(self, engine):
        build(
            engine,
            document(1, rationale="pain", drug=("a", "b")),
            document(2, rationale="pain", drug="b"),
            document(3, rationale="rash", drug="c"),
        )
        request = SearchRequest(Words("pain"), facets=("drug",), limit=1)
        assert engine.search(request).facets["drug"] == (FacetCount("b", 2), FacetCount("a", 1))

    def test_equal_counts_are_in_the_order_of_their_values(self, engine):
        build(engine, document(1, drug=("b", "c", "a")))
        assert list(self.counts(engine, "drug")) == ["a", "b", "c"]

    def test_a_facet_ignores_its_own_selection(self, engine):
        build(
            engine,
            document(1, drug="a", outcome="upheld"),
            document(2, drug="b", outcome="upheld"),
            document(3, drug="b", outcome="overturned"),
        )
        assert self.counts(engine, "drug", drug={"a"}) == {"a": 1, "b": 2}
        assert self.counts(engine, "outcome", drug={"a"}) == {"upheld": 1}
        assert self.counts(engine, "drug", drug={"a"}, outcome={"overturned"}) == {"b": 1}

    def test_values_of_one_field_are_alternatives_and_fields_add_up(self, engine):
        build(
            engine,
            document(1, drug="a", outcome="upheld"),
            document(2, drug="b", outcome="upheld"),
            document(3, drug="b", outcome="overturned"),
        )
        assert self.found(engine, selected={"drug": frozenset({"a", "b"})}) == [1, 2, 3]
        selected = {"drug": frozenset({"a", "b"}), "outcome": frozenset({"upheld"})}
        assert self.found(engine, selected=selected) == [1, 2]

    def test_a_count_is_the_number_of_results_after_a_click(self, engine):
        build(
            engine,
            *(
                document(n, drug="ab"[n % 2], outcome="uo"[n % 3 == 0], rationale="pain")
                for n in range(1, 20)
            ),
        )
        for value, count in self.counts(engine, "drug", Words("pain"), outcome={"u"}).items():
            clicked = {"outcome": frozenset({"u"}), "drug": frozenset({value})}
            assert engine.search(SearchRequest(Words("pain"), selected=clicked)).total == count

    def test_a_field_that_nobody_has_counts_nothing(self, engine):
        build(engine, document(1, drug="a"))
        assert self.counts(engine, "page") == {}
        assert self.found(engine, selected={"page": frozenset({"x"})}) == []

    # --- Order, pages, totals

    def test_the_treatment_counts_more_than_the_rationale_and_that_more_than_the_summary(self, engine):
        build(
            engine,
            document(1, summary="lidocaine patches used"),
            document(2, rationale="lidocaine patches used"),
            document(3, treatment="lidocaine patches used"),
        )
        assert self.found(engine, Words("lidocaine")) == [3, 2, 1]

    def test_fixed_sentences_count_for_nothing(self, engine):
        build(
            engine,
            document(
                1, rationale="Therefore, the request is not medically necessary.", decided=date(2020, 1, 1)
            ),
            document(2, rationale="Whether a cane is medically necessary was weighed with care, and it was."),
        )
        assert self.found(engine, Words("medically necessary")) == [2, 1]
        assert self.found(engine, Phrase("medically necessary")) == [2, 1]
        request = SearchRequest(Phrase("not medically necessary"), snippet_fields=("rationale",))
        (hit,) = engine.search(request).hits
        assert hit.snippets == {}

    def test_ties_are_broken_by_the_newest_decision_then_by_id(self, engine):
        build(
            engine,
            document(4, rationale="pain"),
            document(3, rationale="pain", decided=date(2014, 5, 5)),
            document(2, rationale="pain", decided=date(2016, 5, 5)),
            document(1, rationale="pain", decided=date(2014, 5, 5)),
        )
        assert self.found(engine, Words("pain")) == [2, 1, 3, 4]

    def test_items_without_a_date_stand_last_in_both_orders(self, engine):
        build(
            engine,
            document(1),
            document(2, decided=date(2014, 5, 5)),
            document(3, decided=date(2016, 5, 5)),
            document(4, decided=date(2014, 5, 5)),
        )
        assert self.found(engine, sort=Sort.NEWEST) == [3, 2, 4, 1]
        assert self.found(engine, sort=Sort.OLDEST) == [2, 4, 3, 1]

    def test_pages_follow_each_other_without_gap_or_overlap(self, engine):
        build(engine, *(document(n, rationale="pain") for n in range(1, 26)))
        pages = [self.found(engine, Words("pain"), offset=offset, limit=10) for offset in (0, 10, 20, 30)]
        assert [one for page in pages for one in page] == list(range(1, 26))
        assert pages[3] == []

    def test_totals_are_over_all_pages_and_count_determinations_once(self, engine):
        build(engine, document(1, 7), document(2, 7), document(3, 8))
        response = engine.search(SearchRequest(limit=1))
        assert (response.total, response.determinations, len(response.hits)) == (3, 2, 1)

    def test_the_same_search_gives_the_same_scores(self, engine):
        build(engine, *(document(n, rationale=f"pain {'spasm ' * n}") for n in range(1, 9)))
        first, second = (engine.search(SearchRequest(Words("spasm pain"))) for _ in range(2))
        assert first == second

    # --- All matches

    def test_all_matches_are_given_by_id_whatever_page_and_order_were_asked_for(self, engine):
        build(engine, *(document(n * 7, rationale="pain" if n % 3 else "spasm") for n in range(1, 50)))
        wanted = {n * 7 for n in range(1, 50) if n % 3}
        assert set(engine.matching(SearchRequest(Words("pain")))) == wanted
        assert set(engine.matching(SearchRequest(Words("pain"), offset=40, limit=1))) == wanted
        assert set(engine.matching(SearchRequest(Words("nothing")))) == set()
        assert len(engine.matching(SearchRequest(limit=0))) == 49

    def test_all_matches_hold_the_selected_values_and_lie_between_the_bounds(self, engine):
        build(
            engine,
            document(1, drug="a", outcome="upheld", decided=date(2015, 1, 1)),
            document(2, drug="a", outcome="overturned", decided=date(2015, 1, 2)),
            document(3, drug=("b", "a"), outcome="upheld", decided=date(2015, 1, 3)),
            document(4, drug="b", outcome="upheld", decided=date(2015, 1, 3)),
            document(5, drug="a", outcome="upheld"),
        )
        of_a = {"drug": frozenset({"a"}), "outcome": frozenset({"upheld"})}
        assert set(engine.matching(SearchRequest(selected=of_a))) == {1, 3, 5}
        assert set(engine.matching(SearchRequest(selected=of_a, decided_from=date(2015, 1, 2)))) == {3}
        assert set(engine.matching(SearchRequest(decided_to=date(2015, 1, 2)))) == {1, 2}
        assert set(engine.matching(SearchRequest(Not(HasValue("drug", ("a",)))))) == {4}

    def test_all_matches_are_those_of_the_index_as_it_is_now(self, engine):
        build(engine, *(document(n, rationale="pain") for n in range(1, 6)))
        with engine.update() as index:
            index.remove(2)
            index.add(document(3, rationale="spasm"))
            index.add(document(100_000, rationale="pain"))
        assert set(engine.matching(SearchRequest(Words("pain")))) == {1, 4, 5, 100_000}
        assert set(engine.matching(SearchRequest())) == {1, 3, 4, 5, 100_000}

    # --- Snippets

    def test_a_snippet_marks_word_forms_and_phrases(self, engine):
        build(engine, document(1, rationale="Three injections gave functional improvement."))
        request = SearchRequest(
            And((Words("injection"), Phrase("functional improvement"))), snippet_fields=("rationale",)
        )
        assert engine.search(request).hits[0].snippets["rationale"] == (
            Segment("Three "),
            Segment("injections", marked=True),
            Segment(" gave "),
            Segment("functional improvement", marked=True),
            Segment("."),
        )

    def test_a_field_without_a_match_has_no_snippet(self, engine):
        build(engine, document(1, treatment="massage", rationale="for <b>pain</b>"))
        hit = engine.search(SearchRequest(Words("pain"), snippet_fields=("treatment", "rationale"))).hits[0]
        assert set(hit.snippets) == {"rationale"}
        assert "".join(segment.text for segment in hit.snippets["rationale"]) == "for <b>pain</b>"

    # --- Words spelt alike

    def test_words_of_the_index_that_are_spelt_nearly_so_come_most_frequent_first(self, engine):
        build(
            engine,
            document(1, rationale="functional improvement", treatment="Fictional"),
            document(2, rationale="functional fictional"),
            document(3, summary="Functional functional functionally"),
            document(4, rationale="function"),
        )
        assert engine.similar_words("fuctional") == ("functional", "fictional")
        assert engine.similar_words("Fuctional", limit=1) == ("functional",)
        assert engine.similar_words("functional") == ("fictional", "function", "functionally")

    def test_words_as_frequent_as_each_other_come_by_the_alphabet(self, engine):
        build(engine, document(1, rationale="heat heap"), document(2, rationale="neat"))
        assert engine.similar_words("hea") == ("heap", "heat")
        assert engine.similar_words("heat") == ("heap", "neat")
        assert engine.similar_words("xyzzy") == engine.similar_words("-") == ()

    def test_similar_words_are_of_texts_that_are_searched_and_of_items_that_are_there(self, engine):
        build(engine, document(1, letter="heat", rationale="x"), document(2, rationale="heap"))
        assert engine.similar_words("hea") == ("heap",)
        with engine.update() as index:
            index.remove(2)
        assert engine.similar_words("hea") == ()

    # --- Similar items

    def test_similar_items_are_of_other_determinations_the_closest_first(self, engine):
        build(
            engine,
            document(1, 7, drug="tizanidine", body_part="neck", page="p:66"),
            document(2, 7, drug="tizanidine", body_part="neck", page="p:66"),
            document(3, drug="tizanidine", page="p:66"),
            document(4, drug="tizanidine"),
            document(5, drug="aspirin", body_part="knee"),
            *(document(n, drug="ibuprofen", body_part="hand") for n in range(6, 12)),
        )
        assert [item.id for item in engine.similar(SimilarRequest(1))] == [3, 4]
        assert engine.similar(SimilarRequest(1))[0].shared["drug"] == ("tizanidine",)
        assert engine.similar(SimilarRequest(1))[0].shared["page"] == ("p:66",)
        assert "body_part" not in engine.similar(SimilarRequest(1))[0].shared

    def test_fixed_sentences_make_no_items_alike(self, engine):
        build(
            engine,
            *(
                document(n, rationale=f"Word{n}. As such, the request is not medically necessary.")
                for n in range(1, 9)
            ),
        )
        assert engine.similar(SimilarRequest(1)) == ()

    def test_no_more_similar_items_than_asked_for(self, engine):
        build(engine, *(document(n, drug="tizanidine") for n in range(1, 9)))
        assert len(engine.similar(SimilarRequest(1, limit=3))) == 3

    def test_the_reader_chooses_what_makes_items_alike(self, engine):
        build(
            engine,
            document(1, drug="tizanidine", page="p:66"),
            document(2, drug="tizanidine", page="p:1"),
            document(3, drug="aspirin", page="p:66"),
            *(document(n, drug="ibuprofen", page="p:2") for n in range(4, 12)),
        )
        by_treatment = engine.similar(SimilarRequest(1, Basis.TREATMENT))
        by_pages = engine.similar(SimilarRequest(1, Basis.PAGES))
        assert [(item.id, set(item.shared)) for item in by_treatment] == [(2, {"drug"})]
        assert [(item.id, set(item.shared)) for item in by_pages] == [(3, {"page"})]

    def test_only_items_of_another_outcome_can_be_asked_for(self, engine):
        build(
            engine,
            document(1, drug="tizanidine", outcome="upheld"),
            document(2, drug="tizanidine", outcome="upheld"),
            document(3, drug="tizanidine", outcome="overturned"),
            *(document(n, drug="ibuprofen", outcome="overturned") for n in range(4, 12)),
        )
        overturned = SimilarRequest(1, selected={"outcome": frozenset({"overturned"})})
        assert [item.id for item in engine.similar(overturned)] == [3]

    def test_items_like_one_that_is_not_indexed_can_be_asked_for(self, engine):
        build(
            engine,
            document(1, drug="tizanidine", body_part="neck"),
            document(2, drug="tizanidine"),
            *(document(n, drug="ibuprofen") for n in range(3, 12)),
        )
        denial = document(0, drug="tizanidine", body_part="neck", page="nobody has:1")
        assert [item.id for item in engine.similar(SimilarRequest(denial))] == [1, 2]

    def test_an_item_that_is_not_indexed_has_nothing_similar(self, engine):
        build(engine, document(1, drug="tizanidine"))
        assert engine.similar(SimilarRequest(99)) == ()

    # --- The index's life

    def test_without_an_index_a_search_says_so(self, engine):
        assert engine.status().state == "missing"
        with pytest.raises(IndexUnavailableError, match="no search index"):
            engine.search(SearchRequest())
        with pytest.raises(IndexUnavailableError):
            engine.matching(SearchRequest())
        with pytest.raises(IndexUnavailableError):
            engine.similar(SimilarRequest(1))

    def test_an_empty_index_can_be_searched(self, engine):
        build(engine)
        response = engine.search(SearchRequest(Words("pain"), facets=("drug",)))
        assert (response.total, response.facets["drug"]) == (0, ())
        assert engine.status().state == "ok"

    def test_a_rebuild_replaces_everything(self, engine):
        build(engine, document(1), document(2))
        build(engine, document(3))
        assert self.found(engine) == [3]
        assert engine.status().items == 1

    def test_a_failed_rebuild_leaves_the_old_index(self, engine):
        build(engine, document(1))
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.rebuild(), document(2))
        assert self.found(engine) == [1]

    def test_the_old_index_answers_until_the_new_one_is_ready(self, engine):
        build(engine, document(1))
        with engine.rebuild() as index:
            index.add(document(2))
            assert self.found(engine) == [1]
        assert self.found(engine) == [2]

    def test_an_update_adds_replaces_and_removes_all_at_once(self, engine):
        build(engine, document(1, rationale="old", drug="a"), document(2), document(3))
        with engine.update() as index:
            index.add(document(1, rationale="new", drug="b"))
            index.remove(2)
            index.add(document(4))
            assert self.found(engine) == [1, 2, 3]
        assert self.found(engine) == [1, 3, 4]
        assert self.found(engine, Words("old")) == []
        assert self.found(engine, Words("new")) == [1]
        assert self.counts(engine, "drug") == {"b": 1}
        assert engine.status().items == 3

    def test_a_failed_update_changes_nothing(self, engine):
        build(engine, document(1))
        with pytest.raises(DiskFull):
            run_out_of_disk(engine.update(), document(2), remove=1)
        assert self.found(engine) == [1]

    def test_a_document_added_twice_is_there_once(self, engine):
        build(engine, document(1, rationale="first"), document(1, rationale="second"))
        assert self.found(engine) == [1]
        assert self.found(engine, Words("second")) == [1]
        assert self.found(engine, Words("first")) == []

    def test_removing_what_is_not_there_is_no_error(self, engine):
        build(engine, document(1))
        with engine.update() as index:
            index.remove(99)
        assert self.found(engine) == [1]

    def test_an_updated_index_scores_like_a_rebuilt_one(self, engine):
        documents = [document(n, rationale=f"pain {'spasm ' * (n % 4)}", drug="a") for n in range(1, 15)]
        query = SearchRequest(Or((Words("spasm pain"), HasValue("drug", ("a",)))))
        build(engine, *(document(n, rationale="something else entirely") for n in range(1, 15)))
        with engine.update() as index:
            for one in documents:
                index.add(one)
        updated = engine.search(query)
        build(engine, *documents)
        assert updated == engine.search(query)
