"""Digest -> what the templates show: words, times and badges, worked out once so that page, mail and text agree. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import jpholiday

from aggregator.i18n import WEEKDAYS, Translate, translator
from aggregator.model import Change, Digest, Event, Fit, Format, Interval, Item, Price, Rejected, SourceState, Status
from aggregator.render.addlinks import Entry, google
from aggregator.render.changes import sentence
from aggregator.render.doubts import doubts
from aggregator.render.sources import source_lines
from aggregator.render.sun import sunrise

_UNSAFE: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SEALS: Final[tuple[tuple[str, str, frozenset[str]], ...]] = (
    ("asa", "朝", frozenset({"morning_activity"})),
    (
        "kou",
        "交",
        frozenset({"networking", "cross_industry", "same_industry", "party", "lunch", "tea", "company_event"}),
    ),
    (
        "ben",
        "学",
        frozenset(
            {
                "study_group",
                "mokumoku",
                "lt_meetup",
                "seminar",
                "workshop",
                "hands_on",
                "conference",
                "hackathon",
                "reading_circle",
                "reading_club",
                "pitch",
            }
        ),
    ),
)
_HOBBY: Final = ("shu", "趣")
FEW: Final = 5
SOON: Final = timedelta(days=3)


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
    seats: str
    deadline: str
    calendar: str | None
    pick: int | None
    different: bool
    collapsed: int
    saved: bool
    why: tuple[tuple[str, str], ...]

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
    sunrise: str
    made: str
    picks: tuple[Row, ...]
    days: tuple[Day, ...]
    undated: tuple[Row, ...]
    folded: tuple[Row, ...]
    notices: tuple[Notice, ...]
    out: tuple[Out, ...]
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


def clean(text: str | None) -> str:
    """``text`` in NFC on one line, without control and bidirectional formatting characters, which could reorder what follows."""
    return " ".join(_UNSAFE.sub("", unicodedata.normalize("NFC", text or "")).split())


def make_view(digest: Digest) -> View:
    """The view of ``digest`` in its profile's language."""
    return _Viewer(digest).view()


