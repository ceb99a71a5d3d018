"""The person's own calendars, read as any source is: politely, and kept for the times when they cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.calendars import read_busy
from aggregator.config.load import Loaded
from aggregator.config.schema import CalendarSettings
from aggregator.errors import FetchError
from aggregator.http import Http
from aggregator.model import Interval
from aggregator.plugin import Request, Window
from aggregator.polite import CachedPage, MemoryCache
from aggregator.store import Store

log = logging.getLogger(__name__)


def busy_times(loaded: Loaded, store: Store, now: datetime) -> tuple[Interval, ...]:
    """All appointments of the configured calendars in the profile's window.

    An address is asked as often as a source (``fetch.every``); meanwhile, and while it cannot be reached, what it said last
    counts. A calendar that cannot be read is named in the log without its address, which may be a secret, and leaves the
    others.
    """
    return tuple(interval for one in loaded.settings.calendars for interval in _read(loaded, store, one, now))


def _read(loaded: Loaded, store: Store, one: CalendarSettings, now: datetime) -> Iterator[Interval]:
    zone = ZoneInfo(loaded.settings.profile.zone)
    end = now + timedelta(days=loaded.settings.profile.horizon_days + 1)
    try:
        if one.file:
            body = Path(loaded.settings.folder, one.file).expanduser().read_bytes()
        else:
            body = _body(loaded, store, one, Window(now, end))
        yield from read_busy(body, now - timedelta(days=1), end, zone, one.name)
    except (OSError, FetchError, ValueError) as error:
        log.warning("calendar %s cannot be read: %s", one.name, type(error).__name__)


def _body(loaded: Loaded, store: Store, one: CalendarSettings, window: Window) -> bytes:
    """The calendar at an address, or what it said last."""
    now, wish = window.start, loaded.settings.fetch
    key = f"calendar:{blake2b((one.url or '').encode(), digest_size=16).hexdigest()}"
    kept = store.cache.get(key)
    if kept is not None and timedelta(0) <= now - kept.fetched_at < timedelta(minutes=wish.every):
        return kept.body
    try:
        memory = _Kept(kept)
        body = asyncio.run(_fetch(loaded, one, window, memory))
    except (FetchError, ValueError) as error:
        if kept is None:
            raise
        why = type(error).__name__
        log.warning("calendar %s cannot be read (%s): that of %s counts", one.name, why, kept.fetched_at.isoformat())
        return kept.body
    if memory.page is not None:
        store.cache.put(key, replace(memory.page, url="", body=body, fetched_at=now))
    return body


async def _fetch(loaded: Loaded, one: CalendarSettings, window: Window, memory: MemoryCache) -> bytes:
    wish = loaded.settings.fetch
    async with Http(
        now=lambda: window.start, cache=memory, contact=wish.contact, timeout=wish.timeout, max_bytes=wish.max_bytes
    ) as http:
        request = Request(one.url or "", hidden=True)
        page = await http.get(one.name, request, window, allow_private=one.allow_private)
        read_busy(page.body, window.start, window.start, ZoneInfo("UTC"))  # a page that is no calendar replaces none
        return page.body


class _Kept(MemoryCache):
    """Remembers one page without its address."""

    def __init__(self, page: CachedPage | None) -> None:
        super().__init__()
        self.page = page

    def get(self, key: str) -> CachedPage | None:
        """See ``PageCache``."""
        return None if self.page is None else replace(self.page, url=key)

    def put(self, key: str, page: CachedPage) -> None:  # noqa: ARG002 (the base's signature)
        """See ``PageCache``."""
        self.page = page
