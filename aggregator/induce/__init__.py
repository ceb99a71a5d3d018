"""A listing page without selectors: find the repeated block, and the selectors that read it. Pure.

``induce`` is the last rung of ``sources add``; ``extract`` gives only the items, for measuring and for a look at a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from aggregator.induce.data import JsonListing, json_listing
from aggregator.induce.marks import Dated, dated_lines, scan
from aggregator.induce.page import PageText, read_page
from aggregator.induce.records import Listing, Record, listings
from aggregator.induce.selectors import options
from aggregator.induce.titles import heading_above
from aggregator.normalise.dates import read_span
from aggregator.normalise.text import fold
from aggregator.plugin import is_closed_day

TOKYO: Final = ZoneInfo("Asia/Tokyo")
_ARCHIVE: Final = timedelta(days=365)
"""A page that also announces what comes is no archive: what is older is left out."""
_CLOCK: Final = re.compile(r"\d\s?(?::\d\d|時)|\d\s?[ap]\.?m\b|[午正]", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"^\W*(?:会\s*場|場\s*所|開催場所|開催地|ところ|venue|location|place|where)\s*[:：】\]|／/\s]\s*(.{2,80})$",
    re.IGNORECASE,
)
_FEW: Final = 3
"""So many items make a list of their own."""
_NEAR: Final = 12
"""So many lines of an item are looked at for its clock time and place."""


@dataclass(frozen=True)
class Item:
    """One event as the list shows it. ``start`` and ``end`` are days, or moments where a clock time stands there."""

    title: str
    start: date
    end: date | None = None
    place: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Wrapper:
    """What reads a page: options of source kind ``html``, the items they mean, and how many items state each field."""

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
        ``None`` where no list is found, or where no selector can tell its items apart.
    """
    page = read_page(html)
    dated = {one.line.number: one for one in dated_lines(page, today)}
    chosen = _events(page, dated, today)
    found = options(page, chosen) if chosen else None
    if found is None:
        return None
    items = _recent(_all_items(page, chosen, dated, url, today, zone), today)
    coverage = {
        "title": sum(bool(item.title) for item in items),
        "start": len(items),
        "end": sum(item.end is not None for item in items),
        "place": sum(item.place is not None for item in items),
        "url": sum(item.url is not None for item in items),
    }
    return Wrapper(found, tuple(items), coverage)


def extract(html: str, url: str | None, today: date) -> list[dict[str, str | None]]:
    """The events of a page or of a JSON document, as ISO texts: title, start, end, place, url."""
    listed = json_listing(html) if html.lstrip()[:1] in {"[", "{"} else None
    if listed is not None:
        items = _from_json(listed)
    else:
        page = read_page(html)
        dated = {one.line.number: one for one in dated_lines(page, today)}
        items = _all_items(page, _events(page, dated, today), dated, url, today, TOKYO)
    return [
        {
            "title": item.title,
            "start": item.start.isoformat(),
            "end": item.end.isoformat() if item.end else None,
            "place": item.place,
            "url": item.url,
        }
        for item in _recent(items, today)
    ]


def _recent(items: list[Item], today: date) -> list[Item]:
    days = [_day(item.start) for item in items]
    if not any(day > today for day in days):
        return items
    return [
        item
        for item, day in zip(items, days, strict=True)
        if day >= today - _ARCHIVE or (item.end and _day(item.end) >= today)
    ]


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


def _events(page: PageText, dated: Mapping[int, Dated], today: date) -> list[Listing]:
    """The lists that together are the page's events: the best, and others of the same kind beside it."""
    found = listings(page, dated, today)
    chosen = found[:1]
    for other in found[1:]:
        told = 2 * len({*other.named}) > len(other.records)
        same = other.tail == found[0].tail or (told and other.block == found[0].block)
        alike = other.worth >= max(2, 0.12 * found[0].worth) and same
        if not (alike or _headed(page, other) or _goes_on(chosen, other)):
            continue
        if not any(_overlap(one, record) for listing in chosen for one in listing.records for record in other.records):
            chosen.append(other)
    return sorted(chosen, key=lambda listing: listing.records[0].first)


