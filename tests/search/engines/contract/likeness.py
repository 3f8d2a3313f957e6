"""What is shown beside the items: passages, words spelt alike, similar items."""

from search.engines.base import SimilarRequest
from search.likeness import Basis
from search.query.tree import (
    And,
    Phrase,
    Words,
)
from search.request import SearchRequest, Segment
from tests.search.engines.contract.promises import Promises, build, document


class LikenessPromises(Promises):
    """What is shown beside the items: passages, words spelt alike, similar items."""

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
