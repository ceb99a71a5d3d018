"""How completely feeds and calendars are read, on the test files of the libraries that read them (not kept here: their data).

pip download --no-deps --no-binary :all: feedparser icalendar recurring-ical-events   # then unpack the archives
ASAGAO_CORPORA=where/they/are make bench
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import icalendar
import recurring_ical_events

from aggregator.errors import ParseError
from aggregator.http import page_from_bytes
from aggregator.plugin import RawEvent, Window
from sources.kinds._recurrence import instant
from sources.kinds.feed import parse_feed
from sources.kinds.ics import Ics, IcsOptions

SERVED = "http://127.0.0.1:8097/"
"""Where feedparser's own tests serve the cases that are about a feed's address."""
URL = "https://bench.example/"
EVER = Window(datetime(1970, 1, 1, tzinfo=UTC), datetime(2070, 1, 1, tzinfo=UTC))
_HEADER = re.compile(r"Header:\s*([\w-]+):\s*(.+)")
_EXPECTED = re.compile(r"Expect:\s*(.+?)\s*(?:-->|\n\s*(?:Header|Description|Note|SkipUnless))", re.DOTALL)
_OF_HTTP = {"etag", "x-foo", "content-language"}
"""Headers that some cases are about; a feed's reader here is given the page only."""


def feeds(folder: Path) -> None:
    """Print how many of feedparser's well-formed cases read as their own ``Expect`` line says."""
    right = asked = 0
    for file in sorted(folder.rglob("*.xml")):
        body = file.read_bytes()
        text = next(filter(_EXPECTED.search, _decoded(body)), None)
        if text is None:
            continue
        headers = {name.lower(): value.strip() for name, value in _HEADER.findall(text)}
        if headers.keys() & _OF_HTTP:
            continue
        asked += 1
        right += _reads(" ".join(_EXPECTED.search(text)[1].split()), body, headers)  # type: ignore[index]
    print(f"feeds: {right} of {asked} well-formed cases read as intended ({right / asked:.1%})")


def _decoded(body: bytes) -> Iterator[str]:
    for charset in ("utf-8", "utf-16", "utf-32", "latin-1"):
        try:
            yield body.decode(charset)
        except UnicodeDecodeError:
            continue


def _reads(expected: str, body: bytes, headers: dict[str, str]) -> bool:
    page = page_from_bytes(
        body,
        EVER,
        url=_address(headers) if headers or SERVED in expected else "",
        content_type=headers.get("content-type", "application/xml"),
    )
    try:
        found = parse_feed(page)
        return bool(eval(expected, {"datetime": dt}, found))  # the cases are Python expressions
    except (ParseError, LookupError, AttributeError, NameError, TypeError):
        return False


def _address(headers: dict[str, str]) -> str:
    """The address of a case: a Content-Location that is no address on the web does not count."""
    address = urljoin(SERVED, headers.get("content-location", ""))
    return address if address.startswith("http") else SERVED


def calendars(folder: Path) -> None:
    """Print how many files give the dates that recurring-ical-events finds in the year after their first and last start."""
    files = windows = same = 0
    dates: Counter[str] = Counter()
    for file in sorted(folder.rglob("*.ics")):
        body = file.read_bytes()
        try:
            starts = [instant(e["DTSTART"].dt) for e in icalendar.Calendar.from_ical(body).walk("VEVENT")]
        except Exception:  # noqa: BLE001  icalendar cannot read it: nothing to compare with
            continue
        files += bool(starts)
        for begin in {min(starts), max(starts)} if starts else ():
            window = Window(begin - timedelta(days=1), begin + timedelta(days=366))
            theirs = _theirs(body, window)
            if theirs is None:
                continue
            ours = Counter((instant(event.start), _bare(event.title)) for event in _ours(body, window) if event.start)
            windows, same = windows + 1, same + (not theirs - ours)
            dates += Counter(theirs=theirs.total(), missing=(theirs - ours).total())
    print(f"calendars: {files} files with events, {same} of {windows} years without a missing date;", end=" ")
    print(f"{dates['missing']} of {dates['theirs']:,} dates missing")


def _theirs(body: bytes, window: Window) -> Counter[Any] | None:
    try:
        found = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(window.start, window.end)
    except Exception:  # noqa: BLE001  rules that it refuses: nothing to compare with
        return None
    return Counter((instant(event["DTSTART"].dt), _bare(event.get("SUMMARY"))) for event in found)


def _ours(body: bytes, window: Window) -> Iterator[RawEvent]:
    page = page_from_bytes(body, window, url=URL, content_type="text/calendar")
    yield from (one for one in Ics(IcsOptions(url=URL)).parse(page) if isinstance(one, RawEvent))


def _bare(words: object) -> str:
    return "".join(str(words or "").split())


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    where = os.environ.get("ASAGAO_CORPORA")
    if where:
        for cases in Path(where).glob("feedparser-*/tests/wellformed"):
            feeds(cases)
        calendars(Path(where))
    else:
        print("ASAGAO_CORPORA does not say where the unpacked archives are", file=sys.stderr)
