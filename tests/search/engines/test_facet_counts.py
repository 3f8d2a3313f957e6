"""However the values of a set of documents are counted, the counts are the same."""

import pytest
from pyroaring import BitMap

from search.engines.tantivy.facets import Among, Facet

SIZE = 100_000


@pytest.mark.parametrize(("values", "one_in"), [(3, 2), (40, 20), (40, 1), (2_000, 20_000)])
@pytest.mark.parametrize("asked", [0, 1, 1_000, 2_000, 5_000, 20_000, SIZE])
def test_counts_are_those_of_the_sets(values, one_in, asked):
    sets = {f"v{number}": BitMap(range(7 * number, SIZE, one_in)) for number in range(values)}
    sets |= {"held by nobody": BitMap(), "held by the last": BitMap([SIZE - 1])}
    among = BitMap(range(0, SIZE, SIZE // asked)) | BitMap([SIZE - 1]) if asked else BitMap()
    counts = dict(Facet(sets, SIZE).counts(Among(among, BitMap(range(SIZE)))))
    assert counts == {value: len(found & among) for value, found in sets.items() if found}


@pytest.mark.parametrize("asked", [0, 1_000, SIZE])
def test_a_field_that_nobody_has_counts_nothing(asked):
    facet = Facet({}, SIZE)
    assert list(facet.counts(Among(BitMap(range(asked)), BitMap(range(SIZE))))) == []


@pytest.mark.parametrize("asked", [1, 1_000, 5_000, 50_000])
def test_counts_where_each_document_has_one_value_or_none(asked):
    sets = {f"v{number}": BitMap(range(number, SIZE, 7)) for number in range(5)}
    among = BitMap(range(0, SIZE, SIZE // asked))
    counts = dict(Facet(sets, SIZE).counts(Among(among, BitMap(range(SIZE)))))
    assert counts == {value: len(found & among) for value, found in sets.items()}
