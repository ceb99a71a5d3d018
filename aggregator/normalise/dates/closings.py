"""The days up to which one might be able to sign up: those that were found, and those told from the event or by the end of a month. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from typing import Final, NamedTuple

from aggregator.model import Precision
from aggregator.normalise.dates.clock import Clock
from aggregator.normalise.dates.clocks import scan_clocks
from aggregator.normalise.dates.day import WEEKDAYS, Day
from aggregator.normalise.dates.making import Maker
from aggregator.normalise.dates.model import Moment
from aggregator.normalise.dates.numbers import KANJI, SMALL, number, numerals
from aggregator.normalise.dates.occasion import Occasion
from aggregator.normalise.dates.roles import Use
from aggregator.normalise.dates.rules import last_day, shift
from aggregator.normalise.dates.vocabulary import MONTHS
from aggregator.normalise.dates.years import make_day, nearest
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.text import Text

_NEEDED: Final = Needed(
    {
        "event": ("前日", "前々日", "前の日", "当日", "日前", "週間前", "月前", "day before"),
        "month": ("月いっぱい", "月一杯", "月末", "月中", "月内", "年内", "年末", "今年いっぱい", "前月"),
        "week": ("週いっぱい", "週中"),
        "weekday": ("曜",),
        "dotted": ("まで", "締", "〆", "close"),
    }
)
"""With one of these a day can be told so."""
_ENDS: Final = r"(?=に|まで|$|[、。\s!])"
_FORMS: Final = {
    "event": re.compile(led("前当d日週月", r"(?P<w>前々日|前日|前の日|当日|day before)|(?:日|週間|月)前")),
    "month": re.compile(
        led(
            "月年今前",
            rf"月(?:いっぱい|一杯|末日?|中{_ENDS}|内{_ENDS})|(?P<y>年[内末]|今年いっぱい){_ENDS}"
            rf"|(?P<f>前月)の?(?:末日?|(?P<d>{SMALL})日)",
        )
    ),
    "week": re.compile(led("今来", rf"(?P<w>今週|来週)(?:いっぱい|中{_ENDS})")),
    "weekday": re.compile(
        rf"(?<=[{WEEKDAYS}])(?<![\d日週・/月火水木金土第毎(].)曜日?"
        r"(?=(?:中|いっぱい)?(?:まで|締|〆)|の[^\n。、]{1,12}?(?:まで|締|〆))"
    ),
    "dotted": re.compile(
        led(
            "1-9cC",
            r"(?i:close)s?\W{0,3}(?P<cm>1[0-2]|[1-9])\.(?P<cd>\d{1,2})(?![\d.])"
            r"|(?<![\d./])(?P<dm>1[0-2]|[1-9])\.(?P<dd>\d{1,2})(?=\s?(?:\([^()\n]{1,4}\))?\s?(?:まで|締|〆))",
        )
    ),
}
"""前日, 3日前; 11月末, 年内; 今週中; 木曜の夜まで; CLOSE 12.8, 12.8〆切."""
_COUNTED: Final = re.compile(rf"(?P<n>{SMALL})\s?(?P<u>[かヶカヵ]?)$")
_OF_MONTH: Final = re.compile(rf"(?:(?<![\d{KANJI}])(?P<m>{SMALL})|(?P<w>[今来当翌]))$")
_LED: Final = re.compile(r"(?:開催月?|イベント|実施)?(?:日の?|の)?$")
_LONGEST: Final = 10
"""Characters that may stand before the words that tell such a day and belong to it: 開催日の3, 十一."""
_CLOSING: Final = re.compile(
    led(
        "ま迄締〆しい期必消厳閉終打中内最リク(bcdBCDuUrR",
        r"まで|迄|締|〆|しめ|最終|\(~|いっぱい|期限|期日|必着|消印|厳守|閉[じめ]|終了|打ち?切|中に|内に|リミット|クローズ|(?i:by\b|clos|deadline|due|until|rsvp)",
    )
)
"""Without one of these near it no day that rules hold for another thing is the deadline."""
_CLOSING_REACH: Final = 32
_HELD: Final = frozenset({Use.EVENT, Use.START, Use.PAST, Use.PARTY})
_CLOCK_NEXT: Final = re.compile(
    rf"[の、\s(]{{0,2}}(?:[)月火水木金土日曜・,祝]{{1,6}}[)\s]{{0,2}})?の?\s?"
    rf"(?:午前|午後|朝|昼|お昼|夕方|夜|深夜|正午|早朝)?\s?(?:[\d{KANJI}]{{1,3}}\s?(?::\d\d|時(?:半|[\d{KANJI}]{{1,3}}分)?)|(?<=正午))?(?:頃|ごろ)?"
)
"""The weekday, the part of the day and the clock that stand behind a day."""
_NEXT: Final = re.compile(r"(?:(?!まで)[^\d\n。~-])*+")
_NEAR: Final = 14
"""Characters between a day and its clock."""
_BACK: Final = {"当日": 0, "前日": 1, "前の日": 1, "day before": 1, "前々日": 2}
_MOST_BACK: Final = 90
_UNITS: Final = {"日前": 1, "週間前": 7, "月前": 0}
_MONTHS: Final = 12
_BESIDE: Final = 2
"""Characters behind a day within which a weekday is its own."""
_MOST: Final = 24
"""Days of a text that are weighed."""


class Closing(NamedTuple):
    """A day, or a clock of it, with the stretch of the text that it stands in; ``one``: the occasion that it was found as."""

    value: datetime | date
    start: int
    end: int
    one: Occasion | None = None
    kind: str = "day"

    @property
    def day(self) -> date:
        """The day on which it lies."""
        return self.value.date() if isinstance(self.value, datetime) else self.value

    def moment(self, text: Text) -> Moment:
        """It with its words."""
        precision = Precision.MINUTE if isinstance(self.value, datetime) else Precision.DAY
        return Moment(self.value, precision, self.start, self.end, text.quote(self.start, self.end))


class _Stretches:
    """Stretches of a text that are asked again and again what overlaps them."""

    def __init__(self, found: Iterable[tuple[int, int]]) -> None:
        told = sorted(set(found))
        self._starts = [start for start, _ in told]
        self._ends = list(accumulate((end for _, end in told), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them holds a part of what stands from ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def closings(
    text: Text, found: Sequence[Occasion], events: Sequence[Occasion], start: Moment | None, on: date, zone: tzinfo
) -> list[Closing]:
    """The candidates: none of the event's own days, and no day of something else by which nothing closes."""
    folded = text.folded
    likely = _NEEDED(folded)
    told: list[Closing] = []
    if likely:
        beside = _Stretches((day.start, day.end + _BESIDE + 1) for one in found for day in _days(one))
        own = _Stretches((day.start, day.end) for one in events for day, _ in one.days)
        told = [one for name in _FORMS if name in likely for one in _told(name, folded, beside, start, on, zone)]
        told = [one for one in told if not own.overlap(one.start, one.end)]
    taken = _Stretches((one.start, one.end) for one in told)
    maker: Maker | None = None
    for one in found[:_MOST]:
        if one.use is not Use.DEADLINE and not _may_close(one, events, folded):
            continue
        maker = maker or Maker(text, zone)
        closing = _found(one, folded, maker, start, on)
        if not taken.overlap(closing.start, closing.end):
            told.append(closing)
    return told


