"""A listing page without selectors: find the repeated block, and the selectors that read it. Pure.

``induce`` is the last rung of ``sources add``; ``extract`` gives only the items, for measuring and for a look at a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from aggregator.induce.choice import events
from aggregator.induce.data import JsonListing, embedded, json_listing
from aggregator.induce.dated import Dated
from aggregator.induce.days import dated_lines
from aggregator.induce.halves import by_parts
from aggregator.induce.heads import head_of, is_other_label, is_place_label
from aggregator.induce.layout import LIST
from aggregator.induce.marks import scan
from aggregator.induce.naming import Named, titled
from aggregator.induce.page import Line, PageText, read_page
from aggregator.induce.records import Listing, Record
from aggregator.induce.selectors import options
from aggregator.induce.spans import further
from aggregator.induce.tidy import tidy
from aggregator.normalise.dates import read_span
from aggregator.normalise.dates.vocabulary import HOLIDAYS
from aggregator.normalise.text import fold
from aggregator.plugin import Page, RawEvent, is_closed_day

TOKYO: Final = ZoneInfo("Asia/Tokyo")
_HALF_YEAR: Final = timedelta(days=180)
"""A page that also announces what comes is no archive: what is older than the year of half a year ago is left out, as pages are kept by years."""
_LATELY: Final = timedelta(days=60)
"""A page whose newest item is no older than this is kept up."""
_SOME: Final = 2
"""So many events to come make a list that a script draws."""
_CLOCK: Final = re.compile(r"\d\s?(?::\d\d|時)|\d\s?[ap]\.?m\b|[午正]", re.IGNORECASE)
_COURSE: Final = re.compile(r"全\s?[\d一二三四五六七八九十]+\s?(?:回|日)|\d\s?回(?:連続|コース|講座|シリーズ)|連続講座")
_PLACE: Final = re.compile(
    r"^\W*(?:会\s*場|場\s*所|開催場所|開催地|ところ|venue|location|place|where)\s*[:：】\]|／/\s]\s*(.{2,80})$",
    re.IGNORECASE,
)
_PLACE_LENGTH: Final = 80
"""Characters of a venue's name with its address."""
_SAID: Final = 40
"""So many lines of an item are its description."""
_NAMED: Final = 5
"""So many letters of a name tell that it is the same within another one."""
_NAMED_IN_RANGE: Final = 3
"""And so many where first and last day are the same."""
_CLOCKS: Final = 180
"""So many signs of them are read."""
_NEAR: Final = 12
"""So many lines of an item are looked at for its clock time."""


@dataclass(frozen=True)
class Item:
    """One event as the list shows it. ``start`` and ``end`` are days, or moments where a clock time stands there."""

    title: str
    start: date
    end: date | None = None
    place: str | None = None
    url: str | None = None
    text: str = ""
    """All that it says, in lines."""
    more: tuple[date, ...] = ()
    """Its further days, where it names two."""

    @property
    def when(self) -> str:
        """Its day and clock times as a person would write them, for the reading core."""
        days = "、".join(map(_written, (_day(self.start), *self.more)))
        clock = f" {'各日' if self.more else ''}{self.start:%H:%M}" if isinstance(self.start, datetime) else ""
        if self.end is None:
            return f"{days}{clock}"
        same = _day(self.end) == _day(self.start) and isinstance(self.end, datetime)
        return f"{days}{clock}〜{self.end:%H:%M}" if same else f"{days}{clock}〜{_written(self.end)}"


@dataclass(frozen=True)
class Wrapper:
    """What reads a page: options of source kind ``html``, the items they mean, and how many items state each field.

    Without options no selector can tell the items apart: the list is found anew each time.
    """

    options: Mapping[str, object]
    items: tuple[Item, ...]
    coverage: Mapping[str, int]


def induce(html: str, url: str | None, today: date, zone: tzinfo = TOKYO) -> Wrapper | None:
    """The list of events in ``html`` and the selectors that read it.

    Args:
        html: the page.
        url: its address, against which links are resolved.
        today: the day on which dates without a year are read.
        zone: of the clock times.

    Returns:
        ``None`` where no list is found.
    """
    page = read_page(html)
    dated = {one.line.number: one for one in dated_lines(page, today)}
    chosen = events(page, dated, today)
    items = _all_items(page, chosen, dated, url, today, zone)
    carried = _carried(page, today)
    hidden = _hides(items, carried, today)
    items = _recent(carried if hidden else items, today)
    if not items:
        return None
    found = (options(page, chosen) if not hidden else None) or {}
    coverage = {
        "title": sum(bool(item.title) for item in items),
        "start": len(items),
        "end": sum(item.end is not None for item in items),
        "place": sum(item.place is not None for item in items),
        "url": sum(item.url is not None for item in items),
    }
    return Wrapper(found, tuple(items), coverage)


