"""The server's parts put together: routes, guard, error pages, login, and what browsers ask for beside pages."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from aggregator.errors import ConfigError
from aggregator.i18n import told
from aggregator.render.jinja import fill, shipped
from aggregator.web import actions, discovery, pages, profile, subscriptions
from aggregator.web.attempts import Attempts
from aggregator.web.desk import Desk
from aggregator.web.guard import Guard, cookie, nonce

_LISTS: Final = (
    ("today", pages.today),
    ("events", pages.search),
    ("saved", pages.saved),
    ("out", pages.out),
    ("week", pages.weekly),
    ("month", pages.month),
)


def make_app(
    desk: Desk,
    *,
    hosts: Sequence[str],
    secret: bytes,
    data: Path,
    password_hash: str | None = None,
    allow_private: bool = False,
) -> Starlette:
    """The application.

    Args:
        desk: what the pages work on.
        hosts: names by which the pages may be asked for.
        secret: signs sessions, forms and links in mail.
        data: the user's data folder, for saved cases.
        password_hash: an argon2 hash; nobody is asked for a password where there is none.
        allow_private: whether sources in the own network may be looked at without asking.
    """
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, hosts=hosts, secret=secret, password_hash=password_hash)],
        exception_handlers={HTTPException: _refused, ConfigError: _misconfigured, 404: _refused},
    )
    app.state.desk, app.state.secret, app.state.data = desk, secret, data
    app.state.password_hash, app.state.allow_private, app.state.subscriptions = password_hash, allow_private, {}
    app.state.attempts = Attempts()
    app.state.sessions = Guard(app, hosts=hosts, secret=secret, password_hash=password_hash)
    return app


def _routes() -> list[Route | Mount]:
    lists = [Route(f"/{name}.{{ending:str}}", page) for name, page in _LISTS]
    plain = [Route(f"/{name}", page) for name, page in _LISTS]
    return [
        Route("/", pages.today),
        *lists,
        *plain,
        Route("/digest", pages.digest),
        Route("/calendar/{profile}.ics", pages.subscription),
        Route("/e/{code}.{ending:str}", pages.event),
        Route("/e/{code}", pages.event),
        Route("/e/{code}/mark/{verb}", actions.mark, methods=["POST"]),
        Route("/e/{code}/dismiss", actions.dismiss, methods=["POST"]),
        Route("/copies/{what}", actions.decide, methods=["POST"]),
        Route("/weights", pages.weights),
        Route("/weights", actions.weigh, methods=["POST"]),
        Route("/sources", discovery.sources),
        Route("/sources/add", discovery.look),
        Route("/sources/add", discovery.add, methods=["POST"]),
        Route("/sources/collect", discovery.collect, methods=["POST"]),
        Route("/sources/progress", discovery.progress),
        Route("/sources/export.opml", actions.export),
        Route("/sources/import", subscriptions.upload, methods=["POST"]),
        Route("/sources/import/add", subscriptions.add, methods=["POST"]),
        Route("/sources/test", discovery.test, methods=["POST"]),
        Route("/sources/{what}", actions.source, methods=["POST"]),
        Route("/profile", profile.show),
        Route("/profile", profile.save, methods=["POST"]),
        Route("/settings", pages.settings),
        Route("/settings", actions.save_settings, methods=["POST"]),
        Route("/help", pages.help_),
        Route("/login", _login, methods=["GET", "POST"]),
        Route("/m/{deed}/{listing}/{until}/{proof}", actions.signed, methods=["GET", "POST"]),
        Route("/manifest.webmanifest", _manifest),
        Route("/worker.js", _worker),
        Route("/health", actions.health),
        Mount("/static", StaticFiles(directory=shipped("templates") / "web" / "static")),
    ]


async def _login(request: Request) -> Response:
    """Ask for the password; a right one opens a session."""
    if request.method != "POST":
        return _asking(request, 200)
    attempts: Attempts = request.app.state.attempts
    address, now = request.client.host if request.client else "", pages.desk_of(request).clock()
    form = await request.form()  # nothing is awaited below: of many requests at once none slips in between
    if wait := attempts.wait(address, now):
        return _asking(request, 429, wait=wait)
    if not _right(request.app.state.password_hash, str(form.get("password", ""))):
        attempts.failed(address, now)
        return _asking(request, 401, wait=attempts.wait(address, now))
    attempts.succeeded(address)
    answer = RedirectResponse("/", 303)
    answer.headers["Set-Cookie"] = cookie(request.app.state.sessions.owner(), secure=request.url.scheme == "https")
    return answer


def _asking(request: Request, status: int, *, wait: int = 0) -> Response:
    """The form, with what was wrong, and after how many seconds the next password is looked at (RFC 9110 §10.2.3)."""
    language = pages.desk_of(request).language
    text = fill("web/login.html.j2", language, lang=language, nonce=nonce.get(), wrong=status == 401, wait=wait)
    return HTMLResponse(text, status, headers={"Retry-After": str(wait)} if wait else None)


def _right(password_hash: str | None, given: str) -> bool:
    if password_hash is None:
        return True
    try:
        return PasswordHasher().verify(password_hash, given)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _refused(request: Request, error: Exception) -> Response:
    """An error page in the reader's words."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = told(error.detail, pages.desk_of(request).say) if isinstance(error, HTTPException) else ""
    if detail in {one.phrase for one in HTTPStatus}:  # the framework's own words, in English
        detail = ""
    return pages.page(request, "error", status, number=status, detail=detail)


def _misconfigured(request: Request, error: Exception) -> Response:
    """config.yaml has become wrong while the server runs: its mistakes, with their lines."""
    lines = error.mistakes if isinstance(error, ConfigError) else (str(error),)
    language = pages.desk_of(request).last_language
    text = fill("web/broken.html.j2", language, lang=language, nonce=nonce.get(), lines=lines)
    return HTMLResponse(text, 500)


def _manifest(request: Request) -> Response:
    """For installing (W3C Web Application Manifest)."""
    say = pages.desk_of(request).say
    icon = {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    manifest = {
        "name": say("朝顔"), "short_name": say("朝顔"), "start_url": "/", "display": "standalone", "background_color": "#f7f4ec",
        "theme_color": "#2b479b", "icons": [icon],
    }  # fmt: skip
    return JSONResponse(manifest, media_type="application/manifest+json")


def _worker(_request: Request) -> Response:
    """The service worker, at the root so that it may serve every page."""
    text = (shipped("templates") / "web" / "static" / "worker.js").read_text(encoding="utf-8")
    return Response(text, media_type="text/javascript")
