"""The builder writes what the search box takes: it means what the form means, and comes back into it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.builder.query import PARAGRAPH, SENTENCE, QueryParts, build_query, take_apart, with_filters
from search.decided import lower_bound, upper_bound
from search.query.parser import parse_query
from search.query.tree import And, HasValue, InRange, MatchAll, Near, Not, Or, Phrase, Prefix, Unit, Words

# --- What a form means, said without the query language

PLAIN = st.from_regex(r"[a-z]{2,7}|[a-z]{2,5}-[a-z]{2,5}|[0-9]{1,3}", fullmatch=True)
BEGINNING = st.from_regex(r"[a-z]{3,6}\*", fullmatch=True)
SIGNS = st.sampled_from(
    ("OR", "NOT", "AND", "w/5", "/s", "/10", "+p", "pre/3", "-taper", "drug:foo", "(a", "b)", "x|y", "a:b")
)
PHRASE = st.lists(PLAIN, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
BOX = st.lists(PLAIN | BEGINNING | SIGNS | PHRASE, max_size=4)
RANGES = st.sampled_from((("", ""), ("2014", ""), ("", "2016-05"), ("2014", "2016"), ("2015-02-03",) * 2))
VALUES = {
    "drug": {"tizanidine": ("tizanidine",), "ibuprofen": ("ibuprofen",)},
    "body_part": {"low back": ("low back",), "neck": ("neck",)},
    "outcome": {"overturned": ("overturned",), "partially overturned": ("partially overturned",)},
    "reason": {"no-functional-improvement": ("no-functional-improvement",)},
    "guideline": {"Chronic Pain Medical Treatment": ("Chronic Pain Medical Treatment",)},
    "page": {"chronic-pain-2009:98": ("chronic-pain-2009:98",)},
}


@st.composite
def forms(draw):
    """A form, filled in somehow, and the parts of the query that it means."""
    every, some, none = draw(BOX), draw(BOX), draw(BOX)
    phrase = draw(st.lists(PLAIN, max_size=3))
    near = draw(st.none() | st.tuples(st.lists(PLAIN, min_size=1, max_size=2), PLAIN))
    closeness = draw(st.sampled_from(("1", "5", "30", SENTENCE, PARAGRAPH)))
    fields = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    chosen = {name: draw(st.lists(st.sampled_from(sorted(VALUES[name])), min_size=1)) for name in fields}
    decided = draw(RANGES)
    parts = QueryParts(
        all_words=" ".join(every),
        any_words=", ".join(some),
        phrase=" ".join(phrase),
        none_words=" ".join(none),
        near_left=" ".join(near[0]) if near else "",
        near_right=near[1] if near else "",
        closeness=closeness,
        values={name: "; ".join(values) for name, values in chosen.items()},
        decided_from=decided[0],
        decided_to=decided[1],
    )
    meant = [
        *map(word, every),
        *([either([*map(word, some)])] if some else []),
        *([Phrase(" ".join(phrase))] if phrase else []),
        *(Not(word(one)) for one in none),
        *([close(*near, closeness)] if near else []),
        *(either([HasValue(name, VALUES[name][one]) for one in values]) for name, values in chosen.items()),
        *([between(*decided)] if any(decided) else []),
    ]
    return parts, meant


def word(term: str):
    if term.startswith('"'):
        return Phrase(term.strip('"'))
    if term.endswith("*"):
        return Prefix(term.removesuffix("*"))
    is_plain = term.isdigit() or (term[0] != "-" and term.islower() and term.replace("-", "").isalpha())
    return Words(term) if is_plain else Phrase(term)


def either(choices):
    distinct = tuple(dict.fromkeys(choices))
    return Or(distinct) if len(distinct) > 1 else distinct[0]


def close(left, right, closeness):
    within = {SENTENCE: Unit.SENTENCE, PARAGRAPH: Unit.PARAGRAPH}.get(closeness) or int(closeness)
    return Near((side(" ".join(left)),), (side(right),), within)


def side(text):
    """What has several words, or a hyphen, stands as it is spelt."""
    return Phrase(text) if " " in text or "-" in text else Words(text)


def between(first, last):
    return InRange(
        "decided", lower_bound(first).day if first else None, upper_bound(last).day if last else None
    )


def essence(parts) -> frozenset:
    """The parts that all have to hold, in no order; words beside each other are each a part."""
    return frozenset(flat(parts))


def flat(parts) -> Iterator[object]:
    for part in parts:
        match part:
            case And(inner):
                yield from flat(inner)
            case Words(text):
                yield from map(Words, text.split())
            case MatchAll():
                pass
            case _:
                yield part


@given(forms())
def test_the_text_means_what_the_form_means(form):
    parts, meant = form
    found = parse_query(build_query(parts), expand=False)
    assert essence([found.tree]) == essence(meant)


@given(st.text(alphabet='abc "()|-:*~/5sOR', max_size=25))
def test_anything_else_holds_beside_the_parts(rest):
    text = build_query(QueryParts(all_words="gabapentin", rest=rest))
    found, meant = (parse_query(one, expand=False).tree for one in (text, rest))
    assert essence([found]) == essence([Words("gabapentin"), meant])
    assert build_query(QueryParts(rest=rest)) == rest.strip()


@given(forms())
def test_a_query_that_was_built_comes_back_into_the_form_as_the_same_question(form):
    parts, _ = form
    text = build_query(parts)
    again = build_query(take_apart(text))
    assert essence([parse_query(again).tree]) == essence([parse_query(text).tree])


@given(st.text(alphabet='abc low back "()|-:*~/5sORdrug', max_size=40))
def test_any_text_comes_back_as_the_same_question(text):
    again = build_query(take_apart(text))
    assert essence([parse_query(again).tree]) == essence([parse_query(text).tree])


# --- By example


def test_each_part_stands_in_the_text_as_one_would_type_it():
    parts = QueryParts(
        all_words="taper",
        any_words='acupuncture, "home exercise"',
        phrase="functional improvement",
        none_words="surgery",
        near_left="red flag",
        near_right="MRI",
        closeness=SENTENCE,
        values={"drug": "Norco; Ultram ER", "page": "98"},
        decided_from="2014",
    )
    assert build_query(parts) == (
        'taper ("red flag" w/s MRI) (acupuncture OR "home exercise") "functional improvement" -surgery'
        ' drug:(Norco OR "Ultram ER") page:98 decided:2014..'
    )


def test_of_two_that_stand_close_together_one_alone_is_a_word():
    assert build_query(QueryParts(near_left="MRI")) == "MRI"


def test_a_number_close_to_a_word_is_no_fraction():
    parts = QueryParts(near_left="8", near_right="pain", closeness=SENTENCE)
    assert parse_query(build_query(parts)).tree == Near((Words("8"),), (Words("pain"),), Unit.SENTENCE)


def test_what_has_no_letter_or_digit_asks_for_nothing():
    parts = QueryParts(all_words='* " -', phrase="...", near_left="(", values={"drug": ";;"}, rest="  ")
    assert build_query(parts) == ""


def test_curly_quotation_marks_are_quotation_marks():
    assert build_query(QueryParts(all_words="“red flag” pain")) == '"red flag" pain'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("tizanidine taper", QueryParts(all_words="tizanidine taper")),
        ('"red flag" pain', QueryParts(all_words="pain", phrase="red flag")),
        ("acupuncture OR yoga", QueryParts(any_words="acupuncture yoga")),
        ('pain -surgery -"red flag"', QueryParts(all_words="pain", none_words='surgery "red flag"')),
        ("Norco w/7 taper", QueryParts(near_left="Norco", near_right="taper", closeness="7")),
        ("Norco /p taper", QueryParts(near_left="Norco", near_right="taper", closeness=PARAGRAPH)),
        ("drug:(Norco OR Soma)", QueryParts(values={"drug": "Norco; Soma"})),
        ("decided:2014..2016", QueryParts(decided_from="2014", decided_to="2016")),
        ("decided:2014", QueryParts(decided_from="2014", decided_to="2014")),
        ("pain retrospective:yes", QueryParts(all_words="pain", rest="retrospective:yes")),
        ("pain decided:>=2014", QueryParts(all_words="pain", rest="decided:>=2014")),
    ],
)
def test_a_query_goes_into_the_boxes_that_say_it(text, parts):
    assert take_apart(text) == parts


@pytest.mark.parametrize("text", ["low back OR neck", "a pre/3 b", "(a b) OR (c d)", "treatment:(a b)"])
def test_what_the_boxes_cannot_say_stands_whole_under_anything_else(text):
    assert take_apart(text) == QueryParts(rest=text)


def test_filters_become_part_of_the_text():
    selected = {"drug": ("norco", "soma"), "sex": ("female",)}
    assert with_filters("a OR b", selected, "2014", "") == (
        "(a OR b) drug:(norco OR soma) sex:female decided:2014.."
    )
    assert with_filters("", {"outcome": ("upheld",)}, "", "") == "outcome:upheld"
    assert with_filters("pain", {}, "", "") == "pain"
    assert with_filters("a % b OR c", {"outcome": ("upheld",)}, "", "") == "(a % b OR c) outcome:upheld"
