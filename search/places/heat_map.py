"""The pages of the 2009 Chronic Pain guideline, shaded by how many items cite them. It takes two searches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from search.engines.base import Engine
from search.labels import ValueMeanings
from search.places.conditions import OF_OVERTURNED, Condition, counting, url_of
from search.places.eras import EraChoice, era_choices
from search.places.figures import Figure, figure
from search.places.kinds import place_url
from search.rates import Rate, rates_by_value
from vocabularies import guidelines

SHADES = 5
"""Besides none: the shade of a cell is a number up to this one."""
TITLE = f"{guidelines.MAPPED_GUIDELINE} Guidelines {guidelines.MAPPED_EDITION}"


class By(StrEnum):
    """What the shade of a page tells."""

    EITHER = "either"
    REVIEWER = "reviewer"
    UR = "ur"
    RATE = "rate"


class Order(StrEnum):
    """The column by which the table is sorted; all but the page from the most."""

    PAGE = "page"
    EITHER = "either"
    REVIEWER = "reviewer"
    UR = "ur"
    RATE = "rate"


_BY_LABELS = {
    By.EITHER: "Items citing it",
    By.REVIEWER: "Reviewer cites it",
    By.UR: "UR cites it",
    By.RATE: "Overturn rate",
}
_ORDER_LABELS = {
    Order.PAGE: "Page",
    Order.EITHER: "Items",
    Order.UR: "UR cites it",
    Order.REVIEWER: "Reviewer cites it",
    Order.RATE: "Rate",
}


@dataclass(frozen=True)
class Choice:
    """A link to the same page shown otherwise."""

    code: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class MapPage:
    """One page of the guideline."""

    number: int
    topic: str
    place_url: str
    figure: Figure
    """The items that cite it on either side."""
    by_reviewer: int
    reviewer_url: str
    by_ur: int
    ur_url: str
    shade: int


@dataclass(frozen=True)
class HeatMap:
    """What the page shows."""

    title: str
    book_url: str
    """The page about the whole guideline."""
    by: By
    era: str
    by_choices: tuple[Choice, ...]
    era_choices: tuple[EraChoice, ...]
    orders: tuple[Choice, ...]
    cells: tuple[MapPage, ...]
    """Every page of the book in its order."""
    rows: tuple[MapPage, ...]
    """The same in the order of the table."""
    legend: tuple[tuple[int, str], ...]
    """Each shade with what it stands for."""
    mixes_eras: bool

    @property
    def shows_rate(self) -> bool:
        """Whether the cells tell rates."""
        return self.by is By.RATE


def heat_map(engine: Engine, path: str, by: By, order: Order, era: str) -> HeatMap:
    """Count and lay out. Raises ``IndexUnavailableError``."""
    every = engine.search(counting((), ("page", "reviewer_page", "ur_page", "era"), era))
    won = engine.search(counting((OF_OVERTURNED,), ("page",), era))
    counted = _Counted(
        by_page=rates_by_value(every.counts("page"), won.counts("page")),
        reviewer=every.counts("reviewer_page"),
        ur=every.counts("ur_page"),
        era=era,
    )
    shades = _Shades.of(by, {number: counted.told(by, number) for number in _numbers()})
    meanings = ValueMeanings()
    cells = tuple(_map_page(counted, number, shades.shade(number), meanings) for number in _numbers())
    asked = {"by": by.value, "sort": order.value} | ({"era": era} if era else {})
    return HeatMap(
        title=TITLE,
        book_url=place_url("edition", f"{guidelines.MAPPED_GUIDELINE} {guidelines.MAPPED_EDITION}"),
        by=by,
        era=era,
        by_choices=_choices(path, asked, "by", _BY_LABELS, by),
        era_choices=era_choices(path, era, {"by": by.value, "sort": order.value}),
        orders=_choices(path, asked, "sort", _ORDER_LABELS, order),
        cells=cells,
        rows=tuple(sorted(cells, key=_KEYS[order])),
        legend=shades.legend,
        mixes_eras=not era and len(every.counts("era")) > 1,
    )


@dataclass(frozen=True)
class _Counted:
    """The items that cite each page, by its id."""

    by_page: Mapping[str, Rate]
    reviewer: Mapping[str, int]
    ur: Mapping[str, int]
    era: str

    def rate(self, number: int) -> Rate:
        """The rate of the items that cite a page on either side."""
        return self.by_page.get(_page_id(number), Rate(0, 0))

    def told(self, by: By, number: int) -> float | None:
        """What a page's shade tells: a number of items, or a share; ``None`` without items."""
        match by:
            case By.REVIEWER:
                return self.reviewer.get(_page_id(number))
            case By.UR:
                return self.ur.get(_page_id(number))
            case By.EITHER:
                return self.rate(number).total or None
            case By.RATE:
                return self.rate(number).share


