"""What the fetcher remembers between runs: pages with their validators, robots.txt, hosts that want to be left alone."""

from __future__ import annotations

import zlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select

from aggregator.polite import CachedPage, CachedRobots
from aggregator.store.base import Database, upsert
from aggregator.store.tables import hosts, pages
from aggregator.store.tables import robots as robots_table


class Pages(Database):
    """The lasting ``PageCache``. A body that cannot be unpacked is as good as none: it is fetched again."""

    def get(self, key: str) -> CachedPage | None:
        """The page kept under ``key``."""
        row = self._row(pages, key)
        if row is None:
            return None
        del row["key"]
        try:
            return CachedPage(**{**row, "body": zlib.decompress(row["body"])})
        except zlib.error:
            return None

    def put(self, key: str, page: CachedPage) -> None:
        """Keep a page."""
        self._put(pages, {"key": key, **asdict(page), "body": zlib.compress(page.body, 6)})

    def get_robots(self, origin: str) -> CachedRobots | None:
        """The robots.txt of ``origin``, however old."""
        row = self._row(robots_table, origin)
        if row is None:
            return None
        del row["origin"]
        return CachedRobots(**row)

    def put_robots(self, origin: str, robots: CachedRobots) -> None:
        """Keep a robots.txt."""
        self._put(robots_table, {"origin": origin, **asdict(robots)})

    def get_not_before(self, host: str) -> datetime | None:
        """Until when ``host`` asked to be left alone; may be past."""
        row = self._row(hosts, host)
        return row["not_before"] if row else None

    def put_not_before(self, host: str, until: datetime) -> None:
        """Keep that ``host`` wants no request before ``until``."""
        self._put(hosts, {"host": host, "not_before": until})

    def forget(self, before: datetime) -> int:
        """Drop pages last fetched before this time; how many they were. Events stay, the page is just fetched anew."""
        with self._writing() as connection:
            return connection.execute(delete(pages).where(pages.c.fetched_at < before)).rowcount

    def _row(self, table: Table, key: str) -> dict[str, Any] | None:
        (column,) = table.primary_key.columns
        with self._reading() as connection:
            found = connection.execute(select(table).where(column == key)).mappings().first()
        return dict(found) if found else None

    def _put(self, table: Table, row: dict[str, Any]) -> None:
        with self._writing() as connection:
            upsert(connection, table, [row])
