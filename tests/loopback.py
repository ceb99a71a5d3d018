"""A real HTTP server on the loopback interface that answers by script and remembers who asked what and when.

    with Loopback() as site:
        site.on("/feed", Reply(503, headers={"Retry-After": "2"}), Reply(body=b"..."))   # in turn; the last one repeats
        ...
        assert site.paths() == ["/robots.txt", "/feed", "/feed"]

``world(...)`` gives the fetcher an outside in which the sites are public hosts with names; ``Time`` is a clock that only
moves when somebody sleeps; ``fetch(...)`` gets some pages in one run.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import httpcore

from aggregator.errors import FetchError
from aggregator.http import Http, Outside
from aggregator.plugin import Request, Window
from aggregator.polite import PageCache

WINDOW = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 12, 23, tzinfo=UTC))


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """One answer. ``stream`` is sent instead of ``body``, chunk by chunk, until the client hangs up.

    ``length`` overrides Content-Length (a longer one makes a truncated body); ``before`` runs before anything is sent;
    ``drop`` closes the connection without a word; ``raw`` is sent as it is instead of any HTTP.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Callable[[], Iterable[bytes]] | None = None
    length: int | None = None
    before: Callable[[], object] | None = None
    drop: bool = False
    raw: bytes | None = None


Answer = Reply | Callable[[Asked], Reply]
NOT_FOUND = Reply(404, b"not found", {"Content-Type": "text/plain"})


class Loopback:
    """The server. ``asked`` lists all requests in order; ``busiest`` is the largest number that was open at one time."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._script: defaultdict[str, list[Answer]] = defaultdict(list)
        self._lock = threading.Lock()
        self._open = 0
        self.busiest = 0
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        if context:
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.port: int = self._server.server_port
        self.base = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"

    def on(self, path: str, *answers: Answer) -> Self:
        """Answer ``path`` (with its query) by ``answers`` in turn; the last one repeats. No answer means 404."""
        self._script[path] = list(answers)
        return self

    def url(self, path: str = "/") -> str:
        """The address of ``path``."""
        return self.base + path

    def paths(self, *, robots: bool = True) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]

    @contextlib.contextmanager
    def answering(self, asked: Asked) -> Iterator[Reply]:
        """The next reply for ``asked``; the request counts as open meanwhile."""
        with self._lock:
            self.asked.append(asked)
            self._open += 1
            self.busiest = max(self.busiest, self._open)
            answers = self._script.get(asked.path, [NOT_FOUND])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        try:
            yield answer if isinstance(answer, Reply) else answer(asked)
        finally:
            with self._lock:
                self._open -= 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Loopback
    # Without it, Nagle's algorithm and delayed acknowledgements cost 40 ms an answer.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        with self.site.answering(asked) as reply:
            if reply.before:
                reply.before()
            if reply.drop:
                self.close_connection = True
                return
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                self._send(reply)

    do_POST = do_GET
    do_HEAD = do_GET

    def _send(self, reply: Reply) -> None:
        if reply.raw is not None:
            self.wfile.write(reply.raw)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.stream is None:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.length is not None
            return
        self.send_header("Connection", "close")
        self.end_headers()
        for chunk in reply.stream():
            if self.site.closing.is_set():
                break
            self.wfile.write(chunk)
            self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Time:
    """A clock that stands still until somebody sleeps; ``slept`` lists for how long."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)) -> None:
        self._start, self._passed = start, 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def clock(self) -> float:
        return 1000.0 + self._passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._passed += seconds

    def pass_(self, **span: float) -> None:
        self._passed += timedelta(**span).total_seconds()


class Dial(httpcore.AsyncNetworkBackend):
    """Connects addresses to loopback ports, and remembers which addresses were dialled."""

    def __init__(self, ports: Mapping[str, int]) -> None:
        """``ports``: the loopback port by address, or by ``address:port``."""
        self._ports, self._real = ports, httpcore.AnyIOBackend()
        self.dialled: list[str] = []

    async def connect_tcp(self, host: str, port: int, *rest: Any) -> httpcore.AsyncNetworkStream:
        self.dialled.append(host)
        target = self._ports.get(f"{host}:{port}", self._ports.get(host))
        if target is None:
            raise httpcore.ConnectError("no route to host")
        return await self._real.connect_tcp("127.0.0.1", target, *rest)


def world(
    time: Time, names: Mapping[str, str | Sequence[str]], addresses: Mapping[str, Loopback], **more: Any
) -> Outside:
    """An outside in which ``names`` resolve to addresses and ``addresses`` (with a port, if it matters) are sites."""
    return Outside(
        resolve=resolver({name: [value] if isinstance(value, str) else value for name, value in names.items()}),
        dial=Dial({address: site.port for address, site in addresses.items()}),
        clock=time.clock,
        sleep=time.sleep,
        **more,
    )


def resolver(names: Mapping[str, Sequence[str]]) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    """A resolver that knows ``names``."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        if host not in names:
            raise OSError(f"unknown name {host}")
        return names[host]

    return resolve


def fetch(
    time: Time,
    *requests: Request | str,
    cache: PageCache | None = None,
    interval: float = 1.0,
    allow_private: bool = True,
    outside: Outside | None = None,
    **settings: Any,
) -> list[Any]:
    """Get all ``requests`` one after another in one run; a failure stands in the list in place of its page."""

    async def run() -> list[Any]:
        async with Http(
            now=time.now, cache=cache, outside=outside or Outside(clock=time.clock, sleep=time.sleep), **settings
        ) as http:
            return [await one(http, request) for request in requests]

    async def one(http: Http, request: Request | str) -> Any:
        request = Request(request) if isinstance(request, str) else request
        try:
            return await http.get("src", request, WINDOW, interval=interval, allow_private=allow_private)
        except FetchError as error:
            return error

    return asyncio.run(run())


def fetch_one(time: Time, request: Request | str, **settings: Any) -> Any:
    """The page, or the failure."""
    return fetch(time, request, **settings)[0]
