"""What Asagao remembers: one SQLite file, or PostgreSQL by its address. The only package that imports SQLAlchemy."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from aggregator.store.engine import address, connect
from aggregator.store.listings import Listings
from aggregator.store.outbox import CLAIM, Delivery, Outbox, Parcel, Shown, Turn, fingerprint
from aggregator.store.pages import Pages
from aggregator.store.person import BY_WORD, Mark, Person, Verb
from aggregator.store.runs import Runs
from aggregator.store.saving import Saving
from aggregator.store.vectors import Vectors

__all__ = ["BY_WORD", "CLAIM", "Delivery", "Mark", "Pages", "Parcel", "Shown", "Store", "Turn", "Verb", "fingerprint"]


class Store(Listings, Saving, Runs, Outbox, Person, Vectors):
    """Everything that is remembered. Every method is one transaction and may be called from any thread."""

    @classmethod
    def open(cls, url_or_path: str | Path) -> Self:
        """Open the database, make it where it is missing, and bring its tables to this version.

        Args:
            url_or_path: a file, ``:memory:``, ``sqlite:///…`` or ``postgresql://user@host/name``.

        Raises:
            StoreError: it cannot be opened, is locked, damaged, no database of Asagao, or written by a newer version.
        """
        return cls(connect(address(url_or_path)))

    @property
    def cache(self) -> Pages:
        """What the fetcher remembers between runs (``polite.PageCache``)."""
        return Pages(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
