"""What the person decided: marks on listings, organisers dismissed, copies split and merged, learnt weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, JsonValue
from sqlalchemy import Connection, delete, or_, select

from aggregator.dedupe import Decisions
from aggregator.errors import ConfigError
from aggregator.i18n import said
from aggregator.model import Frozen
from aggregator.store.base import Database, upsert
from aggregator.store.tables import copies, dismissals, documents, marks, pairs


class Verb(StrEnum):
    """What a person says of a listing. ``LATER`` is not a dislike; ``UP`` and ``DOWN`` replace each other."""

    SAVED = "saved"
    WENT = "went"
    LATER = "later"
    UP = "up"
    DOWN = "down"


BY_WORD: Mapping[str, Verb] = {
    "up": Verb.UP, "down": Verb.DOWN, "later": Verb.LATER, "went": Verb.WENT, "save": Verb.SAVED,
}  # fmt: skip
"""The words for each mark in addresses and on the command line."""
_OPPOSITE = {Verb.UP: Verb.DOWN, Verb.DOWN: Verb.UP}


class Mark(Frozen):
    """One word of a profile on one listing (by its present id)."""

    profile: str
    listing: str
    verb: Verb
    at: AwareDatetime


class Person(Database):
    """The person's decisions. They outlive merging: a mark follows its copy into whatever listing holds it."""

    def mark(self, profile: str, listing: str, verb: Verb, now: datetime) -> None:
        """Keep a mark; the same one twice is one, a vote replaces the opposite vote.

        Raises:
            ConfigError: no such listing.
        """
        with self._writing() as connection:
            _require(connection, listing)
            if verb in _OPPOSITE:
                _unmark(connection, profile, listing, _OPPOSITE[verb])
            upsert(connection, marks, [{"profile": profile, "listing": listing, "verb": verb.value, "at": now}])

    def unmark(self, profile: str, listing: str, verb: Verb) -> None:
        """Take a mark back; where there is none, nothing happens."""
        with self._writing() as connection:
            _unmark(connection, profile, listing, verb)

    def marks(self, profile: str, *verbs: Verb) -> tuple[Mark, ...]:
        """The marks of a profile, oldest first; all of them, or those of ``verbs``."""
        columns = (marks.c.profile, copies.c.listing, marks.c.verb, marks.c.at)
        query = select(*columns).join(copies, copies.c.uid == marks.c.listing).where(marks.c.profile == profile)
        if verbs:
            query = query.where(marks.c.verb.in_([verb.value for verb in verbs]))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(marks.c.at, marks.c.listing, marks.c.verb)).mappings()
            return tuple(Mark(**row) for row in rows)

    def dismiss(self, profile: str, organiser: str, now: datetime) -> None:
        """Keep that the notes on this organiser need not be shown to ``profile`` again."""
        with self._writing() as connection:
            upsert(connection, dismissals, [{"profile": profile, "organiser": organiser, "at": now}])

    def undismiss(self, profile: str, organiser: str) -> None:
        """Show them again."""
        with self._writing() as connection:
            where = (dismissals.c.profile == profile, dismissals.c.organiser == organiser)
            connection.execute(delete(dismissals).where(*where))

    def dismissed(self, profile: str) -> tuple[str, ...]:
        """The organisers that ``profile`` has dismissed, by name."""
        query = select(dismissals.c.organiser).where(dismissals.c.profile == profile)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(dismissals.c.organiser)).scalars())

    def split(self, a: str, b: str, now: datetime) -> None:
        """These two copies are different events, whatever they look like. Holds from the next merge on, for good.

        Raises:
            ConfigError: a uid is unknown, or both are the same copy.
        """
        self._decide(a, b, now, same=False)

    def merge(self, a: str, b: str, now: datetime) -> None:
        """These two copies are one event, whatever they look like. Holds from the next merge on, for good.

        Raises:
            ConfigError: a uid is unknown, or both are the same copy.
        """
        self._decide(a, b, now, same=True)

    def undecide(self, a: str, b: str) -> None:
        """Leave the question of these two copies to the merge step again."""
        first, second = sorted((a, b))
        with self._writing() as connection:
            connection.execute(delete(pairs).where(pairs.c.a == first, pairs.c.b == second))

    def decisions(self) -> Decisions:
        """All that the person decided on copies, for ``dedupe``."""
        with self._reading() as connection:
            rows = connection.execute(select(pairs.c.a, pairs.c.b, pairs.c.same)).all()
        return Decisions(
            same=frozenset((row.a, row.b) for row in rows if row.same),
            different=frozenset((row.a, row.b) for row in rows if not row.same),
        )

    def save_weights(self, profile: str, weights: JsonValue, now: datetime) -> None:
        """Keep what was learnt for a profile."""
        words = json.dumps(weights, ensure_ascii=False, sort_keys=True, allow_nan=False)
        with self._writing() as connection:
            upsert(connection, documents, [{"kind": "weights", "name": profile, "json": words, "at": now}])

    def weights(self, profile: str) -> JsonValue:
        """What was learnt for a profile; ``None`` where nothing was."""
        query = select(documents.c.json).where(documents.c.kind == "weights", documents.c.name == profile)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        value: JsonValue = json.loads(found) if found else None
        return value

    def forget_weights(self, profile: str) -> None:
        """Start learning anew."""
        with self._writing() as connection:
            where = (documents.c.kind == "weights", documents.c.name == profile)
            connection.execute(delete(documents).where(*where))

    def _decide(self, a: str, b: str, now: datetime, *, same: bool) -> None:
        if a == b:
            raise ConfigError(said("同じ催しが二度書かれています"), key=a)
        first, second = sorted((a, b))
        with self._writing() as connection:
            _require(connection, a)
            _require(connection, b)
            upsert(connection, pairs, [{"a": first, "b": second, "same": same, "at": now}])


def _require(connection: Connection, uid: str) -> None:
    if connection.execute(select(copies.c.uid).where(copies.c.uid == uid)).scalar() is None:
        raise ConfigError(said("そのような催しはありません"), key=uid)


def _unmark(connection: Connection, profile: str, listing: str, verb: Verb) -> None:
    """Take the mark from every copy of the listing: it may have been set before two listings became one."""
    home = select(copies.c.listing).where(copies.c.uid == listing)
    uids = select(copies.c.uid).where(copies.c.listing.in_(home))
    where = (marks.c.profile == profile, marks.c.verb == verb.value)
    connection.execute(delete(marks).where(*where, or_(marks.c.listing == listing, marks.c.listing.in_(uids))))
