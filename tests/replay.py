"""Saved pages in place of the network: the real fetcher runs, only its connections are played back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpcore

from aggregator.collect import collect
from aggregator.harvest import Harvest
from aggregator.http import Http, Outside
from aggregator.plugin import Source, Window

_GONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Replay(httpcore.AsyncNetworkBackend):
    """Answers every request but robots.txt with the next of ``bodies``; ``asked`` lists the targets in order."""

    def __init__(self, bodies: Iterable[bytes]) -> None:
        self._bodies = iter(bodies)
        self.asked: list[str] = []

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(self)

    def answer(self, head: bytes) -> bytes:
        """The reply to a request head; pages carry no charset, as from many a server."""
        target = head.split(b" ")[1].decode()
        body = None if target == "/robots.txt" else next(self._bodies, None)
        if target != "/robots.txt":
            self.asked.append(target)
        return _GONE if body is None else b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, replay: Replay) -> None:
        self._replay, self._sent, self._waiting = replay, b"", b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's interface
        self._sent += buffer
        while b"\r\n\r\n" in self._sent:
            head, _, self._sent = self._sent.partition(b"\r\n\r\n")
            self._waiting += self._replay.answer(head)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's interface
        chunk, self._waiting = self._waiting[:max_bytes], self._waiting[max_bytes:]
        return chunk

    async def aclose(self) -> None:
        pass

    async def start_tls(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class _Clock:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


async def _public(_host: str, _port: int) -> list[str]:
    return ["93.184.216.34"]


class _AnySecret(dict[str, str]):
    """An environment in which every secret is set."""

    def get(self, key: str, default: Any = None) -> Any:
        return "secret"

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return "secret"


def replay(source: Source[Any], pages: list[Path], window: Window, now: datetime) -> tuple[Harvest, list[str]]:
    """Run ``source`` to its end on saved ``pages``, served in order; also returns the targets that were asked for."""
    backend, clock = Replay(page.read_bytes() for page in pages), _Clock()
    outside = Outside(resolve=_public, dial=backend, clock=clock, sleep=clock.sleep)

    async def run() -> Harvest:
        async with Http(now=lambda: now, environment=_AnySecret(), outside=outside) as http:
            return await collect("case", source, window, http)

    return asyncio.run(run()), backend.asked
