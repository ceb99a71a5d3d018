"""What a source is asked for and what it gives in one run, and who is told meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from aggregator.model import Trouble
from aggregator.plugin import Page, RawEvent, Request, Source, Window

MAX_PAGES = 20


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one source gave in one run.

    ``not_modified`` says that there were pages and the server answered 304 for every one of them. ``pages`` counts
    those that were read, ``hits`` the 304 among them.
    """

    source: str
    events: tuple[RawEvent, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    not_modified: bool = False
    pages: int = 0
    hits: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One source to run, under its name in the config, with its limits."""

    name: str
    source: Source[Any]
    max_pages: int = MAX_PAGES
    allow_private: bool = False


class Getter(Protocol):
    """Gets pages: the network (``Http``), or what stands in front of it."""

    async def get(
        self, source: str, request: Request, window: Window, *, interval: float = 1.0, allow_private: bool = False
    ) -> Page:
        """See ``Http.get``."""
        ...


class Progress(Protocol):
    """Is told how far a collection is, from the event loop: it must return at once."""

    def started(self, name: str) -> None:
        """The source ``name`` makes its first request."""
        ...

    def page(self, name: str, pages: int, events: int) -> None:
        """``pages`` pages with ``events`` records have been read of ``name``."""
        ...

    def finished(self, harvest: Harvest) -> None:
        """A source is done."""
        ...


class Quiet:
    """Progress that nobody looks at."""

    def started(self, name: str) -> None:
        """See ``Progress``."""

    def page(self, name: str, pages: int, events: int) -> None:
        """See ``Progress``."""

    def finished(self, harvest: Harvest) -> None:
        """See ``Progress``."""
