"""One climb of the ladder: its rungs in order, each tried with a real source, until one holds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urljoin

from aggregator.app.discover.details import Leads, leads, naming
from aggregator.app.discover.found import (
    Discovery,
    Step,
    Tried,
    bygone,
    clocks,
    coverage,
    expected,
    name_of,
    silence,
    upcoming,
    warnings,
    why_nothing,
    without_clock,
)
from aggregator.app.discover.layout import by_layout
from aggregator.app.discover.links import (
    embedded_addresses,
    embedded_json,
    event_links,
    is_front,
    is_html,
    is_sitemap,
    json_options,
    list_links,
    next_link,
    other_forms,
    same_site,
    shared_path,
    sitemap_lists,
    sitemap_parts,
)
from aggregator.app.discover.obstacles import hint, no_list, obstacle
from aggregator.app.opml import read_opml
from aggregator.app.preview import NAME, ahead, candidates, make_source, understood
from aggregator.app.recording import Recorder, Remembering
from aggregator.collect import collect
from aggregator.errors import ConfigError, FetchError
from aggregator.harvest import Getter
from aggregator.i18n import Translate
from aggregator.induce import TOKYO
from aggregator.induce.data import json_listing
from aggregator.model import HORIZON_DAYS, Trouble, TroubleKind
from aggregator.plugin import Page, Recognises, RecognisesPages, Request
from aggregator.registry import kinds, source_class
from aggregator.render.sources import fetch_sentence, sentence

_OTHERS: Final = 5
"""Most feeds and calendars of one page that are tried."""
_SINGLES: Final = 3
"""Most pages of single events that are looked at, to see whether they are marked up."""
_GROUPS: Final = 2
"""Most groups of links to pages of single events that are tried."""
_SOME: Final = 3
"""A page that looks like no list must show as many events to be one."""
_LAYOUT: Final = 5
"""The rung of what only the page's layout tells."""
_PAGES: Final = 3
"""Most pages of a source that a preview reads."""
_LISTS: Final = 3
"""Most pages of the same site that are climbed where the page itself holds no list."""
_FLOOR: Final = 4
"""Fewest coming events for which a floor of half of them is worth an alarm."""