def _map_page(counted: _Counted, number: int, shade: int, meanings: ValueMeanings) -> MapPage:
    page_id, era = _page_id(number), counted.era
    return MapPage(
        number=number,
        topic=meanings.of("page", page_id),
        place_url=place_url("page", page_id),
        figure=figure((Condition("page", (page_id,)),), f"p. {number}", counted.rate(number), era),
        by_reviewer=counted.reviewer.get(page_id, 0),
        reviewer_url=url_of((Condition("reviewer_page", (page_id,)),), era=era),
        by_ur=counted.ur.get(page_id, 0),
        ur_url=url_of((Condition("ur_page", (page_id,)),), era=era),
        shade=shade,
    )


def _numbers() -> range:
    """The pages of the book."""
    return range(1, (guidelines.last_page(guidelines.MAPPED_GUIDELINE, guidelines.MAPPED_EDITION) or 0) + 1)


def _page_id(number: int) -> str:
    return guidelines.page_id(guidelines.MAPPED_GUIDELINE, guidelines.MAPPED_EDITION, number) or ""


def _choices(
    path: str,
    asked: Mapping[str, str],
    name: str,
    labels: Mapping[By, str] | Mapping[Order, str],
    chosen: str,
) -> tuple[Choice, ...]:
    return tuple(
        Choice(code.value, label, f"{path}?{urlencode({**asked, name: code.value})}", code == chosen)
        for code, label in labels.items()
    )


@dataclass(frozen=True)
class _Shades:
    """Which shade a page has, and what the shades stand for."""

    values: Mapping[int, float | None]
    bounds: tuple[float, ...]
    """The least value of each shade."""
    legend: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, by: By, values: Mapping[int, float | None]) -> "_Shades":
        """Rates in fifths. Counts in five steps that double, because few pages have most citations."""
        if by is By.RATE:
            bounds = tuple(n / SHADES for n in range(SHADES))
            told = ["under 20%", *(f"{20 * n}–{20 * n + 19}%" for n in range(1, SHADES - 1)), "80–100%"]
        else:
            bounds = _doubling(int(max((value or 0 for value in values.values()), default=0)))
            ends = [bound - 1 for bound in bounds[1:]]
            told = [
                f"{low}" if low == high else f"{low}–{high}" for low, high in zip(bounds, ends, strict=False)
            ]
            told += [f"{bounds[-1]} and more"] if bounds else []
        none = (0, "no item" if by is By.RATE else "0")
        return cls(values, bounds, (none, *enumerate(told, 1)))

    def shade(self, number: int) -> int:
        """From 1, or 0 of a page without items."""
        value = self.values[number]
        return 0 if value is None else sum(value >= bound for bound in self.bounds)


def _doubling(most: int) -> tuple[int, ...]:
    """The least number of items of each shade, none twice."""
    if most <= SHADES:
        return tuple(range(1, most + 1))
    return tuple(dict.fromkeys((1, *(-(-most // 2**n) for n in range(SHADES - 1, 0, -1)))))


_KEYS: Mapping[Order, Callable[[MapPage], tuple[float, int]]] = {
    Order.PAGE: lambda page: (0, page.number),
    Order.EITHER: lambda page: (-page.figure.rate.total, page.number),
    Order.REVIEWER: lambda page: (-page.by_reviewer, page.number),
    Order.UR: lambda page: (-page.by_ur, page.number),
    Order.RATE: lambda page: (
        -(-1.0 if page.figure.rate.share is None else page.figure.rate.share),
        page.number,
    ),
}
