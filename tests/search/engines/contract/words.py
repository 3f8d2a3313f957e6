"""Which words find which: forms, phrases, other scripts."""

from search.query.parser import parse_query
from search.query.tree import (
    FieldWords,
    Phrase,
    Words,
)
from tests.search.engines.contract.promises import Promises, build, document


class WordPromises(Promises):
    """Which words find which: forms, phrases, other scripts."""

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

    def test_a_dose_is_found_with_a_space_or_without(self, engine):
        build(
            engine,
            document(1, treatment="Omeprazole 20mg #60"),
            document(2, treatment="Omeprazole 20 mg #60"),
            document(3, treatment="Omeprazole 40mg #20"),
        )
        assert self.found(engine, Phrase("20 mg")) == self.found(engine, Phrase("20MG")) == [1, 2]
        assert self.found(engine, FieldWords("treatment", "omeprazole 20mg", exact=True)) == [1, 2]

    def test_a_strength_finds_no_other_strength(self, engine):
        build(
            engine,
            document(1, treatment="Norco 10/325mg #60"),
            document(2, treatment="Norco 10-325 #60"),
            document(3, treatment="Norco 5/325 #10"),
        )
        assert sorted(self.found(engine, parse_query("10/325").tree)) == [1, 2]

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
