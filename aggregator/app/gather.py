"""Fetch, parse, normalise, merge, store: what one run of the sources brings."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aggregator import health
from aggregator.app.understanding import understand
from aggregator.collect import collect_all
from aggregator.config.load import ConfiguredSource, Loaded
from aggregator.config.schema import FetchSettings
from aggregator.dedupe import dedupe, version, without
from aggregator.errors import RecordError
from aggregator.harvest import Harvest, Job, Progress
from aggregator.model import Changes, Event, Listing, SourceState, Trouble, TroubleKind
from aggregator.plugin import Window
from aggregator.polite import PageCache, Robots
from aggregator.store import Store

if TYPE_CHECKING:
    from aggregator.http import Http

log = logging.getLogger(__name__)

_MINOR = frozenset(
    {
        TroubleKind.MOVED,
        TroubleKind.CERTIFICATE_EXPIRING,
        TroubleKind.PAGE_LIMIT,
        TroubleKind.BAD_RECORD,
        TroubleKind.NOTHING_NEW,
    }
)
_LASTING = frozenset({TroubleKind.MOVED, TroubleKind.CERTIFICATE_EXPIRING})
KEPT = timedelta(days=90)
"""How long a page is kept that nobody asks for any more."""
PAST = timedelta(days=1)
"""How far back events are kept in view: what began yesterday may still go on."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run brought: how each source did, what changed in the store, and what was counted on the way."""

    states: tuple[SourceState, ...]
    changes: Changes = field(default_factory=Changes)
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Result:
    """One source after its run."""

    events: tuple[Event, ...]
    run: health.Run
    history: tuple[health.Run, ...]

    @property
    def held(self) -> bool:
        """Whether the last known events stand in for what it gave now."""
        return health.held(self.history, self.run)


async def gather(
    loaded: Loaded,
    store: Store,
    clock: Callable[[], datetime],
    *,
    progress: Progress | None = None,
    refresh: bool = False,
) -> Gathered:
    """Read the sources that are due, and keep what they give.

    Args:
        loaded: the configuration.
        store: where events, histories and the page cache live.
        clock: the time; read once here for the run, and by the fetcher for its waits.
        progress: is told how it goes.
        refresh: read also what is not due yet.
    """
    now = clock()
    window = horizon(loaded, now)
    chosen = [one for one in loaded.sources if not one.settings.paused]
    due = [one for one in chosen if refresh or is_due(one, store.runs(one.name), loaded.settings.fetch, now)]
    async with client(loaded, clock, store.cache) as http:
        jobs = [Job(one.name, one.source, one.settings.max_pages, one.settings.allow_private) for one in due]
        harvests = await collect_all(jobs, window, http, progress)
    store.cache.forget(now - KEPT)
    results = [_understood(one, harvest, store, now, clock()) for one, harvest in zip(due, harvests, strict=True)]
    return _keep(loaded, store, results, window, now)


def client(loaded: Loaded, clock: Callable[[], datetime], cache: PageCache | None) -> Http:
    """The fetcher as the configuration wants it."""
    from aggregator.http import Http

    wish = loaded.settings.fetch
    return Http(
        now=clock,
        cache=cache,
        contact=wish.contact,
        timeout=wish.timeout,
        max_bytes=wish.max_bytes,
        hosts=wish.hosts,
        environment=os.environ,
    )


def horizon(loaded: Loaded, now: datetime) -> Window:
    """The stretch of time that the profile looks at."""
    return Window(now - PAST, now + timedelta(days=loaded.settings.profile.horizon_days))


def present(loaded: Loaded, store: Store, listings: Iterable[Listing]) -> list[Listing]:
    """``listings`` without what only sources told that were read once and stand in config.yaml no more: it is kept, not shown."""
    return list(without(store.sources_read() - {one.name for one in loaded.sources}, listings))


@dataclass(frozen=True, slots=True)
class RobotsSay:
    """What a site's robots.txt says of a source's first address: whether it may be asked for, and seconds between pages."""

    allows: bool
    delay: float = 0.0


def robots_of(one: ConfiguredSource, store: Store, loaded: Loaded, now: datetime) -> RobotsSay | None:
    """What the robots.txt that was read last says of ``one``; ``None`` where none has been read yet."""
    first = next(iter(one.source.requests(horizon(loaded, now))), None)
    if first is None:
        return None
    parts = urlsplit(first.url)
    kept = store.cache.get_robots(f"{parts.scheme}://{parts.netloc}")
    if kept is None:
        return None
    robots = Robots(kept.text)
    return RobotsSay(robots.allows(first.url), robots.delay)


def is_due(one: ConfiguredSource, runs: Sequence[health.Run], wish: FetchSettings, now: datetime) -> bool:
    """Whether it is time to read a source again."""
    following = next_time(one, runs, wish)
    return following is None or now >= following


def next_time(one: ConfiguredSource, runs: Sequence[health.Run], wish: FetchSettings) -> datetime | None:
    """When a source is read next, ``None``: at once. One that fails is asked ever more rarely, at least once a day."""
    if not runs:
        return None
    interval = timedelta(minutes=one.settings.every or wish.every)
    return runs[-1].started + health.pause(interval, health.health(runs).failures)


