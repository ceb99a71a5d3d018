"""A source's record as an Event: its own fields win, its text fills the gaps, and disagreement is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from aggregator.errors import RecordError
from aggregator.model import Conflict, Event, Format, Occurrence, Origin, Place, Precision, Price, Provenance, Status
from aggregator.normalise.capacity import all_taken, read_capacity
from aggregator.normalise.dates import Moment, read_moment, read_span
from aggregator.normalise.fees import read_fees
from aggregator.normalise.labels import read_labels
from aggregator.normalise.language import read_language
from aggregator.normalise.places import locate
from aggregator.normalise.reading import read
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import fold, plain
from aggregator.normalise.urls import canonical
from aggregator.plugin import RawEvent

_EDITION: Final = re.compile(
    r"第\s?(\d{1,4})\s?(?:回|弾|期|夜)|(?:vol|no|#|＃|ver)\.?\s?(\d{1,4})(?![\d.])|(?<!\d)(\d{1,4})(?:回目|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"\n\s*\n")
"""Within a field a blank line ends nothing."""
_ORGANISER: Final = 60
_SCHEMA: Final = {
    "eventscheduled": Status.SCHEDULED, "eventcancelled": Status.CANCELLED, "eventpostponed": Status.POSTPONED, "eventrescheduled": Status.RESCHEDULED,
    "eventmovedonline": Status.RESCHEDULED, "cancelled": Status.CANCELLED, "canceled": Status.CANCELLED, "confirmed": Status.SCHEDULED, "tentative": Status.SCHEDULED,
    "postponed": Status.POSTPONED, "rescheduled": Status.RESCHEDULED, "scheduled": Status.SCHEDULED, "open": Status.SCHEDULED, "preopen": Status.SCHEDULED,
    "close": Status.CLOSED, "closed": Status.CLOSED, "full": Status.FULL, "soldout": Status.FULL, "waitlist": Status.WAITLIST, "cancel": Status.CANCELLED,
}  # fmt: skip


def normalise(raw: RawEvent, source: str, zone: tzinfo, on: date) -> Event:
    """Make an Event of a source's record.

    Args:
        raw: the record as the source gives it.
        source: the source's name.
        zone: of times without one, where the record names none.
        on: the day of reading.

    Raises:
        RecordError: the record has no title, or neither id nor address nor start by which it could be known again.
    """
    return _Maker(raw, source, zone, on).event()


class _Maker:
    """One record on its way to an Event: collects where each field came from, and what disagrees."""

    def __init__(self, raw: RawEvent, source: str, zone: tzinfo, on: date) -> None:
        self.raw, self.source, self.on = raw, source, on
        self.zone = _zone(raw.zone) or zone
        self.provenance: list[Provenance] = []
        self.conflicts: list[Conflict] = []
        self.title = " ".join(plain(raw.title or "").split())
        if not self.title:
            raise RecordError("a record needs a title", field="title", value=raw.title, source=source, url=raw.url)
        self.url = canonical(raw.url or "") or None
        self.description = plain(raw.text)
        self.reading = read(self._text(), on, self.zone, title=self.title, announced=bool(raw.start))

    def _text(self) -> str:
        """The text to read: the fields that are free text under their labels, then the description."""
        raw = self.raw
        labelled = (
            ("日時", raw.when),
            ("会場", raw.venue),
            ("住所", raw.address),
            ("参加費", raw.price if isinstance(raw.price, str) else None),
            ("定員", raw.capacity if isinstance(raw.capacity, str) else None),
        )
        fields = (": ".join((label, _BLANK.sub("\n", plain(value)))) for label, value in labelled if value)
        return "\n".join([*fields, "", self.description])

    def event(self) -> Event:
        """The Event."""
        raw, reading = self.raw, self.reading
        start, end, precision = self._span()
        if start is None and not (self.url or raw.id):
            raise RecordError(
                "a record needs an id, an address or a start",
                field="start",
                value=raw.start or raw.when,
                source=self.source,
            )
        all_day = raw.all_day if raw.all_day is not None else precision is not Precision.MINUTE
        place, form = self._place()
        people = self._people()
        labels = read_labels(reading.text, reading.title, raw.tags, start if precision is Precision.MINUTE else None)
        try:
            return Event(
                uid=self._uid(start), source=self.source, source_id=raw.id, url=self.url, title=self.title,
                start=start, end=end, doors=self._doors(start), all_day=all_day and start is not None, clock_unknown=all_day and start is not None and not self._states_all_day(), precision=precision, zone=str(self.zone),
                dates=tuple(self._dates()), place=place, format=form, organiser=self._organiser(), organiser_url=canonical(raw.organiser_url or "") or None,
                series=raw.series, edition=edition(self.title), speakers=tuple(self._speakers()), price=self._price(), deadline=self._deadline(),
                status=self._state(people, form), kinds=labels.kinds, hobbies=labels.hobbies, industries=labels.industries, purposes=labels.purposes, audience=labels.audience,
                topics=labels.topics, tags=raw.tags, language=self._language(), description=self.description, published=self._time(raw.published), updated=self._time(raw.updated),
                provenance=(*self.provenance, *self._from_text()), conflicts=tuple(self.conflicts), flags=self._flags(), **people,
            )  # fmt: skip
        except ValidationError as error:
            first = error.errors()[0]
            raise RecordError(
                first["msg"],
                field=".".join(map(str, first["loc"])),
                value=first["input"],
                source=self.source,
                url=raw.url,
            ) from None

    def _states_all_day(self) -> bool:
        """Whether the record or the text says that it lasts all day, and is not only silent about the hours."""
        told = self.raw.all_day if self.raw.all_day is not None else self.reading.when.all_day
        return told is True

    def _uid(self, start: datetime | None) -> str:
        """The source and the site's own id, else the address, else what the record says."""
        key = (
            self.raw.id
            or self.url
            or hashlib.sha256(f"{self.title}\n{start}\n{self.raw.venue}".encode()).hexdigest()[:16]
        )
        return f"{self.source}:{key}"

    def _structured(self, field: str, words: object) -> None:
        self.provenance.append(
            Provenance(field=field, origin=Origin.STRUCTURED, words=str(words)[:120], source=self.source)
        )

    def _from_text(self) -> Iterator[Provenance]:
        told = {found.field for found in self.provenance}
        names = {"price_min": "price", "price_max": "price", "prefecture": "place", "city": "place", "address": "place"}
        for found in self.reading.provenance:
            field = names.get(found.field, found.field)
            if field not in told:
                told.add(field)
                yield found.model_copy(update={"field": field, "source": self.source})

    # -- when

    def _span(self) -> tuple[datetime | None, datetime | None, Precision]:
        start, end = self._moments(self.raw.start, "start")
        later = self._moments(self.raw.end, "end")[0]
        when = self.reading.when
        if start is None and when.start is None and self.raw.when:
            start, end = read_span(plain(self.raw.when), self.on, self.zone)  # long past, but the field says when
        if start is None:
            return self._stretch(when.start or when.end, later or when.end)  # a last day alone is the day to go by
        self._compare(start, when.start)
        if later is None and end is None and when.start is not None and when.start.value == start.value:
            later = when.end
        if (
            isinstance(when.start and when.start.value, datetime)
            and start.precision is Precision.DAY
            and when.start
            and _day(when.start) == _day(start)
        ):
            return self._stretch(when.start, when.end or later)
        return self._stretch(start, later or end)

    def _moments(self, value: Any, field: str) -> tuple[Moment | None, Moment | None]:
        """A structured time as moments; what cannot be read is as if it were not there, and flagged by its absence."""
        if value is None or value == "":
            return None, None
        if isinstance(value, datetime):
            moment = value if value.tzinfo else value.replace(tzinfo=self.zone)
            found: tuple[Moment | None, Moment | None] = (
                Moment(moment.astimezone(self.zone), Precision.MINUTE, 0, 0, str(value)),
                None,
            )
        elif isinstance(value, date):
            found = Moment(value, Precision.DAY, 0, 0, str(value)), None
        elif isinstance(value, int | float):
            found = _unix(value, self.zone), None
        else:
            found = read_span(str(value), self.on, self.zone)
        if found[0] is not None:
            self._structured(field, value)
        return found

    def _stretch(self, start: Moment | None, end: Moment | None) -> tuple[datetime | None, datetime | None, Precision]:
        """Aware times; a day runs from its midnight to the next (RFC 5545 §3.6.1). An end before the start is dropped."""
        if start is None:
            return None, None, Precision.MINUTE
        begin = self._aware(start.value)
        if isinstance(start.value, datetime):
            finish = self._aware(end.value) if end and isinstance(end.value, datetime) else None
            if end and finish is None and _day(end) > _day(start):
                finish = self._aware(_day(end)) + timedelta(days=1)
            return begin, finish if finish and finish > begin else None, Precision.MINUTE
        last = _day(end) if end and _day(end) >= start.value else start.value
        return begin, self._aware(last) + timedelta(days=1), start.precision

    def _aware(self, value: date) -> datetime:
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=self.zone)
        return datetime.combine(value, time(), self.zone)

    def _compare(self, start: Moment, told: Moment | None) -> None:
        """Keep it where record and text name different days or clocks; a rule's next sitting (毎週水曜) is no day of its own."""
        if told is None or told.precision not in (Precision.MINUTE, Precision.DAY):
            return
        when = self.reading.when
        told = next((span.start for span in when.dates if _day(span.start) == _day(start)), told)
        clocks = isinstance(start.value, datetime) and isinstance(told.value, datetime)
        other_day = _day(start) != _day(told) and when.recurrence is None
        if other_day or (clocks and _aware_clock(start, self.zone) != _aware_clock(told, self.zone)):
            chosen, other = (str(_shown(one)) for one in (start, told))
            self.conflicts.append(
                Conflict(field="start", chosen=chosen, other=other, chosen_from=self.source, other_from=told.words[:80])
            )

    def _dates(self) -> Iterator[Occurrence]:
        if self.raw.start is not None and self.raw.when is None:
            return
        for span in self.reading.when.dates:
            start, end, precision = self._stretch(span.start, span.end)
            if start is not None:
                yield Occurrence(start=start, end=end, all_day=precision is not Precision.MINUTE)

    def _doors(self, start: datetime | None) -> datetime | None:
        doors = self._time(self.raw.doors)
        told = self.reading.when.doors
        if doors is None and told is not None and isinstance(told.value, datetime):
            doors = told.value
        return doors if doors and start and doors <= start and start - doors <= timedelta(hours=6) else None

    def _deadline(self) -> datetime | None:
        moment = self._moments(self.raw.deadline, "deadline")[0] or self.reading.when.deadline
        if moment is None:
            return None
        if isinstance(moment.value, datetime):
            return self._aware(moment.value)
        return self._aware(moment.value) + timedelta(days=1) - timedelta(minutes=1)

    def _time(self, value: Any) -> datetime | None:
        if isinstance(value, str) and value:
            moment = read_moment(value, self.on, self.zone)
        else:
            moment = (
                Moment(value, Precision.MINUTE, 0, 0, "")
                if isinstance(value, datetime)
                else _unix(value, self.zone)
                if isinstance(value, int | float)
                else None
            )
        return self._aware(moment.value) if moment else None

    # -- where, how much, how many

    def _place(self) -> tuple[Place | None, Format | None]:
        raw, told = self.raw, self.reading
        place = told.place
        if raw.venue or raw.address:
            self._structured("place", " ".join(filter(None, (raw.venue, raw.address))))
        point = _point(raw.lat, raw.lng)
        if point and place is None and told.format is not Format.ONLINE:
            place = Place()
        if point and place is not None:
            near = place.city or place.prefecture
            here = None if near else locate(f"{point[0]},{point[1]}")
            place = place.model_copy(
                update={
                    "lat": point[0],
                    "lng": point[1],
                    "prefecture": place.prefecture or (here.prefecture if here else None),
                }
            )
        form = told.format
        if raw.online is True:
            form = (
                Format.HYBRID
                if form is Format.HYBRID or (place and place.city and form is Format.ONSITE)
                else Format.ONLINE
            )
        elif (raw.online is False and form is None and place is not None) or (
            form is None and place is not None and (place.name or place.address)
        ):
            form = Format.ONSITE
        return (None if form is Format.ONLINE else place), form

    def _price(self) -> Price | None:
        raw, told = self.raw.price, self.reading.price
        if raw is None or raw == "":
            return told
        self._structured("price", raw)
        if isinstance(raw, int | float):
            price = Price(min=int(raw), max=int(raw)) if raw >= 0 else None
        else:
            words = fold(f"参加費: {plain(raw)}")
            price = read_fees(words, (Section(Role.FEE, "参加費", 5, len(words.folded)),)).price
        if price is None or told is None or told.min is None:
            return price or told
        if price.min != told.min and isinstance(raw, int | float):
            self.conflicts.append(
                Conflict(
                    field="price",
                    chosen=str(price.min),
                    other=str(told.min),
                    chosen_from=self.source,
                    other_from=", ".join(self.reading.text.quote(*span) for span in self.reading.fee.spans[:2]),
                )
            )
        return price.model_copy(update={"after_party": price.after_party or told.after_party})

    def _people(self) -> dict[str, int | None]:
        told = self.reading.people
        found: dict[str, int | None] = {}
        for field in ("capacity", "accepted", "waiting"):
            value = getattr(self.raw, field)
            if value is None or value == "":
                found[field] = getattr(told, field)
                continue
            number = _count(value)
            if number is not None:
                self._structured(field, value)
            found[field] = number if number is not None else getattr(told, field)
        if found["accepted"] is None and told.left is not None and found["capacity"] is not None:
            found["accepted"] = max(0, found["capacity"] - told.left)
        return found

    # -- who, and in what state

    def _status(self) -> Status | None:
        told = self.reading.status
        given = None
        if self.raw.status:
            word = self.raw.status.rpartition("/")[2]
            given = _SCHEMA.get(re.sub(r"[\W_]+", "", word).lower())
            if given is None:
                given = read(self.raw.status, self.on, self.zone, title=self.raw.status).status
            if given is not None:
                self._structured("status", self.raw.status)
        if told in (Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED) and given in (None, Status.SCHEDULED):
            return told  # sites cannot mark it, organisers write it into the title
        return given if given not in (None, Status.SCHEDULED) else told or given

    def _state(self, people: dict[str, int | None], form: Format | None) -> Status | None:
        """The state; where the counts say that one event's seats are all taken: full, or a waiting list if one can wait."""
        status = self._status()
        one = form is not Format.HYBRID and len(self.reading.when.dates) <= 1
        taken = one and all_taken(self.reading.text, people["capacity"], people["accepted"])
        if status not in (None, Status.SCHEDULED) or not taken:
            return status
        self.provenance = [found for found in self.provenance if found.field != "status"]
        self.provenance.append(Provenance(field="status", origin=Origin.INFERRED, source=self.source))
        return Status.FULL if people["waiting"] is None else Status.WAITLIST

    def _language(self) -> str | None:
        if self.raw.language:
            self._structured("language", self.raw.language)
            return self.raw.language
        found = read_language(self.reading.text, self.reading.title)
        if found.languages is not None:
            self.provenance.append(
                Provenance(field="language", origin=found.origin, words=found.words, source=self.source)
            )
        return found.languages

    def _organiser(self) -> str | None:
        if self.raw.organiser:
            self._structured("organiser", self.raw.organiser)
            return " ".join(plain(self.raw.organiser).split()) or None
        for section in self.reading.sections:
            if section.role is Role.ORGANISER:
                name = self.reading.text.folded[section.start : section.end].partition("\n")[0].strip(" 　:・")
                if 0 < len(name) <= _ORGANISER:
                    return self.reading.text.quote(section.start, section.start + len(name))
        return None

    def _speakers(self) -> Iterator[str]:
        for section in self.reading.sections:
            if section.role is Role.SPEAKER and section.label in (
                "講師",
                "登壇者",
                "登壇",
                "スピーカー",
                "ゲスト",
                "speaker",
                "speakers",
            ):
                value = self.reading.text.folded[section.start : section.end].partition("\n")[0]
                yield from (name.strip() for name in re.split(r"[、,/]", value) if 0 < len(name.strip()) <= 30)

    def _flags(self) -> tuple[str, ...]:
        """The reading's doubts, without those on the time where the source states it."""
        flags = self.reading.flags
        if self.raw.start is None:
            return flags
        return tuple(flag for flag in flags if flag not in self.reading.when.flags)


