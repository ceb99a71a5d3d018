"""The ladder of ``sources add URL``: from what is surest to what is found by looking at the page itself.

1. a known platform, by the address, by what the page shows of one within itself, or by the marks that it leaves; 2. a feed or
calendar, at the address or announced by the page; 3. events marked up in the page or in the pages of single events; 4. JSON that
the page carries for its own programs; 5. the page itself, by induction. Where the page holds no list at all, the same for the
pages of its site that promise one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import ValidationError

from aggregator.app.discover.found import Discovery, Step
from aggregator.app.discover.search import Search
from aggregator.app.preview import ahead
from aggregator.app.recording import OnePage
from aggregator.config.explain import explain, unknown
from aggregator.errors import ConfigError
from aggregator.http import Http, page_from_bytes
from aggregator.i18n import Translate
from aggregator.model import HORIZON_DAYS
from aggregator.registry import kinds, source_class

_WRAPPED: Final = re.compile(r"^feed:(?=https?://)", re.IGNORECASE)
_SUBSCRIBING: Final = re.compile(r"^(?:webcals?|feed)://", re.IGNORECASE)
_BARE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?::\d+)?(?:[/?]|$)")

__all__ = ["Discovery", "Step", "discover", "discover_saved"]


async def discover(
    url: str,
    http: Http,
    clock: Callable[[], datetime],
    say: Translate,
    *,
    name: str | None = None,
    kind: str | None = None,
    options: Mapping[str, Any] | None = None,
    allow_private: bool = False,
    days: int = HORIZON_DAYS,
    step: Callable[[Step], None] = lambda _step: None,
) -> Discovery:
    """Find out how the events that a person sees at ``url`` can be read.

    Args:
        url: the address.
        http: the network.
        clock: the time.
        say: translates what the reader is told.
        name: of the source; made from the page's title if missing.
        kind: use this kind and look no further.
        options: of that kind.
        allow_private: whether addresses of this machine and of private networks may be asked.
        days: how far a digest looks ahead (``profile.horizon_days``); of so many days events are to be expected.
        step: is told each step when it has been made.

    Raises:
        ConfigError: no such kind or option, or no address.
        FetchError: the address itself could not be reached.
    """
    address = _plain(url)
    if not _is_web(address):
        raise ConfigError(say("https:// で始まるアドレスを書いてください: {url}").format(url=url))
    search = Search(address, http, clock(), say, step, allow_private=allow_private, days=days)
    given = {"url": search.url, **(options or {})} if kind else {}
    if kind:
        _check(kind, given, say)
    found = await search.with_kind(kind, given) if kind else await search.climb()
    return search.result(found, name)


async def discover_saved(
    body: bytes,
    file: str,
    clock: Callable[[], datetime],
    say: Translate,
    *,
    kind: str | None = None,
    options: Mapping[str, Any] | None = None,
    step: Callable[[Step], None] = lambda _step: None,
) -> Discovery:
    """The same for the saved page ``body``, without any other; ``options`` may tell its ``url``, against which links are read.

    Raises:
        ConfigError: no such kind or option.
    """
    now, given = clock(), dict(options or {})
    address = str(given.pop("url", f"https://example.invalid/{file}"))
    page = page_from_bytes(body, ahead(now), url=file)
    search = Search(address, OnePage(replace(page, url=address)), now, say, step, allow_private=False, alone=True)
    if kind:
        _check(kind, {"url": address, **given}, say)
    found = await (search.with_kind(kind, {"url": address, **given}) if kind else search.climb())
    return search.result(found, None)


def _is_web(address: str) -> bool:
    """Whether it is an address of the web, with a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _check(kind: str, options: Mapping[str, Any], say: Translate) -> None:
    """Whether there is such a kind, and takes such options.

    Raises:
        ConfigError: in the reader's language, with what would be right.
    """
    if kind not in kinds():
        raise ConfigError(unknown(kind, kinds(), say), key="--kind")
    takes = source_class(kind).options_type
    try:
        takes.model_validate(
            {key: value for key, value in options.items() if key != "url" or "url" in takes.model_fields}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(explain(first, takes, say), key=".".join(map(str, first["loc"]))) from None


def _plain(url: str) -> str:
    """The address that is meant: ``webcal:`` and ``feed:`` as what they stand for, a bare ``hall.example/events`` with https."""
    url = _WRAPPED.sub("", url.strip())
    url = _SUBSCRIBING.sub("https://", url)
    return f"https://{url}" if _BARE.match(url) else url
