"""One source tried without keeping anything: its saved pages as the program reads them today, then its site as it is today."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aggregator.app import cases
from aggregator.app.gather import client, horizon
from aggregator.app.preview import NAME, ahead, understood
from aggregator.app.recording import Recorder, Replayer
from aggregator.collect import collect
from aggregator.comparison import Comparison, Summary, compare
from aggregator.config.load import ConfiguredSource, Loaded
from aggregator.errors import ConfigError
from aggregator.health import arrived
from aggregator.model import Event, Trouble, TroubleKind
from aggregator.plugin import Page, Window

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Live:
    """The site today: the events in ``window``, what went wrong, and the pages that were read."""

    window: Window
    events: tuple[Event, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. ``damaged``: there is a case, and it cannot be read.

    ``replayed`` compares what was expected of the saved pages with what is read of them today: the program's reading or
    the settings have changed. ``compared`` compares the saved pages with the site, both read today: the site has changed.
    Both are ``None`` without a case; ``live`` and ``compared`` where the network was not to be used.
    """

    case: cases.Case | None = None
    damaged: bool = False
    replayed: Comparison | None = None
    live: Live | None = None
    compared: Comparison | None = None

    @property
    def reads_the_same(self) -> bool:
        """Whether the saved pages are read as they were when they were saved."""
        told = self.replayed
        return told is None or not (told.changed or told.gone or told.new or not told.verdict.well)

    @property
    def moved_to(self) -> str | None:
        """The address to which the site has moved for good."""
        troubles = self.live.troubles if self.live else ()
        return next((trouble.value for trouble in troubles if trouble.kind is TroubleKind.MOVED), None)

    @property
    def well(self) -> bool:
        """Whether nothing is to be mended."""
        site = self.live is None or bool(self.live.events)
        return (
            self.reads_the_same and not self.damaged and site and (self.compared is None or self.compared.verdict.well)
        )


async def trial(
    loaded: Loaded, one: ConfiguredSource, data: Path, clock: Callable[[], datetime], *, offline: bool = False
) -> Trial:
    """Try source ``one``.

    Args:
        loaded: the configuration.
        one: the source.
        data: the data folder, where saved cases lie.
        clock: the time.
        offline: read only the saved pages.
    """
    case, damaged = None, False
    try:
        case = cases.load(data, one.name)
    except ConfigError as error:
        log.info("%s", error)
        damaged = True
    again = await replay(case, one) if case else ()
    replayed = compare(case.expected, _summaries(again), case.window.start) if case else None
    live = None if offline else await _live(loaded, one, case, clock)
    compared = None
    if case and live:
        compared = compare(
            tuple(_moved(_summaries(again) or case.expected, live.troubles)),
            _summaries(live.events),
            clock(),
            reached=arrived(len(live.events), live.troubles),
            complete=one.source.lists_all and not live.troubles,
        )
    return Trial(case, damaged, replayed, live, compared)


async def replay(case: cases.Case, one: ConfiguredSource) -> tuple[Event, ...]:
    """What is read of the saved pages today."""
    harvest = await collect(NAME, one.source, case.window, Replayer(case.pages))
    return understood(harvest.events, one.source, case.made, one.settings.zone)[0]


async def _live(loaded: Loaded, one: ConfiguredSource, case: cases.Case | None, clock: Callable[[], datetime]) -> Live:
    """The site, read as far as when its case was made: as many pages, as many days ahead."""
    now, most = clock(), one.settings.max_pages
    window = ahead(now) if case else horizon(loaded, now)
    pages = min(most, max(len(case.pages), 1)) if case else most
    async with client(loaded, clock, None) as http:
        recorder = Recorder(http)
        harvest = await collect(
            NAME, one.source, window, recorder, max_pages=pages, allow_private=one.settings.allow_private
        )
    events, bad = understood(harvest.events, one.source, now, one.settings.zone)
    troubles = tuple(one for one in harvest.troubles if case is None or one.kind is not TroubleKind.PAGE_LIMIT)
    return Live(window, events, (*troubles, *bad), tuple(recorder.pages))


def _moved(then: Iterable[Summary], troubles: Iterable[Trouble]) -> Iterator[Summary]:
    """What was saved, under the addresses to which the site has moved: those of all its events change with it."""
    homes = {_site(one.url or ""): _site(one.value or "") for one in troubles if one.kind is TroubleKind.MOVED}
    for summary in then:
        old = _site(summary.url or "")
        new = homes.get(old)
        yield summary.model_copy(update={"url": new + (summary.url or "")[len(old) :]}) if old and new else summary


def _site(url: str) -> str:
    """Scheme and host of an address, with the slashes between."""
    return "/".join(url.split("/")[:3])


def _summaries(events: Sequence[Event]) -> tuple[Summary, ...]:
    return tuple(map(Summary.of, events))
