"""Run sources to their end: fetch and parse until nothing is left to ask for. Every failure becomes a Trouble."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from aggregator.errors import FetchError, RecordError, SourceError
from aggregator.harvest import MAX_PAGES, Getter, Harvest, Job, Progress, Quiet
from aggregator.model import Trouble, TroubleKind
from aggregator.plugin import Found, Page, RawEvent, Request, Source, Window
from aggregator.polite import shown

log = logging.getLogger(__name__)

ROWS = 10
"""Most own pages of single events that are asked for in one run of a source; those that are kept do not count."""
_SHOWN = 80
_LONGEST = timedelta(days=366)
_DAY = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
# After one of these the server is not asked for the further pages of this source: it would only say the same again.
_OF_THE_SERVER = frozenset(
    {
        TroubleKind.UNREACHABLE,
        TroubleKind.TIMEOUT,
        TroubleKind.TOO_MANY_REQUESTS,
        TroubleKind.CERTIFICATE,
        TroubleKind.FORBIDDEN_ADDRESS,
        TroubleKind.NEEDS_KEY,
    }
)


async def collect_all(
    jobs: Iterable[Job], window: Window, http: Getter, progress: Progress | None = None
) -> list[Harvest]:
    """Run all ``jobs`` at the same time; how many requests run at once is up to ``http``.

    Returns:
        one harvest for each job, in the order of ``jobs``. When cancelled, all of them stop.

    Raises:
        StoreError: the page cache cannot be used.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_run(job, window, http, progress or Quiet()), name=job.name) for job in jobs]
    except ExceptionGroup as broken:
        # What comes here is no source's fault (the store fails, a bug). Callers know our errors, not groups of them.
        raise broken.exceptions[0] from broken
    return [task.result() for task in tasks]


async def collect(
    name: str,
    source: Source[Any],
    window: Window,
    http: Getter,
    *,
    max_pages: int = MAX_PAGES,
    allow_private: bool = False,
) -> Harvest:
    """Run one source to the end. Never raises a ``SourceError``.

    Args:
        name: of the source, for messages.
        source: its adapter.
        window: the stretch of time that is of interest.
        http: the network.
        max_pages: most pages in this run.
        allow_private: whether addresses of this machine and of private networks may be used.
    """
    return await _run(Job(name, source, max_pages, allow_private), window, http, Quiet())


async def _run(job: Job, window: Window, http: Getter, progress: Progress) -> Harvest:
    progress.started(job.name)
    crawl = _Crawl(job)
    crawl.take(lambda: job.source.requests(window), None, first=True)
    while (queued := crawl.next()) is not None:
        request, first = queued
        try:
            page = await http.get(
                job.name, request, window, interval=job.source.interval, allow_private=job.allow_private
            )
        except FetchError as error:
            crawl.failed(request, error)
            continue
        crawl.arrived(page, first=first)
        progress.page(job.name, crawl.pages, len(crawl.events))
    harvest = crawl.harvest()
    progress.finished(harvest)
    return harvest


