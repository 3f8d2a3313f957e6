"""Notes of which documents hold which names, and what is remembered of texts, against the plain way."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.tantivy import holders
from search.engines.tantivy.holders import Holders
from search.engines.tantivy.remembered import Remembered

NAMES = "abcdef"
GROUPS = st.lists(st.sampled_from(NAMES), max_size=4).map(" ".join)
DOCUMENTS = st.lists(st.lists(GROUPS, max_size=4), max_size=12)


def plainly(documents: list[list[str]], names: str = NAMES) -> dict[str, set[int]]:
    found = defaultdict(set)
    for ordinal, groups in enumerate(documents):
        for name in " ".join(groups).split():
            if name in names:
                found[name].add(ordinal)
    return dict(found)


def noted(documents: list[list[str]], noting: Holders, first: int = 0) -> None:
    for ordinal, groups in enumerate(documents, start=first):
        noting.add(ordinal, [noting.group(group.split()) for group in groups])


def told(noting: Holders) -> dict[str, set[int]]:
    return {name: set(found) for name, found in noting.sets().items()}


@given(documents=DOCUMENTS, chunk=st.integers(1, 80), few=st.integers(0, 4))
def test_every_name_has_the_documents_of_its_groups(documents, chunk, few):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(holders, "_CHUNK", chunk)
        for names in (None, NAMES[:few]):
            noting = Holders(names)
            noted(documents, noting)
            assert told(noting) == plainly(documents, NAMES if names is None else names)


@given(before=DOCUMENTS, after=DOCUMENTS, least=st.integers(1, 5))
def test_from_a_moment_on_only_names_that_many_hold_are_noted(before, after, least):
    noting = Holders()
    noted(before, noting)
    noting.keep(least)
    noted(after, noting, first=len(before))
    common = {name for name, found in plainly(before).items() if len(found) >= least}
    assert told(noting) == plainly([*before, *after], "".join(common))


def test_a_group_made_before_that_moment_holds_what_is_noted_still():
    noting = Holders()
    rare, both = noting.group("a"), noting.group("ab")
    noting.add(0, [noting.group("b")])
    noting.add(1, [both])
    noting.keep(2)
    noting.add(2, [rare])
    noting.add(3, [both])
    noting.add(4, [noting.group("abc")])
    assert told(noting) == {"b": {0, 1, 3, 4}}


def test_more_names_than_two_bytes_number():
    names = [f"n{number}" for number in range(70_000)]
    noting = Holders()
    noted([[" ".join(names)], [names[-1]], [names[0]]], noting)
    found = noting.sets()
    assert len(found) == 70_000
    assert (set(found["n0"]), set(found["n69999"]), set(found["n5000"])) == ({0, 2}, {0, 1}, {0})


def test_what_was_asked_for_last_is_remembered_and_the_rest_made_anew():
    made = []
    remembered = Remembered(lambda text: made.append(text) or text.upper(), kept=2)
    assert [remembered[text] for text in "abcaca"] == list("ABCACA")
    assert made == ["a", "b", "c"]
    for text in "defg":
        assert remembered[text] == text.upper()
    assert remembered["a"] == "A"
    assert made[-1] == "a"
    assert len(remembered) <= 2
