"""Reading listings: for matching, for search, for the merge step, and the history of one of them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Text, and_, or_, select, type_coerce

from aggregator.collector import no_search
from aggregator.errors import ConfigError
from aggregator.i18n import said
from aggregator.model import Change, Event, Listing
from aggregator.plugin import Window
from aggregator.store.base import Database, chunks
from aggregator.store.tables import changes, copies, listings

_LISTING = (
    listings.c.id,
    type_coerce(listings.c.event, Text).label("told"),
    listings.c.first_seen,
    listings.c.last_seen,
)
SHORTEST_PREFIX = 3
"""Fewer letters of an id name nothing."""


class Listings(Database):
    """Questions about stored listings."""

    def listings(
        self,
        window: Window | None = None,
        *,
        text: str | None = None,
        source: str | None = None,
    ) -> list[Listing]:
        """Stored listings by start (those without one last), then id.

        Args:
            window: only those with a sitting in this stretch of time (a start without an end lasts a moment) or without a start.
            text: every word of it (divided by spaces) occurs in title, place, organiser, description or tags; case and
                full-width forms do not matter.
            source: one of the copies is of this source.
        """
        conditions = [*_in_window(window), *(_has_word(word) for word in folded(text or "").split())]
        if source is not None:
            conditions.append(listings.c.id.in_(select(copies.c.listing).where(copies.c.source == source)))
        with self._reading() as connection:
            return _load(connection, select(*_LISTING).where(*conditions))

    def listing(self, key: str) -> Listing | None:
        """One listing by id, the uid of any of its copies, a URL of one, or the beginning of an id (source optional).

        Raises:
            ConfigError: ``key`` begins the ids of several listings.
        """
        with self._reading() as connection:
            for condition in (copies.c.uid == key, copies.c.url == key):
                if found := _load(connection, _by_copies(condition)):
                    return found[0]
            if len(key) < SHORTEST_PREFIX:
                return None
            begins = or_(
                copies.c.uid.startswith(key, autoescape=True), copies.c.uid.contains(f":{key}", autoescape=True)
            )
            found = _load(connection, _by_copies(begins).limit(6))
        if len(found) > 1:
            names = ", ".join(listing.id for listing in found[:5])
            raise ConfigError(said("この文字で始まる催しがいくつもあります: {names}", names=names), key=key)
        return found[0] if found else None

    def known(self, incoming: Iterable[Event] = (), *, after: datetime | None = None) -> list[Listing]:
        """What the merge step must know: the listings that are not over at ``after``, and those of ``incoming`` copies."""
        found: dict[str, Listing] = {}
        with self._reading() as connection:
            coming = [] if after is None else [or_(listings.c.until >= after, listings.c.until.is_(None))]
            found = {listing.id: listing for listing in _load(connection, select(*_LISTING).where(*coming))}
            if after is not None:
                for uids in chunks(sorted({event.uid for event in incoming})):
                    found |= {one.id: one for one in _load(connection, _by_copies(copies.c.uid.in_(uids)))}
        return [found[key] for key in sorted(found)]

    def history(self, listing: str) -> tuple[Change, ...]:
        """Every change of a listing, oldest first; that of listings merged into it is part of it."""
        with self._reading() as connection:
            return _history(connection, listing_ids(connection, listing))

    def changes(self, since: datetime) -> tuple[Change, ...]:
        """Every change at or after ``since``, oldest first, under the listings' present ids."""
        query = (
            select(changes.c.field, changes.c.old, changes.c.new, changes.c.at, copies.c.listing)
            .join(copies, copies.c.uid == changes.c.listing)
            .where(changes.c.at >= since)
            .order_by(changes.c.at, changes.c.id)
        )
        with self._reading() as connection:
            return tuple(Change(**row) for row in connection.execute(query).mappings())


def folded(words: str) -> str:
    """``words`` as search compares them: compatibility forms unified, case dropped, control characters out."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(letter if letter.isprintable() else " " for letter in plain)


def listing_ids(connection: Connection, key: str) -> list[str]:
    """All uids under which the listing of copy ``key`` is or was known."""
    current = select(copies.c.listing).where(copies.c.uid == key).scalar_subquery()
    return list(connection.execute(select(copies.c.uid).where(copies.c.listing == current)).scalars())


def load_by_uids(connection: Connection, uids: Iterable[str]) -> dict[str, Listing]:
    """The listings that hold these copies, by id."""
    found: dict[str, Listing] = {}
    for portion in chunks(uids):
        found |= {listing.id: listing for listing in _load(connection, _by_copies(copies.c.uid.in_(portion)))}
    return found


def _by_copies(condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(*_LISTING).where(listings.c.id.in_(select(copies.c.listing).where(condition)))


def _in_window(window: Window | None) -> list[ColumnElement[bool]]:
    if window is None:
        return []
    inside = and_(listings.c.start < window.end, listings.c.until >= window.start)
    return [or_(inside, listings.c.start.is_(None))]


def _has_word(word: str) -> ColumnElement[bool]:
    return listings.c.words.contains(word, autoescape=True)


def _load(connection: Connection, query: Select[tuple[object, ...]]) -> list[Listing]:
    """The listings of a query of ``_LISTING`` columns. Events come as text: a copy that is told as its listing is read once."""
    order = query.order_by(listings.c.start.is_(None), listings.c.start, listings.c.id)
    with no_search():
        rows = connection.execute(order).all()
        own = _copies_of(connection, [row.id for row in rows])
        return [_listing(row, own[row.id]) for row in rows]


def _copies_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[_Copy]]:
    found: dict[str, list[_Copy]] = defaultdict(list)
    columns = (copies.c.listing, copies.c.source, type_coerce(copies.c.event, Text), copies.c.gone_since.is_not(None))
    for portion in chunks(ids):
        query = select(*columns).where(copies.c.listing.in_(portion)).order_by(copies.c.rank, copies.c.uid)
        for listing, source, told, gone in connection.execute(query).all():
            found[listing].append(_Copy(source, told, bool(gone)))
    return found


class _Copy(NamedTuple):
    """A copy as it is stored: its event as JSON text."""

    source: str
    told: str
    gone: bool


def _listing(row: Row[Any], own: Sequence[_Copy]) -> Listing:
    event = Event.model_validate_json(row.told)
    return Listing(
        id=row.id,
        event=event,
        copies=tuple(event if copy.told == row.told else Event.model_validate_json(copy.told) for copy in own),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        gone_from=tuple(sorted({copy.source for copy in own if copy.gone})),
    )


def _history(connection: Connection, ids: Sequence[str]) -> tuple[Change, ...]:
    if not ids:
        return ()
    query = select(changes).where(changes.c.listing.in_(ids)).order_by(changes.c.at, changes.c.id)
    current = connection.execute(select(copies.c.listing).where(copies.c.uid == ids[0])).scalar_one()
    columns = ("field", "old", "new", "at")
    rows = connection.execute(query).mappings()
    return tuple(Change(listing=current, **{name: row[name] for name in columns}) for row in rows)
