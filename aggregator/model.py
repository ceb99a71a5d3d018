"""The nouns: frozen, typed, aware of time zones, free of I/O. Each type is named after the step that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Base of every model: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---------------------------------------------------------------------------------------------------------------------
# words with a fixed meaning


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


class TroubleKind(StrEnum):
    """What went wrong with a source; each has one plain sentence in the digest's foot."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    HTTP_STATUS = "http_status"
    TOO_MANY_REQUESTS = "too_many_requests"
    ROBOTS = "robots"
    FORBIDDEN_ADDRESS = "forbidden_address"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    EMPTY_BODY = "empty_body"
    CERTIFICATE = "certificate"
    UNREADABLE = "unreadable"
    NOT_THE_KIND = "not_the_kind"
    NO_EVENTS = "no_events"
    FEWER_EVENTS = "fewer_events"
    FIELD_VANISHED = "field_vanished"
    NOTHING_AHEAD = "nothing_ahead"
    NOTHING_NEW = "nothing_new"
    MOVED = "moved"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    BAD_RECORD = "bad_record"
    PAGE_LIMIT = "page_limit"
    NEEDS_KEY = "needs_key"
    CRASHED = "crashed"


# ---------------------------------------------------------------------------------------------------------------------
# what normalise makes


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


# ---------------------------------------------------------------------------------------------------------------------
# dedupe and store: Listing, Change


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


class Trouble(Frozen):
    """Something that a source did not give. ``detail`` is English for the log; the reader's sentence comes from ``kind``."""

    source: str
    kind: TroubleKind
    detail: str = ""
    url: str | None = None
    field: str | None = None
    value: str | None = None
    count: int = 1
    since: AwareDatetime | None = None

    @property
    def harmless(self) -> bool:
        """Whether nothing is lost by it: a page in another charset than it says is read all the same."""
        return self.kind is TroubleKind.UNREADABLE and self.field == "charset"


# ---------------------------------------------------------------------------------------------------------------------
# the person


class Interest(Frozen):
    """What the person cares about. ``value`` is a label id of the taxonomy, or the person's own word."""

    group: Literal["hobby", "industry", "kind", "purpose", "word"]
    value: str
    weight: float = 1.0


class Profile(Frozen):
    """Who reads the digest. Every field has a default that works.

    ``free`` holds weekly slots in words (``平日 6:30-8:45``); empty means always free. ``budget`` is in yen for one
    visit. ``areas`` are prefectures or municipalities; empty means anywhere. ``travel`` maps a venue or area to
    minutes one way. ``home_by`` is the latest time to be home again (``HH:MM``).
    """

    name: str = "default"
    language: Literal["ja", "en"] = "ja"
    zone: str = "Asia/Tokyo"
    home: str | None = None
    work: str | None = None
    areas: tuple[str, ...] = ()
    formats: tuple[Format, ...] = (Format.ONSITE, Format.ONLINE, Format.HYBRID)
    max_travel: int | None = Field(None, ge=0, description="minutes one way")
    travel: dict[str, int] = Field(default_factory=dict)
    home_by: str | None = None
    budget: int | None = Field(None, ge=0)
    free: tuple[str, ...] = ()
    days_off: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    purposes: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    attributes: tuple[str, ...] = Field(
        (), description="what the person is, for audience limits: women, students, owners …"
    )
    languages: tuple[str, ...] = ()
    show_matchmaking: bool = False
    cautions: Literal["hide", "fold", "show"] = "fold"
    dismissed_organisers: tuple[str, ...] = ()
    horizon_days: int = Field(30, ge=1, le=366)


class Interval(Frozen):
    """A half-open stretch of time, ``start`` <= t < ``end``; ``label`` says what it is (a slot's words, an appointment)."""

    start: AwareDatetime
    end: AwareDatetime
    label: str = ""


class Free(Frozen):
    """When the person can go: ``slots`` are the free stretches, ``busy`` the appointments of the own calendars."""

    slots: tuple[Interval, ...] = ()
    busy: tuple[Interval, ...] = ()
    always: bool = False


# ---------------------------------------------------------------------------------------------------------------------
# match and rank


class Fit(StrEnum):
    """Whether the person can be there."""

    FITS = "fits"
    TIGHT = "tight"
    CLASH = "clash"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class Part(Frozen):
    """One named part of a score. ``reason`` is a fact in the reader's language; ``words`` the words that caused it."""

    name: str
    points: float
    reason: str = ""
    words: tuple[str, ...] = ()


