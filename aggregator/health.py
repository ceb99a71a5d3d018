"""What a source usually gives, and whether today's silence is a trouble. Pure: history and times are arguments.

Thresholds follow what broke for others: half of a baseline of at least five events (community-calendar's feed report),
a field that nine of ten records used to state (City Scrapers' validation), one day as the longest back-off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from pydantic import AwareDatetime, Field

from aggregator.model import Event, Frozen, Trouble, TroubleKind

BASELINE = 5
"""Fewest usual events for which a drop says anything."""
MEMORY = 10
"""How many good runs make up what is usual."""
USUAL_COVERAGE = 0.9
"""A field is usual when this part of the records stated it."""
QUIET = timedelta(days=7)
"""A list may have nothing ahead for this long: many announce the next month when this one is over."""
HABIT = 4
"""So many pauses between new events make a habit; fewer say nothing."""
SILENCE = timedelta(days=21)
"""A source may bring nothing new for this long whatever its habit: longer than New Year, Golden Week or Obon stop anybody."""
PATIENCE = 4
"""So many times its usual pause may a source be silent."""
FIRST_RETRY = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(days=1)
"""A broken source is asked again at least this often, for ever."""

WATCHED = ("start", "end", "place", "price", "organiser", "capacity", "url", "description", "deadline", "format")
"""The fields of an Event whose disappearance is a trouble."""

_FATAL = frozenset(
    {
        TroubleKind.UNREACHABLE,
        TroubleKind.TIMEOUT,
        TroubleKind.HTTP_STATUS,
        TroubleKind.TOO_MANY_REQUESTS,
        TroubleKind.ROBOTS,
        TroubleKind.FORBIDDEN_ADDRESS,
        TroubleKind.REDIRECT_LOOP,
        TroubleKind.TOO_LARGE,
        TroubleKind.EMPTY_BODY,
        TroubleKind.CERTIFICATE,
        TroubleKind.UNREADABLE,
        TroubleKind.NOT_THE_KIND,
        TroubleKind.NEEDS_KEY,
        TroubleKind.CRASHED,
    }
)


_LOST = frozenset({TroubleKind.NO_EVENTS, TroubleKind.FEWER_EVENTS})


class Run(Frozen):
    """One run of one source, as it is kept in the store.

    ``complete``: every page that the source announced was read and the source lists all its coming events, so that an
    event's absence means something (never true for a feed of the newest entries). ``filled`` counts the events that
    state a field. ``requests`` and ``unchanged`` count requests and answers 304. ``horizon`` is the last start seen.
    """

    source: str
    started: AwareDatetime
    finished: AwareDatetime
    events: int = Field(0, ge=0)
    troubles: tuple[Trouble, ...] = ()
    not_modified: bool = False
    complete: bool = False
    filled: dict[str, int] = Field(default_factory=dict)
    requests: int = Field(0, ge=0)
    unchanged: int = Field(0, ge=0)
    horizon: AwareDatetime | None = None

    @property
    def arrived(self) -> bool:
        """Whether the source answered with something of its kind, be it without events or unchanged."""
        return arrived(self.events, self.troubles)

    @property
    def counted(self) -> bool:
        """Whether ``events`` says what the source has now: an answer 304 repeats the last count and teaches nothing."""
        return self.arrived and not self.not_modified


class State(StrEnum):
    """One word on a source, for tables."""

    FRESH = "fresh"
    DEGRADED = "degraded"
    BROKEN = "broken"
    NEVER_RUN = "never_run"


class Health(Frozen):
    """What is known of a source.

    What it usually gives: ``usual``, the median number of events of the last good runs; ``interval``, the median pause between
    days that brought something new; ``fields`` that nine of ten events state; each empty where too little is known.
    ``horizon`` is the last start that its last good run saw.
    """

    state: State = State.NEVER_RUN
    usual: float | None = None
    interval: timedelta | None = None
    fields: tuple[str, ...] = ()
    horizon: AwareDatetime | None = None
    last_success: AwareDatetime | None = None
    broken_since: AwareDatetime | None = None
    failures: int = 0
    conditional_rate: float | None = None


def arrived(events: int, troubles: Iterable[Trouble]) -> bool:
    """Whether a source that gave ``events`` and ``troubles`` has answered.

    Where it gave events, a page that failed among others (one event's own page that is gone) does not make it broken.
    """
    return events > 0 or not any(trouble.kind in _FATAL and not trouble.harmless for trouble in troubles)


def filled(events: Iterable[Event]) -> dict[str, int]:
    """How many events state each of the ``WATCHED`` fields, for ``Run.filled``."""
    counts = dict.fromkeys(WATCHED, 0)
    for event in events:
        for name in WATCHED:
            counts[name] += getattr(event, name) not in (None, "", ())
    return counts


def horizon(events: Iterable[Event]) -> datetime | None:
    """The last start among ``events``, for ``Run.horizon``."""
    return max((event.start for event in events if event.start), default=None)


def assess(history: Sequence[Run], now_run: Run) -> tuple[Trouble, ...]:
    """The troubles that only the past can show: no events, fewer than half, nothing ahead, a field that vanished.

    Args:
        history: earlier runs of the same source, in any order.
        now_run: the run to judge. One that did not arrive has its own troubles and gets none here. One that was unchanged
            is judged as any other: its pages were read again from the cache, and a page that broke stays broken.

    Returns:
        Troubles with ``since`` (start of the first of the unbroken row of runs that show the same), and the
        ``count`` of runs in that row.
    """
    if not now_run.arrived:
        return ()
    past = sorted((run for run in history if run.arrived), key=lambda run: run.started)
    return tuple(dated(past, trouble, now_run.started) for trouble in _judge(past, now_run))


def dated(past: Sequence[Run], trouble: Trouble, now: datetime) -> Trouble:
    """``trouble`` of a run at ``now``, dated back over the unbroken row of runs before (``past``, in order) that showed the same."""
    since, count = now, 1
    for index in range(len(past) - 1, -1, -1):
        kept = _told(past[index], trouble.kind, trouble.field)
        judged = ((one.kind, one.field) for one in _judge(past[:index], past[index]))
        if kept is None and (trouble.kind, trouble.field) not in judged:
            break
        since, count = (kept.since if kept else None) or past[index].started, count + 1
    return trouble.model_copy(update={"since": min(since, now), "count": count})


def usual_interval(arrivals: Iterable[datetime]) -> timedelta | None:
    """The usual pause between days on which a source brought something new: the median of the last ones, ``None`` if too few."""
    pauses = _pauses(arrivals)
    return timedelta(days=float(median(pauses[-MEMORY:]))) if len(pauses) >= HABIT else None


def silent(run: Run, arrivals: Sequence[datetime]) -> tuple[Trouble, ...]:
    """The trouble of a source that goes on giving its events and has brought nothing new for long.

    That is longer than three weeks, than four times its usual pause, and than any pause that is known of it.

    Args:
        run: the run to judge; where it shows by other signs that nobody keeps the source, nothing is added.
        arrivals: when new events came, this run's among them, in any order.

    Returns:
        At most one trouble; its ``value`` is the moment of the last news, its ``count`` the usual pause in days.
    """
    usual = usual_interval(arrivals)
    said = any(one.kind in _LOST | {TroubleKind.NOTHING_AHEAD} for one in run.troubles)
    if usual is None or not run.arrived or said:
        return ()
    last, longest = max(arrivals), timedelta(days=max(_pauses(arrivals)))
    if run.started - last <= max(SILENCE, PATIENCE * usual, longest):
        return ()
    days = max(1, round(usual / timedelta(days=1)))
    detail = f"nothing new since {last:%Y-%m-%d}, usually every {days} days"
    kind = TroubleKind.NOTHING_NEW
    return (Trouble(source=run.source, kind=kind, detail=detail, value=last.isoformat(), count=days),)


def _pauses(arrivals: Iterable[datetime]) -> list[int]:
    """The days between those that brought something new, in order."""
    days = sorted({moment.astimezone(UTC).date() for moment in arrivals})
    return [(later - earlier).days for earlier, later in pairwise(days)]


def mass_loss(expected: int, missing: int) -> bool:
    """Whether so many of the ``expected`` events are ``missing`` at once that the source is broken, not the events gone.

    A broken source keeps its last known events, marked as stale, and none of them is called gone.
    """
    return expected >= BASELINE and missing * 2 > expected


def held(history: Sequence[Run], now_run: Run) -> bool:
    """Whether the last known events of this source should stand in for what it gave now."""
    if not now_run.arrived:
        return True
    return any(trouble.kind in _LOST for trouble in assess(history, now_run))


def shown_since(runs: Sequence[Run]) -> datetime | None:
    """When what is shown of a source was read: its last run for which nothing older had to stand in; ``runs`` in order."""
    return next((run.finished for number, run in reversed(list(enumerate(runs))) if not held(runs[:number], run)), None)


def health(runs: Sequence[Run], arrivals: Sequence[datetime] = ()) -> Health:
    """What the runs of one source, and the moments at which it brought something new, both in any order, say of it today."""
    ordered = sorted(runs, key=lambda run: run.started)
    if not ordered:
        return Health()
    bad_tail = _bad_tail(ordered)
    good = [run for run in ordered if run.arrived]
    return Health(
        state=_state(ordered, bad_tail),
        usual=_usual([run for run in good if run.counted]),
        interval=usual_interval(arrivals),
        fields=tuple(name for name, share in _usual_coverage(good).items() if share >= USUAL_COVERAGE),
        horizon=next((run.horizon for run in reversed(good) if run.horizon), None),
        last_success=good[-1].finished if good else None,
        broken_since=ordered[-bad_tail].started if bad_tail else None,
        failures=bad_tail,
        conditional_rate=_conditional_rate(ordered),
    )


def pause(interval: timedelta, failures: int) -> timedelta:
    """How long to leave a source alone after ``failures`` failed runs in a row.

    The first failure is soon tried again (a laptop that woke without a network must not wait for its evening), then the
    pause doubles, up to a day, and never ends. ``Retry-After`` is the fetcher's business and comes on top.
    """
    if failures <= 0:
        return interval
    doubled: timedelta = min(interval, FIRST_RETRY) * (1 << min(failures - 1, 16))
    return min(LONGEST_PAUSE, doubled)


def turned(before: Sequence[Run], now_run: Run) -> bool | None:
    """Whether a source broke (``True``) or recovered (``False``) with this run; ``None``: as before, log nothing.

    A page that is there and shows nothing of what it used to is as broken as one that is not: ``held`` says so of both.
    """
    ordered = sorted(before, key=lambda run: run.started)
    was_held, is_held = bool(ordered) and held(ordered[:-1], ordered[-1]), held(before, now_run)
    return None if was_held == is_held else is_held


def _usual(counted: Sequence[Run]) -> float | None:
    """The median of the last good counts; one run is no habit, and zeros of a source that broke do not become one."""
    counts = [run.events for run in counted if run.events][-MEMORY:]
    return float(median(counts)) if len(counts) > 1 else None


def _judge(before: Sequence[Run], run: Run) -> tuple[Trouble, ...]:
    if run.events == 0:
        # What was told once stays told, when the last run with events is older than what the store hands out.
        # One without a day is the adapter's own, that nothing is there: nobody knows then that there ever was anything.
        if not any(one.events or ((kept := _told(one, TroubleKind.NO_EVENTS)) and kept.since) for one in before):
            return ()
        return (Trouble(source=run.source, kind=TroubleKind.NO_EVENTS, detail="no events where there used to be some"),)
    past = [one for one in before if one.counted]
    usual = _usual(past)
    fewer: tuple[Trouble, ...] = ()
    if usual is not None and usual >= BASELINE and run.events * 2 < usual:
        detail = f"{run.events} events, usually {usual:g}"
        fewer = (Trouble(source=run.source, kind=TroubleKind.FEWER_EVENTS, detail=detail, value=str(run.events)),)
    return (*fewer, *_nothing_ahead(past, run), *_vanished(past, run))


def _nothing_ahead(past: Sequence[Run], run: Run) -> Iterator[Trouble]:
    """A list that is still there, and that nobody keeps: its last event is over, where there used to be coming ones."""
    last = run.horizon
    if last is None or last >= run.started - QUIET:
        return
    if any(before.horizon is not None and before.horizon > before.started for before in past):
        detail = f"the last event was on {last:%Y-%m-%d}"
        yield Trouble(source=run.source, kind=TroubleKind.NOTHING_AHEAD, detail=detail, value=last.isoformat())


def _vanished(past: Sequence[Run], run: Run) -> Iterator[Trouble]:
    yield from (
        Trouble(
            source=run.source,
            kind=TroubleKind.FIELD_VANISHED,
            field=name,
            detail=f"no event states {name}, usually {share:.0%} do",
        )
        for name, share in _usual_coverage(past).items()
        if share >= USUAL_COVERAGE and run.filled and not run.filled.get(name, 0)
    )


def _usual_coverage(past: Sequence[Run]) -> Mapping[str, float]:
    """Which part of the events used to state each field; too few events say nothing."""
    runs = [run for run in past if run.events and run.filled][-MEMORY:]
    shares = {name: [run.filled.get(name, 0) / run.events for run in runs] for name in WATCHED}
    if sum(run.events for run in runs) < BASELINE:
        return {}
    return {name: max(values) for name, values in shares.items()}


def _told(run: Run, kind: TroubleKind, field: str | None = None) -> Trouble | None:
    """The trouble of this kind that was kept with ``run``."""
    return next((one for one in run.troubles if (one.kind, one.field) == (kind, field)), None)


def _bad_tail(ordered: Sequence[Run]) -> int:
    """How many runs at the end did not arrive."""
    count = 0
    for run in reversed(ordered):
        if run.arrived:
            break
        count += 1
    return count


def _state(ordered: Sequence[Run], bad_tail: int) -> State:
    if bad_tail:
        return State.BROKEN
    last = ordered[-1]
    judged = assess(ordered[:-1], last)
    if any(trouble.kind is TroubleKind.NO_EVENTS for trouble in judged):
        return State.BROKEN
    troubled = any(not trouble.harmless for trouble in last.troubles)
    return State.DEGRADED if troubled or judged else State.FRESH


def _conditional_rate(ordered: Sequence[Run]) -> float | None:
    asked = sum(run.requests for run in ordered)
    return sum(run.unchanged for run in ordered) / asked if asked else None
