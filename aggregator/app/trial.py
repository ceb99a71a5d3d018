"""One source as its site is today, without keeping anything: for ``asagao sources test`` and its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aggregator.app.gather import client, horizon
from aggregator.app.preview import understood
from aggregator.collect import collect
from aggregator.config.load import ConfiguredSource, Loaded
from aggregator.model import Event, Trouble


async def live(
    loaded: Loaded, one: ConfiguredSource, clock: Callable[[], datetime]
) -> tuple[tuple[Event, ...], tuple[Trouble, ...]]:
    """The events that a source gives now, and what went wrong."""
    async with client(loaded, clock, None) as http:
        harvest = await collect(
            one.name, one.source, horizon(loaded, clock()), http,
            max_pages=one.settings.max_pages, allow_private=one.settings.allow_private,
        )  # fmt: skip
    events, troubles = understood(harvest.events, one.source, clock())
    return events, (*harvest.troubles, *troubles)
