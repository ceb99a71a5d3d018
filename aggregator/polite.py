"""Manners towards other people's servers: what may be asked, how often, and when again. Pure: ``now`` is an argument.

The house rules hold what a site's terms ask beyond its robots.txt. ``PageCache`` is what the fetcher remembers between
runs; the store implements it, ``MemoryCache`` forgets it at the end of the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from posixpath import normpath
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit, urlunsplit

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
    ``body_hash`` is the SHA-256 of the body in hex; ``changed_at`` the time since which it is the same. ``mark`` is the digest
    of the list's row whose own page this is: while the row is the same, the page need not be asked for.
    """

    url: str
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    body_hash: str
    fetched_at: datetime
    changed_at: datetime
    mark: str | None = None


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


# ---------------------------------------------------------------------------------------------------------------------
# robots.txt


class Robots:
    """What a robots.txt says to us (RFC 9309).

    Args:
        text: the file; empty text allows everything.
    """

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked for."""
        return bool(self._rules.can_fetch(url, ROBOT))

    @property
    def delay(self) -> float:
        """Seconds it wants between two requests (Crawl-delay or Request-rate, whichever is slower); 0 if it does not say."""
        delay = self._rules.crawl_delay(ROBOT) or 0.0
        rate = self._rules.request_rate(ROBOT)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


def robots_fresh(cached: CachedRobots, now: datetime) -> bool:
    """Whether a kept robots.txt still counts: for a day (RFC 9309 §2.4)."""
    return timedelta(0) <= now - cached.fetched_at < ROBOTS_LIFE


# ---------------------------------------------------------------------------------------------------------------------
# house rules: what a site's terms ask beyond robots.txt


@dataclass(frozen=True, slots=True)
class HouseRule:
    """``domain`` and its subdomains are one household: one request at a time, ``interval`` seconds apart.

    ``only`` matches the paths that may be fetched; ``why`` is the sentence for the person who tried another.
    """

    domain: str
    interval: float
    only: re.Pattern[str]
    why: str


HOUSE_RULES = (
    HouseRule(
        "connpass.com",
        5.0,
        re.compile(r"/(?:api/.*|.*\.atom|.*\.ics|robots\.txt)"),
        "connpass forbids reading its pages; use its API (/api/), its Atom feeds (*.atom) or calendars (*.ics)",
    ),
)


def house_rule(url: str) -> HouseRule | None:
    """The house rule for the host of ``url``."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return next((rule for rule in HOUSE_RULES if host == rule.domain or host.endswith(f".{rule.domain}")), None)


def forbidden(url: str) -> str | None:
    """Why the site's terms forbid to fetch ``url``; ``None`` where they do not."""
    rule = house_rule(url)
    if rule is None:
        return None
    path = normpath("/" + unquote(urlsplit(url).path).lstrip("/"))
    return None if rule.only.fullmatch(path) else rule.why


_THIS_MACHINE: Final = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")


def household(url: str) -> str:
    """The name under which requests are spaced: the host with its port, or the domain of a house rule."""
    rule = house_rule(url)
    return rule.domain if rule else urlsplit(url).netloc.rpartition("@")[2].lower()


def spacing(url: str, wished: float, robots: Robots) -> float:
    """Seconds to leave between two requests to the host of ``url``: the longest that source, robots.txt and terms ask.

    A server on this very machine is the user's own and need not be spared beyond what its robots.txt asks.
    """
    rule = house_rule(url)
    if _THIS_MACHINE.fullmatch(urlsplit(url).hostname or ""):
        wished = 0.0
    return max(wished, robots.delay, rule.interval if rule else 0.0)


# ---------------------------------------------------------------------------------------------------------------------
# waiting


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110 §10.2.3: seconds or a date), at most a day.

    ``None`` where there is no header or no sense in it; a date that is past gives 0.
    """
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", value):
        return min(float(value), LONGEST_REST)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), LONGEST_REST)


def worth_retrying(status: int) -> bool:
    """Whether an HTTP status speaks of a passing state (RFC 9110 §15, RFC 6585 §4, and 520 to 527 of a well-known CDN)."""
    return status in {408, 425, 429, 500, 502, 503, 504} or 520 <= status <= 527


# ---------------------------------------------------------------------------------------------------------------------
# what may be shown of a URL

_SECRET_NAME = re.compile(r"key|token|secret|sig|pass|auth|cred|session", re.IGNORECASE)
_SECRET_PATH = re.compile(r"(?<=/private-)[^/]+")


def shown(url: str, *, hidden: bool = False) -> str:
    """``url`` for logs and messages: without user name and password, without values that look like secrets.

    ``hidden``: the whole address is one; only its host is shown.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(unreadable address)"
    netloc = parts.netloc.rpartition("@")[2]
    if hidden:
        return f"{parts.scheme}://{netloc}/…"
    query = "&".join(_masked(pair) for pair in parts.query.split("&"))
    return urlunsplit((parts.scheme, netloc, _SECRET_PATH.sub("…", parts.path), query, ""))


def _masked(pair: str) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}=…" if equals and _SECRET_NAME.search(name) else pair


def user_agent(version: str, contact: str) -> str:
    """The honest name under which we ask: ``Asagao/1.2 (+https://…)``; characters that no header may hold are dropped."""
    reachable = "".join(character for character in contact if "!" <= character <= "~" and character not in "()")
    return f"{ROBOT}/{version} (+{reachable})" if reachable else f"{ROBOT}/{version}"
