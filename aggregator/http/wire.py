"""One exchange with a server: the request goes out, the answer comes back capped in bytes and in time. Knows no manners."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import httpcore
import httpx

from aggregator.errors import FetchError
from aggregator.http.addresses import GuardedBackend
from aggregator.http.body import ACCEPT_ENCODING, read_body
from aggregator.http.outside import Outside
from aggregator.model import TroubleKind
from aggregator.polite import shown

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)
# Both write whole addresses, keys in them included.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

CONNECT_SECONDS = 10.0
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, text/calendar;q=0.9, text/csv;q=0.9, */*;q=0.8"
_CHALLENGES = (("cf-mitigated", ("challenge",)), ("x-amzn-waf-action", ("captcha", "challenge")))
"""Headers by which Cloudflare and AWS say that their answer asks for a proof of being human."""
_DISTRUST = {10: "expired", **dict.fromkeys((62, 64), "name"), **dict.fromkeys((18, 19, 20, 21), "issuer")}
"""Why a certificate is not trusted, by OpenSSL's codes (``X509_V_ERR_…``)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request on the wire. ``cookies`` live as long as one chain of redirects; ``cut`` cuts a large body instead of refusing it.

    ``hidden``: the address is a secret (see ``plugin.Request``).
    """

    source: str
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    allow_private: bool = False
    expected: tuple[int, ...] = ()
    max_bytes: int | None = None
    cut: bool = False
    hidden: bool = False

    @property
    def named(self) -> str:
        """The address for logs and messages."""
        return shown(self.url, hidden=self.hidden)

    @property
    def state(self) -> tuple[object, ...]:
        """What the server can tell two requests apart by: if it comes again in a chain of redirects, they go in a circle."""
        return (self.method, self.url, frozenset((cookie.name, cookie.value) for cookie in self.cookies.jar))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``body`` is read of a 2xx only; ``certificate_until`` is the end of the server's certificate."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes = b""
    certificate_until: datetime | None = None

    @property
    def challenge(self) -> bool:
        """Whether the answer asks for a proof of being human."""
        return any(self.headers.get(name, "").lower() in said for name, said in _CHALLENGES)

    @property
    def redirect(self) -> str | None:
        """The absolute address that a 3xx leads to.

        Raises:
            FetchError: it is no address.
        """
        location = self.headers.get("location")
        if self.status not in {301, 302, 303, 307, 308} or not location:
            return None
        return normal(location.strip(), self.url)


def normal(url: str, base: str = "") -> str:
    """``url``, seen from ``base``, as it is sent: ASCII only, without fragment (RFC 3986 §3.5, §5).

    Raises:
        FetchError: it is no URL.
    """
    try:
        parsed = httpx.URL(base).join(url).copy_with(fragment=None)
        # Both decode the host, and the port is looked at: each can find fault with what the other takes.
        _ = parsed.host, urlsplit(str(parsed)).port
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"not an address: {shown(url)}: {error}", kind=TroubleKind.UNREACHABLE) from error
    return str(parsed)


class Wire:
    """The one httpx client.

    Args:
        agent: the User-Agent.
        timeout: seconds for one exchange, all in all.
        max_bytes: largest body after decompression.
        outside: names, connections and certificates.
    """

    def __init__(self, agent: str, timeout: float, max_bytes: int, outside: Outside) -> None:
        self._timeout, self._max_bytes = timeout, max_bytes
        context = outside.trust or httpx.create_ssl_context()
        self._client = httpx.AsyncClient(
            transport=_Guarded(context, outside),
            headers={
                "User-Agent": agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPT_ENCODING,
                "Accept-Language": "ja, en;q=0.5",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_SECONDS), pool=None),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__(kind, error, trace)

    async def send(self, ask: Ask) -> Answer:
        """Send ``ask`` and read the answer.

        Raises:
            FetchError: no whole answer came.
        """
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._exchange(ask)
        except (TimeoutError, httpx.TimeoutException) as error:
            log.debug("%s: %s %s: timeout", ask.source, ask.method, ask.named)
            raise FetchError(
                f"no answer from {ask.named} within {self._timeout:g} s", kind=TroubleKind.TIMEOUT
            ) from error
        except httpx.InvalidURL as error:
            # httpx reads Location even where redirects are followed by hand.
            raise FetchError(
                f"{ask.named} redirects to what is no address: {error}", kind=TroubleKind.FORBIDDEN_ADDRESS
            ) from error
        except httpx.HTTPError as error:
            log.debug("%s: %s %s: %s", ask.source, ask.method, ask.named, type(error).__name__)
            raise _failure(ask.url, error) from error
        log.debug(
            "%s: %s %s: %d, %d bytes, %.2f s",
            ask.source,
            ask.method,
            ask.named,
            answer.status,
            len(answer.body),
            time.monotonic() - began,
        )
        return answer

    async def _exchange(self, ask: Ask) -> Answer:
        request = self._client.build_request(
            ask.method,
            ask.url,
            headers=ask.headers,
            extensions={"allow_private": ask.allow_private, "timeout": self._client.timeout.as_dict()},
        )
        ask.cookies.set_cookie_header(request)
        response = await self._client.send(request, stream=True)
        try:
            ask.cookies.extract_cookies(response)
            body = b""
            if response.is_success and ask.method != "HEAD":
                coding = response.headers.get("content-encoding", "")
                body = await read_body(response.aiter_raw(), coding, ask.max_bytes or self._max_bytes, cut=ask.cut)
            return Answer(ask.url, response.status_code, response.headers, body, _certificate_until(response))
        finally:
            await response.aclose()


class _Guarded(httpx.AsyncBaseTransport):
    """Two pools: a connection to a private address is never lent to a source that may not use it."""

    def __init__(self, context: ssl.SSLContext, outside: Outside) -> None:
        self._public = _Transport(context, GuardedBackend(outside.resolve, outside.dial, allow_private=False))
        self._private = _Transport(context, GuardedBackend(outside.resolve, outside.dial, allow_private=True))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send over the pool that this request may use."""
        pool = self._private if request.extensions["allow_private"] else self._public
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close both pools."""
        await self._public.aclose()
        await self._private.aclose()


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool of ours: httpx has no other way to hand in a network backend."""

    def __init__(self, context: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend) -> None:
        super().__init__(verify=context)
        # How many run at the same time is decided before they come here.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            network_backend=backend,
            max_connections=None,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
        )


def _failure(url: str, error: httpx.HTTPError) -> FetchError:
    causes = list(_causes(error))
    if tls := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        reason = getattr(tls, "verify_message", "") or tls.reason or str(tls)
        why = _DISTRUST.get(getattr(tls, "verify_code", 0))
        return FetchError(f"no safe connection to {shown(url)}: {reason}", kind=TroubleKind.CERTIFICATE, reason=why)
    reason = str(error) or type(error).__name__
    return FetchError(f"{shown(url)} did not answer: {reason}", kind=TroubleKind.UNREACHABLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _certificate_until(response: httpx.Response) -> datetime | None:
    connection = response.extensions.get("network_stream")
    tls = connection.get_extra_info("ssl_object") if connection else None
    certificate = tls.getpeercert() if tls else None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(certificate["notAfter"]), UTC) if certificate else None