class _Viewer:
    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.language = digest.profile.language
        self.say: Translate = translator(self.language)
        self.zone = ZoneInfo(digest.profile.zone)

    def view(self) -> View:
        digest = self.digest
        rows = [self.row(item) for item in digest.items]
        good = tuple(state for state in digest.sources if state.ok)
        return View(
            language=self.language,
            day=digest.day,
            weekday=self.weekday(digest.day),
            lead=self.lead(),
            sunrise=sunrise(digest.day, self.zone),
            made=self.clock(digest.made),
            picks=tuple(sorted((row for row in rows if row.pick), key=lambda row: row.pick or 0)),
            days=tuple(self.days(rows)),
            undated=tuple(row for row in rows if row.day is None),
            folded=tuple(self.row(item) for item in digest.folded),
            notices=tuple(notice for item in digest.notices if (notice := self.notice(item))),
            out=tuple(self.out(one) for one in digest.rejected),
            sources=digest.sources,
            good=good,
            troubles=tuple(source_lines(digest.sources, self.say, self.zone)),
            counts=self.counts(rows),
            slots=digest.free.slots,
            always=digest.free.always,
            order=tuple(row.id for row in rows),
        )

    # -- days

    def weekday(self, day: date) -> str:
        return WEEKDAYS[self.language][day.weekday()]

    def day_words(self, day: date) -> str:
        if self.language == "en":
            return f"{day:%b} {day.day} ({self.weekday(day)})"
        holiday = "・祝" if jpholiday.is_holiday(day) else ""
        return f"{day.month}月{day.day}日（{self.weekday(day)}{holiday}）"

    def relative(self, day: date) -> str:
        words = {0: self.say("今日"), 1: self.say("明日"), 2: self.say("あさって")}
        return words.get((day - self.digest.day).days, "")

    def lead(self) -> str:
        """One line of context: a holiday today, or the next within three days and how many days off it makes."""
        today = self.digest.day
        if name := jpholiday.is_holiday_name(today):
            return self.say("今日は{name}です。").format(name=name)
        for ahead in range(1, 4):
            day = today + timedelta(days=ahead)
            if name := jpholiday.is_holiday_name(day):
                return self.say("{day}は{name}です。").format(day=self.relative(day) or self.day_words(day), name=name)
        return ""

    def days(self, rows: Sequence[Row]) -> Iterable[Day]:
        for day in sorted({row.day for row in rows if row.day is not None}):
            own = sorted(
                (row for row in rows if row.day == day),
                key=lambda row: (not row.all_day, row.start or datetime.max.replace(tzinfo=self.zone), row.id),
            )
            yield Day(
                day,
                self.day_words(day),
                self.relative(day),
                jpholiday.is_holiday_name(day) or "",
                self.free_words(day),
                tuple(own),
            )

    def free_words(self, day: date) -> str:
        """The free stretches of a day: ``9:00–12:30``; an evening that ends in the small hours belongs to its own day."""
        midnight = datetime.combine(day, time(), self.zone)
        noon, after = midnight + timedelta(hours=12), midnight + timedelta(days=1)
        own = [one for one in self.digest.free.slots if one.start < after and (one.start >= midnight or one.end > noon)]
        if any(one.start <= midnight and one.end >= after for one in own):
            return self.say("終日")
        return self.say("、").join(f"{self.clock(max(one.start, midnight))}–{self.clock(one.end)}" for one in own)

    def clock(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{local.hour}:{local.minute:02}"

    # -- rows

    def row(self, item: Item) -> Row:
        ranked, match = item.ranked, item.ranked.match
        listing, event = match.listing, match.listing.event
        sitting = match.occurrence
        start = sitting.start if sitting else event.start
        start = start.astimezone(self.zone) if start else None
        end = sitting.end if sitting else event.end
        end = end.astimezone(self.zone) if end else None
        all_day = sitting.all_day if sitting else event.all_day
        category, seal, category_name = self.category(event)
        off = event.status in (Status.CANCELLED, Status.POSTPONED)
        return Row(
            id=anchor(listing.id),
            listing=listing.id,
            title=clean(event.title),
            url=event.url,
            day=max(start.date(), self.digest.day) if start else None,
            start=start,
            end=end,
            clock=self.clock_words(start, all_day=all_day, unknown=event.clock_unknown),
            day_words=self.when_words(start, end, all_day=all_day),
            all_day=all_day,
            clock_unknown=all_day and event.clock_unknown,
            category=category,
            seal=seal,
            category_name=category_name,
            place=self.place(event),
            area=self.area(event),
            minutes=match.travel_minutes if event.format is not Format.ONLINE else None,
            price=self.price(event.price),
            free=event.price is not None and event.price.min == 0,
            sources=tuple(dict.fromkeys(clean(copy.source) for copy in listing.copies)) or (clean(event.source),),
            organiser=clean(event.organiser),
            badges=tuple(self.badges(item, off=off)),
            fits=match.fit is Fit.FITS and not off,
            tight=match.fit is Fit.TIGHT and not off,
            off=off,
            note=self.note(item.changes),
            doubts=tuple(clean(one) for one in doubts(event, self.say, self.zone)[:2]),
            caution=self.caution(item),
            confirmed=tuple(clean(one) for one in match.cautions.confirmed),
            reasons=tuple(clean(reason) for reason in ranked.reasons),
            fit_words=clean(match.fit_words),
            purpose=clean(match.purpose_line),
            seats=self.seats(event),
            deadline=self.deadline(event),
            calendar=self.calendar(event, start, end, all_day=all_day) if not off else None,
            pick=ranked.pick,
            different=ranked.different,
            collapsed=ranked.collapsed,
            saved=item.saved,
            why=tuple((clean(part.reason), f"{part.points:+.0f}") for part in match.parts if part.reason),
        )

    def category(self, event: Event) -> tuple[str, str, str]:
        """Key, sign and name of the sort of meeting; in English the sign is the name's first letter."""
        key, seal = next(((key, seal) for key, seal, kinds in _SEALS if kinds.intersection(event.kinds)), _HOBBY)
        say = self.say
        name = {"asa": say("朝活"), "kou": say("交流会"), "ben": say("勉強会"), "shu": say("趣味")}[key]
        return key, seal if self.language == "ja" else name[0].upper(), name

    def clock_words(self, start: datetime | None, *, all_day: bool, unknown: bool) -> str:
        if start is None:
            return self.say("未定")
        if all_day:
            return self.say("時刻未定") if unknown else self.say("終日")
        return self.clock(start)

    def when_words(self, start: datetime | None, end: datetime | None, *, all_day: bool) -> str:
        if start is None:
            return self.say("日時は告知を見てください")
        relative = self.relative(start.date())
        day = f"{relative} {self.day_words(start.date())}" if relative else self.day_words(start.date())
        if all_day:
            last = (end - timedelta(days=1)).date() if end else start.date()
            return day if last <= start.date() else f"{day}–{self.day_words(last)}"
        clock = f"{' ' if self.language == 'en' else ''}{self.clock(start)}–"
        if end is None:
            return f"{day}{clock}"
        next_day = self.say("翌") if end.date() > start.date() else ""
        return f"{day}{clock}{next_day}{self.clock(end)}"

    def place(self, event: Event) -> str:
        if event.format is Format.ONLINE:
            return self.say("オンライン")
        if event.place is None:
            return self.say("場所は告知を見てください") if event.format is None else self.say("会場未定")
        return clean(event.place.name or event.place.address or event.place.city or event.place.prefecture)

    def area(self, event: Event) -> str:
        if event.format is Format.ONLINE:
            return self.say("オンライン")
        if event.place is None:
            return self.say("場所不明")
        return clean(event.place.station or event.place.city or event.place.name or event.place.prefecture)

    def price(self, price: Price | None) -> str:
        if price is None or price.min is None:
            return self.say("参加費は告知に") if price is None or not price.donation else self.say("カンパ制")
        if price.min == 0 and (price.max or 0) == 0:
            return self.say("カンパ制") if price.donation else self.say("無料")
        low = self.say("無料") if price.min == 0 else self.yen(price.min, price.currency)
        if price.max is None:
            return f"{low}〜"
        return low if price.max == price.min else f"{low}〜{self.yen(price.max, price.currency)}"

    def yen(self, amount: int, currency: str) -> str:
        return self.say("{amount:,}円").format(amount=amount) if currency == "JPY" else f"{amount:,} {currency}"

    def badges(self, item: Item, *, off: bool) -> Iterable[Badge]:
        """At most two, the weightier first; always words."""
        event, found = item.ranked.match.listing.event, []
        if event.status is Status.CANCELLED:
            found.append(Badge(self.say("中止"), "cancel"))
        elif event.status is Status.POSTPONED:
            found.append(Badge(self.say("延期"), "cancel"))
        elif item.ranked.match.listing.gone:
            found.append(Badge(self.say("確認中"), "changed"))
        elif item.changes:
            found.append(Badge(self.say("変更"), "changed"))
        if not off and event.status in (Status.FULL, Status.WAITLIST):
            found.append(Badge(self.say("満席") if event.status is Status.FULL else self.say("キャンセル待ち"), "few"))
        left = _left(event)
        if not off and left is not None and 0 < left <= FEW:
            found.append(Badge(self.say("残り{n}席").format(n=left), "few"))
        if not off and event.deadline is not None and timedelta(0) <= event.deadline - self.digest.made <= SOON:
            found.append(Badge(self.say("締切 {when}").format(when=self.deadline(event)), "dl"))
        if item.new:
            found.append(Badge(self.say("新着"), "new"))
        return found[:2]

    def seats(self, event: Event) -> str:
        left = _left(event)
        if left is None:
            return self.say("定員{n}名").format(n=event.capacity) if event.capacity else ""
        return self.say("残り{left}/{all}席").format(left=left, all=event.capacity)

    def deadline(self, event: Event) -> str:
        if event.deadline is None or event.deadline < self.digest.made:
            return ""
        local = event.deadline.astimezone(self.zone)
        day = self.relative(local.date()) or f"{local.month}/{local.day}"
        return f"{day} {local.hour}:{local.minute:02}" if (local.hour, local.minute) != (23, 59) else day

    def note(self, changes: Sequence[Change]) -> str:
        """Field by field what changed."""
        told = (clean(sentence(change, self.say, self.zone)) for change in changes)
        return self.say("、").join(dict.fromkeys(filter(None, told)))

    def caution(self, item: Item) -> str:
        """The signs with the quoted words; empty if the reader has looked into this organiser."""
        match = item.ranked.match
        if match.cautions.level == "ok" or match.listing.event.organiser in self.digest.profile.dismissed_organisers:
            return ""
        quoted = list(dict.fromkeys(clean(word) for one in match.cautions.found for word in one.words))[:3]
        if not quoted:
            return clean(self.say("／").join(one.say for one in match.cautions.found[:2]))
        return self.say("この告知には{words}と書かれています").format(words="".join(f"「{word}」" for word in quoted))

    def calendar(self, event: Event, start: datetime | None, end: datetime | None, *, all_day: bool) -> str | None:
        """A link that puts the event into Google Calendar; it works without any server of ours."""
        if start is None:
            return None
        zone, place = self.digest.profile.zone, self.place(event)
        return google(Entry(clean(event.title), start, end, all_day, zone, place, event.url or ""))

    # -- the rest

    def notice(self, item: Item) -> Notice | None:
        row = self.row(item)
        event = item.ranked.match.listing.event
        saved = self.say("保存済みの ") if item.saved else ""
        when = f"{row.start.day}日 " if row.start and self.language == "ja" else ""
        if event.status in (Status.CANCELLED, Status.POSTPONED):
            text = self.say("中止") if event.status is Status.CANCELLED else self.say("延期")
            return Notice(Badge(text, "cancel"), f"{saved}{when}{row.title}", row.url)
        if row.note:
            badge = self.say("確認中") if item.ranked.match.listing.gone else self.say("変更")
            return Notice(Badge(badge, "changed"), f"{saved}{row.title}　{row.note}", row.url)
        if row.deadline:
            return Notice(Badge(self.say("今日締切"), "dl"), f"{row.title} {row.deadline}", row.url)
        return None

    def out(self, one: Rejected) -> Out:
        return Out(
            clean(one.listing.event.title), one.listing.event.url, clean(one.reason), clean(one.remedy), one.rule
        )

    def counts(self, rows: Sequence[Row]) -> dict[str, int]:
        digest = self.digest
        return {
            "total": len(rows),
            "fit": sum(row.fits or row.tight for row in rows),
            "new": sum(item.new for item in digest.items),
            "deadline": sum(any(badge.kind == "dl" for badge in row.badges) for row in rows),
            "changed": sum(bool(item.changes) for item in digest.items)
            + sum(1 for item in digest.notices if item.ranked.position == 0),
            "read": digest.read,
            "merged": digest.merged,
            "dropped": digest.dropped,
            "out": len(digest.rejected),
            "ok": sum(state.ok for state in digest.sources),
            "sources": len(digest.sources),
        }


def _left(event: Event) -> int | None:
    if event.capacity is None or event.accepted is None:
        return None
    return max(0, event.capacity - event.accepted)


def anchor(listing: str) -> str:
    """A short stable name for a listing, fit for an HTML id and for typing."""
    return "e" + hashlib.sha256(listing.encode()).hexdigest()[:8]
