"""An event as its listing tells it, the copies of one event as one listing, and what changes in it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, Field

from aggregator.model.base import Frozen


class Status(StrEnum):
    """State of an event: the four words of schema.org EventStatusType, and three of its registration."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    FULL = "full"
    WAITLIST = "waitlist"
    CLOSED = "closed"


class Format(StrEnum):
    """How one attends (schema.org eventAttendanceMode)."""

    ONSITE = "onsite"
    ONLINE = "online"
    HYBRID = "hybrid"


class Precision(StrEnum):
    """How exactly the listing says when: to the minute, the day, or only a part of a month, a month or a season."""

    MINUTE = "minute"
    DAY = "day"
    PART = "part"
    MONTH = "month"
    SEASON = "season"


class Origin(StrEnum):
    """Where the value of a field came from."""

    STRUCTURED = "structured"
    TEXT = "text"
    INFERRED = "inferred"


class Provenance(Frozen):
    """Where one field was read: ``words`` are the listing's own, as they stand in it."""

    field: str
    origin: Origin
    words: str = ""
    source: str = ""


class Conflict(Frozen):
    """Two statements of one field that disagree; ``chosen`` is in the Event, ``other`` is shown beside it."""

    field: str
    chosen: str
    other: str
    chosen_from: str
    other_from: str


class Occurrence(Frozen):
    """One sitting of an event. All-day: ``start`` is local midnight and ``end`` the midnight after (RFC 5545 §3.6.1)."""

    start: AwareDatetime
    end: AwareDatetime | None = None
    all_day: bool = False


class Place(Frozen):
    """Where it is. ``lat``/``lng`` in degrees (WGS 84); ``station`` is the nearest one that the listing names."""

    name: str | None = None
    address: str | None = None
    prefecture: str | None = None
    city: str | None = None
    station: str | None = None
    walk_minutes: int | None = None
    lat: float | None = Field(None, ge=-90, le=90)
    lng: float | None = Field(None, ge=-180, le=180)


class Tier(Frozen):
    """One price: ``label`` is the listing's word (学生, 前売, オンライン …); ``amount`` in whole ``Price.currency`` units."""

    label: str
    amount: int = Field(ge=0)


class Price(Frozen):
    """The fee of one visit. ``min``/``max`` include what everybody must pay (a compulsory drink); the party after is apart."""

    min: int | None = Field(None, ge=0)
    max: int | None = Field(None, ge=0)
    currency: str = "JPY"
    tiers: tuple[Tier, ...] = ()
    extras: tuple[Tier, ...] = ()
    after_party: int | None = Field(None, ge=0)
    donation: bool = False

    @property
    def free(self) -> bool:
        """Whether somebody can go without paying."""
        return self.min == 0


class Event(Frozen):
    """One event as one source tells it (normalise's result). ``None`` means: the source does not say.

    Identity is ``uid``: the source and the site's own id, else the canonical URL; never title or time.
    ``topics`` are hobby and industry labels that the event talks about without doing them. ``language`` is a list of tags
    as in ``Content-Language`` (RFC 9110 §8.5): ``ja, en`` is held in both. ``all_day`` with ``clock_unknown``: only the day
    is told, and calendars hold it as a whole day.
    """

    uid: str
    source: str
    source_id: str | None = None
    url: str | None = None
    title: str
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    doors: AwareDatetime | None = None
    all_day: bool = False
    clock_unknown: bool = False
    precision: Precision = Precision.MINUTE
    zone: str = "Asia/Tokyo"
    dates: tuple[Occurrence, ...] = ()
    place: Place | None = None
    format: Format | None = None
    organiser: str | None = None
    organiser_url: str | None = None
    series: str | None = None
    edition: int | None = None
    speakers: tuple[str, ...] = ()
    price: Price | None = None
    capacity: int | None = Field(None, ge=0)
    accepted: int | None = Field(None, ge=0)
    waiting: int | None = Field(None, ge=0)
    status: Status | None = None
    deadline: AwareDatetime | None = None
    kinds: tuple[str, ...] = ()
    hobbies: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    description: str = ""
    published: AwareDatetime | None = None
    updated: AwareDatetime | None = None
    provenance: tuple[Provenance, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def seats_left(self) -> int | None:
        """Free seats, where capacity and sign-ups are both known."""
        if self.capacity is None or self.accepted is None:
            return None
        return max(0, self.capacity - self.accepted)


class Listing(Frozen):
    """One event, once: the merged view of all its copies. ``event`` is the view that is shown.

    ``id`` is stable between runs (it is the uid of the copy first seen). ``copies`` hold each source's own telling,
    the winner first. ``gone_from`` names sources that listed it once and do so no longer.
    """

    id: str
    event: Event
    copies: tuple[Event, ...]
    first_seen: AwareDatetime
    last_seen: AwareDatetime
    gone_from: tuple[str, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether no source lists it any more: it may be off, or only taken from the list."""
        return bool(self.gone_from) and {copy.source for copy in self.copies} <= set(self.gone_from)


class Change(Frozen):
    """One field of one listing that changed; ``old`` and ``new`` are JSON text of the values."""

    listing: str
    field: str
    old: str
    new: str
    at: AwareDatetime


class Changes(Frozen):
    """What one run of the store altered: ids of new listings, changes of fields, ids that vanished from their source."""

    new: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
