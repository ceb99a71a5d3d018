"""How fast many hosts are fetched: 200 sources on 200 hosts that each think for 100 ms, served by a process of its own.

python -m tests.bench.bench_fetch
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

import httpcore
import httpx

from aggregator.collect import collect_all
from aggregator.harvest import Job
from aggregator.http import Http, Outside
from aggregator.plugin import Found, Options, Page, RawEvent, Request, Source, Window
from aggregator.polite import MemoryCache

SOURCES = 200
LATENCY = 0.1
BODY = b"".join(b"<p>event %d</p>\n" % number for number in range(20))
NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Paragraphs(Source[Options]):
    """A source that costs next to nothing to parse."""

    def __init__(self, url: str) -> None:
        super().__init__(Options())
        self._url = url

    def requests(self, window: Window) -> Iterable[Request]:
        yield Request(self._url)

    def parse(self, page: Page) -> Iterator[Found]:
        for line in page.text.splitlines():
            yield RawEvent(title=line)


class ToOnePort(httpcore.AsyncNetworkBackend):
    """All addresses lead to the server of this bench."""

    def __init__(self, port: int) -> None:
        self._port, self._real = port, httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *rest: Any) -> httpcore.AsyncNetworkStream:
        return await self._real.connect_tcp("127.0.0.1", self._port, *rest)


def serve(ready: Connection) -> None:
    """A server that thinks for ``LATENCY`` seconds before each answer, and knows 304."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(LATENCY)
            if b"/robots.txt" in head:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            elif b'if-none-match: "1"' in head.lower():
                writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            else:
                writer.write(
                    b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n' % len(BODY)
                    + BODY
                )
            await writer.drain()

    async def hung_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(hung_up, "127.0.0.1", 0, backlog=512)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def ours(port: int, hosts: int, cache: MemoryCache) -> float:
    """Seconds for all sources with our fetcher."""

    async def public(host: str, _port: int) -> list[str]:
        number = int(host.removeprefix("h").removesuffix(".example"))
        return [f"1.2.{number // 250}.{number % 250}"]

    async def run() -> None:
        outside = Outside(resolve=public, dial=ToOnePort(port))
        async with Http(now=lambda: NOW, cache=cache, hosts=hosts, outside=outside) as http:
            jobs = [Job(f"s{number}", Paragraphs(f"http://h{number}.example/list")) for number in range(SOURCES)]
            harvests = await collect_all(jobs, Window(NOW, NOW + timedelta(days=30)), http)
            assert all(len(harvest.events) == 20 and not harvest.troubles for harvest in harvests)

    began = time.perf_counter()
    asyncio.run(run())
    return time.perf_counter() - began


def one_by_one(port: int) -> float:
    """Seconds for the same pages with a plain client, one after another (and without a look at robots.txt)."""
    began = time.perf_counter()
    with httpx.Client(trust_env=False) as client:
        for number in range(SOURCES):
            client.get(f"http://127.0.0.1:{port}/list", headers={"Host": f"h{number}.example"}).raise_for_status()
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        baseline = one_by_one(port)
        print(f"fetch: {SOURCES} hosts, {LATENCY * 1000:.0f} ms each")
        print(f"{'way':<54}{'seconds':>9}{'ratio':>8}")
        print(f"{'one by one, plain client, no robots.txt':<54}{baseline:9.2f}{1:8.1f}")
        for hosts in (8, 32, 64):
            cache = MemoryCache()
            for what in ("first run, with robots.txt", "later run, 304"):
                seconds = ours(port, hosts, cache)
                print(f"{f'asagao, {hosts} hosts at once, {what}':<54}{seconds:9.2f}{baseline / seconds:8.1f}")
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
