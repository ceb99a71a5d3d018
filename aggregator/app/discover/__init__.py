"""The ladder of ``sources add URL``: from what is surest to what is found by looking at the page itself.

1. a known platform, by its address; 2. a feed or calendar, at the address or announced by the page; 3. events marked up in
the page or in the pages of single events; 4. JSON that the page carries for its own programs; 5. the page itself, by induction.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from aggregator.app.discover.links import embedded_json, event_links, json_options, other_forms, sitemap_lists
from aggregator.app.discover.obstacles import obstacle
from aggregator.app.preview import NAME, ahead, candidates, make_source, understood
from aggregator.collect import Harvest, collect
from aggregator.errors import ConfigError, FetchError
from aggregator.http import Http
from aggregator.i18n import Translate
from aggregator.induce import induce
from aggregator.induce.data import json_listing
from aggregator.model import Event, Trouble
from aggregator.plugin import Page, Recognises, Request, Window
from aggregator.registry import kinds, source_class

FIELDS: Final = ("title", "start", "end", "place", "price", "url")
"""The fields whose coverage is told."""
_OTHERS: Final = 5
"""Most feeds and calendars of one page that are tried."""
_SINGLES: Final = 3
"""Most pages of single events that are looked at, to see whether they are marked up."""
_PAGES: Final = 3
"""Most pages of a source that a preview reads."""
TOKYO: Final = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Step:
    """What one rung of the ladder tried and found. ``text`` is for the reader."""

    rung: int
    text: str
    events: int = 0


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found for an address in ``window``.

    ``block`` is the source as it is written in config.yaml; ``None`` where nothing usable was found. ``pages`` are the pages
    that were read for it, for the saved case. ``warnings`` and ``advice`` are sentences for the reader.
    """

    url: str
    window: Window
    steps: tuple[Step, ...] = ()
    block: Mapping[str, Any] | None = None
    events: tuple[Event, ...] = ()
    coverage: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind of the source."""
        return str(self.block["kind"]) if self.block else None


@dataclass(frozen=True, slots=True)
class _Tried:
    """One way to read the address, and what it gave."""

    kind: str
    options: Mapping[str, Any]
    events: tuple[Event, ...]
    troubles: tuple[Trouble, ...]
    pages: tuple[Page, ...]

    @property
    def usable(self) -> bool:
        """Whether at least half of what it gives has a day."""
        return bool(self.events) and 2 * sum(event.start is not None for event in self.events) >= len(self.events)


class Recorder:
    """The network, keeping the pages that came: what a preview has read becomes the saved case."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.pages: list[Page] = []

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """Get a page and keep it."""
        page = await self._http.get(source, request, window, interval=interval, allow_private=allow_private)
        self.pages.append(page)
        return page


async def discover(
    url: str,
    http: Http,
    clock: Callable[[], datetime],
    say: Translate,
    *,
    name: str | None = None,
    kind: str | None = None,
    options: Mapping[str, Any] | None = None,
    allow_private: bool = False,
) -> Discovery:
    """Find out how the events that a person sees at ``url`` can be read.

    Args:
        url: the address.
        http: the network.
        clock: the time.
        say: translates what the reader is told.
        name: of the source; made from the page's title if missing.
        kind: use this kind and look no further.
        options: of that kind.
        allow_private: whether addresses of this machine and of private networks may be asked.

    Raises:
        ConfigError: no such kind or option, or no address.
        FetchError: the address itself could not be reached.
    """
    if urlsplit(url).scheme not in {"http", "https", "webcal", "webcals"}:
        raise ConfigError(say("https:// で始まるアドレスを書いてください: {url}").format(url=url))
    search = _Search(_plain(url), http, clock(), say, allow_private=allow_private)
    given = {"url": search.url, **(options or {})} if kind else {}
    found = await search.with_kind(kind, given) if kind else await search.climb()
    return search.result(found, name)


def _plain(url: str) -> str:
    return f"https://{url.partition('://')[2]}" if url.startswith(("webcal://", "webcals://")) else url.strip()


