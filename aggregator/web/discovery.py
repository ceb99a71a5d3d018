"""The sources page: how each source does, adding one by its address with a preview, and collecting with live progress."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from aggregator.app.adding import add_source
from aggregator.app.discover import Discovery, discover
from aggregator.app.gather import client, gather, states
from aggregator.app.opml import address_of
from aggregator.app.preview import ahead
from aggregator.app.trial import Live, trial
from aggregator.comparison import Comparison
from aggregator.errors import AsagaoError, FetchError
from aggregator.harvest import Harvest
from aggregator.health import health
from aggregator.i18n import bare_moment
from aggregator.render.doubts import field_name
from aggregator.render.sources import fetch_sentence, sentence, shell_word, usually
from aggregator.render.trial import trial_lines, verdict
from aggregator.render.words import start_words
from aggregator.web.actions import Form, deed
from aggregator.web.desk import Desk
from aggregator.web.guard import hold_token
from aggregator.web.pages import back, desk_of, page


def sources(request: Request) -> Response:
    """Each source: state, last success, number of events, troubles."""
    desk = desk_of(request)
    zone = ZoneInfo(desk.loaded.settings.profile.zone)
    known = {state.name: state for state in states(desk.loaded, desk.store)}
    rows = []
    for one in desk.loaded.sources:
        runs = desk.store.runs(one.name)
        state, learnt = known.get(one.name), health(runs, desk.store.arrivals(one.name))
        troubles = state.troubles if state else ()
        rows.append(
            {
                "name": one.name,
                "kind": one.settings.kind,
                "paused": one.settings.paused,
                "state": str(learnt.state),
                "usually": usually(learnt, desk.say),
                "events": runs[-1].events if runs else 0,
                "stale": state is not None and state.stale,
                "last": bare_moment(state.last_success.astimezone(zone)) if state and state.last_success else "",
                "troubles": list(dict.fromkeys(sentence(trouble, desk.say, zone) for trouble in troubles)),
            }
        )
    return page(request, "sources", rows=rows)


async def test(request: Request) -> Response:
    """What a source's saved pages and its site give now, against what they gave when it was added."""
    desk, form = desk_of(request), await request.form()
    hold_token(request, str(form.get("token", "")))
    one = next((one for one in desk.loaded.sources if one.name == form.get("name")), None)
    if one is None:
        raise HTTPException(404)
    done = await trial(desk.loaded, one, request.app.state.data, desk.clock)
    zone = ZoneInfo(desk.loaded.settings.profile.zone)
    live = done.live or Live(ahead(desk.clock()))
    compared = done.compared
    return page(
        request, "test", name=one.name, case=done.case, damaged=done.damaged, same=done.reads_the_same,
        replayed=_lines(done.replayed, desk, zone), compared=_lines(compared, desk, zone), count=len(live.events),
        verdict=verdict(compared, desk.say, shell_word(one.name), (url := address_of(one)) and shell_word(url)) if compared else "",
        well=compared is not None and compared.verdict.well,
        troubles=[sentence(trouble, desk.say, zone) for trouble in live.troubles],
        rows=[(start_words(event, zone, desk.language), event.title) for event in live.events[:8]],
    )  # fmt: skip


def _lines(found: Comparison | None, desk: Desk, zone: ZoneInfo) -> list[tuple[int, str]]:
    """What has changed, in words."""
    return list(trial_lines(found, desk.say, zone)) if found else []


async def look(request: Request) -> Response:
    """A preview of what an address would give."""
    desk = desk_of(request)
    url = request.query_params.get("url", "").strip()
    if not url or request.headers.get("sec-fetch-site") == "cross-site":  # no other site decides what is fetched
        return page(request, "add", url=url, found=None, error="", rows=(), coverage=())
    found, error = await _discovered(request, url)
    zone = ZoneInfo(desk.loaded.settings.profile.zone)
    rows = [
        (start_words(event, zone, desk.language), event.title, event.place.name or "" if event.place else "")
        for event in (found.events[:8] if found else ())
    ]
    coverage = [(field_name(name, desk.say), count) for name, count in (found.coverage.items() if found else ())]
    return page(request, "add", url=url, found=found, error=error, rows=rows, coverage=coverage)


async def _discovered(request: Request, url: str) -> tuple[Discovery | None, str]:
    desk = desk_of(request)
    try:
        async with client(desk.loaded, desk.clock, None) as http:
            private, days = request.app.state.allow_private, desk.loaded.settings.profile.horizon_days
            return await discover(url, http, desk.clock, desk.say, allow_private=private, days=days), ""
    except FetchError as error:
        return None, fetch_sentence(error, desk.say, browser=True)
    except AsagaoError as error:
        return None, error.told(desk.say)


@deed
def add(request: Request, desk: Desk, form: Form) -> Response:
    """Write the source that the preview showed, after looking once more."""
    url = form.get("url", "")
    found, error = asyncio.run(_discovered(request, url))
    if found is None or not found.works:
        return _not_added(request, url, error or desk.say("一件も読めませんでした"), found)
    name = add_source(found, desk.loaded, desk.file, request.app.state.data, desk.clock(), desk.environment, desk.say)
    if name is None:
        return _not_added(request, url, desk.say("同じ取得元がもうあります"))
    request.state.back = "/sources"
    return back(request, desk.say("足しました: {name}").format(name=name))


def _not_added(request: Request, url: str, error: str, found: Discovery | None = None) -> Response:
    return page(request, "add", 422, url=url, found=found, error=error, rows=(), coverage=())


class _Lines:
    """Progress as lines of text, handed over from the event loop of the collection."""

    def __init__(self, put: Callable[[dict[str, object]], None]) -> None:
        self._put = put

    def started(self, name: str) -> None:
        """See ``Progress``."""
        self._put({"name": name, "state": "started"})

    def page(self, name: str, pages: int, events: int) -> None:
        """See ``Progress``."""
        self._put({"name": name, "state": "reading", "pages": pages, "events": events})

    def finished(self, harvest: Harvest) -> None:
        """See ``Progress``."""
        self._put({"name": harvest.source, "state": "done", "events": len(harvest.events), "ok": not harvest.troubles})


@deed
def collect(request: Request, desk: Desk, _form: Form) -> Response:
    """Read the sources now, without JavaScript: the answer comes when it is done."""
    asyncio.run(gather(desk.loaded, desk.store, desk.clock, refresh=True))
    return back(request, desk.say("取得元を読みました"))


async def progress(request: Request) -> Response:
    """A collection with its progress as server-sent events (WHATWG HTML §9.2)."""
    hold_token(request, request.query_params.get("token", ""))
    return StreamingResponse(_events(desk_of(request)), media_type="text/event-stream")


async def _events(desk: Desk) -> AsyncIterator[str]:
    queue: asyncio.Queue[dict[str, object] | None] = asyncio.Queue()

    async def run() -> None:
        try:
            await gather(desk.loaded, desk.store, desk.clock, progress=_Lines(queue.put_nowait), refresh=True)
        except AsagaoError as error:
            queue.put_nowait({"state": "failed", "name": error.told(desk.say)})
        finally:
            queue.put_nowait(None)

    task = asyncio.create_task(run())
    while (told := await queue.get()) is not None:
        yield f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
    await task
    yield "event: end\ndata: {}\n\n"
