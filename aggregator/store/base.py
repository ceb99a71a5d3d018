"""What every part of the store stands on: transactions, and statements that both databases understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL

from aggregator.store.engine import plainly

T = TypeVar("T")

_ALONE = 0x61736167616E
"""Key of PostgreSQL's advisory lock for transactions that read what they then write."""

CHUNK = 500
"""Values in one ``IN (…)``; SQLite's oldest limit on variables is 999."""


class Database:
    """An open database. Each method of the classes that build on it is one transaction: all of it happens, or nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def url(self) -> URL:
        """The address of the database."""
        return self._engine.url

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.url), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """``alone``: no other such transaction runs meanwhile. SQLite has one writer anyway."""
        with (
            plainly(self.url),
            self._engine.connect().execution_options(asagao_writes=True) as connection,
            connection.begin(),
        ):
            if alone and connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ALONE})
            yield connection


def upsert(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, keep: Iterable[str] = ()
) -> None:
    """Insert ``rows``; where the primary key is taken, overwrite every given column but those in ``keep``."""
    if not rows:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    key = [column.name for column in table.primary_key]
    kept = {*key, *keep}
    values = {name: statement.excluded[name] for name in rows[0] if name not in kept}
    final = (
        statement.on_conflict_do_update(index_elements=key, set_=values)
        if values
        else statement.on_conflict_do_nothing(index_elements=key)
    )
    connection.execute(final, [dict(row) for row in rows])


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """``values`` in portions that fit one statement."""
    rest = iter(values)
    while portion := list(islice(rest, CHUNK)):
        yield portion