class _Search:
    """One climb."""

    def __init__(self, url: str, http: Http, now: datetime, say: Translate, *, allow_private: bool) -> None:
        self.url = url
        self._http, self._now, self._say, self._private = http, now, say, allow_private
        self._window = ahead(now)
        self._steps: list[Step] = []
        self._advice: list[str] = []
        self._page: Page | None = None

    async def climb(self) -> _Tried | None:
        """The first rung that holds."""
        best: _Tried | None = None
        async for rung, text, tried in self._rungs():
            self._steps.append(Step(rung, text, len(tried.events)))
            if tried.usable:
                return tried
            if tried.events and best is None:
                best = tried
        if best is None:
            await self._look_around()
        return best

    async def with_kind(self, kind: str, options: Mapping[str, Any]) -> _Tried:
        """The kind that was asked for."""
        takes = source_class(kind).options_type.model_fields
        tried = await self._run(kind, {key: value for key, value in options.items() if key != "url" or "url" in takes})
        self._steps.append(Step(0, self._say("指定された種類 {kind}").format(kind=kind), len(tried.events)))
        return tried

    async def _rungs(self) -> AsyncIterator[tuple[int, str, _Tried]]:
        say = self._say
        for kind, options in self._known():
            yield 1, say("知っているサイト: {kind}").format(kind=kind), await self._run(kind, options)
        page = await self._http.get(NAME, Request(self.url), self._window, allow_private=self._private)
        self._page = page
        if seen := obstacle(page, say):
            self._advice.append(seen)
            if not _is_html(page):
                return
        if not _is_html(page):
            async for found in self._document(page):
                yield found
            return
        for other in other_forms(page)[:_OTHERS]:
            text = (
                say("ページが知らせているフィード: {url}")
                if other.kind == "feed"
                else say("ページが知らせているカレンダー: {url}")
            )
            yield 2, text.format(url=other.url), await self._run(other.kind, {"url": other.url})
        yield 3, say("ページの中のイベント情報（schema.org など）"), await self._run("jsonld", {"url": page.url})
        async for found in self._singles(page):
            yield found
        if embedded := embedded_json(page):
            yield (
                4,
                say("ページの中のJSON: {where}").format(where=embedded[0]),
                await self._run("json", {"url": page.url, **embedded[1]}),
            )
        async for found in self._induced(page):
            yield found

    def _known(self) -> Iterator[tuple[str, dict[str, str]]]:
        for name in kinds():
            adapter = source_class(name)
            if issubclass(adapter, Recognises) and (found := adapter.from_url(self.url)) is not None:
                yield name, found

    async def _document(self, page: Page) -> AsyncIterator[tuple[int, str, _Tried]]:
        """An address that is no HTML page: a feed, a calendar, a table, JSON."""
        for kind in candidates(page):
            if kind != "jsonld":
                yield (
                    2,
                    self._say("アドレスそのものを {kind} として").format(kind=kind),
                    await self._run(kind, {"url": page.url}),
                )
        listed = json_listing(page.text)
        if listed is not None:
            options = json_options(listed.path, listed.title, listed.when, listed.rows[0])
            yield 4, self._say("アドレスのJSONの一覧"), await self._run("json", {"url": page.url, **options})

    async def _singles(self, page: Page) -> AsyncIterator[tuple[int, str, _Tried]]:
        """Whether the pages of single events are marked up, looked at on a few of them."""
        marked = 0
        links = event_links(page, _SINGLES)
        for link in links:
            tried = await self._run("jsonld", {"url": link}, pages=1)
            marked += bool(tried.events)
            if not tried.events:
                break
        if links and marked == len(links):
            follow = _shared_path(links)
            options = {"url": page.url, "follow": f"a[href*='{follow}']"}
            yield (
                3,
                self._say("催しごとのページのイベント情報"),
                await self._run("jsonld", options, pages=1 + 2 * _OTHERS),
            )

    async def _induced(self, page: Page) -> AsyncIterator[tuple[int, str, _Tried]]:
        wrapper = induce(page.text, page.url, self._now.astimezone(TOKYO).date(), TOKYO)
        if wrapper is None:
            return
        options = {"url": page.url, **wrapper.options}
        if following := _next_link(page):
            options["next"] = following
        yield (
            5,
            self._say("ページの並びから（{n}件のくり返し）").format(n=len(wrapper.items)),
            await self._run("html", options),
        )

    async def _run(self, kind: str, options: Mapping[str, Any], *, pages: int = _PAGES) -> _Tried:
        source = make_source(kind, options)
        recorder = Recorder(self._http)
        harvest: Harvest = await collect(
            NAME,
            source,
            self._window,
            recorder,
            max_pages=pages,
            allow_private=self._private,
        )
        events, troubles = understood(harvest.events, source, self._now)
        return _Tried(kind, options, events, (*harvest.troubles, *troubles), tuple(recorder.pages))

    async def _look_around(self) -> None:
        """Where nothing was found: what the sitemap names as lists of events."""
        root = urljoin(self.url, "/sitemap.xml")
        try:
            page = await self._http.get(NAME, Request(root), self._window, allow_private=self._private)
        except FetchError:
            return
        if lists := sitemap_lists(page.text):
            self._advice.append(
                self._say("サイトマップに、こちらのページがあります: {urls}").format(urls="、".join(lists))
            )

    def result(self, found: _Tried | None, name: str | None) -> Discovery:
        """The discovery, with the block for config.yaml."""
        if found is None:
            return Discovery(
                self.url, self._window, tuple(self._steps), advice=tuple(self._advice) or (self._nothing(),)
            )
        block = {"name": name or self._name(found), "kind": found.kind, **found.options}
        if self._private:
            block["allow_private"] = True
        coming = [event for event in found.events if event.start and (event.end or event.start) >= self._now]
        if len(coming) >= 4:
            block["expect"] = len(coming) // 2
        return Discovery(
            url=self.url,
            window=self._window,
            steps=tuple(self._steps),
            block=block,
            events=found.events,
            coverage=coverage(found.events),
            warnings=tuple(self._warnings(found, len(coming))),
            advice=tuple(self._advice) if not found.usable else (),
            troubles=found.troubles,
            pages=found.pages,
        )

    def _nothing(self) -> str:
        return self._say(
            "催しの一覧が見つかりませんでした。一覧のページのアドレスか、種類（--kind）を指定してみてください"
        )

    def _warnings(self, found: _Tried, coming: int) -> Iterator[str]:
        say, total = self._say, len(found.events)
        dated = [event for event in found.events if event.start]
        if not total:
            yield say("一件も読めませんでした")
            return
        if not coming:
            yield say("どれも過ぎた日付です。これからの予定のページか確かめてください")
        if len(dated) < total:
            yield say("日付の読めないものが{n}件あります").format(n=total - len(dated))
        if dated and all(event.all_day for event in dated):
            yield say("開始時刻がどれにもありません")

    def _name(self, found: _Tried) -> str:
        """The name of the source: the organiser of all events, else the page's title, else the site."""
        organisers = {event.organiser for event in found.events}
        if len(organisers) == 1 and (only := organisers.pop()):
            return only[:40]
        if self._page is not None and _is_html(self._page) and self._page.soup.title is not None:
            title = self._page.soup.title.get_text(" ", strip=True)
            if title:
                return title[:40]
        return urlsplit(self.url).hostname or self.url


def coverage(events: tuple[Event, ...]) -> dict[str, int]:
    """How many events state each of ``FIELDS``."""
    return {name: sum(getattr(event, name) is not None for event in events) for name in FIELDS}


def _is_html(page: Page) -> bool:
    return "html" in page.content_type or page.text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))


def _shared_path(links: tuple[str, ...]) -> str:
    """The part of the path that all links have before their last step."""
    paths = [urlsplit(link).path.rsplit("/", 1)[0] + "/" for link in links]
    return min(paths, key=len)


def _next_link(page: Page) -> str | None:
    """The selector of the link to the next page, where the page says which it is."""
    for selector in ("a[rel~=next]", "a.next", ".next a", ".pagination .next a", ".nav-next a"):
        if page.soup.select_one(f"{selector}[href]") is not None:
            return selector
    return None
