"""Labelled pairs of events, from lines of JSON (``.jsonl``) or from short lines (``.txt``).

Short lines are ``=`` or ``≠`` with the reason, then two tellings that go through ``normalise``. A telling is ``title | when | venue / address | organiser | price/capacity | text``; ``"`` repeats the other's venue, address or
organiser, ``{b}`` is the other's page. A place without ``/`` is online. ``05-03..05-05`` lasts for three days.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.model import Event
from aggregator.normalise.event import normalise
from aggregator.plugin import RawEvent

FILES = sorted(
    path for path in (Path(__file__).parent / "data" / "dedupe").iterdir() if path.suffix in {".jsonl", ".txt"}
)
TOKYO = ZoneInfo("Asia/Tokyo")
READ_ON = date(2026, 11, 28)
_WHEN = re.compile(r"(\d\d-\d\d)(?:\.\.(\d\d-\d\d))?(?: (\d\d:\d\d)(?:-(\d\d:\d\d)?)?)?")


def pairs(path: Path) -> Iterator[tuple[bool, Event, Event]]:
    """Every labelled pair of a file: whether the two are one event, and both."""
    return _short(path) if path.suffix == ".txt" else _rows(path)


def _rows(path: Path) -> Iterator[tuple[bool, Event, Event]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["same"], Event.model_validate(row["a"]), Event.model_validate(row["b"])


def _short(path: Path) -> Iterator[tuple[bool, Event, Event]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for index in range(0, len(lines), 3):
        label, first, second = lines[index : index + 3]
        one, other = _fields(first), _fields(second)
        other = [theirs if mine == '"' else mine for mine, theirs in zip(other, one, strict=True)]
        pages = [f"https://{site}.example/event/{7000 + index}" for site in ("kago", "hashi")]
        yield label.startswith("="), _event("kago", pages, one), _event("hashi", pages[::-1], other)


def _fields(line: str) -> list[str]:
    title, when, place, who, seats, text = [field.strip() for field in f"{line} ".split("|")]
    venue, slash, address = (part.strip() for part in place.partition("/"))
    return [title, when, venue, slash, address, who, seats, text]


def _event(source: str, pages: list[str], told: list[str]) -> Event:
    title, when, venue, slash, address, who, seats, text = told
    found = _WHEN.fullmatch(when)
    assert found is not None, when
    day, last, start, end = found.groups()
    last = last or day
    price, _, capacity = seats.partition("/")
    raw = RawEvent(
        title=title,
        url=pages[0],
        id=pages[0].rpartition("/")[2],
        start=f"2027-{day}T{start}:00+09:00" if start else f"2027-{day}",
        end=f"2027-{last}T{end}:00+09:00" if end else f"2027-{last}" if last != day else None,
        all_day=None if start else True,
        venue=venue or None,
        address=address or None,
        online=True if venue and not slash else None,
        organiser=who or None,
        price=int(price) if price else None,
        capacity=int(capacity) if capacity else None,
        text=text.replace("{b}", pages[1]),
    )
    return normalise(raw, source, TOKYO, READ_ON)
