"""A listing page without selectors: find the repeated block, and the selectors that read it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from aggregator.induce.data import json_listing
from aggregator.induce.marks import Dated, dated_lines, scan
from aggregator.normalise.text import fold
from aggregator.induce.page import PageText, read_page
from aggregator.induce.records import Listing, Record, listings
from aggregator.induce.titles import heading_above

_ARCHIVE: Final = timedelta(days=365)
"""A page that also announces what comes is no archive: what is older is left out."""


def extract(html: str, url: str | None, today: date) -> list[dict[str, str | None]]:
    if html.lstrip()[:1] in {"[", "{"} and (found := json_listing(html)):
        out=[]
        for row in found.rows:
            m=next(m for m in scan(fold(row[found.when.strip('"')]).folded) if m.year and m.day)
            try: d=date(m.year,m.month,m.day)
            except ValueError: continue
            out.append({"title": row[found.title.strip('"')], "start": d.isoformat(), "end": None, "place": None, "url": None})
        return out
    page = read_page(html)
    dated = {one.line.number: one for one in dated_lines(page, today)}
    out: list[dict[str, str | None]] = []
    for listing in events(page, dated):
        named = named_titles(page, listing, dated)
        for record, title in zip(listing.records, named, strict=True):
            out.append({"title": title, "start": record.day.isoformat(), "end": None, "place": None, "url": None})
    if any(date.fromisoformat(one["start"] or "") > today for one in out):
        oldest = (today - _ARCHIVE).isoformat()
        out = [one for one in out if (one["start"] or "") >= oldest]
    return out


def events(page: PageText, dated: Mapping[int, Dated]) -> list[Listing]:
    """The lists that together are the page's events: the best, and others of the same kind beside it."""
    found = listings(page, dated)
    if not found:
        return []
    chosen = [found[0]]
    for other in found[1:]:
        if not other.records: continue
        if other.worth < max(2, 0.12 * found[0].worth) or other.tail != found[0].tail:
            continue
        if not any(_overlap(one, record) for listing in chosen for one in listing.records for record in other.records):
            chosen.append(other)
    return sorted(chosen, key=lambda listing: listing.records[0].first)


def _overlap(one: Record, other: Record) -> bool:
    return one.first < other.last and other.first < one.last


def named_titles(page: PageText, listing: Listing, dated: Mapping[int, Dated]) -> list[str]:
    """The items' titles; where they say too little (``定例会`` on every line), with the list's and the page's name."""
    own = [record.title for record in listing.records]
    said = [title for title in own if title]
    few = len(Counter(said)) <= max(1, len(said) // 2) or len(said) * 2 < len(own)
    above = heading_above(page, listing.records[0].first, dated)
    where = " – ".join(part for part in (above, page.title) if part)
    return [title if title and not few else " – ".join(part for part in (title, where) if part) for title in own]