def _understood(
    one: ConfiguredSource, harvest: Harvest, store: Store, started: datetime, finished: datetime
) -> _Result:
    """The harvest's records as events; a record that cannot be one is counted and named."""
    zone = ZoneInfo(one.settings.zone or one.source.zone)
    read, bad = understand(harvest.events, one.name, zone, started.astimezone(zone).date())
    events = {event.uid: event for event in read}
    history = store.runs(one.name)
    troubles = (*_dated(harvest.troubles, history, started), *_bad_records(one.name, bad))
    run = health.Run(
        source=one.name,
        started=started,
        finished=finished,
        events=len(events),
        troubles=troubles,
        not_modified=harvest.not_modified,
        complete=one.source.lists_all and not troubles,
        filled=health.filled(events.values()),
        requests=harvest.pages,
        unchanged=harvest.hits,
        horizon=health.horizon(events.values()),
    )
    judged = health.assess(history, run)
    if not any(trouble.kind in (TroubleKind.NO_EVENTS, TroubleKind.FEWER_EVENTS) for trouble in judged):
        judged += _below_floor(one, run, history)
    if any(trouble.kind is TroubleKind.NO_EVENTS for trouble in judged):  # the adapter's says no more
        troubles = tuple(trouble for trouble in troubles if trouble.kind is not TroubleKind.NO_EVENTS)
    return _Result(tuple(events.values()), run.model_copy(update={"troubles": (*troubles, *judged)}), history)


def _dated(troubles: Iterable[Trouble], history: Sequence[health.Run], now: datetime) -> Iterator[Trouble]:
    """Those that the site's owner or the user has to mend while all is still read, with the day since when they are seen."""
    read = [run for run in history if run.arrived]
    for trouble in troubles:
        yield health.dated(read, trouble, now) if trouble.kind in _LASTING else trouble


def _bad_records(name: str, errors: Sequence[RecordError]) -> tuple[Trouble, ...]:
    """One trouble for each field that records failed on, with the first as an example."""
    counts = Counter(error.field for error in errors)
    first = {error.field: error for error in reversed(errors)}
    return tuple(
        Trouble(
            source=name,
            kind=TroubleKind.BAD_RECORD,
            detail=str(first[field]),
            field=field,
            value=str(first[field].value)[:80],
            count=count,
        )
        for field, count in counts.items()
    )


def _below_floor(one: ConfiguredSource, run: health.Run, history: Sequence[health.Run]) -> tuple[Trouble, ...]:
    """A trouble if there are fewer events than the user expects of this source, and since when."""
    floor = one.settings.expect
    if floor is None or not run.arrived or run.events >= floor:
        return ()
    detail = f"{run.events} events, expected {floor}"
    trouble = Trouble(
        source=one.name, kind=TroubleKind.FEWER_EVENTS, detail=detail, field="expect", value=f"{run.events}/{floor}"
    )
    return (health.dated([before for before in history if before.arrived], trouble, run.started),)


def _keep(loaded: Loaded, store: Store, results: Sequence[_Result], window: Window, now: datetime) -> Gathered:
    """Merge and store; a source that is held as broken gives nothing, its known events stay."""
    incoming = [event for result in results for event in result.events]
    known = store.known(incoming, after=window.start)
    decisions = store.decisions()
    rules = version(decisions)
    listings = dedupe(incoming, known, decisions, now=now, settled=store.merged_by() == rules)
    complete = [result.run.source for result in results if result.run.complete and not result.held]
    changes = store.save(listings, now, seen={event.uid for event in incoming}, complete=complete, window=window)
    store.mark_merged(rules, now)
    for result in results:
        run = result.run
        silent = health.silent(run, store.arrivals(run.source))
        store.record_run(run.model_copy(update={"troubles": (*run.troubles, *silent)}) if silent else run)
        _log_turn(result)
    return Gathered(
        states=states(loaded, store),
        changes=changes,
        dropped=sum(
            trouble.count
            for result in results
            for trouble in result.run.troubles
            if trouble.kind is TroubleKind.BAD_RECORD
        ),
    )


def settle(loaded: Loaded, store: Store, now: datetime) -> Changes:
    """Merge what is stored anew, after the user has decided on copies."""
    known = store.known(after=horizon(loaded, now).start)
    decisions = store.decisions()
    changes = store.save(dedupe((), known, decisions, now=now), now, seen=())
    store.mark_merged(version(decisions), now)
    return changes


def _log_turn(result: _Result) -> None:
    """A source is spoken of in the log when it breaks and when it recovers, not every day in between."""
    turned = health.turned(result.history, result.run)
    if turned is True:
        reasons = "; ".join(f"{trouble.kind}: {trouble.detail}" for trouble in result.run.troubles)
        log.warning("%s broke: %s", result.run.source, reasons)
    elif turned is False:
        log.warning("%s works again", result.run.source)


def states(loaded: Loaded, store: Store) -> tuple[SourceState, ...]:
    """How each configured source did when it was last read."""
    return tuple(_state(one, store.runs(one.name)) for one in loaded.sources if not one.settings.paused)


def _state(one: ConfiguredSource, runs: Sequence[health.Run]) -> SourceState:
    if not runs:
        return SourceState(name=one.name, ok=True)
    last, known = runs[-1], health.health(runs)
    troubles = tuple(_since(trouble, known.broken_since) for trouble in last.troubles)
    return SourceState(
        name=one.name,
        ok=last.arrived and all(_minor(trouble, last) for trouble in troubles),
        events=last.events,
        not_modified=last.not_modified,
        last_success=health.shown_since(runs),
        stale=health.held(runs[:-1], last),
        troubles=troubles,
    )


def _minor(trouble: Trouble, run: health.Run) -> bool:
    """Whether a trouble is worth a line and no alarm: the events were read all the same."""
    return trouble.kind in _MINOR or (trouble.kind is TroubleKind.UNREADABLE and run.events > 0)


def _since(trouble: Trouble, broken: datetime | None) -> Trouble:
    return trouble if trouble.since or broken is None else trouble.model_copy(update={"since": broken})


def failed(found: Iterable[SourceState]) -> bool:
    """Whether a source could not be read (exit code 3)."""
    return any(state.stale or not state.ok for state in found)