class Search:
    """One climb, beginning at ``url``.

    ``days`` is how far a digest looks ahead. ``lists`` says whether other pages of the site may be climbed after it; ``alone`` that there is this page and no other.
    """

    def __init__(
        self,
        url: str,
        http: Getter,
        now: datetime,
        say: Translate,
        step: Callable[[Step], None],
        *,
        allow_private: bool,
        days: int = HORIZON_DAYS,
        lists: bool = True,
        alone: bool = False,
    ) -> None:
        self.url = url
        self._http = http if isinstance(http, Remembering) else Remembering(http)
        self._now, self._say, self._private = now, say, allow_private
        self._lists, self._alone = lists and not alone, alone
        self._window = ahead(now)
        self._soon = replace(self._window, end=now + timedelta(days=days))
        self._told = step
        self._steps: list[Step] = []
        self._advice: list[str] = []
        self._page: Page | None = None

    async def climb(self) -> Tried | None:
        """The first rung that holds; where none does, the one that gives most, here or elsewhere on the site.

        Raises:
            FetchError: the address itself could not be reached, and is none of a known site.
        """
        best: Tried | None = None
        called, silent = "", None
        async for rung, text, tried in self._rungs():
            holds = self._holds(rung, tried)
            self._step(rung, text, tried, chosen=holds)
            if holds:
                return tried
            silent = silent or (tried if tried.silent else None)
            if tried.events and (best is None or self._worth(tried) > self._worth(best)):
                best, called = tried, text
        if self._lists and self._page is not None and (is_html(self._page) or is_sitemap(self._page)):
            other = await self._elsewhere(self._page, best)
            if other is None and best is not None and best.usable and upcoming(best.events, self._now):
                self._note(Step(6, self._say("使うもの: {way}").format(way=called), len(best.events), chosen=True))
            best = other or best
        return best or silent

    def _holds(self, rung: int, tried: Tried) -> bool:
        """Whether nothing further is to be tried: what it gives has days, some of them to come.

        What a front page shows of itself may be its news, or a part of a list that stands elsewhere.
        """
        shown = rung == _LAYOUT and self._lists and is_front(self.url)
        return tried.usable and bool(upcoming(tried.events, self._now)) and not shown

    def _worth(self, tried: Tried) -> tuple[int, bool]:
        return len(upcoming(tried.events, self._now)), tried.usable

    async def with_kind(self, kind: str, options: Mapping[str, Any]) -> Tried:
        """The kind that was asked for."""
        takes = source_class(kind).options_type.model_fields
        tried = await self._run(kind, {key: value for key, value in options.items() if key != "url" or "url" in takes})
        self._step(0, self._say("指定された種類 {kind}").format(kind=kind), tried, chosen=tried.usable)
        return tried

    def _step(self, rung: int, text: str, tried: Tried, *, chosen: bool) -> None:
        why = "" if tried.events else why_nothing(tried, self._say, TOKYO)
        self._note(Step(rung, text, len(tried.events), why, chosen=chosen))

    def _note(self, step: Step) -> None:
        self._steps.append(step)
        self._told(step)

    async def _rungs(self) -> AsyncIterator[tuple[int, str, Tried]]:
        say = self._say
        async for found in self._known(self.url, say("知っているサイト: {kind}")):
            yield found
        page = await self._arrived()
        if page is None:
            return
        async for found in self._of_page(page) if is_html(page) else self._document(page):
            yield found

    async def _arrived(self) -> Page | None:
        """The page itself, unless it is known by now that nothing can be read of it."""
        try:
            page = self._page = await self._get(self.url)
        except FetchError as error:
            if not self._steps:
                raise
            self._advice.append(fetch_sentence(error, self._say))
            return None
        if seen := obstacle(page, self._say):
            self._advice.append(seen)
        return page if is_html(page) or not seen else None

    async def _of_page(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """What an HTML page announces, shows within itself, carries in markup, and says by its layout."""
        say = self._say
        if not self._alone:
            async for found in self._platforms(page):
                yield found
        for other in () if self._alone else other_forms(page)[:_OTHERS]:
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
            options = {"url": page.url, **embedded[1]}
            yield 4, say("ページの中のJSON: {where}").format(where=embedded[0]), await self._run("json", options)
        async for found in self._induced(page):
            yield found

    async def _known(self, url: str, text: str) -> AsyncIterator[tuple[int, str, Tried]]:
        """The adapters that know ``url``; where one has an API with a key, that first."""
        for name in kinds():
            adapter = source_class(name)
            if not issubclass(adapter, Recognises) or (found := adapter.from_url(url)) is None:
                continue
            ways: list[dict[str, Any]] = (
                [{**found, "api": True}, found] if "api" in adapter.options_type.model_fields else [found]
            )
            for options in ways:
                try:
                    tried = await self._run(name, options)
                    if tried.cut and len(tried.events) <= _FLOOR:  # each page tells of one event
                        tried = await self._run(name, options, pages=2 + _OTHERS)
                except ConfigError:  # the address has the shape of a list's, but not its parts
                    continue
                tried = replace(tried, known=url == self.url)
                yield 1, text.format(kind=name) + (" (API)" if "api" in options else ""), tried

    async def _platforms(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """What the page shows of a known site within itself, and whether a known platform has made it."""
        for url in embedded_addresses(page)[:_OTHERS]:
            async for found in self._known(url, self._say("ページに埋めこまれている {kind}")):
                yield found
        for name in kinds():
            adapter = source_class(name)
            if issubclass(adapter, RecognisesPages) and (options := adapter.from_page(page)) is not None:
                text = self._say("ページを作った仕組み: {kind}").format(kind=name)
                yield 1, text, await self._run(name, options)

    async def _document(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """An address that is no HTML page: a feed, a calendar, a table, JSON."""
        if "<opml" in page.text[:2000].lower():
            try:
                count = len(read_opml(page.body))
            except ConfigError:
                count = 0
            told = self._say("OPML（購読の一覧、{n}件）でした。asagao sources import {url} で、まとめて足せます")
            self._advice.append(told.format(n=count, url=self.url))
            return
        for kind in () if is_sitemap(page) else candidates(page):
            if kind != "jsonld":
                text = self._say("アドレスそのものを {kind} として").format(kind=kind)
                yield 2, text, await self._run(kind, {"url": page.url})
        listed = json_listing(page.text)
        if listed is not None:
            options = json_options(listed.path, listed.title, listed.when, listed.rows[0])
            yield 4, self._say("アドレスのJSONの一覧"), await self._run("json", {"url": page.url, **options})

    async def _singles(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """Whether the pages of single events are marked up, looked at on a few of them."""
        marked = 0
        links = () if self._alone else event_links(page, _SINGLES)
        for link in links:
            tried = await self._run("jsonld", {"url": link}, pages=1)
            marked += bool(tried.events)
            if not tried.events:
                break
        if links and marked == len(links):
            options = {"url": page.url, "follow": f"a[href*='{shared_path(links)}']"}
            text = self._say("催しごとのページのイベント情報")
            yield 3, text, await self._run("jsonld", options, pages=1 + 2 * _OTHERS)

    async def _induced(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """The list that a person sees; without one, the links to pages that tell a day each."""
        found = by_layout(page, self._now)
        if found is not None and (not self._advice or found[1] >= _SOME):
            chosen, count = found
            options = {"url": page.url, **chosen}
            if following := next_link(page):
                options["next"] = following
            text = self._say("ページの並びから（{n}件のくり返し）").format(n=count)
            tried = await self._run("html", options)
            if self._is_picture(page, tried) or bygone(tried.events, self._now):
                return
            if without_clock(tried.events, self._now):
                tried = await self._clocked(tried)
            yield _LAYOUT, text, tried
        elif not self._alone and not self._advice:
            async for one in self._detailed(page):
                yield one

    async def _clocked(self, tried: Tried) -> Tried:
        """The same list with the times that stand on the events' own pages, looked at on a few of them; as it is where none do."""
        if self._alone:
            return tried
        options = {**tried.options, "clocks": True}
        few = await self._run(tried.kind, options, pages=len(tried.pages) + _SINGLES)
        asked, found = len(few.pages) - len(tried.pages), clocks(few.events) - clocks(tried.events)
        if not asked:
            if why := await self._refusal(few):
                self._note(Step(_LAYOUT, self._say("催しごとのページから開始時刻を"), why=why))
            return tried
        text = self._say("催しごとのページから開始時刻を（{n}ページを試し読み）").format(n=asked)
        self._note(Step(_LAYOUT, text, found, chosen=2 * found > asked))
        return few if 2 * found > asked else tried

    async def _refusal(self, tried: Tried) -> str:
        """Why the events' own pages could not be read; empty where there was none to read."""
        for url in (one.url for one in tried.troubles if one.kind is TroubleKind.BAD_RECORD and one.url):
            try:
                await self._get(url)
            except FetchError as error:
                return sentence(Trouble(source=NAME, kind=error.kind, value=error.value), self._say, TOKYO)
        return ""

    def _is_picture(self, page: Page, tried: Tried) -> bool:
        """Whether the one thing that was read is the name of a picture or a file in which the events stand."""
        if len(tried.events) != 1:
            return False
        name = tried.events[0].title.partition(" – ")[0]  # behind it stands the page's own name
        return name in (hint(page, self._say) or "")

    async def _detailed(self, page: Page) -> AsyncIterator[tuple[int, str, Tried]]:
        """Whether links of one form lead to pages that tell a day each, looked at on a few of them."""
        for group in leads(page, _GROUPS):
            heading = await self._heading(group)
            if heading is None:
                continue
            options = {"url": page.url, **group.options(heading)}
            few = await self._run("html", options, pages=1 + _SINGLES)
            read = [event for event in few.events if event.start]
            if len(read) >= _SINGLES - 1 and 2 * len(upcoming(read, self._now)) >= len(read):
                text = self._say("一覧から催しごとのページへ（{n}件のリンク）").format(n=len(group.urls))
                yield _LAYOUT, text, await self._run("html", options, pages=1 + 2 * _OTHERS)

    async def _heading(self, group: Leads) -> str | None:
        """The selector of what names the events on the pages that the links lead to; ``None`` where nothing tells them apart."""
        pages = []
        for url in group.urls[:_SINGLES]:
            try:
                pages.append(await self._get(url))
            except FetchError:
                return None
        return naming(pages)

    async def _elsewhere(self, page: Page, best: Tried | None) -> Tried | None:
        """A page of the site that gives more than ``best``: one that promises a list, by its links and the sitemap."""
        given = is_sitemap(page)
        mapped = () if self._advice else await self._sitemap(page.url if given else urljoin(self.url, "/sitemap.xml"))
        listed = dict.fromkeys((url for url in mapped if same_site(url, page.url)), "")
        listed |= {} if given else dict(list_links(page))
        for url in sorted(listed, key=lambda url: not listed[url])[:_LISTS]:
            told = self._say("このサイトの一覧らしいページ: {url}").format(url=f"{listed[url]} {url}".strip())
            self._note(Step(6, told))
            inner = Search(url, self._http, self._now, self._say, self._note, allow_private=self._private, lists=False)
            try:
                found = await inner.climb()
            except FetchError:
                continue
            if found is not None and found.usable and (best is None or self._worth(found) > self._worth(best)):
                self._page = inner._page
                return found
        if mapped and best is None:
            told = self._say("サイトマップに、こちらのページがあります: {urls}")
            self._advice.append(told.format(urls=self._say("、").join(mapped)))
        return None

    async def _sitemap(self, url: str, *, deeper: bool = True) -> tuple[str, ...]:
        """The lists that a sitemap promises, in itself or in those that it leads to."""
        try:
            page = await self._get(url)
        except FetchError:
            return ()
        found = sitemap_lists(page)
        for part in sitemap_parts(page) if deeper and not found else ():
            found += await self._sitemap(part, deeper=False)
        return found[:_LISTS]

    async def _get(self, url: str) -> Page:
        return await self._http.get(NAME, Request(url), self._window, allow_private=self._private)

    async def _run(self, kind: str, options: Mapping[str, Any], *, pages: int = _PAGES) -> Tried:
        source = make_source(kind, options)
        recorder = Recorder(self._http)
        harvest = await collect(NAME, source, self._window, recorder, max_pages=pages, allow_private=self._private)
        events, troubles = understood(harvest.events, source, self._now)
        return Tried(kind, options, events, (*harvest.troubles, *troubles), tuple(recorder.pages))

    def result(self, found: Tried | None, name: str | None) -> Discovery:
        """The discovery, with the block for config.yaml."""
        nothing = Discovery(self.url, self._window, tuple(self._steps), advice=tuple(self._advice))
        if found is None:
            return replace(nothing, advice=nothing.advice or (no_list(self._page, self._say),))
        block = {"name": name or name_of(found, self._page, self.url, self._say), "kind": found.kind, **found.options}
        if self._private:
            block["allow_private"] = True
        coming = expected(found, self._now, self._window, self._soon)
        if coming >= _FLOOR:
            block["expect"] = coming // 2
        return replace(
            nothing,
            block=block,
            events=found.events,
            coverage=coverage(found.events),
            warnings=() if found.silent else tuple(warnings(found.events, found.troubles, self._now, self._say, TOKYO)),
            advice=(silence(found, self._say),) if found.silent else nothing.advice if not found.usable else (),
            troubles=found.troubles,
            pages=found.pages,
        )
