"""PostgreSQL's full text doing the portal's job: a weighted ``tsvector`` and the values as an array."""

import pickle
from collections.abc import Iterable
from pathlib import Path

import psycopg

from benchmarks.scale.answers import Answer, CannotAskError, Contestant, bytes_in
from benchmarks.scale.sql import TEXTS, Values, decided, filters, text
from search import analysis
from search.engines.base import IndexDocument
from search.query.tree import FieldWords, HasValue, Near, Or, Phrase, Prefix, Query, Words
from search.request import SearchRequest, Sort
from tests.postgresql.server import Server

_SETTINGS = (
    "shared_buffers=2GB",
    "work_mem=256MB",
    "maintenance_work_mem=1GB",
    "max_wal_size=8GB",
    "jit=off",
)
_SCHEMA = """
create unlogged table item (
    id integer primary key, determination integer, decided date, held integer[],
    treatment text, rationale text, summary text, words tsvector
)
"""
_INDEXES = (
    "create index on item using gin (words)",
    "create index on item using gin (held)",
    "create index on item (decided, id)",
    "analyze item",
)
_WEIGHTS = {"treatment": "A", "rationale": "B", "summary": "C"}
_WORDS = " || ".join(
    f"setweight(to_tsvector('english', {field}), '{weight}')" for field, weight in _WEIGHTS.items()
)


class PostgresqlFullText(Contestant):
    """A server of its own in the folder, on a socket there; it wants Debian's package ``postgresql``."""

    name = "postgresql"

    def build(self, documents: Iterable[IndexDocument]) -> None:
        self._server.create()
        self._server.start()
        values = Values()
        with self._connect() as database:
            database.execute(_SCHEMA)
            columns = "id, determination, decided, held, treatment, rationale, summary"
            with database.cursor().copy(f"copy item ({columns}) from stdin") as copy:
                for one in documents:
                    texts = (text(one, field) for field in TEXTS)
                    copy.write_row((one.id, one.determination, decided(one), values.of(one), *texts))
            database.execute(f"update item set words = {_WORDS}")
            for statement in _INDEXES:
                database.execute(statement)
        with self._connect() as database:
            database.autocommit = True
            database.execute("vacuum full analyze item")
        (self.folder / "values.pickle").write_bytes(pickle.dumps(values.numbers))
        self._server.stop()

    def open(self) -> None:
        self._server.start()
        self._database = self._connect()
        self._values = Values()
        self._values.numbers = pickle.loads((self.folder / "values.pickle").read_bytes())

    def close(self) -> None:
        """Stop the server."""
        self._database.close()
        self._server.stop()

    def answer(self, request: SearchRequest) -> Answer:
        has, ranges, texts = filters(request)
        query = " & ".join(f"({_tsquery(one)})" for one in texts)
        must = [self._holding(one) for one in has]
        must += [
            f"decided between '{one.low or '0001-01-01'}' and '{one.high or '9999-01-01'}'" for one in ranges
        ]
        must += [f"words @@ '{query}'::tsquery"] if query else []
        chosen = {
            name: self._holding(HasValue(name, tuple(values))) for name, values in request.selected.items()
        }
        everything = " and ".join([*must, *chosen.values()]) or "true"
        total, determinations = self._one(
            f"select count(*), count(distinct determination) from item where {everything}"
        )
        ids = self._hits(everything, query, request)
        counts = self._counts(everything, set(chosen), among=False)
        for name in chosen:
            others = [one for other, one in chosen.items() if other != name]
            counts += self._counts(" and ".join([*must, *others]) or "true", {name}, among=True)
        return Answer(ids, total, determinations, counts)

    def _hits(self, where: str, query: str, request: SearchRequest) -> tuple[int, ...]:
        order = {Sort.NEWEST: "decided desc", Sort.OLDEST: "decided"}.get(request.sort, "decided desc")
        if query and request.sort is Sort.RELEVANCE:
            order = f"ts_rank('{{0.03, 0.1, 0.33, 1.0}}', words, '{query}') desc"
        shown = f"ts_headline('english', rationale, '{query}')" if query else "''"
        rows = self._database.execute(
            f"select id, {shown} from (select * from item where {where} order by {order}, id"
            f" limit {request.limit} offset {request.offset}) page"
        )
        return tuple(row[0] for row in rows)

    def _counts(self, where: str, fields: set[str], *, among: bool) -> int:
        numbers = [
            number for (field, _), number in self._values.numbers.items() if (field in fields) is among
        ]
        rows = self._database.execute(
            "select number, count(*) from (select unnest(held) as number"
            f" from item where {where}) each group by number"
        )
        wanted = set(numbers)
        return sum(count for number, count in rows if number in wanted)

    def _holding(self, one: HasValue) -> str:
        listed = ", ".join(map(str, self._values.among(one.field, one.values)))
        return f"held && array[{listed}]::integer[]"

    def _one(self, statement: str) -> tuple[int, int]:
        row = self._database.execute(statement).fetchone()  # type: ignore[arg-type]
        return row[0], row[1]  # type: ignore[index]

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres")

    @property
    def _server(self) -> Server:
        return Server(self.folder, *_SETTINGS)

    def size(self) -> int:
        return bytes_in(self._server.data / "base")

    def server_processes(self) -> list[int]:
        first = int((self._server.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]


def _tsquery(query: Query) -> str:
    match query:
        case Phrase(words) | FieldWords(_, words, exact=True):
            return " <-> ".join(_lexemes(words))
        case FieldWords(field, words):
            return " & ".join(f"{word}:{_WEIGHTS[field]}" for word in _lexemes(words))
        case Words(words):
            return " & ".join(_lexemes(words))
        case Prefix(word):
            return f"{word.lower()}:*"
        case Or(either):
            return " | ".join(f"({_tsquery(one)})" for one in either if not isinstance(one, HasValue))
        case Near((Words(left),), (Words(right),), int(within)):
            pairs = [(left, right), (right, left)]
            near = [f"({_stem(a)} <{n}> {_stem(b)})" for a, b in pairs for n in range(1, within + 1)]
            return " | ".join(near)
    raise CannotAskError(type(query).__name__)


def _lexemes(words: str) -> list[str]:
    return [_stem(word) for word in analysis.words(words) if word not in _STOPPED]


def _stem(word: str) -> str:
    return analysis.stem(word).replace("'", "")


_STOPPED = {"of", "not", "the", "is", "and"}
"""Those of PostgreSQL's stop words that the questions have."""