def edition(title: str) -> int | None:
    """The number of the meeting in its series (第12回, vol.5, #26)."""
    found = _EDITION.search(fold(title).folded)
    return int(next(group for group in found.groups() if group)) if found else None


def _aware_clock(moment: Moment, zone: tzinfo) -> time | None:
    """The time of day in ``zone``; ``None`` for a whole day."""
    value = moment.value
    if not isinstance(value, datetime):
        return None
    return (value.astimezone(zone) if value.tzinfo else value).time()


def _day(moment: Moment) -> date:
    return moment.value.date() if isinstance(moment.value, datetime) else moment.value


def _shown(moment: Moment) -> str:
    return moment.value.strftime("%Y-%m-%d %H:%M") if isinstance(moment.value, datetime) else moment.value.isoformat()


def _unix(seconds: float, zone: tzinfo) -> Moment | None:
    """Unix seconds, or milliseconds where they can be nothing else."""
    try:
        moment = datetime.fromtimestamp(seconds / 1000 if abs(seconds) > 1e11 else seconds, zone)
    except (ValueError, OverflowError, OSError):
        return None
    return Moment(moment, Precision.MINUTE, 0, 0, str(seconds))


def _point(lat: float | str | None, lng: float | str | None) -> tuple[float, float] | None:
    try:
        point = float(lat or ""), float(lng or "")
    except ValueError:
        return None
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 and point != (0.0, 0.0) else None


def _count(value: int | str) -> int | None:
    if isinstance(value, int):
        return value if value >= 0 else None
    text = fold(f"定員: {plain(value)}")
    return read_capacity(text, (Section(Role.CAPACITY, "定員", 4, len(text.folded)),)).capacity


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
