"""Values, ranges, and, or, not; and the facets that count them."""

from datetime import date

from search.query.tree import (
    And,
    HasValue,
    InRange,
    Not,
    Or,
    Words,
)
from search.request import FacetCount, SearchRequest
from tests.search.engines.contract.promises import Promises, build, document


class ValuePromises(Promises):
    """Values, ranges, and, or, not; and the facets that count them."""

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
