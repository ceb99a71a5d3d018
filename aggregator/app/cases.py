"""What a source gave when it was added, kept in the user's data folder: the pages and the events that were read of them.

``asagao sources test`` reads the pages again with today's program, then the site as it is today (``aggregator.app.trial``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from aggregator.app.recording import Kept, asked
from aggregator.comparison import Summary
from aggregator.errors import ConfigError
from aggregator.model import Event
from aggregator.plugin import Page, Window

_FILE: Final = "case.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A saved case: when it was made, the window it was read for, the pages, and what was expected of them."""

    made: datetime
    window: Window
    pages: tuple[Kept, ...]
    expected: tuple[Summary, ...]


class _Page(BaseModel):
    """A page of the record; ``file`` lies beside it."""

    url: str
    asked: str = ""
    content_type: str
    file: str = Field(pattern=r"^page-\d+$")


class _Record(BaseModel):
    """``case.json``."""

    made: AwareDatetime
    window: tuple[AwareDatetime, AwareDatetime]
    pages: tuple[_Page, ...]
    expected: tuple[Summary, ...]


def folder(data: Path, name: str) -> Path:
    """Where the case of source ``name`` lies: a readable name that no other source shares."""
    readable = re.sub(r"[^\w-]+", "-", name).strip("-")[:40]
    return data / "cases" / f"{readable}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def save(data: Path, name: str, window: Window, pages: Iterable[Page], events: Iterable[Event], now: datetime) -> None:
    """Keep the pages of source ``name`` and what was read of them; an older case of it is replaced.

    Raises:
        OSError: the data folder cannot be written.
    """
    remove(data, name)
    place = folder(data, name)
    place.mkdir(parents=True, exist_ok=True)
    kept = []
    for number, page in enumerate(pages):
        (place / f"page-{number}").write_bytes(page.body)
        kept.append(
            _Page(url=page.url, asked=asked(page.request), content_type=page.content_type, file=f"page-{number}")
        )
    record = _Record(
        made=now,
        window=(window.start, window.end),
        pages=tuple(kept),
        expected=tuple(map(Summary.of, events)),
    )
    (place / _FILE).write_text(record.model_dump_json(indent=1), encoding="utf-8")


def load(data: Path, name: str) -> Case | None:
    """The case of source ``name``; ``None`` where none was saved.

    Raises:
        ConfigError: it is damaged.
    """
    place = folder(data, name)
    if not (place / _FILE).exists():
        return None
    try:
        record = _Record.model_validate_json((place / _FILE).read_bytes())
        pages = tuple(
            Kept(one.asked, one.url, one.content_type, (place / one.file).read_bytes()) for one in record.pages
        )
    except (ValidationError, OSError) as error:
        raise ConfigError(f"the saved case cannot be read: {error}", file=str(place)) from None
    return Case(record.made, Window(*record.window), pages, record.expected)


def remove(data: Path, name: str) -> None:
    """Forget the case of source ``name``."""
    place = folder(data, name)
    for file in place.glob("*"):
        file.unlink()
    if place.exists():
        place.rmdir()
