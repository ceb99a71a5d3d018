"""The fetcher: from a ``Request`` to a ``Page``, over redirects, with what is remembered of the last time."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

from aggregator import __version__
from aggregator.errors import FetchError
from aggregator.http.manners import Manners
from aggregator.http.outside import REAL_WORLD, Outside
from aggregator.http.page import page_from_bytes
from aggregator.http.wire import Answer, Ask, Wire, normal
from aggregator.model import Trouble, TroubleKind
from aggregator.plugin import Page, RawEvent, Request, Window
from aggregator.polite import CachedPage, MemoryCache, PageCache, forbidden, shown, user_agent

if TYPE_CHECKING:
    from types import TracebackType

MAX_REDIRECTS = 10
CERTIFICATE_NOTICE = timedelta(days=14)
REREAD = timedelta(days=3)
"""A page that is kept for its row's sake is asked for again after this: hours move and meetings are called off on it alone."""
_GONE = frozenset({404, 410})
_TAG = re.compile(r"<[^>]*>")
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})
_WEBCAL = re.compile(r"^\s*webcals?:", re.IGNORECASE)
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t -~]*")


@dataclass(frozen=True, slots=True)
class _Errand:
    """One request on its way. ``first`` is where it began, ``moved`` the last address of an unbroken chain of permanent redirects."""

    source: str
    request: Request
    key: str
    cached: CachedPage | None
    secrets: Mapping[str, str]
    first: str
    ask: Ask
    moved: str | None = None
    permanent: bool = True


