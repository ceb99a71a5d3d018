"""What the pages work on: the configuration as it is now, the open store, the clock, and the person's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.app.gather import Gathered, present, states
from aggregator.app.morning import Judged, compose, judge
from aggregator.app.story import code
from aggregator.config.edit import write_config
from aggregator.config.folder import written
from aggregator.config.load import Loaded, load
from aggregator.i18n import Translate, translator, ui_language
from aggregator.model import Digest, Event, Listing
from aggregator.plugin import Window
from aggregator.render.words import Words
from aggregator.store import BY_WORD, Store, Verb

_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; each field is one key of the address."""

    text: str = ""
    hobby: str = ""
    industry: str = ""
    kind: str = ""
    area: str = ""
    source: str = ""
    price: int | None = None
    slot: str = ""
    days: int = 30
    on: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of an address; what makes no sense is left out."""
        price, days = query.get("price", ""), query.get("days", "")
        words = {
            key: query.get(key, "").strip()[:80]
            for key in ("text", "hobby", "industry", "kind", "area", "source", "slot", "on")
        }
        return cls(
            **words,
            price=int(price) if _NUMBER.fullmatch(price) else None,
            days=min(366, max(1, int(days))) if _NUMBER.fullmatch(days) else 30,
        )

    @property
    def query(self) -> dict[str, str]:
        """The keys that say something."""
        given = {
            "text": self.text,
            "hobby": self.hobby,
            "industry": self.industry,
            "kind": self.kind,
            "area": self.area,
        }
        given |= {
            "on": self.on,
            "source": self.source,
            "slot": self.slot,
            "price": "" if self.price is None else str(self.price),
        }
        given |= {"days": "" if self.days == 30 else str(self.days)}
        return {key: value for key, value in given.items() if value}


class Desk:
    """One person's desk. ``file`` is config.yaml; it is read anew when it has changed."""

    def __init__(self, file: Path, store: Store, clock: Callable[[], datetime], environment: Mapping[str, str]) -> None:
        self.file, self.store, self.clock, self.environment = file, store, clock, environment
        self._read: tuple[float | None, Loaded] | None = None

    @property
    def loaded(self) -> Loaded:
        """The configuration as it stands in the file.

        Raises:
            ConfigError: it is wrong.
        """
        stamp = written(self.file)
        if stamp is None or self._read is None or self._read[0] != stamp:
            self._read = (stamp, load(self.file, self.environment, translator(self.last_language)))
        return self._read[1]

    def write(self, text: str) -> None:
        """Put ``text`` in place of config.yaml.

        Raises:
            ConfigError: it is not right, or cannot be written.
        """
        write_config(self.file, text, self.environment, self.say)

    @property
    def language(self) -> str:
        """The language of the pages: the profile's."""
        return self.loaded.settings.profile.language

    @property
    def last_language(self) -> str:
        """The language of the last configuration that was right: for saying that the present one is not."""
        return self._read[1].settings.profile.language if self._read else ui_language(dict(self.environment))

    @property
    def say(self) -> Translate:
        """Translates what the pages say."""
        return translator(self.language)

    @property
    def profile(self) -> str:
        """Name of the profile."""
        return self.loaded.settings.profile.name

    def words(self) -> Words:
        """How things are said to the person."""
        now, zone = self.clock(), ZoneInfo(self.loaded.settings.profile.zone)
        return Words(self.language, zone, now.astimezone(zone).date(), now)

    def digest(self) -> Digest:
        """Today's digest of what is stored; nothing is fetched."""
        return compose(self.loaded, self.store, Gathered(states(self.loaded, self.store)), self.clock())

    def judged(self) -> Judged:
        """Every stored listing of the window, matched or rejected."""
        return judge(self.loaded, self.store, self.clock())

    def search(self, wanted: Filters) -> list[Listing]:
        """The coming listings that pass the filters, by start."""
        now = self.clock()
        window = Window(now, now + timedelta(days=wanted.days))
        stored = self.store.listings(window, text=wanted.text or None, source=wanted.source or None)
        found = present(self.loaded, self.store, stored)
        zone = ZoneInfo(self.loaded.settings.profile.zone)
        return [
            one
            for one in found
            if _passes(one.event, wanted, zone) and (not wanted.on or _on(one.event, wanted.on, zone))
        ]

    def marks(self) -> dict[str, set[str]]:
        """The words of the address for each marked listing."""
        words = {verb: word for word, verb in BY_WORD.items()}
        found: dict[str, set[str]] = {}
        for mark in self.store.marks(self.profile):
            found.setdefault(mark.listing, set()).add(words[mark.verb])
        return found

    def marked(self, verb: Verb) -> list[Listing]:
        """What was given this mark, by start."""
        ids = [mark.listing for mark in self.store.marks(self.profile, verb)]
        found = [one for one in (self.store.listing(key) for key in ids) if one is not None]
        return sorted(found, key=lambda one: (one.event.start is None, one.event.start or self.clock(), one.id))

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Label and name of what can be filtered by, of what is stored."""
        from aggregator.app.morning import Known

        known = Known(self.language)
        groups: dict[str, dict[str, int]] = {"hobby": {}, "industry": {}, "kind": {}}
        for one in self.search(Filters(days=366)):
            for group, labels in (
                ("hobby", one.event.hobbies),
                ("industry", one.event.industries),
                ("kind", one.event.kinds),
            ):
                for label in labels:
                    groups[group][label] = groups[group].get(label, 0) + 1
        return {
            group: [
                (label, known.name(label, group))
                for label, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
            ]
            for group, counts in groups.items()
        }


def _passes(event: Event, wanted: Filters, zone: ZoneInfo) -> bool:
    labels = ((wanted.hobby, event.hobbies), (wanted.industry, event.industries), (wanted.kind, event.kinds))
    if any(label and label not in own for label, own in labels):
        return False
    if wanted.area and not _in_area(event, wanted.area):
        return False
    if wanted.price is not None and (event.price is None or event.price.min is None or event.price.min > wanted.price):
        return False
    return not wanted.slot or _in_slot(event, wanted.slot, zone)


def _on(event: Event, day: str, zone: ZoneInfo) -> bool:
    """Whether it begins on a day (``2026-12-05``) of the reader's zone."""
    return event.start is not None and event.start.astimezone(zone).date().isoformat() == day


def _in_area(event: Event, area: str) -> bool:
    if event.place is None:
        return False
    return any(
        area in (words or "")
        for words in (event.place.prefecture, event.place.city, event.place.name, event.place.address)
    )


def _in_slot(event: Event, slot: str, zone: ZoneInfo) -> bool:
    """Whether the start lies in a part of the reader's day or week: ``morning``, ``day``, ``evening``, ``weekend``."""
    if event.start is None or event.all_day:
        return False
    start = event.start.astimezone(zone)
    hour, weekend = start.hour, start.weekday() >= 5
    return {"morning": hour < 9, "day": 9 <= hour < 17, "evening": hour >= 17, "weekend": weekend}.get(slot, True)


def as_json(listing: Listing) -> dict[str, Any]:
    """A listing for programs."""
    return {"id": listing.id, "code": code(listing), **listing.event.model_dump(mode="json", exclude_none=True)}
