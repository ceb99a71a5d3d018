"""What the templates show: rows, days and notices with their words worked out, so that page, mail and text agree."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from aggregator.model import Interval, Rejected, SourceState
from aggregator.normalise.text import COMMANDS


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on an event: ``kind`` names its colours."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it is shown. Times are the reader's; every text is free of control and bidirectional characters."""

    id: str
    listing: str
    title: str
    url: str | None
    day: date | None
    start: datetime | None
    end: datetime | None
    clock: str
    day_words: str
    all_day: bool
    clock_unknown: bool
    category: str
    seal: str
    category_name: str
    place: str
    area: str
    minutes: int | None
    price: str
    free: bool
    sources: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    """Source and address of the further copies."""
    organiser: str
    badges: tuple[Badge, ...]
    fits: bool
    tight: bool
    off: bool
    note: str
    doubts: tuple[str, ...]
    caution: str
    confirmed: tuple[str, ...]
    reasons: tuple[str, ...]
    fit_words: str
    purpose: str
    purpose_reason: str
    seats: str
    deadline: str
    calendar: str | None
    pick: int | None
    different: bool
    collapsed: int
    saved: bool
    why: tuple[tuple[str, str], ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The reasons that neither the arithmetic nor the line on the purpose says again."""
        return tuple(one for one in self.reasons if one not in self.fit_words and one != self.purpose_reason)

    @property
    def because(self) -> tuple[str, ...]:
        """Facts, arithmetic and purpose, each said once."""
        return tuple(one for one in (*self.facts, self.fit_words, self.purpose) if one)

    @property
    def quoted(self) -> str:
        """The title in the brackets of a label."""
        return f"「{self.title}」"


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that stands above everything: what was called off or changed, what closes today."""

    badge: Badge
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list."""

    date: date
    words: str
    relative: str
    holiday: str
    free: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Out:
    """A listing that was left out: the rule's reason, and what would bring it back."""

    title: str
    url: str | None
    reason: str
    remedy: str
    rule: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the templates need."""

    language: str
    day: date
    weekday: str
    lead: str
    heading: str
    """What a day without events begins with; empty where there are some."""
    nothing: str
    """Why there is no event, and what to do; empty where there are some."""
    sunrise: str
    made: str
    picks: tuple[Row, ...]
    days: tuple[Day, ...]
    undated: tuple[Row, ...]
    folded: tuple[Row, ...]
    notices: tuple[Notice, ...]
    rejected: tuple[Rejected, ...]
    sources: tuple[SourceState, ...]
    good: tuple[SourceState, ...]
    troubles: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    slots: tuple[Interval, ...]
    always: bool
    order: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        """The rows of all days in order."""
        return [row for day in self.days for row in day.rows] + list(self.undated)

    def out(self, limit: int | None = None) -> list[Out]:
        """The first ``limit`` of what was left out. Words are made for what is shown only: thousands may be left out."""
        return [_out(one) for one in self.rejected[:limit]]


def _out(one: Rejected) -> Out:
    event, refusal = one.listing.event, one.wording()
    return Out(clean(event.title), event.url, clean(refusal.reason), clean(refusal.remedy), one.rule)


def clean(text: str | None) -> str:
    """``text`` in NFC on one line, without control and bidirectional formatting characters, which could reorder what follows."""
    return " ".join(COMMANDS.sub("", unicodedata.normalize("NFC", text or "")).split())


def anchor(listing: str) -> str:
    """A short stable name for a listing, fit for an HTML id and for typing."""
    return "e" + hashlib.sha256(listing.encode()).hexdigest()[:8]
