"""Read a page or a saved file without keeping anything: how a source is tried out, and an adapter developed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pydantic

from aggregator.collect import collect
from aggregator.errors import ConfigError, RecordError, SourceError
from aggregator.http import Http, page_from_bytes
from aggregator.induce import TOKYO, induce
from aggregator.model import Event, Trouble, TroubleKind
from aggregator.normalise import normalise
from aggregator.plugin import Found, Page, RawEvent, Recognises, Request, Source, Window
from aggregator.registry import kinds, source_class

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


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source would give. ``more`` says that there are further pages which were not read."""

    kind: str
    options: Mapping[str, Any]
    events: tuple[Event, ...]
    troubles: tuple[Trouble, ...] = ()
    more: bool = False
    tried: tuple[str, ...] = field(default=())


async def preview(
    target: str,
    http: Http,
    clock: Callable[[], datetime],
    *,
    kind: str | None = None,
    options: Mapping[str, Any] | None = None,
    allow_private: bool = False,
) -> Preview:
    """Read ``target``.

    Args:
        target: an address, or the path of a saved page.
        http: the network; not used for files.
        clock: the time.
        kind: the kind to read it with; found out if missing.
        options: of that kind.
        allow_private: whether addresses of this machine and of private networks may be asked.

    Raises:
        ConfigError: no such kind, options that it does not have, no such file, or nothing that could be read.
        FetchError: the page did not arrive.
    """
    now = clock()
    window = ahead(now)
    given = dict(options or {})
    if urlsplit(target).scheme in ("http", "https", "webcal", "webcals"):
        kind, given = _recognised(target, kind, given)
        if kind is not None:
            return await _whole(kind, given, window, http, now, allow_private=allow_private)
        page = await http.get(NAME, Request(target), window, allow_private=allow_private)
    else:
        page = _saved(Path(target), given, window)
    return _first(page, kind, given, now)


def ahead(now: datetime) -> Window:
    """What a preview looks at: a year, and what began yesterday."""
    return Window(now - timedelta(days=1), now + _AHEAD)


def _recognised(url: str, kind: str | None, options: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The kind that knows this address as its own, with the options that read it; else the kind that was asked for."""
    if kind is not None:
        takes_url = "url" in source_class(kind).options_type.model_fields
        return kind, {"url": url, **options} if takes_url else options
    for name in kinds():
        adapter = source_class(name)
        if issubclass(adapter, Recognises) and (found := adapter.from_url(url)) is not None:
            return name, {**found, **options}
    return None, options


def _saved(path: Path, options: Mapping[str, Any], window: Window) -> Page:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read it: {error.strerror}", file=str(path)) from None
    page = page_from_bytes(body, window, url=path.name)
    return replace(page, url=str(options.get("url") or f"https://example.invalid/{path.name}"))


async def _whole(
    kind: str, options: dict[str, Any], window: Window, http: Http, now: datetime, *, allow_private: bool
) -> Preview:
    """All pages of a source whose kind is known."""
    source = make_source(kind, options)
    harvest = await collect(NAME, source, window, http, max_pages=5, allow_private=allow_private)
    events, troubles = understood(harvest.events, source, now)
    return Preview(kind, options, events, (*harvest.troubles, *troubles))


def _first(page: Page, kind: str | None, options: dict[str, Any], now: datetime) -> Preview:
    """One page, with the first kind that finds something in it; of a page without any markup the list that a person sees."""
    tried = (kind,) if kind else candidates(page)
    troubles: list[Trouble] = []
    for name, chosen in _ways(page, kind, tried, options, now):
        own = {"url": page.url, **chosen} if "url" in source_class(name).options_type.model_fields else dict(chosen)
        source = make_source(name, own)
        found, broken = _parsed(source, page, name)
        troubles.extend(broken)
        events, bad = understood((one for one in found if isinstance(one, RawEvent)), source, now)
        if events:
            return Preview(
                name,
                own,
                events,
                (*broken, *bad),
                more=any(isinstance(one, Request) for one in found),
                tried=tuple(tried),
            )
        troubles.extend(bad)
    return Preview(
        kind or "",
        options,
        (),
        tuple(troubles) or (Trouble(source=NAME, kind=TroubleKind.NO_EVENTS, detail="no events found"),),
        tried=tuple(tried),
    )


def _ways(
    page: Page, kind: str | None, tried: Iterable[str], options: dict[str, Any], now: datetime
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Kinds with their options; the list that a person sees is looked for only where no other kind found anything."""
    yield from ((name, options) for name in tried)
    if kind is None and "jsonld" in tried:
        seen = induce(page.text, page.url, now.astimezone(TOKYO).date())
        if seen is not None:
            yield "html", {**seen.options, **options}


def _parsed(source: Source[Any], page: Page, name: str) -> tuple[list[Found], list[Trouble]]:
    """What an adapter reads of one page; where it gives up, what it had read until then stays."""
    found: list[Found] = []
    troubles: list[Trouble] = []
    try:
        for one in source.parse(page) if page.body else ():
            if isinstance(one, RecordError):
                troubles.append(Trouble(source=NAME, kind=one.kind, detail=f"{name}: {one.message}", field=one.field))
            else:
                found.append(one)
    except SourceError as error:
        troubles.append(Trouble(source=NAME, kind=error.kind, detail=f"{name}: {error.message}"))
    return found, troubles


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
    events: list[Event] = []
    troubles: list[Trouble] = []
    for raw in raws:
        try:
            events.append(normalise(raw, NAME, zone, now.astimezone(zone).date()))
        except RecordError as error:
            troubles.append(Trouble(source=NAME, kind=TroubleKind.BAD_RECORD, detail=error.message, field=error.field))
    return tuple(events), tuple(troubles)