def _may_close(one: Occasion, events: Sequence[Occasion], folded: str) -> bool:
    """Whether a day that is no deadline by rules may be one: not the event's, and something closes near it."""
    if one.use in _HELD or any(one is event for event in events):
        return False
    token, _ = one.last or one.days[-1]
    low, high = max(0, one.days[0][0].start - _CLOSING_REACH), token.end + _CLOSING_REACH
    return _CLOSING.search(folded, low, high) is not None


def _found(one: Occasion, folded: str, maker: Maker, start: Moment | None, on: date) -> Closing:
    """An occasion as a candidate."""
    first, (token, _) = one.days[0][0], one.last or one.days[-1]
    day, begin = maker.last_day(one, start), (first if one.last is not None else token).start
    if start is not None and one.inferred and day > start.day:
        earlier = make_day(day.year - 1, day.month, day.day)
        day = earlier if earlier is not None and on <= earlier <= start.day else day
    clock = _clock(one, folded, token.end) or _behind(folded, token.end)
    return Closing(_at(day, clock, maker.zone), begin, clock.end if clock is not None else token.end, one)


def _clock(one: Occasion, folded: str, at: int) -> Clock | None:
    """The clock of an occasion that stands right behind its last day, which ends ``at``."""
    if not one.timed:
        return None
    clocks = [clock for sitting in one.sittings for clock in (sitting.start, sitting.end)]
    for clock in (*clocks, one.doors, one.finale):
        if clock is not None and 0 <= clock.start - at <= _NEAR and _NEXT.fullmatch(folded, at, clock.start):
            return clock
    return None


def _at(day: date, clock: Clock | None, zone: tzinfo) -> datetime | date:
    """A day, or the moment of its clock."""
    if clock is None:
        return day
    return datetime.combine(day, time(), zone) + timedelta(minutes=clock.minutes)


