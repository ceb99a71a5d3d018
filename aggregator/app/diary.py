"""The person's own calendars, read as any source is: politely, and kept for the times when they cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.calendars import read_busy
from aggregator.config.load import Loaded
from aggregator.config.schema import CalendarSettings
from aggregator.errors import FetchError
from aggregator.http import Http
from aggregator.model import Interval
from aggregator.plugin import Request, Window

log = logging.getLogger(__name__)


def busy_times(loaded: Loaded, now: datetime) -> tuple[Interval, ...]:
    """All appointments of the configured calendars in the profile's window.

    A calendar that cannot be read is named in the log without its address, which may be a secret, and leaves the others.
    """
    return tuple(interval for one in loaded.settings.calendars for interval in _read(loaded, one, now))


def _read(loaded: Loaded, one: CalendarSettings, now: datetime) -> Iterator[Interval]:
    zone = ZoneInfo(loaded.settings.profile.zone)
    end = now + timedelta(days=loaded.settings.profile.horizon_days + 1)
    try:
        body = _body(loaded, one, Window(now, end), now)
        yield from read_busy(body, now - timedelta(days=1), end, zone, one.name)
    except (OSError, FetchError, ValueError) as error:
        log.warning("calendar %s cannot be read: %s", one.name, type(error).__name__)


def _body(loaded: Loaded, one: CalendarSettings, window: Window, now: datetime) -> bytes:
    if one.file:
        return Path(loaded.settings.folder, one.file).expanduser().read_bytes()
    return asyncio.run(_fetch(loaded, one, window, now))


async def _fetch(loaded: Loaded, one: CalendarSettings, window: Window, now: datetime) -> bytes:
    wish = loaded.settings.fetch
    async with Http(now=lambda: now, contact=wish.contact, timeout=wish.timeout, max_bytes=wish.max_bytes) as http:
        page = await http.get(one.name, Request(one.url or ""), window, allow_private=one.allow_private)
        return page.body
