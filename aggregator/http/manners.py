"""Ask politely: one request at a time for each household, spaced, after a look into robots.txt, and again only if it helps."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import stamina
from stamina.instrumentation import set_on_retry_hooks

from aggregator.errors import FetchError
from aggregator.http.outside import Outside
from aggregator.http.wire import Answer, Ask, Wire
from aggregator.model import TroubleKind
from aggregator.polite import (
    LONGEST_WAIT,
    ROBOTS_CAP,
    CachedRobots,
    PageCache,
    Robots,
    household,
    retry_after,
    robots_fresh,
    shown,
    spacing,
    worth_retrying,
)

# Its default is to write to standard output wherever structlog happens to be installed.
set_on_retry_hooks([])

ATTEMPTS = 3
SILENCE = 3
ROBOTS_HOPS = 5


@dataclass(slots=True)
class _Gate:
    """The door of one household. Times are the clock's; ``silent`` counts how often in a row nobody answered."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_end: float | None = None
    gap: float = 0.0
    rest_until: float = 0.0
    silent: int = 0

    def wait(self, clock: float, gap: float) -> float:
        """Seconds to wait before a request that wants ``gap`` seconds to the one before it."""
        free_at = self.rest_until if self.last_end is None else max(self.rest_until, self.last_end + max(gap, self.gap))
        return free_at - clock


class _SilentError(FetchError):
    """Nobody is at home: not worth another try in this run."""


