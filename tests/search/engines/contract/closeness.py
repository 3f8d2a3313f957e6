"""Beginnings, slips, and words near each other."""

from itertools import product

from search.query.tree import (
    Fuzzy,
    Near,
    Phrase,
    Prefix,
    Unit,
    Words,
)
from tests.search.engines.contract.promises import Promises, build, document


class ClosenessPromises(Promises):
    """Beginnings, slips, and words near each other."""

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
