"""What a look at an address found, and the sentences that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final
from urllib.parse import urlsplit

from aggregator.app.discover.links import says_little, telling, title_of
from aggregator.app.preview import make_source
from aggregator.comparison import FIELDS
from aggregator.errors import SourceError
from aggregator.i18n import Translate
from aggregator.model import Event, Trouble, TroubleKind
from aggregator.plugin import Page, RawEvent, Source, Window
from aggregator.render.sources import sentence

_QUIET: Final = frozenset({TroubleKind.MOVED, TroubleKind.PAGE_LIMIT, TroubleKind.NO_EVENTS})
"""Troubles that mean nothing before a source is written: its new address is taken, a preview reads few pages only."""
_NO_REASON: Final = _QUIET | {TroubleKind.CERTIFICATE_EXPIRING}
"""Troubles for which no rung gives less."""
_LONG_AGO: Final = timedelta(days=366)
_SOME: Final = 3
_LONGEST_NAME: Final = 40
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """What one rung of the ladder tried and found. ``text`` is for the reader, ``why`` says what stood in its way."""

    rung: int
    text: str
    events: int = 0
    why: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found for an address in ``window``.

    ``block`` is the source as it is written in config.yaml; ``None`` where nothing usable was found. ``pages`` are the pages
    that were read for it, for the saved case. ``warnings`` and ``advice`` are sentences for the reader.
    """

    url: str
    window: Window
    steps: tuple[Step, ...] = ()
    block: Mapping[str, Any] | None = None
    events: tuple[Event, ...] = ()
    coverage: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind of the source."""
        return str(self.block["kind"]) if self.block else None

    @property
    def works(self) -> bool:
        """Whether it may be written without being forced: at least one event with a day could be read."""
        return self.block is not None and any(event.start for event in self.events)


@dataclass(frozen=True, slots=True)
class Tried:
    """One way to read the address, and what it gave. ``known``: the address itself says which adapter reads it."""

    kind: str
    options: Mapping[str, Any]
    events: tuple[Event, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[Page, ...] = ()
    known: bool = False

    @property
    def cut(self) -> bool:
        """Whether more pages could have been read."""
        return any(trouble.kind is TroubleKind.PAGE_LIMIT for trouble in self.troubles)

    @property
    def silent(self) -> bool:
        """Whether a known site was read without any fault, and shows nothing just now."""
        return self.known and not self.events and all(trouble.kind in _NO_REASON for trouble in self.troubles)

    @property
    def usable(self) -> bool:
        """Whether at least half of what it gives has a day."""
        return bool(self.events) and 2 * sum(event.start is not None for event in self.events) >= len(self.events)


def coverage(events: Iterable[Event]) -> dict[str, int]:
    """How many events state each of ``FIELDS``, and a time of day (``clock``)."""
    listed = list(events)
    told = {name: sum(getattr(event, name) is not None for event in listed) for name in FIELDS}
    return {"title": told.pop("title"), "start": told.pop("start"), "clock": clocks(listed), **told}


def clocks(events: Iterable[Event]) -> int:
    """How many events tell when on their day they begin."""
    return sum(event.start is not None and not event.all_day for event in events)


def without_clock(events: Iterable[Event], now: datetime) -> bool:
    """Whether most of the coming events of a single day tell no time: their own pages may."""
    coming = [
        one for one in upcoming(events, now) if one.end is None or one.start is None or one.end - one.start <= _DAY
    ]
    return 2 * sum(event.clock_unknown for event in coming) > len(coming)


def upcoming(events: Iterable[Event], now: datetime) -> list[Event]:
    """The events that are not over."""
    return [event for event in events if event.start and (event.end or event.start) >= now]


def bygone(events: Sequence[Event], now: datetime) -> bool:
    """Whether nothing but a day or two of long ago was read: that of a founding, not a list of what is on."""
    return len(events) < _SOME and all((one.end or one.start or now) < now - _LONG_AGO for one in events)


def expected(found: Tried, now: datetime, seen: Window, asked: Window) -> int:
    """How many of the coming events that were ``seen`` a run that asks for the shorter window ``asked`` may be expected to give.

    All, where the site lists them anyway; those of its days, where it is asked for days, or gives the dates of a rule.
    """
    coming, source = upcoming(found.events, now), make_source(found.kind, found.options)
    same = list(source.requests(seen)) == list(source.requests(asked))
    if same and (not found.pages or _records(source, found.pages[0], seen) == _records(source, found.pages[0], asked)):
        return len(coming)
    return sum(event.start is not None and event.start <= asked.end for event in coming)


def _records(source: Source[Any], page: Page, window: Window) -> int:
    """How many records a page gives for ``window``; on a copy of it, since reading changes its tree."""
    with suppress(SourceError):
        return sum(isinstance(one, RawEvent) for one in source.parse(replace(page, window=window)))
    return 0


def warnings(
    events: tuple[Event, ...], troubles: Iterable[Trouble], now: datetime, say: Translate, zone: tzinfo
) -> Iterator[str]:
    """What to mind before a source with these events is written."""
    dated = [event for event in events if event.start]
    troubles = tuple(troubles)
    if not events:
        yield say("一件も読めませんでした")
    elif not dated:
        yield say("日付の読めるものが一件もありません")
    else:
        if not upcoming(events, now):
            yield say("どれも過ぎた日付です。これからの予定のページか確かめてください")
        if len(dated) < len(events):
            yield say("日付の読めないものが{n}件あります").format(n=len(events) - len(dated))
        if len(events) == 1:
            yield say("一件だけです。一覧のページか確かめてください")
        if all(event.all_day for event in dated):
            yield say("開始時刻がどれにもありません")
    if events and any(trouble.kind is TroubleKind.PAGE_LIMIT for trouble in troubles):
        yield say("ここに見せたのは最初の数ページ分です。続きのページは、ふだん読むときに読みます")
    told = [trouble for trouble in troubles if trouble.kind not in _QUIET]
    yield from dict.fromkeys(sentence(trouble, say, zone) for trouble in told)


def why_nothing(tried: Tried, say: Translate, zone: tzinfo) -> str:
    """Why a rung gave nothing, where there is more to say than that there is nothing.

    That a page is not of a kind says something only where its address had promised it.
    """
    quiet = _NO_REASON if tried.known else _NO_REASON | {TroubleKind.NOT_THE_KIND}
    telling = (trouble for trouble in tried.troubles if trouble.kind not in quiet and not trouble.harmless)
    return next((sentence(trouble, say, zone) for trouble in telling), "")


def silence(found: Tried, say: Translate) -> str:
    """What to do about a known site that shows nothing just now."""
    return say("{kind} として読めましたが、いま載っているものは一件もありません").format(kind=found.kind)


def name_of(found: Tried, page: Page | None, url: str, say: Translate) -> str:
    """What to call a source: the organiser of all events, else what page, feed or calendar call themselves, else the site."""
    organisers = {event.organiser for event in found.events}
    if len(organisers) == 1 and (only := organisers.pop()):
        return only[:_LONGEST_NAME]
    host = urlsplit(url).hostname or url
    for one in (page, *found.pages):
        if one is not None and (title := title_of(one)):
            whole = say("{title}（{site}）").format(title=title, site=host)
            return whole if says_little(title) else telling(title)[:_LONGEST_NAME]
    return host