class Http:
    """The one way to the network. Use it as an async context manager.

    Args:
        now: the time of day (aware).
        cache: what is remembered between runs; nothing beyond this object if missing.
        contact: the address in the User-Agent under which a site's owner reaches somebody.
        timeout: seconds for one exchange, all in all.
        max_bytes: largest body, after decompression.
        hosts: how many exchanges may run at the same time.
        environment: where secrets are looked up.
        outside: names, connections, certificates and the clock.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        cache: PageCache | None = None,
        contact: str = "",
        timeout: float = 20.0,
        max_bytes: int = 8 * 1024 * 1024,
        hosts: int = 32,
        environment: Mapping[str, str] = os.environ,
        outside: Outside = REAL_WORLD,
    ) -> None:
        self._now, self._environment = now, environment
        self._cache = cache if cache is not None else MemoryCache()
        self._wire = Wire(user_agent(__version__, contact), timeout, max_bytes, outside)
        self._manners = Manners(self._wire, self._cache, now, outside, hosts=hosts)

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """Get a page.

        A body that is empty because the status is one of ``request.empty_status`` comes as a page with an empty body. The page
        of a row that says what it said when the page was read comes from memory, and nothing is asked.

        Args:
            source: name of the source, for messages.
            request: what to get.
            window: the stretch of time that is of interest, handed on to the page.
            interval: least seconds between two requests to this host; robots.txt and house rules can ask for more.
            allow_private: whether addresses of this machine and of private networks may be used.

        Raises:
            FetchError: the page did not arrive; ``kind`` says why.
        """
        try:
            return await self._get(source, request, window, interval, allow_private=allow_private)
        except FetchError as error:
            where = shown(request.url, hidden=request.hidden)
            raise FetchError(
                f"{where}: {error.kind.value}" if request.hidden else error.message,
                kind=error.kind,
                source=source,
                url=where,
                status=error.status,
                retry_after=error.retry_after,
                variable=error.variable,
                challenge=error.challenge,
                reason=error.reason,
            ) from error

    async def _get(
        self, source: str, request: Request, window: Window, interval: float, *, allow_private: bool
    ) -> Page:
        errand = self._errand(source, request, allow_private=allow_private)
        kept = self._remembered(errand, window) if request.row is not None else None
        if kept is not None and not request.renew:
            return kept
        if request.remembered:
            raise FetchError(f"{shown(errand.first)} has not been read yet", kind=TroubleKind.PAGE_LIMIT)
        try:
            return await self._fetched(errand, window, interval)
        except FetchError as error:
            if kept is None or error.status in _GONE:
                raise
            return replace(kept, aged=None)

    async def _fetched(self, errand: _Errand, window: Window, interval: float) -> Page:
        """The page from the site, over its redirects."""
        seen: set[object] = set()
        for _ in range(MAX_REDIRECTS + 1):
            _permit(errand.ask.url)
            if errand.ask.state in seen:
                break
            seen.add(errand.ask.state)
            answer = await self._manners.visit(errand.ask, interval)
            target = None if answer.status in errand.request.empty_status else answer.redirect
            if target is None:
                return self._page(errand, answer, window)
            errand = _redirected(errand, answer.status, target)
        raise FetchError(
            f"{shown(errand.first)} redirects in a circle or more than {MAX_REDIRECTS} times",
            kind=TroubleKind.REDIRECT_LOOP,
        )

    def _errand(self, source: str, request: Request, *, allow_private: bool) -> _Errand:
        _check_headers(request.headers)
        url = _address(request)
        secrets = self._secrets(request)
        key = _key(url, request)
        cached = self._cache.get(key) if request.method == "GET" else None
        ask = Ask(
            source,
            url,
            request.method,
            allow_private=allow_private,
            expected=request.empty_status,
            hidden=request.hidden,
        )
        errand = _Errand(source, request, key, cached, secrets, url, ask)
        return replace(errand, ask=replace(ask, headers=_headers(errand, url)))

    def _secrets(self, request: Request) -> dict[str, str]:
        """The secret headers; the environment variable's name is the last word of each value."""
        found: dict[str, str] = {}
        for header, words in request.secret.items():
            scheme, _, variable = words.rpartition(" ")
            value = self._environment.get(variable, "").strip()
            if not value:
                raise FetchError(
                    f"the environment variable {variable} is not set", kind=TroubleKind.NEEDS_KEY, variable=variable
                )
            if not _HEADER_VALUE.fullmatch(value):
                raise FetchError(
                    f"the environment variable {variable} holds characters that no header can",
                    kind=TroubleKind.NEEDS_KEY,
                    variable=variable,
                )
            found[header] = f"{scheme} {value}".strip()
        return found

    def _remembered(self, errand: _Errand, window: Window) -> Page | None:
        """The page as it is kept for a row, if the row still says the same or nothing may be asked."""
        request, cached = errand.request, errand.cached
        if cached is None or not cached.body or not (request.remembered or cached.mark == _mark(request.row)):
            return None
        page = page_from_bytes(
            cached.body, window, url=cached.url, content_type=cached.content_type, source=errand.source
        )
        aged = cached.fetched_at if self._now() - cached.fetched_at >= REREAD else None
        return replace(page, request=request, remembered=True, aged=None if request.remembered else aged)

    def _page(self, errand: _Errand, answer: Answer, window: Window) -> Page:
        request, cached = errand.request, errand.cached
        if answer.status in request.empty_status:
            return Page(request, answer.url, b"", window)
        if answer.status == 304 and cached and _validators(errand, answer.url):
            self._cache.put(errand.key, replace(cached, fetched_at=self._now(), mark=_mark(request.row)))
            body, content_type = cached.body, cached.content_type
        elif 200 <= answer.status < 300:
            body, content_type = answer.body, answer.headers.get("content-type", "")
        else:
            raise FetchError(
                f"{shown(answer.url)} answered {answer.status}",
                kind=TroubleKind.HTTP_STATUS,
                status=answer.status,
                challenge=answer.challenge,
            )
        if not body.strip():
            raise FetchError(
                f"{shown(answer.url)} answered {answer.status} with nothing in it",
                kind=TroubleKind.EMPTY_BODY,
                status=answer.status,
            )
        if answer.status == 200 and request.method == "GET":
            self._remember(errand, answer)
        page = page_from_bytes(body, window, url=answer.url, content_type=content_type, source=errand.source)
        notices = (*page.notices, *_notices(errand, answer, self._now()))
        return replace(page, request=request, not_modified=answer.status == 304, notices=notices)

    def _remember(self, errand: _Errand, answer: Answer) -> None:
        if "no-store" in answer.headers.get("cache-control", "").lower():
            return
        body_hash, now = hashlib.sha256(answer.body).hexdigest(), self._now()
        unchanged = errand.cached is not None and errand.cached.body_hash == body_hash
        etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        page = CachedPage(
            url=answer.url,
            body=answer.body if etag or last_modified or errand.request.row else b"",
            content_type=answer.headers.get("content-type", ""),
            etag=etag,
            last_modified=last_modified,
            body_hash=body_hash,
            fetched_at=now,
            changed_at=errand.cached.changed_at if errand.cached and unchanged else now,
            mark=_mark(errand.request.row),
        )
        self._cache.put(errand.key, page)


