"""The person's own calendars, read as any source is: politely, and kept for the times when they cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.calendars import read_busy
from aggregator.config.load import Loaded
from aggregator.config.schema import CalendarSettings
from aggregator.errors import FetchError
from aggregator.i18n import Translate, bare_moment
from aggregator.model import Interval, Trouble
from aggregator.plugin import Request, Window
from aggregator.polite import CachedPage, MemoryCache
from aggregator.render.sources import sentence
from aggregator.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CalendarState:
    """How one calendar did: its appointments in the profile's window, and what is wrong with it, if anything.

    ``kept`` is when it was read last, where that stands in for what it does not say now.
    """

    name: str
    busy: tuple[Interval, ...] = ()
    error: OSError | FetchError | ValueError | None = None
    kept: datetime | None = None


def unread(states: Iterable[CalendarState], say: Translate, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Name of each calendar that cannot be read, and a sentence on why, and what is counted instead: else a clash would go unseen."""
    for one in states:
        if one.error is not None:
            instead = say("この予定表の予定は数えていません。")
            if one.kept is not None:
                instead = say("{when}に読んだ予定で数えます。").format(when=bare_moment(one.kept.astimezone(zone)))
            yield one.name, f"{wrong(one.error, say, zone)}{instead}"


def wrong(error: OSError | FetchError | ValueError, say: Translate, zone: tzinfo) -> str:
    """The one sentence on a calendar that cannot be read, without its address, which may be a secret."""
    if isinstance(error, FetchError):
        value = error.value or ""
        return sentence(Trouble(source="", kind=error.kind, value=value), say, zone)
    if isinstance(error, FileNotFoundError):
        return say("ファイルがありません。")
    return say("ファイルを読めません。") if isinstance(error, OSError) else say("iCalendar（.ics）ではありません。")


def calendars(loaded: Loaded, store: Store, now: datetime, *, refresh: bool = False) -> Iterator[CalendarState]:
    """How each of the configured calendars does; ``refresh`` asks also those whose time has not come.

    An address is asked as often as a source (``fetch.every``); meanwhile, and while it cannot be reached, what it said last
    counts. A calendar that cannot be read is named in the log without its address, which may be a secret, and leaves the
    others.
    """
    for one in loaded.settings.calendars:
        state = _state(loaded, store, one, now, refresh=refresh)
        if state.error is not None:
            instead = f"that of {state.kept.isoformat()} counts" if state.kept else "it is left out"
            log.warning("calendar %s cannot be read (%s): %s", one.name, type(state.error).__name__, instead)
        yield state


def _state(loaded: Loaded, store: Store, one: CalendarSettings, now: datetime, *, refresh: bool) -> CalendarState:
    window = Window(now, now + timedelta(days=loaded.settings.profile.horizon_days + 1))
    try:
        if one.file:
            page = _Page(Path(loaded.settings.folder, one.file).expanduser().read_bytes())
        else:
            page = _page(loaded, store, one, window, refresh=refresh)
        zone = ZoneInfo(loaded.settings.profile.zone)
        busy = read_busy(page.body, now - timedelta(days=1), window.end, zone, one.name)
    except (OSError, FetchError, ValueError) as error:
        return CalendarState(one.name, error=error)
    return CalendarState(one.name, busy, page.error, page.kept)


@dataclass(frozen=True, slots=True)
class _Page:
    """A calendar's text; ``error``: why it is that of ``kept``."""

    body: bytes
    error: FetchError | ValueError | None = None
    kept: datetime | None = None


def _page(loaded: Loaded, store: Store, one: CalendarSettings, window: Window, *, refresh: bool) -> _Page:
    """The calendar at an address, or what it said last."""
    now, wish = window.start, loaded.settings.fetch
    key = f"calendar:{blake2b((one.url or '').encode(), digest_size=16).hexdigest()}"
    kept = store.cache.get(key)
    if not refresh and kept is not None and timedelta(0) <= now - kept.fetched_at < timedelta(minutes=wish.every):
        return _Page(kept.body)
    try:
        memory = _Kept(kept)
        body = asyncio.run(_fetch(loaded, one, window, memory))
    except (FetchError, ValueError) as error:
        if kept is None:
            raise
        return _Page(kept.body, error, kept.fetched_at)
    if memory.page is not None:
        store.cache.put(key, replace(memory.page, url="", body=body, fetched_at=now))
    return _Page(body)


async def _fetch(loaded: Loaded, one: CalendarSettings, window: Window, memory: MemoryCache) -> bytes:
    from aggregator.http import Http

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
