"""A feed reader's list of subscriptions (OPML) as new sources: chosen, then tried, then written after a second yes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from aggregator.app.adding import add_sources
from aggregator.app.discover import Discovery, discover
from aggregator.app.gather import client
from aggregator.app.opml import read_opml
from aggregator.app.preview import ahead
from aggregator.errors import AsagaoError, ConfigError, FetchError
from aggregator.i18n import told
from aggregator.render.sources import fetch_sentence
from aggregator.web.actions import Form, deed
from aggregator.web.desk import Desk
from aggregator.web.guard import hold_token
from aggregator.web.pages import back, desk_of, page

_LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that are read; a list of subscriptions is far smaller."""
_AT_ONCE: Final = 40
"""Most subscriptions that are tried in one go; a longer list is added in several."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A chosen subscription and what can be read of it; ``why`` says what stands in the way where nothing can."""

    number: str
    name: str
    url: str
    found: Discovery | None
    why: str = ""

    @property
    def works(self) -> bool:
        """Whether events with a day are read."""
        return self.found is not None and self.found.works


async def upload(request: Request) -> Response:
    """Show the subscriptions of an OPML file, those that are no sources yet to be chosen."""
    desk = desk_of(request)
    async with request.form(max_files=1) as form:
        hold_token(request, str(form.get("token", "")))
        file = form.get("file")
        body = await file.read(_LARGEST) if isinstance(file, UploadFile) else b""
    try:
        found = read_opml(body)
    except ConfigError as error:
        return _page(request, 422, error=told(error.message, desk.say))
    taken = {one.name for one in desk.loaded.sources}
    request.app.state.subscriptions.clear()
    return _page(request, rows=[(name, url, name in taken) for name, url in found])


@deed
def add(request: Request, desk: Desk, form: Form) -> Response:
    """Try the chosen subscriptions and show what each gives; once that has been seen (``sure``), write those still chosen."""
    chosen = [key.removeprefix("pick-") for key in form if key.startswith("pick-")]
    wanted = [(number, form.get(f"name-{number}", ""), form.get(f"url-{number}", "")) for number in chosen]
    if not chosen or len(chosen) > _AT_ONCE:
        text = desk.say("一つから{n}件まで選んでください").format(n=_AT_ONCE)
        return _page(request, 422, error=text, rows=[(name, url, False) for _, name, url in wanted])
    if not form.get("sure"):
        return _page(request, tried=asyncio.run(_try_all(request, wanted)))
    forced = {number for number in chosen if form.get(f"fails-{number}")}
    tried = asyncio.run(_try_all(request, [one for one in wanted if one[0] not in forced]))
    tried += [Tried(*one, _unseen(desk, *one[1:])) for one in wanted if one[0] in forced]
    if not all(one.works or one.number in forced for one in tried):
        return _page(
            request, 422, tried=tried, error=desk.say("試し読みのときと変わりました。もう一度確かめてください")
        )
    data, now = request.app.state.data, desk.clock()
    found = [one.found for one in sorted(tried, key=lambda one: chosen.index(one.number)) if one.found]
    try:
        names = add_sources(found, desk.loaded, desk.file, data, now, desk.environment, desk.say)
    except ConfigError as error:
        return _page(request, 422, tried=tried, error="\n".join(error.mistakes))
    request.state.back = "/sources"
    return back(request, desk.say("{n}件を足しました").format(n=len(names)))


def _page(
    request: Request, status: int = 200, *, error: str = "", rows: list[tuple[str, str, bool]] | None = None,
    tried: list[Tried] | None = None,
) -> Response:  # fmt: skip
    return page(request, "import", status, error=error, rows=rows or [], tried=tried or [])


async def _try_all(request: Request, wanted: list[tuple[str, str, str]]) -> list[Tried]:
    """All at once; what comes from one host waits its turn there. What the preview has read is not asked for again."""
    desk = desk_of(request)
    known: dict[tuple[str, str], Discovery] = request.app.state.subscriptions
    taken = {source.name for source in desk.loaded.sources}
    async with client(desk.loaded, desk.clock, None) as http:

        async def one(number: str, name: str, url: str) -> Tried:
            if name in taken:
                return Tried(number, name, url, None, desk.say("同じ名前の取得元がもうあります"))
            if (name, url) in known:
                return Tried(number, name, url, known[name, url])
            try:
                private = request.app.state.allow_private
                found = await discover(url, http, desk.clock, desk.say, name=name or None, allow_private=private)
            except FetchError as error:
                return Tried(number, name, url, None, fetch_sentence(error, desk.say, browser=True))
            except AsagaoError as error:
                return Tried(number, name, url, None, error.told(desk.say))
            if found.works:
                known[name, url] = found
                return Tried(number, name, url, found)
            why = next(iter((*found.advice, *found.warnings)), desk.say("催しが読めませんでした"))
            return Tried(number, name, url, None, why)

        return list(await asyncio.gather(*(one(*each) for each in wanted)))


def _unseen(desk: Desk, name: str, url: str) -> Discovery:
    """A subscription that is wanted although nothing could be read of it, as the feed or calendar that it calls itself."""
    kind = "ics" if url.partition("?")[0].endswith(".ics") else "feed"
    return Discovery(url, ahead(desk.clock()), block={"name": name or url, "kind": kind, "url": url})
