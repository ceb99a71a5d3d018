"""What can be set about the fetcher: its limits, and the outside world that it depends on."""

from __future__ import annotations

import asyncio
import os
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import httpcore

from aggregator.http.addresses import Resolve, resolve


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one exchange, and how many may run at the same time.

    ``timeout`` is in seconds, for all of one exchange; ``max_bytes`` counts after decompression.
    """

    timeout: float = 20.0
    max_bytes: int = 8 * 1024 * 1024
    hosts: int = 8


@dataclass(frozen=True, slots=True)
class Outside:
    """The world outside, as the fetcher sees it.

    ``environment`` holds secrets. ``resolve`` turns host and port into addresses, ``dial`` connects to one. ``trust`` says which certificates are
    trusted (the usual authorities, or those of SSL_CERT_FILE, if missing). ``clock`` gives seconds that only grow;
    ``sleep`` waits for some.
    """

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    resolve: Resolve = resolve
    dial: httpcore.AsyncNetworkBackend = field(default_factory=httpcore.AnyIOBackend)
    trust: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


DEFAULT_LIMITS = Limits()
REAL_WORLD = Outside()