class Caution(Frozen):
    """A sign in the listing: the quoted ``words``, the sentence ``say`` (``en``: in English) and why it is a sign.

    Never a verdict on people.
    """

    id: str
    group: str
    say: str
    en: str = ""
    words: tuple[str, ...]
    why: str = ""


class Cautions(Frozen):
    """What a listing says that a careful reader would look at twice, and ``confirmed``: what could be confirmed."""

    level: Literal["ok", "ambiguous", "risky"] = "ok"
    found: tuple[Caution, ...] = ()
    confirmed: tuple[str, ...] = ()
    matchmaking: bool = False


class Sitting(NamedTuple):
    """An ``Occurrence`` that somebody is asked about, or the whole of an event that is one sitting."""

    start: datetime
    end: datetime | None = None
    all_day: bool = False


class Wording(NamedTuple):
    """What a match says in words: whether one can be there (``fit``), the way, and the purpose that it serves."""

    fit: str = ""
    travel: str = ""
    purpose: str = ""


class Refusal(NamedTuple):
    """Why a listing is left out, and what would bring it back."""

    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A listing that the person can attend and may like. The score is the sum of ``parts``.

    Ten thousand are made for a page of which thirty are read: ``wording`` puts the words together when somebody asks.
    """

    listing: Listing
    occurrence: Sitting | None
    fit: Fit
    travel_minutes: int | None = None
    parts: tuple[Part, ...] = ()
    cautions: Cautions = field(default_factory=Cautions)
    wording: Callable[[], Wording] = field(default=Wording, compare=False, repr=False)

    @property
    def score(self) -> float:
        """Sum of the named parts."""
        return round(sum([part.points for part in self.parts]), 6)

    @property
    def fit_words(self) -> str:
        """Whether the person can be there, with the arithmetic."""
        return self.wording().fit

    @property
    def travel_words(self) -> str:
        """The way there."""
        return self.wording().travel

    @property
    def purpose_line(self) -> str:
        """Which purpose it serves, and by which words; empty if none."""
        return self.wording().purpose


@dataclass(frozen=True, slots=True)
class Rejected:
    """A listing that is left out: the one ``rule`` that removed it, and its ``wording`` when somebody asks."""

    listing: Listing
    rule: str
    wording: Callable[[], Refusal] = field(compare=False, repr=False)

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.wording().reason

    @property
    def remedy(self) -> str:
        """What would bring it back."""
        return self.wording().remedy


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match in its place. ``pick`` numbers the morning's recommendations from 1; ``different`` marks the いつもと違う one.

    ``telling`` finds the reasons when somebody reads them.
    """

    match: Match
    position: int
    pick: int | None = None
    different: bool = False
    collapsed: int = 0
    telling: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The strongest facts that speak for it."""
        return self.telling()


# ---------------------------------------------------------------------------------------------------------------------
# digest and delivery


class SourceState(Frozen):
    """How one source did: for the foot of the digest and ``asagao sources``."""

    name: str
    ok: bool
    events: int = 0
    not_modified: bool = False
    last_success: AwareDatetime | None = None
    stale: bool = False
    troubles: tuple[Trouble, ...] = ()


class Item(Frozen):
    """One line of the digest. ``new`` since the last digest; ``changes`` are shown field by field."""

    ranked: Ranked
    new: bool = False
    changes: tuple[Change, ...] = ()
    saved: bool = False


class Digest(Frozen):
    """Everything that page, mail, text, JSON and calendar show: one record, many forms.

    ``made`` carries the profile's zone. ``notices`` (changes and cancellations of shown or saved events, deadlines of
    today) come first; ``items`` are in rank order.
    """

    made: AwareDatetime
    day: date
    profile: Profile
    free: Free = Free()
    items: tuple[Item, ...] = ()
    notices: tuple[Item, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    folded: tuple[Item, ...] = ()
    sources: tuple[SourceState, ...] = ()
    read: int = 0
    merged: int = 0
    dropped: int = 0


class Rendered(Frozen):
    """The finished forms of one digest."""

    subject: str
    html: str
    mail_html: str
    text: str
    ics: str
    json_text: str = ""


class Receipt(Frozen):
    """What a delivery did.

    ``repeated``: this key had been delivered already, nothing was sent. ``empty``: there was nothing to tell, nothing was
    sent. ``refused``: recipients whom the server refused while it took the message for the others.
    """

    channel: str
    key: str
    where: str
    at: datetime
    repeated: bool = False
    empty: bool = False
    refused: tuple[str, ...] = ()