@dataclass(slots=True)
class _Crawl:
    """The state of one source's run. The queue holds requests, and whether each is one of the first ones.

    ``rows`` are the requests for the own pages of rows: they come after all pages of the list. ``aged`` are those of them that
    were read days ago: they are read again once every other one has been read.
    """

    job: Job
    queue: deque[tuple[Request, bool]] = field(default_factory=deque)
    rows: deque[Request] = field(default_factory=deque)
    aged: list[Page] = field(default_factory=list)
    seen: set[tuple[str, str, tuple[tuple[str, str], ...]]] = field(default_factory=set)
    events: list[RawEvent] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    troubles: dict[tuple[TroubleKind, str | None], Trouble] = field(default_factory=dict)
    asked: int = 0
    rows_left: int = ROWS
    pages: int = 0
    hits: int = 0

    def next(self) -> tuple[Request, bool] | None:
        """The next request, if there is one and the page limit allows it; of the pages of rows what is kept, beyond it."""
        if not self.queue:
            again = self._next_row() if self.rows else self._next_aged()
            return None if again is None else (again, False)
        if self.asked >= self.job.max_pages:
            detail = f"stopped after {self.asked} pages; {len(self.queue)} more were known"
            self._note(Trouble(source=self.job.name, kind=TroubleKind.PAGE_LIMIT, detail=detail))
            self.queue.clear()
            return self.next()
        self.asked += 1
        return self.queue.popleft()

    def _next_row(self) -> Request:
        request = self.rows.popleft()
        spent = self.rows_left <= 0 or self.asked >= self.job.max_pages
        return replace(request, remembered=True) if spent else request

    def _next_aged(self) -> Request | None:
        """The page that was read longest ago; where no more may be asked for, the others stand as they are kept."""
        self.aged.sort(key=lambda page: (page.aged is not None, page.aged))
        if self.aged and self.rows_left > 0 and self.asked < self.job.max_pages:
            self.asked, self.rows_left = self.asked + 1, self.rows_left - 1
            return replace(self.aged.pop(0).request, renew=True)
        for page in self.aged:
            self.arrived(replace(page, aged=None), first=False)
        return None

    def _count_row(self, request: Request) -> None:
        """Count a row's page for which the site was asked."""
        if not (request.remembered or request.renew):
            self.asked, self.rows_left = self.asked + 1, self.rows_left - 1

    def failed(self, request: Request, error: FetchError) -> None:
        """Note the failure; leave a server in peace that cannot serve. What the list says of an event stands without its page."""
        if request.row is None:
            self._note(self._trouble(error, request.url))
        else:
            self._fresh(request.row)
            self._count_row(request)
            if error.kind is not TroubleKind.PAGE_LIMIT:
                missed = RecordError(f"its own page: {error.message}", field="start", value=request.url)
                self._note(self._trouble(missed, request.url))
        if error.kind in _OF_THE_SERVER:
            host = _host(request)
            self.queue = deque(queued for queued in self.queue if _host(queued[0]) != host)
            self.rows_left = 0

    def arrived(self, page: Page, *, first: bool) -> None:
        """Read a page. That a page moved is of interest for the addresses in the config only."""
        if page.aged is not None:
            self.aged.append(page)
            return
        if page.request.row is not None and not page.remembered:
            self._count_row(page.request)
        self.pages += not page.remembered
        self.hits += page.not_modified
        for notice in page.notices:
            if first or notice.kind is not TroubleKind.MOVED:
                self._note(notice)
        # An empty body is a status by which the site says "no hits": there is nothing to parse.
        known = len(self.events)
        if page.body:
            self.take(lambda: self.job.source.parse(page), page.url, window=page.window)
        if page.request.row is not None and len(self.events) == known:
            self._fresh(page.request.row)

    def take(
        self,
        give: Callable[[], Iterable[Found]],
        url: str | None,
        *,
        first: bool = False,
        window: Window | None = None,
    ) -> None:
        """Keep what the adapter gives until it ends or fails.

        A page whose records have all been seen on earlier ones leads nowhere: some sites answer every page number with
        the last page they have. Nor does one that lies outside of the window lead back into it.
        """
        old = new = 0
        days: list[date | None] = []
        try:
            for found in give():
                if isinstance(found, RawEvent):
                    fresh = self._fresh(found)
                    old, new = old + (not fresh), new + fresh
                    days.append(_written_day(found))
                elif isinstance(found, Request) and found.row is not None:
                    fresh = self._keep_row(found)
                    old, new = old + (not fresh), new + fresh
                    days.append(_written_day(found.row))
                elif not isinstance(found, Request) or (
                    (new or not old) and not (found.note is None and window and _leads_away(days, window))
                ):
                    self._keep(found, url, first=first)
        except SourceError as error:
            self._note(self._trouble(error, url))
        except ValidationError as error:
            self._note(self._misfit(error, url))
        except Exception as error:
            # The one broad except: adapters are other people's code, and whatever one of them does, the others go on.
            log.exception("source %s: the adapter crashed at %s", self.job.name, shown(url or "its first requests"))
            detail = f"{type(error).__name__}: {error}"
            self._note(
                Trouble(source=self.job.name, kind=TroubleKind.CRASHED, detail=detail, url=shown(url) if url else None)
            )

    def harvest(self) -> Harvest:
        """What came of it."""
        return Harvest(
            source=self.job.name,
            events=tuple(self.events),
            troubles=tuple(self.troubles.values()),
            not_modified=0 < self.pages == self.hits,
            pages=self.pages,
            hits=self.hits,
        )

    def _fresh(self, found: RawEvent) -> bool:
        """Keep a record, once; whether it says something that none did before (an address may be only that of its page)."""
        said = repr((found.title, found.start, found.end, found.when, found.venue, found.address, found.text))
        whole = f"{found.id} {found.url} {said}"
        if whole not in self.known:
            self.events.append(found)
        fresh = said not in self.known
        self.known |= {whole, said}
        return fresh

    def _keep_row(self, found: Request) -> bool:
        """Line up the page of a row; whether it was not known before."""
        if self._key(found) in self.seen:
            return False
        self.seen.add(self._key(found))
        self.rows.append(found)
        return True

    @staticmethod
    def _key(found: Request) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        return found.method, found.url, tuple(sorted(found.params.items()))

    def _keep(self, found: Request | RecordError, url: str | None, *, first: bool) -> None:
        if isinstance(found, Request) and not isinstance(found.url, str):
            self._note(self._trouble(RecordError("a page without an address", field="url", value=found.url), url))
        elif isinstance(found, Request):
            if (key := self._key(found)) not in self.seen:
                self.seen.add(key)
                self.queue.append((found, first))
        else:
            self._note(self._trouble(found, url))

    def _trouble(self, error: SourceError, url: str | None) -> Trouble:
        address = error.url or url
        return Trouble(
            source=self.job.name,
            kind=error.kind,
            detail=error.message,
            url=shown(address) if address else None,
            field=error.field if isinstance(error, RecordError) else None,
            value=_told(error),
        )

    def _misfit(self, error: ValidationError, url: str | None) -> Trouble:
        """A record that the adapter could not make: a value has another type than the site used to give."""
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        return Trouble(
            source=self.job.name,
            kind=TroubleKind.BAD_RECORD,
            detail=f"{where}: {first['msg']}",
            url=shown(url) if url else None,
            field=where,
            value=repr(first["input"])[:_SHOWN],
        )

    def _note(self, trouble: Trouble) -> None:
        """Keep a trouble; the same one again only counts."""
        key = (trouble.kind, trouble.field)
        known = self.troubles.get(key)
        self.troubles[key] = known.model_copy(update={"count": known.count + trouble.count}) if known else trouble


def _written_day(record: RawEvent) -> date | None:
    """The day of a record where it is written out with its year."""
    found = _DAY.search(str(record.start or record.when or ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _leads_away(days: Sequence[date | None], window: Window) -> bool:
    """Whether the page after one with records of these ``days`` is of no interest: calendars and archives go on for ever.

    All lie behind the window, or the list goes backwards and is further back than any event lasts.
    """
    told = [day for day in days if day is not None]
    if not told or len(told) < len(days):
        return False
    long_ago = (window.start - _LONGEST).date()
    return min(told) > window.end.date() or (max(told) < long_ago and told[0] > told[-1])


def _told(error: SourceError) -> str | None:
    """What a trouble of this error says beside its kind: the status, the missing key's name, the value that cannot be."""
    if isinstance(error, FetchError):
        return error.value
    if isinstance(error, RecordError) and error.value is not None:
        return repr(error.value)[:_SHOWN]
    return None


def _host(request: Request) -> str:
    """The host of a request; empty where its address is none."""
    try:
        return urlsplit(request.url).netloc
    except ValueError:
        return ""