def listed(page: Page) -> tuple[RawEvent, ...]:
    """The list that a person sees on ``page``, found without selectors, as records for the reading core.

    Days without a year are read on the first day of the page's window.
    """
    items = _of_page(page.text, page.url, page.window.start.astimezone(TOKYO).date(), TOKYO)
    return tuple(
        RawEvent(title=item.title, url=item.url, when=item.when, venue=item.place, text=item.text) for item in items
    )


def extract(html: str, url: str | None, today: date) -> list[dict[str, str | None]]:
    """The events of a page or of a JSON document, as ISO texts: title, start, end, place, url."""
    found = json_listing(html) if html.lstrip()[:1] in {"[", "{"} else None
    items = _recent(_from_json(found), today) if found is not None else _of_page(html, url, today, TOKYO)
    return [
        {
            "title": item.title,
            "start": item.start.isoformat(),
            "end": item.end.isoformat() if item.end else None,
            "place": item.place,
            "url": item.url,
        }
        for one in items
        for item in _apart(one)
    ]


def _apart(item: Item) -> Iterator[Item]:
    """An item, or one for each of its days that do not follow each other (8月7日、21日); days that do (7日・8日) are first and last.

    The days of a course (全2回, 講座) are its first and its last one.
    """
    course = "講座" in item.title or _COURSE.search(item.text) is not None
    for day in item.more:
        last = _day(item.end or item.start)
        if day > last and (course or day == last + timedelta(days=1)):
            item = replace(item, end=day)
        elif day > last:
            yield item
            moved = day - _day(item.start)
            item = replace(item, start=item.start + moved, end=None)
    yield item


def _of_page(html: str, url: str | None, today: date, zone: tzinfo) -> list[Item]:
    """The items of the page's lists; those that it carries for its scripts where it shows none of them."""
    page = read_page(html)
    dated = {one.line.number: one for one in dated_lines(page, today)}
    items = _all_items(page, events(page, dated, today), dated, url, today, zone)
    carried = _carried(page, today)
    return _recent(carried if _hides(items, carried, today) else items, today)


def _carried(page: PageText, today: date) -> list[Item]:
    """The list with the most events among those that the page carries for its scripts; one of what is to come before others."""
    found = [_from_json(one) for script in page.root.iter("script") for one in embedded(script)]
    return max(found, key=lambda items: _coming(items, today), default=[])


def _coming(items: Sequence[Item], today: date) -> tuple[int, int]:
    """How many days of a list are to come, if only a few, and how many it has in all."""
    return min(_SOME, sum(_day(item.start) >= today for item in items)), len({item.start for item in items})


def _hides(items: Sequence[Item], carried: Sequence[Item], today: date) -> bool:
    """Whether a page shows nothing, or but days gone by, and carries what is to come for a script that draws it."""
    if not items or not carried:
        return not items
    shown = any(_day(item.end or item.start) >= today for item in items)
    coming = sum(_day(item.start) >= today for item in carried)
    names = {fold(item.title).folded.casefold() for item in items}
    known = sum(fold(item.title).folded.casefold() in names for item in carried)
    return coming >= _SOME and 2 * known < len(carried) and not shown


def _recent(items: list[Item], today: date) -> list[Item]:
    days = [_day(item.start) for item in items]
    if not any(day > today for day in days):
        return items
    return [
        item
        for item, day in zip(items, days, strict=True)
        if day >= _oldest(today) or (item.end and _day(item.end) >= today)
    ]


def _oldest(today: date) -> date:
    return (today - _HALF_YEAR).replace(month=1, day=1)


def _written(moment: date) -> str:
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {moment:%H:%M}" if isinstance(moment, datetime) else day


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _from_json(listed: JsonListing) -> list[Item]:
    items = []
    for title, when in listed.named():
        mark = next(mark for mark in scan(fold(when).folded) if mark.year and mark.day)
        try:
            items.append(Item(title, date(mark.year or 0, mark.month or 0, mark.day or 0)))
        except ValueError:  # the 31st of a shorter month
            continue
    return items


def _all_items(
    page: PageText, chosen: list[Listing], dated: Mapping[int, Dated], url: str | None, today: date, zone: tzinfo
) -> list[Item]:
    """The items of the lists that belong together, in the order of the page."""
    named = [
        (one, number)
        for number, listing in enumerate(chosen)
        for one in by_parts(page, titled(page, listing, dated))
        if not (one.record.title is None and _closed(page, one.record))
    ]
    named.sort(key=lambda one: _place(one[0].record))
    current = _current(named, today)
    items = [(_item(page, one, url, today, zone), number if one.own else None) for one, number in current]
    return _once([one for one in items if not _is_holiday(one[0])])


def _is_holiday(item: Item) -> bool:
    """Whether an item is but a holiday's name, as school years and calendars write it between what takes place."""
    return not isinstance(item.start, datetime) and item.end is None and item.title.strip("()（） 　") in HOLIDAYS


def _place(record: Record) -> int:
    return record.line.number if record.line is not None else record.first


