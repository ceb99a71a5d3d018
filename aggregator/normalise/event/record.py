"""A source's record beside what its text says, as the modules that make its event read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.errors import RecordError
from aggregator.model import Conflict, Origin, Provenance
from aggregator.normalise.reading import read
from aggregator.normalise.text import line, plain
from aggregator.normalise.urls import canonical
from aggregator.plugin import RawEvent

_BLANK: Final = re.compile(r"\n\s*\n")
"""Within a field a blank line ends nothing."""


class Record:
    """One record on its way to an Event: collects where each field came from, and what disagrees."""

    def __init__(self, raw: RawEvent, source: str, zone: tzinfo, on: date) -> None:
        self.raw, self.source, self.on = raw, source, on
        self.zone = _zone(raw.zone) or zone
        self.provenance: list[Provenance] = []
        self.conflicts: list[Conflict] = []
        self.title = line(raw.title or "")
        if not self.title:
            raise RecordError("a record needs a title", field="title", value=raw.title, source=source, url=raw.url)
        self.url = canonical(raw.url or "") or None
        self.description = plain(raw.text)
        self.reading = read(self._text(), on, self.zone, title=self.title, announced=bool(raw.start))

    def _text(self) -> str:
        """The text to read: the fields that are free text under their labels, then the description."""
        raw = self.raw
        labelled = (
            ("日時", raw.when),
            ("会場", raw.venue),
            ("住所", raw.address),
            ("参加費", raw.price if isinstance(raw.price, str) else None),
            ("定員", raw.capacity if isinstance(raw.capacity, str) else None),
        )
        fields = (": ".join((label, _BLANK.sub("\n", plain(value)))) for label, value in labelled if value)
        return "\n".join([*fields, "", self.description])

    def structured(self, field: str, words: object) -> None:
        """Note that a field came from the record itself, with its words."""
        self.provenance.append(
            Provenance(field=field, origin=Origin.STRUCTURED, words=str(words)[:120], source=self.source)
        )

    def from_text(self) -> Iterator[Provenance]:
        """Where the fields came from that the text told and the record did not."""
        told = {found.field for found in self.provenance}
        names = {"price_min": "price", "price_max": "price", "prefecture": "place", "city": "place", "address": "place"}
        for found in self.reading.provenance:
            field = names.get(found.field, found.field)
            if field not in told:
                told.add(field)
                yield found.model_copy(update={"field": field, "source": self.source})


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
