"""The sample sources as real HTTP servers on the loopback interface, one for each, as on the open web."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from aggregator.demo.pages import WRITERS, api
from aggregator.demo.samples import samples


@dataclass
class SampleSites:
    """What the servers show. ``morning`` is set between the two runs of the demo: overnight, some things have changed.

    ``bases`` holds the address of each site by its name.
    """

    today: date
    slow_seconds: float = 1.0
    morning: bool = False
    bases: dict[str, str] = field(default_factory=dict)
    hurry: threading.Event = field(default_factory=threading.Event)

    def body(self, name: str, page: int) -> tuple[str, bytes] | None:
        """Content type and body of one source's page."""
        if name not in WRITERS:
            return None
        content_type, write = WRITERS[name]
        group = samples(morning=self.morning)[name]
        if write is api:
            return content_type, api(group, self.today, self.bases[name], page=page)
        return content_type, write(group, self.today, self.bases[name])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sites: SampleSites

    def do_GET(self) -> None:
        """Answer as the named sample site would."""
        address = urlsplit(self.path)
        name = address.path.strip("/").split("/")[0]
        if name == "robots.txt":
            self._send(200, "text/plain", b"User-agent: *\nDisallow: /private/\n")
        elif name == "broken":
            self._send(500, "text/plain", b"out of order")
        else:
            if name == "slow":
                self.sites.hurry.wait(self.sites.slow_seconds)
            page = int(parse_qs(address.query).get("page", ["1"])[0])
            found = self.sites.body("ics" if name == "slow" else name, page)
            self._conditional(*found) if found else self._send(404, "text/plain", b"not found")

    def _conditional(self, content_type: str, body: bytes) -> None:
        """200 with an entity tag, or 304 if the client holds this body (RFC 9110 §13.1.2)."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, content_type, b"", tag)
        else:
            self._send(200, content_type, body, tag)

    def _send(self, status: int, content_type: str, body: bytes, tag: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the demo's own output is the table."""


@contextmanager
def serve(sites: SampleSites) -> Iterator[SampleSites]:
    """Serve ``sites``, each on a free loopback port of its own."""
    handler = type("Handler", (_Handler,), {"sites": sites})
    with ExitStack() as stack:
        for name in (*WRITERS, "broken", "slow"):
            sites.bases[name] = stack.enter_context(_server(handler))
        stack.callback(sites.hurry.set)
        yield sites


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a client that hung up, as the pipeline does at the end of a run; tell all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # typeshed knows no request but a socket


@contextmanager
def _server(handler: type[_Handler]) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="sample site", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
