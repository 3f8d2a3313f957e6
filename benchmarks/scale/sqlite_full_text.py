"""SQLite's FTS5 doing the portal's job, as well as its SQL allows: one file, values as rows."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from benchmarks.scale.answers import Answer, CannotAskError, Contestant, bytes_in
from benchmarks.scale.sql import TEXTS, Values, decided, filters, text
from search import analysis
from search.engines.base import IndexDocument
from search.query.tree import FieldWords, Fuzzy, HasValue, Near, Or, Phrase, Prefix, Query, Unit, Words
from search.request import SearchRequest, Sort

_SCHEMA = """
create table item (id integer primary key, determination integer, decided text);
create virtual table texts using fts5(treatment, rationale, summary, tokenize = 'porter unicode61');
create table held (value integer, item integer, primary key (value, item)) without rowid;
create table value (id integer primary key, field text, name text);
"""
_BY_ITEM = "create index held_by_item on held (item, value); create index item_by_date on item (decided, id);"
_WEIGHTS = "3.0, 1.0, 0.3"
_CHUNK = 20_000


class SqliteFullText(Contestant):
    """``item``, its values in ``held``, its texts in an FTS5 table with Porter's stemmer.

    ``cross join`` and ``+`` keep SQLite from asking the text index once for every row of a filter.
    """

    name = "sqlite"

    def build(self, documents: Iterable[IndexDocument]) -> None:
        values = Values()
        database = self._connect()
        database.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        waiting = iter(documents)
        while chunk := list(islice(waiting, _CHUNK)):
            self._insert(database, chunk, values)
        database.executemany(
            "insert into value values (?, ?, ?)",
            [(number, field, name) for (field, name), number in values.numbers.items()],
        )
        database.executescript(_BY_ITEM + "insert into texts(texts) values ('optimize'); analyze;")
        database.commit()
        (self.folder / "values.pickle").write_bytes(pickle.dumps(values.numbers))

    @staticmethod
    def _insert(database: sqlite3.Connection, chunk: list[IndexDocument], values: Values) -> None:
        rows = [
            (one.id, one.determination, day and day.isoformat()) for one in chunk for day in [decided(one)]
        ]
        database.executemany("insert into item values (?, ?, ?)", rows)
        database.executemany(
            "insert into texts(rowid, treatment, rationale, summary) values (?, ?, ?, ?)",
            [(one.id, *(text(one, field) for field in TEXTS)) for one in chunk],
        )
        held = {(number, one.id) for one in chunk for number in values.of(one)}
        database.executemany("insert into held values (?, ?)", sorted(held))

    def open(self) -> None:
        self._database = self._connect()
        self._database.execute("pragma cache_size = -200000")
        self._database.execute("create temp table found (item integer primary key)")
        self._values = Values()
        self._values.numbers = pickle.loads((self.folder / "values.pickle").read_bytes())

    def answer(self, request: SearchRequest) -> Answer:
        has, ranges, texts = filters(request)
        match = " AND ".join(map(_match, texts))
        must = [*self._holding(has), *(_between(one.low, one.high) for one in ranges)]
        chosen = {
            name: self._holding([HasValue(name, tuple(values))]) for name, values in request.selected.items()
        }
        self._find(match, [*must, *(one for each in chosen.values() for one in each)])
        ids = self._hits(match, request)
        total, determinations = self._database.execute(
            "select count(*), count(distinct determination) from found join item on item.id = found.item"
        ).fetchone()
        counts = self._counts(set(chosen), wanted=True)
        for name in chosen:
            others = [one for other, each in chosen.items() if other != name for one in each]
            self._find(match, [*must, *others])
            counts += self._counts({name}, wanted=False)
        return Answer(ids, total, determinations, counts)

    def _find(self, match: str, must: list[str]) -> None:
        self._database.execute("delete from found")
        source = (
            "select rowid as item from texts where texts match ?" if match else "select id as item from item"
        )
        where = " and ".join(must) or "1"
        parameters = [match] if match else []
        self._database.execute(
            f"insert into found select item from ({source}) where {where}",
            parameters,
        )

    def _hits(self, match: str, request: SearchRequest) -> tuple[int, ...]:
        page = f"limit {request.limit} offset {request.offset}"
        if not match:
            order = "asc" if request.sort is Sort.OLDEST else "desc"
            rows = self._database.execute(
                f"select id from found join item on id = item order by decided {order}, id {page}"
            )
            return tuple(row[0] for row in rows)
        rank = f"bm25(texts, {_WEIGHTS})"
        order = rank if request.sort is Sort.RELEVANCE else "decided desc"
        rows = self._database.execute(
            "select texts.rowid from texts cross join found on found.item = texts.rowid"
            " cross join item on item.id = texts.rowid where texts match ?"
            f" order by {order}, decided desc, texts.rowid {page}",
            [match],
        )
        ids = tuple(row[0] for row in rows)
        listed = ", ".join(map(str, ids))
        self._database.execute(
            "select snippet(texts, 1, '[', ']', '…', 40) from texts"
            f" where texts match ? and rowid in ({listed})",
            [match],
        ).fetchall()
        return ids

    def _counts(self, fields: set[str], *, wanted: bool) -> int:
        """The counts of all fields but these, or of these only, of what was found, added up."""
        quoted = ", ".join(f"'{name}'" for name in fields)
        among = f"field {'not in' if wanted else 'in'} ({quoted})"
        rows = self._database.execute(
            "select value.field, value.name, count(*) from found"
            f" join held on held.item = found.item join value on value.id = held.value where {among}"
            " group by held.value"
        )
        return sum(row[2] for row in rows)

    def _holding(self, has: list[HasValue]) -> list[str]:
        numbers = [self._values.among(one.field, one.values) for one in has]
        return [
            f"+item in (select item from held where value in ({', '.join(map(str, any_of))}))"
            for any_of in numbers
        ]

    def _connect(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(self.folder / "index.sqlite")

    def size(self) -> int:
        return bytes_in(self.folder)


def _between(low: object, high: object) -> str:
    return f"+item in (select id from item where decided between '{low or '0000'}' and '{high or '9999'}')"


def _match(query: Query) -> str:
    return f"({' '.join(_tokens(query))})"


def _tokens(query: Query) -> Iterator[str]:
    match query:
        case Phrase(words) | FieldWords(_, words, exact=True):
            yield f'"{words}"'
        case FieldWords(field, words):
            yield f"{field} : ({' AND '.join(_quoted(words))})"
        case Words(words):
            yield " AND ".join(_quoted(words))
        case Prefix(word):
            yield f'"{word}"*'
        case Near((Words(left),), (Words(right),), within):
            if isinstance(within, Unit):
                raise CannotAskError("the same sentence")
            yield f'NEAR("{left}" "{right}", {within})'
        case Or(either):
            yield " OR ".join(_match(one) for one in either if not isinstance(one, HasValue))
        case Fuzzy():
            raise CannotAskError("a word spelt nearly so")
        case _:
            raise CannotAskError(type(query).__name__)


def _quoted(words: str) -> list[str]:
    return [f'"{word}"' for word in analysis.words(words)]