def _current(named: Sequence[tuple[Named, int]], today: date) -> list[tuple[Named, int]]:
    """The items without the archive: on a page that is kept up, what has no name of its own and is of an earlier year."""
    if not any(one.record.day >= today - _LATELY for one, _ in named):
        return [*named]
    return [(one, number) for one, number in named if one.own or (one.record.until or one.record.day) >= _oldest(today)]


def _once(items: Sequence[tuple[Item, int | None]]) -> list[Item]:
    """Each item once: agenda, minutes and video of one day are one event, and so is what two lists name, as a slider and a list do.

    Different clock times of a day are different events. Beside each item is the number of the list that names it, if it has a
    name of its own.
    """
    kept: list[Item] = []
    seen: dict[date, list[tuple[int, int | None, str]]] = defaultdict(list)
    for item, own in items:
        name = fold(item.title).folded.casefold()
        again = next(
            (
                place
                for place, its, other in seen[_day(item.start)]
                if _is_again(item, own, name, kept[place], its, other)
            ),
            None,
        )
        if again is None:
            seen[_day(item.start)].append((len(kept), own, name))
            kept.append(item)
        elif isinstance(item.start, datetime) and not isinstance(kept[again].start, datetime):
            kept[again] = item  # what says when
    return kept


def _is_again(item: Item, own: int | None, name: str, other: Item, its: int | None, known: str) -> bool:
    """Whether an item of the day is the ``other`` one: of one name in one list, of one name or a part of it in two."""
    if own is not None and own != its:
        least = _NAMED if item.end is None or item.end != other.end else _NAMED_IN_RANGE
        same = name == known or (min(len(name), len(known)) >= least and (name in known or known in name))
        untimed = not isinstance(item.start, datetime) or not isinstance(other.start, datetime)
        return same and (untimed or item.start == other.start)
    if name != known:
        return False
    timed = isinstance(other.start, datetime) and not isinstance(item.start, datetime)
    return timed or (own is None and (not isinstance(item.start, datetime) or item.start == other.start))


def _closed(page: PageText, record: Record) -> bool:
    """Whether a line of the item says that nothing takes place."""
    texts = [record.when.rest, *(line.text for line in page.lines[record.first : record.last])]
    return any(is_closed_day(text) for text in texts)


def _item(page: PageText, named: Named, url: str | None, today: date, zone: tzinfo) -> Item:
    record = named.record
    first, last = record.part or (record.first, record.last)
    lines = page.lines[first:last][:_NEAR]
    start, end = _moments(record, [line.text for line in lines], today, zone)
    all_lines = page.lines[first:last][:_SAID]
    place = next((said for line in all_lines if (said := _venue(page, line, first))), None)
    href = next(
        (address for line in lines if line.link is not None and (address := _address(line.link.get("href")))), None
    )
    said = "\n".join(line.text for line in all_lines)
    more = further(record.when) if record.day == record.when.days[0] else ()
    more = more if len(more) + 1 < LIST else ()  # more days are an item each
    return Item(tidy(named.title), start, end, place, urljoin(url or "", href) if href else None, said, more)


def _venue(page: PageText, line: Line, first: int) -> str | None:
    """The venue that a line of an item names, behind its label (会場：…), below it, or in the column that is headed so."""
    found = _PLACE.match(line.text)
    if found is not None:
        return found[1].strip()
    label = page.lines[line.number - 1].text if line.number > first else ""
    headed = is_place_label(label) or is_place_label(head_of(page, line.element))
    return line.text if headed and len(line.text) <= _PLACE_LENGTH and not is_other_label(line.text) else None


def _moments(record: Record, texts: list[str], today: date, zone: tzinfo) -> tuple[date, date | None]:
    """The day with its clock times, which the reading core reads; without any the days."""
    if record.until is not None and record.until != record.day:
        return record.day, record.until
    after = record.when.text[record.when.marks[0].end :] if record.when.marks else ""
    clock = " ".join(text for text in (after, *texts) if _CLOCK.search(text) and text != record.when.line.text)
    if not clock:
        return record.day, None
    moments = _clocks(_without_weekday(clock)[:_CLOCKS], record.day.weekday(), today, zone)
    if moments is None:
        return record.day, None
    start, end = (
        datetime.combine(record.day, time.min, zone) + after if after is not None else None for after in moments
    )
    return start or record.day, end


@lru_cache(maxsize=512)
def _clocks(clock: str, weekday: int, today: date, zone: tzinfo) -> tuple[timedelta, timedelta | None] | None:
    """First and last clock time of a text on any day of that ``weekday``, as the time since its midnight: lists repeat them."""
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    start, end = read_span(f"{day.year}年{day.month}月{day.day}日 {clock}", today, zone)
    if start is None or not isinstance(start.value, datetime) or start.value.date() != day:
        return None
    midnight = datetime.combine(day, time.min, zone)
    last = end.value if end is not None and isinstance(end.value, datetime) else None
    return start.value - midnight, last - midnight if last is not None else None


def _without_weekday(clock: str) -> str:
    return re.sub(r"^\s*[(（][^)）]{1,6}[)）]", "", clock)


def _address(href: str | None) -> str | None:
    return href if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")) else None
