"""What keeps the pages the person's own: Host check, CSRF token, login, and the headers of every answer.

Sources: OWASP CSRF Prevention (signed double submit), Content Security Policy Level 3, Fetch Metadata (Sec-Fetch-Site).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aggregator.i18n import said

COOKIE: Final = "asagao"
_SAFE: Final = frozenset(["GET", "HEAD"])
_OPEN: Final = ("/m/", "/static/")
"""Paths that need no login: signed links carry their own proof."""
LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a request: a file of subscriptions, or the form with three thousand of them, is smaller."""
nonce: ContextVar[str] = ContextVar("nonce", default="")


class Guard:
    """ASGI middleware around all pages.

    Args:
        app: what it guards.
        hosts: names by which the pages may be asked for; a page of another site cannot reach them by DNS rebinding.
        secret: signs sessions and form tokens, with the password: another one ends all sessions.
        password_hash: of the password that is asked for; none is where it is missing.
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], secret: bytes, password_hash: str | None) -> None:
        self._app, self._hosts, self._locked = app, frozenset(hosts), password_hash is not None
        self._secret = hmac.digest(secret, (password_hash or "").encode(), hashlib.sha256)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if _host(request.headers) not in self._hosts:
            await PlainTextResponse("unknown host", 421)(scope, receive, send)
            return
        if _stated(request.headers) > LARGEST:
            await PlainTextResponse("too large", 413)(scope, receive, send)
            return
        session = request.cookies.get(COOKIE, "")
        fresh = not self._valid(session)
        if fresh:
            session = self._signed(f"{secrets.token_urlsafe(16)}.guest")
        scope.setdefault("state", {})
        scope["state"] |= {"session": session, "token": self.token(session)}
        path = scope["path"]
        if (
            request.method not in _SAFE
            and not path.startswith("/m/")
            and request.headers.get("sec-fetch-site") == "cross-site"
        ):
            await PlainTextResponse("cross-site request", 403)(scope, receive, send)
            return
        if self._locked and ".owner." not in session and path != "/login" and not path.startswith(_OPEN):
            await _redirect("/login")(scope, receive, send)
            return
        made = secrets.token_urlsafe(16)
        nonce.set(made)
        await self._app(scope, _bounded(receive), self._headed(send, made, session if fresh else None, request))

    def token(self, session: str) -> str:
        """The form token of a session."""
        return hmac.new(self._secret, f"form:{session}".encode(), hashlib.sha256).hexdigest()

    def owner(self) -> str:
        """A session of whoever knows the password."""
        return self._signed(f"{secrets.token_urlsafe(16)}.owner")

    def _signed(self, value: str) -> str:
        return f"{value}.{hmac.new(self._secret, value.encode(), hashlib.sha256).hexdigest()[:32]}"

    def _valid(self, session: str) -> bool:
        value, _, _ = session.rpartition(".")
        return bool(value) and hmac.compare_digest(self._signed(value).encode(), session.encode())

    def _headed(self, send: Send, made: str, session: str | None, request: Request) -> Send:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers["Content-Security-Policy"] = _POLICY.format(nonce=made)
                if session is not None and "set-cookie" not in headers:
                    headers.append("Set-Cookie", cookie(session, secure=request.url.scheme == "https"))
            await send(message)

        return headed


_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'nonce-{nonce}' 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def hold_token(request: Request, given: str) -> None:
    """Go on only with the form token of the request's session.

    Raises:
        HTTPException: it is another one, or none.
    """
    if not hmac.compare_digest(given.encode(), request.state.token.encode()):
        raise HTTPException(403, said("このページから送られたものではありません。ページを開きなおして、もう一度どうぞ"))


def cookie(session: str, *, secure: bool) -> str:
    """The Set-Cookie value of a session (RFC 6265)."""
    return f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000" + ("; Secure" if secure else "")


def _host(headers: Headers) -> str:
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:  # an unclosed bracket
        return ""


def _stated(headers: Headers) -> int:
    """How many bytes a request says that it has; none where it does not say."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _bounded(receive: Receive) -> Receive:
    """``receive`` until more has come than any form of these pages holds: then the request is over, as if its sender had gone."""
    came = 0

    async def bounded() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        return message if came <= LARGEST else {"type": "http.disconnect"}

    return bounded


def _redirect(path: str) -> PlainTextResponse:
    return PlainTextResponse("", 303, {"Location": path})
