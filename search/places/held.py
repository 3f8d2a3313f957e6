"""What the index holds: every value that has a page, with its rate. Kept for one version of the index."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from search.engines.base import Engine
from search.places.conditions import OF_OVERTURNED, counting
from search.places.kinds import KINDS, slug_of
from search.rates import Rate, rates_by_value
from vocabularies.eras import ERAS

_FIELDS = (*(kind.field for kind in KINDS), "era")


@dataclass(frozen=True)
class Held:
    """The index's values, counted over all its items or over those of one era."""

    rate: Rate
    determinations: int
    by_field: Mapping[str, Mapping[str, Rate]]
    """By field and value, the most frequent first; ``era`` counts all eras."""

    @cached_property
    def by_slug(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By field, the values that an address's slug stands for: those that the vocabulary lists as well."""
        return {kind.field: self._slugs(kind.field, kind.known()) for kind in KINDS if kind.field != "page"}

    def _slugs(self, field: str, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for value in dict.fromkeys((*known, *self.by_field[field])):
            slug = slug_of(value)
            found[slug] = (*found.get(slug, ()), value)
        return found


_kept: dict[str, tuple[object, Held]] = {}
_counting = Lock()


def held(engine: Engine, era: str = "") -> Held:
    """What the index holds, of one era or of all. Raises ``IndexUnavailableError``.

    Two searches for each version of the index and era; none while that version is in use.
    """
    era = era if era in ERAS else ""
    status = engine.status()
    version = engine.name, engine.directory, status.built_at, status.items
    kept = _kept.get(era)
    if kept and kept[0] == version and status.state == "ok":
        return kept[1]
    with _counting:
        kept = _kept.get(era)
        if not kept or kept[0] != version or status.state != "ok":
            kept = _kept[era] = version, _counted(engine, era)
    return kept[1]


def _counted(engine: Engine, era: str) -> Held:
    every = engine.search(counting((), _FIELDS, era))
    won = engine.search(counting((OF_OVERTURNED,), _FIELDS, era))
    return Held(
        rate=Rate(won.total, every.total),
        determinations=every.determinations,
        by_field={name: rates_by_value(every.counts(name), won.counts(name)) for name in _FIELDS},
    )
