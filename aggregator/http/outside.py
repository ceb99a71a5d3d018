"""The world outside, as the fetcher sees it: names, connections, certificates and the clock."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpcore

from aggregator.http.addresses import Resolve, resolve


@dataclass(frozen=True, slots=True)
class Outside:
    """What the fetcher depends on beyond its own code.

    ``resolve`` turns host and port into addresses, ``dial`` connects to one. ``trust`` says which certificates are
    trusted (the usual authorities, or those of SSL_CERT_FILE, if missing). ``clock`` gives seconds that only grow;
    ``sleep`` waits for some.
    """

    resolve: Resolve = resolve
    dial: httpcore.AsyncNetworkBackend = field(default_factory=httpcore.AnyIOBackend)
    trust: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


REAL_WORLD = Outside()
