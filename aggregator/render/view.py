"""Digest -> what the templates show: words, times and badges, worked out once so that page, mail and text agree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, short_day, translator
from aggregator.model import Change, Digest, Event, Fit, Format, Item, Match, Status
from aggregator.render.addlinks import Entry, google
from aggregator.render.caution import caution_words
from aggregator.render.changes import sentence
from aggregator.render.doubts import doubts
from aggregator.render.shown import Badge, Day, Notice, Row, View, anchor, clean
from aggregator.render.sources import source_lines
from aggregator.render.sun import sunrise
from aggregator.render.words import Words

FEW: Final = 5
SOON: Final = timedelta(days=3)
_CALLED_OFF: Final = re.compile(
    r"^[【［\[(（〔〈《≪<＜](?:開催|公演)?(?:中止|延期)(?:の?お?知らせ)?[】］\])）〕〉》≫>＞]\s*"
)
"""What a title says of itself where the badge beside it says the same."""


def make_view(digest: Digest) -> View:
    """The view of ``digest`` in its profile's language."""
    return _Viewer(digest).view()


class _Viewer:
    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.language = digest.profile.language
        self.say: Translate = translator(self.language)
        self.zone = ZoneInfo(digest.profile.zone)
        self.words = Words(self.language, self.zone, digest.day, digest.made)

    def view(self) -> View:
        digest = self.digest
        rows = [self.row(item) for item in digest.items]
        good = tuple(state for state in digest.sources if state.ok)
        return View(
            language=self.language,
            day=digest.day,
            weekday=self.words.weekday(digest.day),
            lead=self.lead(),
            heading="" if rows else self.heading(),
            nothing="" if rows else self.nothing(),
            sunrise=sunrise(digest.day, self.zone),
            made=self.words.clock(digest.made),
            picks=tuple(sorted((row for row in rows if row.pick), key=lambda row: row.pick or 0)),
            days=tuple(self.days(rows)),
            undated=tuple(row for row in rows if row.day is None),
            folded=tuple(self.row(item) for item in digest.folded),
            notices=tuple(notice for item in digest.notices if (notice := self.notice(item))),
            rejected=digest.rejected,
            sources=digest.sources,
            good=good,
            troubles=(*source_lines(digest.sources, self.say, self.zone), *self.unread()),
            counts=self.counts(rows),
            slots=digest.free.slots,
            always=digest.free.always,
            order=tuple(row.id for row in rows),
        )

    def unread(self) -> Iterable[tuple[str, str]]:
        """Name and sentence for each of the own calendars that could not be read."""
        for name, why in self.digest.unread:
            yield self.say("予定表 {name}").format(name=clean(name)), f"{why}{self.say('確かめるには: asagao check')}"

    # -- days

    def lead(self) -> str:
        """One line of context: a holiday today, or the next within three days and how many days off it makes."""
        today = self.digest.day
        if name := self.words.holiday(today):
            return self.say("今日は{name}です。").format(name=name)
        for ahead in range(1, 4):
            day = today + timedelta(days=ahead)
            if name := self.words.holiday(day):
                return self.say("{day}は{name}です。").format(
                    day=self.words.relative(day) or self.words.day_words(day), name=name
                )
        return ""

    def heading(self) -> str:
        """What a day without events begins with; changes stand right below it."""
        if self.digest.notices:
            return self.say("今日お知らせする会はありませんが、変わったことがあります。")
        return self.say("今日お知らせする会はありません。")

    def nothing(self) -> str:
        """What to do about a day without events."""
        if not self.digest.sources:
            return self.say("取得元がまだありません。asagao sources add アドレス で足せます。")
        if not self.digest.read:
            return self.say("まだ何も読めていません。取得元の様子を下で確かめてください。")
        text = self.say("{n}件を調べました。")
        if self.digest.rejected:
            text = self.say("{n}件を調べました。条件をゆるめると増えます（下の「落選」に理由があります）。")
        return text.format(n=self.digest.read)

    def days(self, rows: Sequence[Row]) -> Iterable[Day]:
        for day in sorted({row.day for row in rows if row.day is not None}):
            own = sorted(
                (row for row in rows if row.day == day),
                key=lambda row: (not row.all_day, row.start or datetime.max.replace(tzinfo=self.zone), row.id),
            )
            yield Day(
                day,
                self.words.day_words(day),
                self.words.relative(day),
                self.words.holiday(day),
                self.free_words(day),
                tuple(own),
            )

    def free_words(self, day: date) -> str:
        """The free stretches of a day: ``9:00–12:30``; an evening that ends in the small hours belongs to its own day.

        What goes on through the next day is shown up to midnight: the rest is that day's.
        """
        midnight = datetime.combine(day, time(), self.zone)
        noon, after = timedelta(hours=12), midnight + timedelta(days=1)
        own = [
            one
            for one in self.digest.free.slots
            if one.start < after and (one.start >= midnight or one.end > midnight + noon)
        ]
        if any(one.start <= midnight and one.end >= after for one in own):
            return self.say("終日")
        return self.say("、").join(
            f"{self.words.clock(max(one.start, midnight))}–{'24:00' if one.end > after + noon else self.words.clock(one.end)}"
            for one in own
        )

    # -- rows

    def row(self, item: Item) -> Row:
        ranked, match = item.ranked, item.ranked.match
        listing, event, wording = match.listing, match.listing.event, match.wording()
        sitting = match.occurrence
        start = sitting.start if sitting else event.start
        start = start.astimezone(self.zone) if start else None
        end = sitting.end if sitting else event.end
        end = end.astimezone(self.zone) if end else None
        all_day = sitting.all_day if sitting else event.all_day
        category, seal, category_name = self.words.category(event)
        off = event.status in (Status.CANCELLED, Status.POSTPONED)
        return Row(
            id=anchor(listing.id),
            listing=listing.id,
            title=clean(event.title),
            url=event.url,
            day=max(start.date(), self.digest.day) if start else None,
            start=start,
            end=end,
            clock=self.words.clock_words(start, all_day=all_day, unknown=event.clock_unknown),
            day_words=self.words.when_words(start, end, all_day=all_day),
            all_day=all_day,
            clock_unknown=all_day and event.clock_unknown,
            category=category,
            seal=seal,
            category_name=category_name,
            place=self.words.place(event),
            area=self.words.area(event),
            minutes=match.travel_minutes if event.format is not Format.ONLINE else None,
            price=self.words.price(event.price),
            free=event.price is not None and event.price.min == 0,
            sources=tuple(dict.fromkeys(clean(copy.source) for copy in listing.copies)) or (clean(event.source),),
            others=tuple(
                (clean(copy.source), copy.url) for copy in listing.copies if copy.url and copy.url != event.url
            ),
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
            fit_words=clean(wording.fit),
            purpose=clean(wording.purpose),
            purpose_reason=clean(_purpose_reason(match)) if wording.purpose else "",
            seats=self.words.seats(event),
            deadline=self.words.deadline(event),
            calendar=self.calendar(event, start, end, all_day=all_day) if not off else None,
            pick=ranked.pick,
            different=ranked.different,
            collapsed=ranked.collapsed,
            saved=item.saved,
            why=tuple((clean(part.reason), f"{part.points:+.0f}") for part in match.parts if part.reason),
        )

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
        left = event.seats_left
        if not off and left is not None and 0 < left <= FEW:
            found.append(Badge(self.say("残り{n}席").format(n=left), "few"))
        if not off and event.deadline is not None and timedelta(0) <= event.deadline - self.digest.made <= SOON:
            found.append(Badge(self.say("締切 {when}").format(when=self.words.deadline(event)), "dl"))
        if item.new:
            found.append(Badge(self.say("新着"), "new"))
        return found[:2]

    def note(self, changes: Sequence[Change]) -> str:
        """Field by field what changed."""
        told = (clean(sentence(change, self.say, self.zone)) for change in changes)
        return self.say("、").join(dict.fromkeys(filter(None, told)))

    def caution(self, item: Item) -> str:
        """The signs with the quoted words and the reasons; empty if the reader has looked into this organiser."""
        match = item.ranked.match
        if match.listing.event.organiser in self.digest.profile.dismissed_organisers:
            return ""
        return caution_words(match.cautions, self.language)

    def calendar(self, event: Event, start: datetime | None, end: datetime | None, *, all_day: bool) -> str | None:
        """A link that puts the event into Google Calendar; it works without any server of ours."""
        if start is None:
            return None
        zone, place = self.digest.profile.zone, self.words.place(event)
        return google(Entry(clean(event.title), start, end, all_day, zone, place, event.url or ""))

    # -- the rest

    def notice(self, item: Item) -> Notice | None:
        row = self.row(item)
        event = item.ranked.match.listing.event
        saved = self.say("保存済みの ") if item.saved else ""
        when = f"{short_day(row.start, self.language)} " if row.start else ""
        if event.status in (Status.CANCELLED, Status.POSTPONED):
            text = self.say("中止") if event.status is Status.CANCELLED else self.say("延期")
            title = _CALLED_OFF.sub("", row.title) or row.title
            return Notice(Badge(text, "cancel"), f"{saved}{when}{title}", row.url)
        if row.note:
            badge = self.say("確認中") if item.ranked.match.listing.gone else self.say("変更")
            told = any(change.field == "start" for change in item.changes)
            return Notice(Badge(badge, "changed"), f"{saved}{'' if told else when}{row.title}　{row.note}", row.url)
        if row.deadline and event.deadline is not None:
            closes = self.words.clock(event.deadline)
            until = "" if closes == "23:59" else f"　{self.say('{clock}まで').format(clock=closes)}"
            return Notice(Badge(self.say("今日締切"), "dl"), f"{saved}{when}{row.title}{until}", row.url)
        return None

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


def _purpose_reason(match: Match) -> str:
    """The reason that the line on the purpose tells in full; none where several purposes are served."""
    told = [part.reason for part in match.parts if part.name.startswith("purpose:") and part.reason]
    return told[0] if len(told) == 1 else ""
