"""Digests on their way: sent once for one key, never lost in a crash; and what each profile has been shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field
from sqlalchemy import Connection, delete, select, update

from aggregator.model import Frozen, Listing, Receipt, Rendered
from aggregator.store.base import Database, chunks, upsert
from aggregator.store.tables import copies, deliveries, shown

CLAIM = timedelta(minutes=15)
"""How long a sender may take before another may suppose that it crashed."""

TOLD = ("title", "start", "end", "all_day", "dates", "place", "format", "price", "status", "deadline")
"""What a reader would want to hear of again when it changes."""


class Shown(Frozen):
    """A listing that a profile was shown. ``fingerprint`` is of what it said then, ``first``/``last`` when."""

    listing: str
    fingerprint: str
    first: AwareDatetime
    last: AwareDatetime


class Turn(StrEnum):
    """What whoever wants to send may do."""

    SEND = "send"
    DELIVERED = "delivered"
    BUSY = "busy"


class Parcel(Frozen):
    """What is sent, and what the profile will have been shown by it: listing id -> fingerprint."""

    rendered: Rendered
    profile: str = ""
    shows: dict[str, str] = Field(default_factory=dict)


class Delivery(Frozen):
    """Answer to ``begin_delivery``. ``parcel`` is what to send: after a crash the one of the first attempt, word for word."""

    turn: Turn
    parcel: Parcel | None = None
    receipt: Receipt | None = None


def fingerprint(listing: Listing) -> str:
    """A short hash of what the reader is told of a listing; counts of seats and wording of the description are left out."""
    told = listing.event.model_dump_json(include=set(TOLD))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


class Outbox(Database):
    """Exactly one digest for one key (day, profile, channel)."""

    def begin_delivery(self, key: str, parcel: Parcel, now: datetime) -> Delivery:
        """Ask to send ``parcel`` under ``key``; with ``Turn.SEND`` it is kept until ``delivered`` or ``failed``.

        One asker gets ``SEND``; others get ``BUSY`` for fifteen minutes. After that the sender is taken for crashed: the
        next asker gets ``SEND`` with the parcel kept by the first, so that a repeated message has the same words and
        Message-ID; after ``failed`` it is the asker's own. When it has arrived everybody gets ``DELIVERED`` with the receipt.
        """
        first = {"key": key, "begun": now, "until": None, "parcel": parcel.model_dump_json()}
        with self._writing() as connection:
            upsert(connection, deliveries, [first], keep=first)
            row = _locked(connection, key)
            if row["delivered"]:
                return Delivery(turn=Turn.DELIVERED, receipt=Receipt.model_validate_json(row["receipt"]))
            if row["until"] and row["until"] > now:
                return Delivery(turn=Turn.BUSY)
            connection.execute(update(deliveries).where(deliveries.c.key == key).values(until=now + CLAIM))
            return Delivery(turn=Turn.SEND, parcel=Parcel.model_validate_json(row["parcel"]))

    def delivered(self, key: str, receipt: Receipt, now: datetime) -> None:
        """The parcel has arrived: keep the receipt and what was shown, drop the parcel. A second call changes nothing."""
        with self._writing() as connection:
            row = _locked(connection, key)
            if not row or row["delivered"]:
                return
            parcel = Parcel.model_validate_json(row["parcel"])
            done = {"delivered": now, "until": None, "parcel": None, "receipt": receipt.model_dump_json()}
            connection.execute(update(deliveries).where(deliveries.c.key == key).values(**done))
            _show(connection, parcel.profile, parcel.shows, now)

    def failed(self, key: str) -> None:
        """The parcel did not arrive: it is forgotten, and what is known by then may be sent at once."""
        with self._writing() as connection:
            connection.execute(delete(deliveries).where(deliveries.c.key == key, deliveries.c.delivered.is_(None)))

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of what was delivered under ``key``."""
        with self._reading() as connection:
            found = connection.execute(select(deliveries.c.receipt).where(deliveries.c.key == key)).scalar()
        return Receipt.model_validate_json(found) if found else None

    def show(self, profile: str, listings: Iterable[Listing], now: datetime) -> None:
        """Keep that ``profile`` was shown these listings as they are."""
        with self._writing() as connection:
            _show(connection, profile, {listing.id: fingerprint(listing) for listing in listings}, now)

    def shown(self, profile: str) -> dict[str, Shown]:
        """What ``profile`` has been shown, by the listings' present ids; of merged listings the latest showing."""
        query = (
            select(shown, copies.c.listing.label("current"))
            .join(copies, copies.c.uid == shown.c.listing)
            .where(shown.c.profile == profile)
            .order_by(shown.c.last)
        )
        found: dict[str, Shown] = {}
        with self._reading() as connection:
            for row in connection.execute(query).mappings():
                earlier = found.get(row["current"])
                first = min(row["first"], earlier.first) if earlier else row["first"]
                found[row["current"]] = Shown(
                    listing=row["current"], fingerprint=row["fingerprint"], first=first, last=row["last"]
                )
        return found


def _locked(connection: Connection, key: str) -> Mapping[str, Any]:
    """The row of ``key``, held against other writers until the transaction ends; empty where there is none."""
    query = select(deliveries).where(deliveries.c.key == key).with_for_update()
    found = connection.execute(query).mappings().first()
    return dict(found) if found else {}


def _show(connection: Connection, profile: str, shows: dict[str, str], now: datetime) -> None:
    known: set[str] = set()
    for ids in chunks(sorted(shows)):
        known.update(connection.execute(select(copies.c.uid).where(copies.c.uid.in_(ids))).scalars())
    rows = [
        {"profile": profile, "listing": listing, "fingerprint": shows[listing], "first": now, "last": now}
        for listing in sorted(known)
    ]
    upsert(connection, shown, rows, keep=("first",))
