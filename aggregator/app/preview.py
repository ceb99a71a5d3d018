"""Trying out a source without keeping anything: which kinds could read a page, and records as events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pydantic

from aggregator.app.understanding import understand
from aggregator.errors import ConfigError
from aggregator.model import Event, Trouble
from aggregator.plugin import Page, RawEvent, Source, Window
from aggregator.registry import source_class

NAME = "preview"
_AHEAD = timedelta(days=366)
_BY_TYPE = (
    ("text/calendar", ("ics",)),
    ("rss", ("feed",)),
    ("atom", ("feed",)),
    ("rdf", ("feed",)),
    ("xml", ("feed",)),
    ("csv", ("csv",)),
    ("json", ("feed",)),
    ("html", ("jsonld",)),
    ("text/plain", ("ics", "csv", "feed")),
)
"""Which kinds to try for a media type; the first that finds a record is taken."""
_BY_ENDING = {"csv": ("csv",), "tsv": ("csv",), "ics": ("ics",), "rss": ("feed",), "atom": ("feed",), "rdf": ("feed",)}


def ahead(now: datetime) -> Window:
    """What a preview looks at: a year, and what began yesterday."""
    return Window(now - timedelta(days=1), now + _AHEAD)


def candidates(page: Page) -> tuple[str, ...]:
    """The kinds that could read ``page``: by the ending of its address, which servers know less of than authors, and its media type."""
    ending = unquote(urlsplit(page.url).path).lower().rpartition(".")[2]
    by_type = next((names for part, names in _BY_TYPE if part in page.content_type), ("feed", "ics", "csv", "jsonld"))
    return tuple(dict.fromkeys((*_BY_ENDING.get(ending, ()), *by_type)))


def make_source(kind: str, options: Mapping[str, Any]) -> Source[Any]:
    """An adapter of ``kind`` with ``options``.

    Raises:
        ConfigError: no such kind, or options that it does not take.
    """
    adapter = source_class(kind)
    try:
        return adapter(adapter.options_type.model_validate(dict(options)))
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{kind}: {first['msg']}", key=".".join(map(str, first["loc"]))) from None


def understood(
    raws: Iterable[RawEvent], source: Source[Any], now: datetime, zone_name: str | None = None
) -> tuple[tuple[Event, ...], tuple[Trouble, ...]]:
    """Records as events, in the source's own zone or another; those that cannot be one as troubles."""
    zone = ZoneInfo(zone_name or source.zone)
    events, bad = understand(raws, NAME, zone, now.astimezone(zone).date())
    troubles = (Trouble(source=NAME, kind=error.kind, detail=error.message, field=error.field) for error in bad)
    return tuple(events), tuple(troubles)
