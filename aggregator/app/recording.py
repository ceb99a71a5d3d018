"""Pages that are kept while a source is read, and pages that were kept in place of the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from aggregator.errors import FetchError
from aggregator.harvest import Getter
from aggregator.http import page_from_bytes
from aggregator.model import TroubleKind
from aggregator.plugin import Page, Request, Window


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is kept: the address that was asked for, the one that answered, its type and its bytes."""

    asked: str
    url: str
    content_type: str
    body: bytes


def asked(request: Request) -> str:
    """The address of ``request`` with its parameters."""
    return f"{request.url}?{urlencode(sorted(request.params.items()))}" if request.params else request.url


class Recorder:
    """The network, keeping the pages that came: what a preview has read becomes the saved case."""

    def __init__(self, http: Getter) -> None:
        self._http = http
        self.pages: list[Page] = []

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """Get a page and keep it."""
        page = await self._http.get(source, request, window, interval=interval, allow_private=allow_private)
        self.pages.append(page)
        return page


class Remembering:
    """The network, asked only once for each address: several ways of reading a page need it to come once."""

    def __init__(self, http: Getter) -> None:
        self._http = http
        self._known: dict[str, Page] = {}

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """The page, from memory where it has come before."""
        plain = request.method == "GET" and not request.headers and not request.secret
        known = self._known.get(asked(request)) if plain else None
        if known is not None:
            return replace(known, request=request)
        page = await self._http.get(source, request, window, interval=interval, allow_private=allow_private)
        if plain:
            self._known[asked(request)] = page
        return page


class Replayer:
    """Kept pages in place of the network: by the address that is asked for, else in the order in which they were kept."""

    def __init__(self, pages: Iterable[Kept]) -> None:
        self._pages = list(pages)

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """The kept page for ``request``.

        Raises:
            FetchError: none is left.
        """
        del interval, allow_private
        wanted = asked(request)
        kept = next((one for one in self._pages if wanted in (one.asked, one.url)), None)
        if kept is None and request.row is None:
            kept = next(iter(self._pages), None)
        if kept is None:
            raise FetchError("this page was not kept", kind=TroubleKind.PAGE_LIMIT, source=source, url=request.url)
        self._pages.remove(kept)
        page = page_from_bytes(kept.body, window, url=kept.url, content_type=kept.content_type, source=source)
        return replace(page, request=request)


class OnePage:
    """One saved page in place of the network: for its own address, and for whatever is asked for first."""

    def __init__(self, page: Page) -> None:
        self._page, self._asked = page, False

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """The page.

        Raises:
            FetchError: another one is asked for.
        """
        del window, interval, allow_private
        first, self._asked = not self._asked, True
        if not first and asked(request) != self._page.url:
            raise FetchError("this page was not saved", kind=TroubleKind.PAGE_LIMIT, source=source, url=request.url)
        return replace(self._page, request=request)
