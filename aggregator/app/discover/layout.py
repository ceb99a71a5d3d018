"""The source that is written for a list which only a page's layout shows: with selectors where they read it, else without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from aggregator.app.preview import make_source, understood
from aggregator.errors import SourceError
from aggregator.induce import TOKYO, Item, induce
from aggregator.model import Event
from aggregator.normalise.text import fold
from aggregator.plugin import Page, RawEvent

_NEARLY: Final = 0.9
"""The share of a list that selectors must read rightly to be worth writing."""


def by_layout(page: Page, now: datetime) -> tuple[dict[str, Any], int] | None:
    """Options of kind ``html`` for the list that a person sees on ``page``, and how many events that list has.

    Selectors are written where they read what was found; elsewhere none, and the list is found anew at each run.
    """
    seen = induce(page.text, page.url, now.astimezone(TOKYO).date())
    if seen is None:
        return None
    fit = bool(seen.options) and _same(_read(page, {"url": page.url, **seen.options}, now), seen.items)
    return (dict(seen.options) if fit else {}), len(seen.items)


def _read(page: Page, options: dict[str, Any], now: datetime) -> tuple[Event, ...]:
    """The events that selectors read of a page; on a copy of it, since reading changes its tree."""
    source = make_source("html", options)
    try:
        found = [one for one in source.parse(replace(page)) if isinstance(one, RawEvent)]
    except SourceError:
        return ()
    return understood(found, source, now)[0]


def _same(events: Iterable[Event], items: Iterable[Item]) -> bool:
    """Whether nearly all of what selectors read was found, and nearly all that was found is read: its day, and its title as it was shown."""
    read = [(event.start.date(), _plain(event.title)) for event in events if event.start]
    found = [(date(item.start.year, item.start.month, item.start.day), _plain(item.title)) for item in items]
    left, most = list(read), max(len(read), len(found))
    for day, title in found:
        alike = next((one for one in left if one == (day, title)), None)
        if alike is not None:
            left.remove(alike)
    return len(read) - len(left) >= _NEARLY * most


def _plain(title: str) -> str:
    return "".join(sign for sign in fold(title).folded.casefold() if sign.isalnum())
