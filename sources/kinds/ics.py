"""Kind ``ics``: an iCalendar file (RFC 5545), with recurrences, overrides, exceptions and cancellations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import icalendar
from pydantic import Field

from aggregator.plugin import Found, Page, ParseError, RawEvent, RecordError, Request, Source, TroubleKind, Window
from sources.kinds._calendar import Block, Calendar, components, read_calendar
from sources.kinds._options import UrlOptions, fill
from sources.kinds._recurrence import expand, repeats
from sources.kinds._vevent import may_touch, moment, record, touches

_LONG = 500  # events; most calendars of groups have fewer, those that keep ten years have thousands
_DIGITS = 10
Entry = tuple[Block, icalendar.Event]


class IcsOptions(UrlOptions):
    """Options of kind ``ics``."""

    organiser: str | None = Field(None, description="Who holds the events, where the calendar does not say.")
    named_after_organiser: bool = Field(
        False, description="The calendar's own name is the organiser's, as with calendars of groups."
    )


class Ics(Source[IcsOptions]):
    """Events in a calendar file. Terms: the site's own; a public calendar address is published to be subscribed to."""

    interface = "feed"
    gives = ("id", "start", "end", "venue", "status")

    def requests(self, window: Window) -> Iterable[Request]:
        """The calendar."""
        yield Request(fill(self.options.url, window))

    def parse(self, page: Page) -> Iterator[Found]:
        """One record per event, and per date of a series within the window.

        Of a calendar with a long history, only events that touch the window are read.

        A series whose rule cannot be used shows its written entries only, and a RecordError says so.

        Raises:
            ParseError: it is no calendar.
        """
        calendar = read_calendar(page.body, page.charset)
        if calendar is None:
            raise not_a_calendar(page)
        named = calendar.name if self.options.named_after_organiser else None
        holder = self.options.organiser or named
        for found in _events(calendar, page.window):
            if holder and isinstance(found, RawEvent) and not found.organiser:
                yield found.model_copy(update={"organiser": holder})
            else:
                yield found


def not_a_calendar(page: Page) -> ParseError:
    """The error that says what came instead of a calendar."""
    start = page.text.lstrip()[:2000].lower()
    if not start:
        return ParseError("the body is empty", kind=TroubleKind.EMPTY_BODY, url=page.url)
    seen = "something else"
    if start.startswith("{"):
        seen = f"JSON ({start[:80]})"
    elif "<html" in start or "<!doctype" in start:
        seen = "an HTML page (perhaps a login)"
    return ParseError(f"{seen} where a calendar should be", kind=TroubleKind.NOT_THE_KIND, url=page.url)


def _events(calendar: Calendar, window: Window) -> Iterator[RawEvent | RecordError]:
    series: dict[str, list[Entry]] = {}
    singles: list[Entry] = []
    shared = Counter(block.raw("UID") for block in calendar.events)
    long = len(calendar.events) > _LONG
    for block, event in components(calendar, lambda block: not long or may_touch(block, window)):
        uid = block.raw("UID")
        if event is None or moment(event, "DTSTART") is None:
            yield RecordError(f"no start of {block.raw('SUMMARY')!r}", field="DTSTART", value=block.raw("DTSTART"))
        elif repeats(event):
            series.setdefault(uid or block.text, []).append(
                (block, event)
            )  # without an UID, each is a series of its own
        else:
            singles.append((block, event))
    for block, event in _latest(singles):
        if not long or touches(event, window):
            yield record(event, calendar, several=shared[block.raw("UID")] > 1)
    for entries in series.values():
        yield from _occurrences(entries, calendar, window, long=long)


def _latest(singles: list[Entry]) -> Iterator[Entry]:
    """``singles`` without the older states of one event: same UID, same start, a lower SEQUENCE (RFC 5545 §3.8.7.4)."""
    newest: dict[object, Entry] = {}
    for number, (block, event) in enumerate(singles):
        key = (uid, moment(event, "DTSTART")) if (uid := block.raw("UID")) else number
        if key not in newest or _sequence(newest[key][0]) <= _sequence(block):
            newest[key] = (block, event)
    yield from newest.values()


def _sequence(block: Block) -> int:
    told = block.raw("SEQUENCE") or ""
    return int(told) if told.isdecimal() and len(told) < _DIGITS else 0


def _occurrences(
    entries: list[Entry], calendar: Calendar, window: Window, *, long: bool
) -> Iterator[RawEvent | RecordError]:
    """The dates of one series; where its rule cannot be used, or it is over, its entries as they stand."""
    block = entries[0][0]
    try:
        found = list(expand((event for _, event in entries), window))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:  # what broken rules raise
        title = block.raw("SUMMARY") or block.raw("UID")
        yield RecordError(f"the series {title!r} is not expanded: {error}", field="RRULE", value=block.raw("RRULE"))
        found = [event for _, event in entries if not long or touches(event, window)]
    else:
        if not found:  # over, or not yet begun: what is written is shown, but no date that the rule leaves out
            found = [event for _, event in entries if not long and not touches(event, window)]
    for event in found:
        yield record(event, calendar, several=True)
