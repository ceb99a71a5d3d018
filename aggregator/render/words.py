"""The words for one event's day, clock, place and price, in the reader's language and zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import jpholiday

from aggregator.i18n import WEEKDAYS, Translate, bare_clock, bare_day, short_day, translator, yen
from aggregator.model import Event, Format, Price
from aggregator.render.shown import clean

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


@dataclass(frozen=True, slots=True)
class Words:
    """How things are said to one reader: ``today`` is the day of the digest, ``now`` the moment it was made."""

    language: str
    zone: ZoneInfo
    today: date
    now: datetime

    @property
    def say(self) -> Translate:
        """The reader's translator."""
        return translator(self.language)

    def weekday(self, day: date) -> str:
        """The short name of the day of the week."""
        return WEEKDAYS[self.language][day.weekday()]

    def day_words(self, day: date) -> str:
        """``7月20日（月・祝）``, or ``Jul 20 (Mon)``."""
        if self.language == "en":
            return f"{day:%b} {day.day} ({self.weekday(day)})"
        holiday = "・祝" if jpholiday.is_holiday(day) else ""
        return f"{day.month}月{day.day}日（{self.weekday(day)}{holiday}）"

    def relative(self, day: date) -> str:
        """``今日``, ``明日``, ``あさって``; empty for other days."""
        words = {0: self.say("今日"), 1: self.say("明日"), 2: self.say("あさって")}
        return words.get((day - self.today).days, "")

    def holiday(self, day: date) -> str:
        """The name of a national holiday (国民の祝日に関する法律, English after the Cabinet Office); empty on other days."""
        name, _, instead = (jpholiday.is_holiday_name(day) or "").partition(" ")
        english = _holidays(self.say).get(name, name)
        return f"{english} {self.say('振替休日')}" if instead else english

    def clock(self, moment: datetime) -> str:
        """The time of day in the reader's zone: ``9:05``."""
        return bare_clock(moment.astimezone(self.zone))

    def category(self, event: Event) -> tuple[str, str, str]:
        """Key, sign and name of the sort of meeting; in English the sign is the name's first letter."""
        key, seal = next(((key, seal) for key, seal, kinds in _SEALS if kinds.intersection(event.kinds)), _HOBBY)
        say = self.say
        name = {"asa": say("朝活"), "kou": say("交流会"), "ben": say("勉強会"), "shu": say("趣味")}[key]
        return key, seal if self.language == "ja" else name[0].upper(), name

    def clock_words(self, start: datetime | None, *, all_day: bool, unknown: bool) -> str:
        """The start as it stands in the first column: a clock, or that there is none."""
        if start is None:
            return self.say("未定")
        if all_day:
            return self.say("時刻未定") if unknown else self.say("終日")
        return self.clock(start)

    def when_words(self, start: datetime | None, end: datetime | None, *, all_day: bool) -> str:
        """Day and clock of the whole event, with its end where it is known."""
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
        days = (end.date() - start.date()).days
        next_day = self.say("翌") if days == 1 else f"{self.day_words(end.date())} " if days > 1 else ""
        return f"{day}{clock}{next_day}{self.clock(end)}"

    def place(self, event: Event) -> str:
        """Where it is: the house before its address, the address before its town."""
        if event.format is Format.ONLINE:
            return self.say("オンライン")
        if event.place is None:
            return self.say("場所は告知を見てください") if event.format is None else self.say("会場未定")
        return clean(event.place.name or event.place.address or event.place.city or event.place.prefecture)

    def area(self, event: Event) -> str:
        """Where it is, in a word: the station before the town."""
        if event.format is Format.ONLINE:
            return self.say("オンライン")
        if event.place is None:
            return self.say("場所不明")
        return clean(event.place.station or event.place.city or event.place.name or event.place.prefecture)

    def price(self, price: Price | None) -> str:
        """What it costs at least and at most."""
        if price is None or price.min is None:
            return self.say("参加費は告知に") if price is None or not price.donation else self.say("カンパ制")
        if price.min == 0 and (price.max or 0) == 0:
            return self.say("カンパ制") if price.donation else self.say("無料")
        low = self.say("無料") if price.min == 0 else self.yen(price.min, price.currency)
        if price.max is None:
            return f"{low}〜"
        return low if price.max == price.min else f"{low}〜{self.yen(price.max, price.currency)}"

    def yen(self, amount: int, currency: str) -> str:
        """An amount of money in its currency."""
        return yen(amount, self.say) if currency == "JPY" else f"{amount:,} {currency}"

    def seats(self, event: Event) -> str:
        """Seats left of all, or how many there are; empty where neither is told."""
        left = event.seats_left
        if left is None:
            return self.say("定員{n}名").format(n=event.capacity) if event.capacity else ""
        return self.say("残り{left}/{all}席").format(left=left, all=event.capacity)

    def deadline(self, event: Event) -> str:
        """When registration closes: ``明日 18:00``; empty if unknown or over."""
        if event.deadline is None or event.deadline < self.now:
            return ""
        local = event.deadline.astimezone(self.zone)
        day = self.relative(local.date()) or bare_day(local)
        return f"{day} {bare_clock(local)}" if (local.hour, local.minute) != (23, 59) else day


def start_words(event: Event, zone: ZoneInfo, language: str) -> str:
    """The start in as few letters as a list has room for: ``12/5(土) 10:00``, ``12/5 (Sat) 10:00``; of a whole day, the day."""
    if event.start is None:
        return translator(language)("日時不明")
    start = event.start.astimezone(zone)
    day = short_day(start.date(), language)
    return day if event.all_day else f"{day} {bare_clock(start)}"


def _holidays(say: Translate) -> dict[str, str]:
    return {
        "元日": say("元日"),
        "成人の日": say("成人の日"),
        "建国記念の日": say("建国記念の日"),
        "天皇誕生日": say("天皇誕生日"),
        "春分の日": say("春分の日"),
        "昭和の日": say("昭和の日"),
        "憲法記念日": say("憲法記念日"),
        "みどりの日": say("みどりの日"),
        "こどもの日": say("こどもの日"),
        "海の日": say("海の日"),
        "山の日": say("山の日"),
        "敬老の日": say("敬老の日"),
        "秋分の日": say("秋分の日"),
        "スポーツの日": say("スポーツの日"),
        "文化の日": say("文化の日"),
        "勤労感謝の日": say("勤労感謝の日"),
        "国民の休日": say("国民の休日"),
    }
