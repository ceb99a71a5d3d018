"""Manners towards other people's servers: what may be asked, how often, and when again. Pure: ``now`` is an argument.

The house rules hold what a site's terms ask beyond its robots.txt. ``PageCache`` is what the fetcher remembers between
runs; the store implements it, ``MemoryCache`` forgets it at the end of the process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

ROBOT = "Asagao"
ROBOTS_LIFE = timedelta(hours=24)
ROBOTS_CAP = 512 * 1024
LONGEST_WAIT = 30.0
LONGEST_REST = 86_400.0


# ---------------------------------------------------------------------------------------------------------------------
# what is remembered between runs


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as it last arrived. ``body`` is empty where the server gave no validator: then it can never be reused.

    ``url`` is the address after redirects: the one that ``etag`` and ``last_modified`` belong to (RFC 9110 §8.8).
    ``body_hash`` is the SHA-256 of the body in hex; ``changed_at`` the time since which it is the same.
    """

    url: str
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    body_hash: str
    fetched_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class CachedRobots:
    """The answer to a request for robots.txt: ``text`` is empty where there was none (any 4xx)."""

    text: str
    status: int
    fetched_at: datetime


class PageCache(Protocol):
    """What the fetcher remembers between runs. Keys are opaque text; every time is aware.

    Each ``put`` replaces what stood under its key.
    """

    def get(self, key: str) -> CachedPage | None:
        """The page kept under ``key`` (a URL, with a mark where headers make a difference)."""
        ...

    def put(self, key: str, page: CachedPage) -> None:
        """Keep a page."""
        ...

    def get_robots(self, origin: str) -> CachedRobots | None:
        """The robots.txt of ``origin`` (``https://host:port``), however old."""
        ...

    def put_robots(self, origin: str, robots: CachedRobots) -> None:
        """Keep a robots.txt."""
        ...

    def get_not_before(self, host: str) -> datetime | None:
        """Until when ``host`` asked to be left alone, if it ever did; may be past."""
        ...

    def put_not_before(self, host: str, until: datetime) -> None:
        """Keep that ``host`` wants no request before ``until``."""
        ...


class MemoryCache:
    """A ``PageCache`` for one process: for previews and tests."""

    def __init__(self) -> None:
        self._pages: dict[str, CachedPage] = {}
        self._robots: dict[str, CachedRobots] = {}
        self._not_before: dict[str, datetime] = {}

    def get(self, key: str) -> CachedPage | None:
        """See ``PageCache``."""
        return self._pages.get(key)

    def put(self, key: str, page: CachedPage) -> None:
        """See ``PageCache``."""
        self._pages[key] = page

    def get_robots(self, origin: str) -> CachedRobots | None:
        """See ``PageCache``."""
        return self._robots.get(origin)

    def put_robots(self, origin: str, robots: CachedRobots) -> None:
        """See ``PageCache``."""
        self._robots[origin] = robots

    def get_not_before(self, host: str) -> datetime | None:
        """See ``PageCache``."""
        return self._not_before.get(host)

    def put_not_before(self, host: str, until: datetime) -> None:
        """See ``PageCache``."""
        self._not_before[host] = until