class Manners:
    """Between the fetcher and the wire.

    Args:
        wire: the exchange itself.
        cache: what is remembered between runs.
        now: the time of day, for what is remembered.
        outside: the clock, and how to wait.
        hosts: how many exchanges may run at the same time.
    """

    def __init__(
        self, wire: Wire, cache: PageCache, now: Callable[[], datetime], outside: Outside, *, hosts: int
    ) -> None:
        self._wire, self._cache, self._now = wire, cache, now
        self._clock, self._sleep = outside.clock, outside.sleep
        self._gates: defaultdict[str, _Gate] = defaultdict(_Gate)
        self._exchanges = asyncio.Semaphore(hosts)
        self._robots: dict[tuple[str, bool], Robots | FetchError] = {}
        self._robots_locks: defaultdict[tuple[str, bool], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def visit(self, ask: Ask, interval: float) -> Answer:
        """Ask for a page, if robots.txt allows.

        Args:
            ask: what to ask for.
            interval: seconds that the source wants between two requests.

        Raises:
            FetchError: it may not be asked for, or there is no answer with any sense in it.
        """
        self._awake(ask.url)
        robots = await self.robots(ask)
        if not robots.allows(ask.url):
            raise FetchError(f"robots.txt forbids {shown(ask.url)}", kind=TroubleKind.ROBOTS)
        gap = spacing(ask.url, interval, robots)
        if gap > LONGEST_WAIT and self._gates[household(ask.url)].last_end is not None:
            raise FetchError(
                f"robots.txt asks for {gap:g} s between two pages; the rest waits for the next run",
                kind=TroubleKind.TOO_MANY_REQUESTS,
            )
        return await self._persist(ask, gap)

    async def robots(self, ask: Ask) -> Robots:
        """The robots.txt that counts for ``ask``, read once in a run for each origin.

        Raises:
            FetchError: the server does not say: then it must be left alone (RFC 9309 §2.3.1.4).
        """
        parts = urlsplit(ask.url)
        key = (f"{parts.scheme}://{parts.netloc}", ask.allow_private)
        async with self._robots_locks[key]:
            if key not in self._robots:
                self._robots[key] = await self._read_robots(key[0], ask)
        found = self._robots[key]
        if isinstance(found, FetchError):
            raise _copy(found, found.kind, found.message)
        return found

    async def _read_robots(self, origin: str, ask: Ask) -> Robots | FetchError:
        cached = self._cache.get_robots(origin)
        if cached and robots_fresh(cached, self._now()):
            return Robots(cached.text)
        try:
            answer = await self._robots_answer(f"{origin}/robots.txt", ask)
        except FetchError as error:
            # A copy, however old, is better than none while the server is in trouble (RFC 9309 §2.4).
            return Robots(cached.text) if cached else _keep_out(error)
        text = answer.body.decode("utf-8", "replace") if 200 <= answer.status < 300 else ""
        self._cache.put_robots(origin, CachedRobots(text, answer.status, self._now()))
        return Robots(text)

    async def _robots_answer(self, url: str, ask: Ask) -> Answer:
        """The answer for robots.txt, after redirects; more than five of them count as "there is none" (RFC 9309 §2.3.1.2)."""
        for _ in range(ROBOTS_HOPS + 1):
            question = Ask(ask.source, url, allow_private=ask.allow_private, max_bytes=ROBOTS_CAP, cut=True)
            answer = await self._persist(question, 0.0)
            if answer.redirect is None or urlsplit(answer.redirect).scheme not in {"http", "https"}:
                break
            url = answer.redirect
        return answer

    async def _persist(self, ask: Ask, gap: float) -> Answer:
        """Ask up to three times where the trouble may pass."""
        async for attempt in stamina.retry_context(
            on=_again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=10.0, wait_jitter=1.0
        ):
            with attempt:
                return await self._once(ask, gap)
        raise AssertionError  # pragma: no cover - stamina returns or raises

    async def _once(self, ask: Ask, gap: float) -> Answer:
        self._awake(ask.url)
        async with self._turn(household(ask.url), gap) as gate:
            answer = await self._sent(ask, gate)
        if not worth_retrying(answer.status) or answer.status in ask.expected:
            return answer
        rest = retry_after(answer.headers.get("retry-after"), self._now())
        if rest:
            self._leave_alone(household(ask.url), rest)
        resting = answer.status == 429 or (rest is not None and rest > LONGEST_WAIT)
        kind = TroubleKind.TOO_MANY_REQUESTS if resting else TroubleKind.HTTP_STATUS
        message = f"{shown(ask.url)} answered {answer.status}"
        raise FetchError(message, kind=kind, status=answer.status, retry_after=rest, challenge=answer.challenge)

    async def _sent(self, ask: Ask, gate: _Gate) -> Answer:
        """Send, unless the household has been silent so often that asking again only costs time."""
        if gate.silent >= SILENCE:
            raise _SilentError(
                f"{household(ask.url)} did not answer {gate.silent} times in this run and is not asked again"
            )
        try:
            answer = await self._wire.send(ask)
        except FetchError as error:
            gate.silent += error.kind in {TroubleKind.UNREACHABLE, TroubleKind.TIMEOUT}
            raise
        gate.silent = 0
        return answer

    @asynccontextmanager
    async def _turn(self, name: str, gap: float) -> AsyncIterator[_Gate]:
        gate = self._gates[name]
        async with gate.lock:
            if (wait := gate.wait(self._clock(), gap)) > 0:
                await self._sleep(wait)
            try:
                async with self._exchanges:
                    yield gate
            finally:
                # robots.txt itself (gap 0) does not count: it is read once a day.
                gate.gap = gap
                gate.last_end = self._clock() if gap else gate.last_end

    def _awake(self, url: str) -> None:
        """Raise if the household of ``url`` still wants to be left alone."""
        until = self._cache.get_not_before(household(url))
        if until and until > self._now():
            raise FetchError(
                f"{household(url)} asked to be left alone until {until:%Y-%m-%d %H:%M %Z}",
                kind=TroubleKind.TOO_MANY_REQUESTS,
                retry_after=(until - self._now()).total_seconds(),
            )

    def _leave_alone(self, name: str, seconds: float) -> None:
        """Do as Retry-After says: within the run if it is short, beyond it if it is long."""
        if seconds > LONGEST_WAIT:
            self._cache.put_not_before(name, self._now() + timedelta(seconds=seconds))
        else:
            self._gates[name].rest_until = self._clock() + seconds


def _again(error: Exception) -> bool | float:
    """Whether to ask again, or after how many seconds."""
    if not isinstance(error, FetchError) or isinstance(error, _SilentError):
        return False
    if error.status is None:
        return error.kind is TroubleKind.UNREACHABLE
    if error.retry_after is None:
        return True
    return error.retry_after if error.retry_after <= LONGEST_WAIT else False


def _keep_out(error: FetchError) -> FetchError:
    """A server that cannot say what it allows is left alone for this run (RFC 9309 §2.3.1.4)."""
    if error.kind is TroubleKind.HTTP_STATUS:
        return _copy(error, TroubleKind.ROBOTS, f"{error.message}: that means 'keep out' for this run")
    return error


def _copy(error: FetchError, kind: TroubleKind, message: str) -> FetchError:
    return FetchError(message, kind=kind, status=error.status, retry_after=error.retry_after, reason=error.reason)
