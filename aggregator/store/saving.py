"""Saving one run: what is new, what changed field by field, what is gone from its source. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from aggregator.health import mass_loss
from aggregator.model import Change, Changes, Event, Listing
from aggregator.plugin import Window
from aggregator.store.base import Database, chunks, upsert
from aggregator.store.listings import folded, load_by_uids
from aggregator.store.tables import changes, copies, listings

UNTOLD = frozenset({"uid", "source", "source_id", "provenance", "conflicts", "flags", "updated", "published"})
"""Fields of an Event that say how it was read, not what it is: their change is no news."""

GONE = "gone"
"""The field of a change that says whether no source lists the event any more; no field of an Event."""

_JSON: TypeAdapter[object] = TypeAdapter(object)


class Saving(Database):
    """The one way in for listings."""

    def save(
        self,
        listings: Iterable[Listing],
        now: datetime,
        *,
        seen: Collection[str] | None = None,
        complete: Collection[str] = (),
        window: Window | None = None,
    ) -> Changes:
        """Keep what the merge step made of one run, in one transaction.

        Args:
            listings: the result of ``dedupe``; those that are already stored as they are cost little.
            now: the time of the run: first and last seen, and the time of every change.
            seen: uids of the copies that this run read. ``None``: all that are in ``listings``.
            complete: sources of which this run read everything they list; only there does absence mean something.
            window: the stretch that was asked for; what lies outside was not expected.

        Returns:
            ids of listings none of whose copies was known, every change of a field, and ids of listings of which a
            copy that is still to come has vanished from its source. A source that lost more than half of its events
            at once is taken for broken: nothing of it is called gone.

        Raises:
            StoreError: the database cannot be written; then nothing was.
        """
        given = list(listings)
        present = {copy.uid for listing in given for copy in listing.copies} if seen is None else set(seen)
        with self._writing(alone=True) as connection:
            run = _Run(connection, now, present)
            missing = run.missing()
            new, changed = run.keep(given)
            gone = run.miss(complete, window)
            changed += run.tell_missing(missing)
        return Changes(new=new, changed=changed, gone=gone)


def differences(listing: str, old: Event, new: Event, at: datetime) -> Iterator[Change]:
    """Every field that is told otherwise than before, as JSON text."""
    for name in Event.model_fields:
        if name in UNTOLD:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(listing=listing, field=name, old=_json(before), new=_json(after), at=at)


def until(event: Event) -> datetime | None:
    """When the last sitting is over, as far as the event says."""
    times = [event.end, event.start, *(sitting.end or sitting.start for sitting in event.dates)]
    return max((time for time in times if time), default=None)


@dataclass
class _Run:
    """One transaction of saving."""

    connection: Connection
    now: datetime
    seen: Collection[str]

    def keep(self, given: Sequence[Listing]) -> tuple[tuple[str, ...], tuple[Change, ...]]:
        """Write listings and copies; tell the new ones and the changes."""
        stored = load_by_uids(self.connection, [copy.uid for listing in given for copy in listing.copies])
        home = {copy.uid: listing for listing in stored.values() for copy in listing.copies}
        new = tuple(sorted(one.id for one in given if not any(copy.uid in home for copy in one.copies)))
        changed = [
            change
            for one in sorted(given, key=lambda listing: listing.id)
            if one.id in stored
            for change in differences(one.id, stored[one.id].event, one.event, self.now)
        ]
        self._write_listings(given, stored, home)
        self._write_copies(given, home)
        self._drop_emptied(set(stored) - {one.id for one in given})
        if changed:
            self.connection.execute(insert(changes), [change.model_dump() for change in changed])
        return new, tuple(changed)

    def miss(self, complete: Collection[str], window: Window | None) -> tuple[str, ...]:
        """Mark the copies that their completely read source does not list any more; tell their listings."""
        gone: set[str] = set()
        for source in sorted(set(complete)):
            expected = self._expected(source, window)
            missing = [row for row in expected if row.uid not in self.seen]
            if mass_loss(len(expected), len(missing)):
                continue
            for uids in chunks(row.uid for row in missing):
                self.connection.execute(update(copies).where(copies.c.uid.in_(uids)).values(gone_since=self.now))
            gone |= {row.listing for row in missing}
        return tuple(sorted(gone))

    def missing(self) -> frozenset[str]:
        """Listings that no source lists any more."""
        query = (
            select(copies.c.listing).group_by(copies.c.listing).having(func.count() == func.count(copies.c.gone_since))
        )
        return frozenset(self.connection.execute(query).scalars())

    def tell_missing(self, before: Collection[str]) -> tuple[Change, ...]:
        """That listings have vanished from all their sources, or are back, as changes of ``GONE``."""
        after = self.missing()
        came_back = set(before) - after
        told = [(listing, "false", "true") for listing in after.difference(before)]
        for portion in chunks(sorted(came_back)):
            there = select(listings.c.id).where(listings.c.id.in_(portion))
            told += [(listing, "true", "false") for listing in self.connection.execute(there).scalars()]
        found = tuple(Change(listing=one, field=GONE, old=old, new=new, at=self.now) for one, old, new in sorted(told))
        if found:
            self.connection.execute(insert(changes), [change.model_dump() for change in found])
        return found

    def _expected(self, source: str, window: Window | None) -> Sequence[Row[str, str]]:
        """Copies that ``source`` listed last time and should still list: not over, inside the window."""
        conditions = [
            copies.c.source == source,
            copies.c.gone_since.is_(None),
            or_(listings.c.until >= self.now, listings.c.until.is_(None)),
        ]
        if window is not None:
            conditions.append(or_(listings.c.start < window.end, listings.c.start.is_(None)))
        query = select(copies.c.uid, copies.c.listing).join(listings, listings.c.id == copies.c.listing)
        return self.connection.execute(query.where(*conditions).order_by(copies.c.uid)).all()

    def _write_listings(
        self, given: Sequence[Listing], stored: Mapping[str, Listing], home: Mapping[str, Listing]
    ) -> None:
        rows, same = [], []
        for one in given:
            old = stored.get(one.id)
            if old is not None and old.event == one.event:
                same.append(one)
                continue
            past = [home[copy.uid].first_seen for copy in one.copies if copy.uid in home]
            rows.append(_row(one, min(past, default=self.now), self._last_seen(one, old)))
        upsert(self.connection, listings, rows)
        touched = (one.id for one in same if self._is_seen(one))
        for ids in chunks(touched):
            self.connection.execute(update(listings).where(listings.c.id.in_(ids)).values(last_seen=self.now))

    def _write_copies(self, given: Sequence[Listing], home: Mapping[str, Listing]) -> None:
        rows, same = [], []
        for one in given:
            for rank, copy in enumerate(one.copies):
                old = home.get(copy.uid)
                if old is not None and old.id == one.id and old.copies[rank : rank + 1] == (copy,):
                    same.append(copy.uid)
                else:
                    rows.append(self._copy_row(one, rank, copy))
        upsert(self.connection, copies, rows, keep=("first_seen", "last_seen", "gone_since"))
        written = [row["uid"] for row in rows]
        for uids in chunks(uid for uid in (*same, *written) if uid in self.seen):
            statement = update(copies).where(copies.c.uid.in_(uids)).values(last_seen=self.now, gone_since=None)
            self.connection.execute(statement)

    def _copy_row(self, one: Listing, rank: int, copy: Event) -> dict[str, object]:
        return {
            "uid": copy.uid,
            "listing": one.id,
            "rank": rank,
            "source": copy.source,
            "url": copy.url,
            "event": copy,
            "first_seen": self.now,
            "last_seen": self.now,
            "gone_since": None,
        }

    def _drop_emptied(self, ids: Collection[str]) -> None:
        """Listings that merged into others: their copies, and by them their history and marks, live on there."""
        for portion in chunks(sorted(ids)):
            emptied = listings.c.id.in_(portion) & listings.c.id.not_in(select(copies.c.listing))
            self.connection.execute(delete(listings).where(emptied))

    def _is_seen(self, one: Listing) -> bool:
        return any(copy.uid in self.seen for copy in one.copies)

    def _last_seen(self, one: Listing, old: Listing | None) -> datetime:
        return self.now if old is None or self._is_seen(one) else old.last_seen


def _row(one: Listing, first_seen: datetime, last_seen: datetime) -> dict[str, object]:
    event = one.event
    return {
        "id": one.id,
        "event": event,
        "first_seen": first_seen,
        "last_seen": last_seen,
        "start": event.start,
        "until": until(event),
        "words": _words(event),
    }


def _words(event: Event) -> str:
    place = event.place
    told = [event.title, event.organiser, event.series, event.description, *event.tags, *event.speakers]
    if place is not None:
        told += [place.name, place.address, place.prefecture, place.city, place.station]
    return folded("\n".join(words for words in told if words))


def _json(value: object) -> str:
    return _JSON.dump_json(value).decode()
