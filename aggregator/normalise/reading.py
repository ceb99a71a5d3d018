"""What a listing's text says, field by field, each with the words it was read from. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.model import Format, Origin, Place, Precision, Price, Provenance, Status
from aggregator.normalise.announced import announces
from aggregator.normalise.capacity import CapacityReading, read_capacity
from aggregator.normalise.dates import DateReading, Moment, read_dates
from aggregator.normalise.doubts.weighed import doubts
from aggregator.normalise.evidence import Verdict, weigh
from aggregator.normalise.fees import FeeReading, read_fees
from aggregator.normalise.labels import Labels, read_labels
from aggregator.normalise.notices import headline
from aggregator.normalise.places import PlaceReading, read_place
from aggregator.normalise.sections import Section, sections
from aggregator.normalise.sheet import as_fields
from aggregator.normalise.status import StatusReading, read_status
from aggregator.normalise.text import Text, fold, plain
from aggregator.normalise.vevent import as_listing

TOKYO = ZoneInfo("Asia/Tokyo")
LONGEST = 200_000
"""Characters of a description that are read; no listing says when and where after them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text says of an event. ``None`` and empty mean: it does not say."""

    text: Text
    title: Text | None
    sections: tuple[Section, ...]
    when: DateReading
    fee: FeeReading
    people: CapacityReading
    state: StatusReading
    where: PlaceReading
    labels: Labels

    @property
    def begins(self) -> datetime | None:
        """The start, where the text gives its clock; the labels are read with it."""
        return clock(self.when)

    @property
    def price(self) -> Price | None:
        """The fee of one visit."""
        return self.fee.price

    @property
    def status(self) -> Status | None:
        """The state, if the text says one."""
        return self.state.status

    @property
    def place(self) -> Place | None:
        """Where it is."""
        return self.where.place

    @property
    def format(self) -> Format | None:
        """How one attends: as the text says, or on site where an event with a day speaks of what one meets for (集合, 雨天)."""
        return Format.ONSITE if self._onsite_by_sense else self.where.format

    @property
    def _onsite_by_sense(self) -> bool:
        return self.where.format is None and self.where.here and self.when.start is not None

    @property
    def ruled(self) -> tuple[str, ...]:
        """What a rule doubts, since it passed something over."""
        return (*self.when.flags, *self.fee.flags, *self.people.flags, *self.state.flags, *self.where.flags)

    @property
    def flags(self) -> tuple[str, ...]:
        """What a careful reader would doubt: what a rule does, and the fields that are likely to be wrong."""
        return (*self.ruled, *doubts(self))

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """For each field the words that it was read from."""
        told = tuple(
            Provenance(field=field, origin=Origin.TEXT, words=words) for field, words in self._words() if words
        )
        return (*told, Provenance(field="format", origin=Origin.INFERRED)) if self._onsite_by_sense else told

    def record(self) -> dict[str, Any]:
        """The answer of ``asagao read --jsonl``: local ISO times to the minute, or dates; ``None`` where the text is silent."""
        when, place = self.when, self.where.place or Place()
        return {
            "start": iso(when.start),
            "end": iso(when.end),
            "doors": iso(when.doors),
            "all_day": when.all_day,
            "price_min": self.price.min if self.price else None,
            "price_max": self.price.max if self.price else None,
            "capacity": self.people.capacity,
            "status": self.status.value if self.status else None,
            "deadline": iso(when.deadline),
            "format": self.format.value if self.format else None,
            "place": self.where.house,
            "room": self.where.room,
            "prefecture": place.prefecture,
            "city": place.city,
            "kinds": list(self.labels.kinds),
            "dates": [{"start": iso(span.start), "end": iso(span.end)} for span in when.dates],
            "precision": when.start.precision.value if when.start else None,
            "flags": list(self.flags),
        }

    def _words(self) -> Iterator[tuple[str, str]]:
        for field in ("start", "end", "doors", "deadline"):
            moment = getattr(self.when, field)
            if moment is not None:
                yield field, moment.words
        fee = "、".join(self.text.quote(*span) for span in self.fee.spans[:4])
        yield from (("price_min", fee), ("price_max", fee))
        if self.people.span:
            yield "capacity", self.text.quote(*self.people.span)
        yield "status", self.state.words
        for field, start, end in self.where.spans:
            yield field, self.text.quote(start, end)[:80]
        kinds = [span.words for span in self.labels.spans if span.group == "kind"]
        yield "kinds", "、".join(dict.fromkeys(kinds))


def _months(when: DateReading) -> set[int]:
    """The months from the first day of an event to its last; none where they are unknown."""
    if when.start is None:
        return set()
    moments = [when.start, when.end, *(moment for span in when.dates for moment in span)]
    months = [one.value.year * 12 + one.value.month - 1 for one in moments if one is not None]
    return {month % 12 + 1 for month in range(min(months), max(months) + 1)}


def _days(when: DateReading) -> set[tuple[int, int]]:
    """Month and day of each day of an event of single days; none where they are unknown or it lasts longer."""
    if when.start is None:
        return set()
    spans = [(span.start, span.end) for span in when.dates] or [(when.start, when.end)]
    if any(last is not None and last.value.day != first.value.day for first, last in spans):
        return set()
    return {(first.value.month, first.value.day) for first, _ in spans}


def clock(when: DateReading) -> datetime | None:
    """The start with its clock, if there is one."""
    start = when.start.value if when.start and when.start.precision is Precision.MINUTE else None
    return start if isinstance(start, datetime) else None


def iso(moment: Moment | None) -> str | None:
    """A moment as local ISO 8601: to the minute, or a date."""
    if moment is None:
        return None
    value = moment.value
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value.isoformat()


def read(text: str, on: date, zone: tzinfo = TOKYO, *, title: str | None = None, announced: bool = False) -> Reading:
    """Read a listing.

    Args:
        text: the listing, plain or HTML.
        on: the day on which it was seen: what it leaves out (the year, 来週の) is understood from there.
        zone: of the times that it gives.
        title: the title, if it stands apart.
        announced: the text is known to announce an event, as where its source gives the start; else it may be a job, a
            price list or a review, whose amounts are no fee and whose days no event's.
    """
    body = fold(plain(as_fields(as_listing(text[:LONGEST], zone))))
    head = fold(plain(title)) if title is not None and title.strip() else None
    parts = sections(body)
    when = read_dates(body, on, zone, head)
    if when.passed is not None and not announced and _verdict(body, head, parts, when.passed, on) is Verdict.EVENT:
        when = when.passed
    speaks = announced or announces(body, parts, when, on, head)
    labels, months = read_labels(body, head, (), clock(when)), _months(when)
    if speaks and not announced and (when.start or when.end) is not None:
        verdict = weigh(body.folded, headline(head.folded if head else None, body.folded), parts, when, labels, on)
        speaks = verdict is not Verdict.NOTICE
        if verdict is Verdict.UNSURE:
            when = when._replace(flags=(*when.flags, "unannounced"))
    if not speaks:
        when, labels = DateReading(), labels if clock(when) is None else read_labels(body, head)
    return Reading(
        text=body,
        title=head,
        sections=parts,
        when=when,
        fee=read_fees(body, parts, head, dated=when.start is not None) if speaks else FeeReading(),
        people=read_capacity(body, parts, dated=when.start is not None) if speaks else CapacityReading(),
        state=read_status(body, head, months, _days(when)),
        where=read_place(body, parts, head, event=announced or (speaks and (when.start or when.end) is not None)),
        labels=labels,
    )


def _verdict(body: Text, head: Text | None, parts: tuple[Section, ...], when: DateReading, on: date) -> Verdict:
    """Whether a text announces a gathering on the days that are no event's by the words beside them."""
    if not announces(body, parts, when, on, head):
        return Verdict.NOTICE
    labels = read_labels(body, head, (), clock(when))
    return weigh(body.folded, headline(head.folded if head else None, body.folded), parts, when, labels, on)