def _behind(folded: str, at: int) -> Clock | None:
    """The clock right behind a day that is told without its own, or whose clock was given to another one."""
    found = _CLOCK_NEXT.match(folded, at)
    if found is None or found.end() == at:
        return None
    clocks = scan_clocks(found[0], numerals(found[0]))
    return clocks[0]._replace(end=found.end()) if clocks else None


def _told(
    name: str, folded: str, beside: _Stretches, start: Moment | None, on: date, zone: tzinfo
) -> Iterator[Closing]:
    """The days that are told from the event or from today, none behind the event's start."""
    read = _READERS[name]
    if name == "dotted" and "." not in folded:
        return
    for told in _FORMS[name].finditer(folded):
        day, begin = read(told, start.day if start is not None else None, on)
        if day is None or (name in ("weekday", "dotted") and beside.overlap(told.start(), told.start() + 1)):
            continue  # 10日の火曜まで
        clock = _behind(folded, told.end())
        value = _at(day, clock, zone)
        timed = isinstance(value, datetime)
        begins = start.value if start is not None else None
        if isinstance(begins, datetime) and isinstance(value, datetime) and value > begins:
            continue
        same = told[0] == "当日"
        if timed or not same:
            end = clock.end if clock is not None else told.end()
            yield Closing(value, begin, end, None, "same day" if same else name)


def _days(one: Occasion) -> Iterator[Day]:
    """The days of an occasion as they were found, the last one of a range too."""
    yield from (day for day, _ in one.days)
    if one.last is not None:
        yield one.last[0]


def _from_event(told: re.Match[str], event: date | None, _: date) -> tuple[date | None, int]:
    """前日, 開催日の3日前, 一か月前."""
    folded, begin = told.string, told.start()
    if event is None:
        return None, begin
    back = _BACK.get(told["w"] or "", 0)
    months = 0
    if not told["w"]:
        counted = _COUNTED.search(folded, max(0, begin - _LONGEST), begin)
        if counted is None:
            return None, begin
        begin, number_of = counted.start(), number(counted["n"]) or 0
        back = number_of * _UNITS[told[0]]
        months = number_of if not back and counted["u"] else 0
        if not (back or months):
            return None, begin
    led_by = _LED.search(folded, max(0, begin - _LONGEST), begin)
    begin = led_by.start() if led_by is not None else begin
    if months:
        year, month = shift(event, -months)
        return make_day(year, month, min(event.day, last_day(year, month).day)), begin
    return (event - timedelta(days=back) if back <= _MOST_BACK else None), begin


def _end_of_month(told: re.Match[str], event: date | None, on: date) -> tuple[date | None, int]:
    """11月いっぱい, 十一月末, 今月中, 年内; 開催月の前月末."""
    begin = told.start()
    if told["y"]:
        return date(on.year, _MONTHS, 31), begin
    if told["f"]:
        if event is None:
            return None, begin
        year, month = shift(event, -1)
        return (make_day(year, month, number(told["d"]) or 0) if told["d"] else last_day(year, month)), begin
    named = _OF_MONTH.search(told.string, max(0, begin - _LONGEST), begin)
    if named is None:
        return None, begin
    if named["w"]:
        return last_day(*shift(on, MONTHS[f"{named['w']}月"])), named.start()
    month = number(named["m"]) or 0
    return (last_day(on.year + (month < on.month), month) if 1 <= month <= _MONTHS else None), named.start()


def _end_of_week(told: re.Match[str], _: date | None, on: date) -> tuple[date | None, int]:
    return on + timedelta(days=6 - on.weekday() + (7 if told["w"] == "来週" else 0)), told.start()


def _weekday(told: re.Match[str], event: date | None, on: date) -> tuple[date | None, int]:
    """月曜の夜まで: the next one, before the event."""
    begin = told.start() - 1
    day = on + timedelta(days=(WEEKDAYS.index(told.string[begin]) - on.weekday()) % 7 or 7)
    return (day if event is None or day <= event else None), begin


def _dotted(told: re.Match[str], _: date | None, on: date) -> tuple[date | None, int]:
    """CLOSE 12.8, 12.8〆切."""
    month, day = ("cm", "cd") if told["cm"] else ("dm", "dd")
    return nearest(int(told[month]), int(told[day]), None, on)[0], told.start(month)


_READERS: Final[dict[str, Callable[[re.Match[str], date | None, date], tuple[date | None, int]]]] = {
    "event": _from_event,
    "month": _end_of_month,
    "week": _end_of_week,
    "weekday": _weekday,
    "dotted": _dotted,
}
"""The day that is told so, and where it begins."""
