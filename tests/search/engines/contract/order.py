"""Order, pages, totals, and all matches at once."""

from datetime import date

import pytest

from search.query.tree import (
    Fuzzy,
    HasValue,
    Near,
    Not,
    Phrase,
    Prefix,
    Unit,
    Words,
)
from search.request import SearchRequest, Sort
from tests.search.engines.contract.promises import Promises, build, document


class OrderPromises(Promises):
    """Order, pages, totals, and all matches at once."""

    # --- Order, pages, totals

    def test_the_treatment_counts_more_than_the_rationale_and_that_more_than_the_summary(self, engine):
        build(
            engine,
            document(1, summary="lidocaine patches used"),
            document(2, rationale="lidocaine patches used"),
            document(3, treatment="lidocaine patches used"),
        )
        assert self.found(engine, Words("lidocaine")) == [3, 2, 1]

    @pytest.mark.parametrize("asked", [Prefix("lidoc"), Fuzzy("lidocain")])
    def test_so_it_is_with_a_beginning_and_with_a_misspelling(self, engine, asked):
        build(
            engine,
            document(1, summary="lidocaine", decided=date(2020, 1, 3)),
            document(2, rationale="lidocaine", decided=date(2020, 1, 2)),
            document(3, treatment="lidocaine", decided=date(2020, 1, 1)),
        )
        assert self.found(engine, asked) == [3, 2, 1]
        assert self.found(engine, asked, offset=1, limit=1) == [2]

    def test_of_items_with_two_words_near_each_other_those_that_name_them_in_the_treatment_stand_first(
        self, engine
    ):
        build(
            engine,
            document(1, summary="lumbar MRI done", decided=date(2020, 1, 1)),
            document(2, treatment="Ibuprofen", rationale="lumbar MRI done", decided=date(2019, 1, 1)),
            document(3, treatment="lumbar MRI done", decided=date(2018, 1, 1)),
            document(4, treatment="lumbar corset", rationale="massage"),
        )
        lumbar, mri = (Words("lumbar"),), (Words("MRI"), Phrase("magnetic resonance"))
        assert self.found(engine, Near(mri, lumbar, 3)) == [3, 2, 1]
        assert self.found(engine, Near(lumbar, mri, 1, ordered=True)) == [3, 2, 1]
        assert self.found(engine, Near(mri, lumbar, Unit.SENTENCE)) == [3, 2, 1]

    def test_words_near_each_other_in_one_field_rank_by_that_field_alone(self, engine):
        build(
            engine,
            document(1, treatment="lumbar MRI", rationale="lumbar MRI done", decided=date(2018, 1, 1)),
            document(2, rationale="lumbar MRI done", decided=date(2019, 1, 1)),
        )
        lumbar, mri = (Words("lumbar"),), (Words("MRI"),)
        assert self.found(engine, Near(mri, lumbar, 3, field="rationale")) == [2, 1]
        assert self.found(engine, Near(mri, lumbar, 3)) == [1, 2]

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