def _notices(errand: _Errand, answer: Answer, now: datetime) -> Iterator[Trouble]:
    """What was seen in passing."""
    if errand.moved:
        old, new = shown(errand.first), shown(errand.moved)
        yield Trouble(
            source=errand.source, kind=TroubleKind.MOVED, detail=f"moved for good to {new}", url=old, value=new
        )
    until = answer.certificate_until
    if until and until - now < CERTIFICATE_NOTICE:
        detail, url = f"the certificate ends on {until:%Y-%m-%d}", shown(answer.url)
        yield Trouble(
            source=errand.source, kind=TroubleKind.CERTIFICATE_EXPIRING, detail=detail, url=url, value=until.isoformat()
        )


def _permit(url: str) -> None:
    """Raise if ``url`` is none that we would ever ask for."""
    url = normal(url)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(
            f"only http and https addresses are fetched, not {shown(url)!r}", kind=TroubleKind.FORBIDDEN_ADDRESS
        )
    if "@" in parts.netloc:
        raise FetchError(
            f"user name and password in the address of {parts.hostname} are refused",
            kind=TroubleKind.FORBIDDEN_ADDRESS,
            reason="credentials",
        )
    if why := forbidden(url):
        raise FetchError(f"{shown(url)}: {why}", kind=TroubleKind.ROBOTS)


def _check_headers(headers: Mapping[str, str]) -> None:
    """Raise if a header of an adapter cannot be sent (RFC 9110 §5.1, §5.5; only ASCII, as it is all that everybody understands)."""
    for name, value in headers.items():
        if not (_HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)):
            raise FetchError(f"the header {name!r} of this request cannot be sent", kind=TroubleKind.UNREACHABLE)


def _address(request: Request) -> str:
    """The URL with its parameters, ``webcal:`` as what it stands for.

    The query that is there stays byte for byte: it may be in another charset than ours.
    """
    url = _WEBCAL.sub("https:", request.url.partition("#")[0])
    if request.params:
        url += ("&" if "?" in url else "?") + urlencode(request.params, errors="replace")
    return normal(url)


def _key(url: str, request: Request) -> str:
    """Under which the page is remembered: other headers may bring another page."""
    if not (request.headers or request.secret):
        return url
    marks = sorted([*request.headers.items(), *request.secret.items()])
    return f"{url}#{hashlib.sha256(repr(marks).encode()).hexdigest()[:16]}"


def _mark(row: RawEvent | None) -> str | None:
    """The digest of what a row says, without its markup, in which addresses may carry marks of the visit."""
    if row is None:
        return None
    said = row.model_copy(update={"text": " ".join(_TAG.sub(" ", row.text).split())})
    return hashlib.sha256(said.model_dump_json().encode()).hexdigest()


def _headers(errand: _Errand, url: str) -> dict[str, str]:
    """The headers for one hop: credentials never leave the host they were meant for, validators only go to their page."""
    own = {**errand.request.headers, **errand.secrets}
    if not _same_owner(errand.first, url):
        private = _CREDENTIALS | {name.lower() for name in errand.secrets}
        own = {name: value for name, value in own.items() if name.lower() not in private}
    return {**own, **_validators(errand, url)}


def _validators(errand: _Errand, url: str) -> dict[str, str]:
    cached = errand.cached
    if cached is None or cached.url != url:
        return {}
    validators = {"If-None-Match": cached.etag, "If-Modified-Since": cached.last_modified}
    return {name: value for name, value in validators.items() if value}


def _same_owner(first: str, other: str) -> bool:
    """Whether credentials for ``first`` may go to ``other``: the same origin, or its upgrade from http to https."""
    one, two = urlsplit(first), urlsplit(other)
    if one.hostname != two.hostname:
        return False
    upgraded = (one.scheme, two.scheme, one.port, two.port) == ("http", "https", None, None)
    return upgraded or (one.scheme, one.port) == (two.scheme, two.port)


def _redirected(errand: _Errand, status: int, target: str) -> _Errand:
    """The errand on its next hop (RFC 9110 §15.4)."""
    permanent = errand.permanent and status in {301, 308}
    keeps_method = status in {307, 308} or errand.ask.method in {"GET", "HEAD"}
    method = errand.ask.method if keeps_method else "GET"
    ask = replace(errand.ask, url=target, method=method, headers=_headers(errand, target))
    return replace(errand, ask=ask, permanent=permanent, moved=target if permanent else errand.moved)
