"""What a source gave when it was added, kept in the user's data folder: the pages and the events that were read of them.

``asagao sources test`` reads the pages again with today's program, then the site as it is today, and says which field changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aggregator.app.discover import FIELDS, Discovery
from aggregator.app.preview import understood
from aggregator.errors import ConfigError, RecordError, SourceError
from aggregator.http import page_from_bytes
from aggregator.model import Event
from aggregator.plugin import RawEvent, Request, Source, Window

_FILE = "case.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A saved case: when it was made, the window it was read for, the pages, and what was expected of them."""

    made: datetime
    window: Window
    pages: tuple[tuple[str, str, bytes], ...]
    expected: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which now ``now`` events say something other than when the case was saved; ``example`` shows one."""

    field: str
    then: int
    now: int
    example: str = ""


def folder(data: Path, name: str) -> Path:
    """Where the case of source ``name`` lies: a readable name that no other source shares."""
    readable = re.sub(r"[^\w-]+", "-", name).strip("-")[:40]
    return data / "cases" / f"{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def save(found: Discovery, data: Path, now: datetime) -> None:
    """Keep the pages of ``found`` and what was read of them; an older case of the source is replaced.

    Raises:
        OSError: the data folder cannot be written.
    """
    place = folder(data, str((found.block or {})["name"]))
    place.mkdir(parents=True, exist_ok=True)
    pages = []
    for number, page in enumerate(found.pages):
        (place / f"page-{number}").write_bytes(page.body)
        pages.append({"url": page.url, "content_type": page.content_type, "file": f"page-{number}"})
    record = {
        "made": now.isoformat(),
        "window": [found.window.start.isoformat(), found.window.end.isoformat()],
        "pages": pages,
        "expected": [summary(event) for event in found.events],
    }
    (place / _FILE).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


def load(data: Path, name: str) -> Case | None:
    """The case of source ``name``; ``None`` where none was saved.

    Raises:
        ConfigError: it is damaged.
    """
    place = folder(data, name)
    try:
        record = json.loads((place / _FILE).read_text(encoding="utf-8"))
        start, end = map(datetime.fromisoformat, record["window"])
        pages = tuple((one["url"], one["content_type"], (place / one["file"]).read_bytes()) for one in record["pages"])
        return Case(datetime.fromisoformat(record["made"]), Window(start, end), pages, tuple(record["expected"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ConfigError(f"the saved case cannot be read: {error}", file=str(place)) from None


def remove(data: Path, name: str) -> None:
    """Forget the case of source ``name``."""
    place = folder(data, name)
    for file in place.glob("*"):
        file.unlink()
    if place.exists():
        place.rmdir()


def replay(case: Case, source: Source[Any]) -> tuple[Event, ...]:
    """What ``source`` reads of the saved pages today."""
    waiting: list[Request] = list(source.requests(case.window))
    notes = {request.url: request.note for request in waiting}
    raws: list[RawEvent] = []
    for url, content_type, body in case.pages:
        page = page_from_bytes(body, case.window, url=url, content_type=content_type)
        request = Request(url, note=notes.get(url))
        for one in _parsed(source, replace(page, request=request)):
            if isinstance(one, RawEvent):
                raws.append(one)
            elif isinstance(one, Request):
                notes[one.url] = one.note
    return understood(raws, source, case.made)[0]


def _parsed(source: Source[Any], page: Any) -> Iterator[RawEvent | Request | RecordError]:
    try:
        yield from source.parse(page)
    except SourceError:
        return


def summary(event: Event) -> dict[str, Any]:
    """The fields of an event that a case compares."""
    return {
        "title": event.title,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "place": event.place.model_dump(mode="json", exclude_none=True) if event.place else None,
        "price": event.price.model_dump(mode="json", exclude_none=True) if event.price else None,
        "url": event.url,
    }


def differences(expected: Sequence[Mapping[str, Any]], events: Iterable[Event]) -> tuple[Difference, ...]:
    """The fields of the saved pages that are read otherwise today, by the events' titles."""
    now = [summary(event) for event in events]
    by_title = {one["title"]: one for one in now}
    changed: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for then in expected:
        one = by_title.get(then["title"])
        if one is None:
            changed["title"] += 1
            examples.setdefault("title", f"{then['title']} → —")
            continue
        for field in FIELDS:
            if one[field] != then.get(field):
                changed[field] += 1
                examples.setdefault(field, f"{then.get(field)} → {one[field]}")
    return tuple(
        Difference(field, len(expected), len(expected) - count, examples[field]) for field, count in changed.items()
    )


def vanished(expected: Sequence[Mapping[str, Any]], events: Sequence[Event]) -> tuple[Difference, ...]:
    """The fields that at least half of the saved events stated and fewer than half of today's do."""
    found = []
    for field in FIELDS:
        then, now = (
            sum(one.get(field) is not None for one in expected),
            sum(summary(one)[field] is not None for one in events),
        )
        if expected and 2 * then >= len(expected) and (not events or 2 * now < len(events)):
            found.append(Difference(field, then, now))
    return tuple(found)
