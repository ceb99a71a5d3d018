"""The fetch history of the sources, and when the scheduler's jobs last ran."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import insert, select

from aggregator.health import Run
from aggregator.store.base import Database, upsert
from aggregator.store.tables import copies, documents, jobs, runs

_MERGED = "merge"


class Runs(Database):
    """What happened when."""

    def record_run(self, run: Run) -> None:
        """Keep one run of one source."""
        with self._writing() as connection:
            connection.execute(insert(runs).values(source=run.source, started=run.started, run=run))

    def runs(self, source: str, *, limit: int = 50) -> tuple[Run, ...]:
        """The newest ``limit`` runs of a source, oldest first."""
        query = select(runs.c.run).where(runs.c.source == source)
        query = query.order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(reversed(connection.execute(query).scalars().all()))

    def arrivals(self, source: str, *, limit: int = 200) -> tuple[datetime, ...]:
        """The newest ``limit`` moments at which a source told of an event for the first time, oldest first."""
        query = select(copies.c.first_seen).where(copies.c.source == source).distinct()
        with self._reading() as connection:
            found = connection.execute(query.order_by(copies.c.first_seen.desc()).limit(limit)).scalars().all()
        return tuple(reversed(found))

    def sources_read(self) -> frozenset[str]:
        """The names of all sources that were ever read."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(runs.c.source).distinct()).scalars())

    def merged_by(self) -> str | None:
        """The version of the rules by which all that is stored was merged last; ``None`` before the first run."""
        query = select(documents.c.json).where(documents.c.kind == _MERGED, documents.c.name == _MERGED)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return str(json.loads(found)) if found else None

    def mark_merged(self, rules: str, now: datetime) -> None:
        """Keep that all that is stored was merged by these ``rules``."""
        with self._writing() as connection:
            upsert(connection, documents, [{"kind": _MERGED, "name": _MERGED, "json": json.dumps(rules), "at": now}])

    def last_run(self, job: str) -> datetime | None:
        """When a job of the scheduler last ran to its end."""
        with self._reading() as connection:
            return connection.execute(select(jobs.c.last_run).where(jobs.c.name == job)).scalar()

    def mark_run(self, job: str, at: datetime) -> None:
        """Keep that ``job`` ran to its end."""
        with self._writing() as connection:
            upsert(connection, jobs, [{"name": job, "last_run": at}])
