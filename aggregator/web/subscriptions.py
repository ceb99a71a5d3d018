"""A feed reader's list of subscriptions (OPML) as new sources: chosen, then tried, then written after a second yes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
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
"""Most subscriptions that are tried in one go; of a longer list the next ones follow once these are written."""

Subscription = tuple[str, str, str]
"""Its number in the list, its name and its address."""


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
    request.app.state.subscriptions.clear()
    return _page(request, rows=_rows(desk, found))


def _rows(desk: Desk, found: Iterable[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """Name and address of each subscription, and whether it is a source already."""
    taken = {one.name for one in desk.loaded.sources}
    return [(name, url, name in taken) for name, url in found]


@deed
def add(request: Request, desk: Desk, form: Form) -> Response:
    """Try the chosen subscriptions and show what each gives; once that has been seen (``sure``), write those still chosen."""
    wanted, later = _named(form, "pick"), _named(form, "later")
    if not form.get("sure"):
        if not wanted:
            return _page(
                request,
                422,
                error=desk.say("一つは選んでください"),
                rows=_rows(desk, [one[1:] for one in _named(form, "name")]),
            )
        return _portion(request, wanted)
    forced = {number for number, _, _ in wanted if form.get(f"fails-{number}")}
    tried = asyncio.run(_try_all(request, [one for one in wanted if one[0] not in forced]))
    tried += [Tried(*one, _unseen(desk, *one[1:])) for one in wanted if one[0] in forced]
    if not all(one.works or one.number in forced for one in tried):
        error = desk.say("試し読みのときと変わりました。もう一度確かめてください")
        return _page(request, 422, tried=tried, later=later, error=error)
    order = [number for number, _, _ in wanted]
    found = [one.found for one in sorted(tried, key=lambda one: order.index(one.number)) if one.found]
    try:
        names = found and add_sources(
            found, desk.loaded, desk.file, request.app.state.data, desk.clock(), desk.environment, desk.say
        )
    except ConfigError as error:
        return _page(request, 422, tried=tried, later=later, error="\n".join(error.mistakes))
    done = desk.say("{n}件を足しました").format(n=len(names))
    if later:
        return _portion(request, later, done=done)
    request.state.back = "/sources"
    return back(request, done)


def _named(form: Form, mark: str) -> list[Subscription]:
    """The subscriptions of a form that carry ``mark``: number, name and address."""
    numbers = [key.removeprefix(f"{mark}-") for key in form if key.startswith(f"{mark}-")]
    return [(number, form.get(f"name-{number}", ""), form.get(f"url-{number}", "")) for number in numbers]


def _portion(request: Request, wanted: list[Subscription], done: str = "") -> Response:
    """What can be read of the first of ``wanted``; the others come after them."""
    tried = asyncio.run(_try_all(request, wanted[:_AT_ONCE]))
    return _page(request, tried=tried, later=wanted[_AT_ONCE:], done=done)


def _page(
    request: Request, status: int = 200, *, error: str = "", rows: Sequence[tuple[str, str, bool]] = (),
    tried: Sequence[Tried] = (), later: Sequence[Subscription] = (), done: str = "",
) -> Response:  # fmt: skip
    return page(request, "import", status, error=error, rows=rows, tried=tried, later=later, done=done)


async def _try_all(request: Request, wanted: list[Subscription]) -> list[Tried]:
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
                private, days = request.app.state.allow_private, desk.loaded.settings.profile.horizon_days
                found = await discover(
                    url, http, desk.clock, desk.say, name=name or None, allow_private=private, days=days
                )
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