def _goes_on(chosen: Sequence[Listing], other: Listing) -> bool:
    """Whether a list begins where the page's events end, on the page and in time: the next month in another dress."""
    before = [record for listing in chosen for record in listing.records]
    told = sum(record.title is not None and record.when.says_when for record in other.records)
    return (
        len(other.records) >= _FEW
        and told * 5 >= len(other.records) * 4
        and min(record.first for record in other.records) >= max(record.last for record in before)
        and min(record.day for record in other.records) > max(record.day for record in before)
    )


def _headed(page: PageText, listing: Listing) -> bool:
    """Whether every item says when, below a heading of its own: the 会期 of the next exhibition."""
    return all(
        (record.until is not None or record.when.says_when)
        and any(line.is_heading and line.text == record.title for line in page.lines[record.first : record.last])
        for record in listing.records
    )


def _overlap(one: Record, other: Record) -> bool:
    return one.first < other.last and other.first < one.last


def _all_items(
    page: PageText, chosen: list[Listing], dated: Mapping[int, Dated], url: str | None, today: date, zone: tzinfo
) -> list[Item]:
    """The items of the lists that belong together, in the order of the page."""
    named = [
        (record, title)
        for listing in chosen
        for record, title in zip(listing.records, _titles(page, listing, dated), strict=True)
        if not (record.title is None and _closed(page, record))
    ]
    named.sort(key=lambda one: one[0].line.number if one[0].line is not None else one[0].first)
    return [_item(page, record, title, url, today, zone) for record, title in named]


def _closed(page: PageText, record: Record) -> bool:
    """Whether a line of the item says that nothing takes place."""
    texts = [record.when.rest, *(line.text for line in page.lines[record.first : record.last])]
    return any(is_closed_day(text) for text in texts)


def _titles(page: PageText, listing: Listing, dated: Mapping[int, Dated]) -> list[str]:
    """The items' titles; where they say too little (``定例会`` on every line), with the list's and the page's name."""
    own = [record.title for record in listing.records]
    said = [title for title in own if title]
    if len(said) * 2 >= len(own) and len(set(said)) > max(1, len(said) // 2):
        where = page.title
        return [title or where for title in own]
    above = heading_above(page, listing.records[0].first, dated)
    parts = [above] if above and above.casefold() not in page.title.casefold() else []
    where = " – ".join([*parts, *([page.title] if page.title else [])])
    return [" – ".join(part for part in (title, where) if part) for title in own]


def _item(page: PageText, record: Record, title: str, url: str | None, today: date, zone: tzinfo) -> Item:
    lines = [record.line] if record.line is not None else page.lines[record.first : record.last][:_NEAR]
    start, end = _moments(record, [line.text for line in lines], today, zone)
    place = next((found[1].strip() for line in lines if (found := _PLACE.match(line.text))), None)
    href = next(
        (address for line in lines if line.link is not None and (address := _address(line.link.get("href")))), None
    )
    return Item(title, start, end, place, urljoin(url or "", href) if href else None)


def _moments(record: Record, texts: list[str], today: date, zone: tzinfo) -> tuple[date, date | None]:
    """The day with its clock times, which the reading core reads; without any the days."""
    if record.until is not None and record.until != record.day:
        return record.day, record.until
    after = record.when.text[record.when.marks[0].end :] if record.when.marks else ""
    clock = " ".join(text for text in (after, *texts) if _CLOCK.search(text) and text != record.when.line.text)
    if not clock:
        return record.day, None
    day = f"{record.day.year}年{record.day.month}月{record.day.day}日"
    start, end = read_span(f"{day} {_without_weekday(clock)}"[:200], today, zone)
    if start is None or not isinstance(start.value, datetime) or start.value.date() != record.day:
        return record.day, None
    return start.value, end.value if end is not None and isinstance(end.value, datetime) else None


def _without_weekday(clock: str) -> str:
    return re.sub(r"^\s*[(（][^)）]{1,6}[)）]", "", clock)


def _address(href: str | None) -> str | None:
    return href if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")) else None
