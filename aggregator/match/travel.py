"""How long the way there takes: a simple model that is stated, not a timetable.

Door to door = 12 minutes (to the station, waiting, from the station) + distance at 25 km/h up to 15 km and 45 km/h beyond;
below 1.5 km one walks at 4.8 km/h. Straight-line distance is lengthened by 1.25 for the bends of streets and lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from math import asin, cos, radians, sin, sqrt
from typing import Final, Protocol

import jpholiday

from aggregator.i18n import Translate
from aggregator.model import Event, Format, Profile

BENDS: Final = 1.25
WALK: Final = 1.5
FIXED: Final = 12
SLOW: Final = 25.0
FAST: Final = 45.0
NEAR: Final = 15.0
ASSUMED: Final = 40
"""Minutes that are assumed for a place nobody knows."""
_EVENING: Final = time(16, 30)


class Spot(Protocol):
    """A place with coordinates in degrees (WGS 84)."""

    @property
    def lat(self) -> float | None:
        """Latitude."""
        ...

    @property
    def lng(self) -> float | None:
        """Longitude."""
        ...


Locate = Callable[[str], Spot | None]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to an event: minutes one way, where it begins, and whether the minutes are only assumed."""

    minutes: int
    words: str
    assumed: bool = False
    home_minutes: int | None = None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance (haversine; the earth as a sphere of 6,371 km)."""
    lat1, lng1, lat2, lng2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def minutes(distance: float) -> int:
    """Door to door, for a straight-line distance in kilometres."""
    if distance * BENDS <= WALK:
        return max(3, round(distance * BENDS / 4.8 * 60))
    way = distance * BENDS
    return FIXED + round(min(way, NEAR) / SLOW * 60 + max(0.0, way - NEAR) / FAST * 60)


class Ways:
    """The ways of one person. Home and work are located once."""

    def __init__(self, profile: Profile, locate: Locate, say: Translate) -> None:
        self._home = _point(locate(profile.home)) if profile.home else None
        self._work = _point(locate(profile.work)) if profile.work else None
        self._locate, self._say = locate, say
        self._known: Mapping[str, int] = profile.travel

    def to(self, event: Event, start: datetime | None) -> Way:
        """The way to ``event`` from where the person is at its start (local time): at work on weekday evenings, else at home."""
        say = self._say
        if event.format is Format.ONLINE:
            return Way(0, say("オンライン"))
        place = event.place
        told = " ".join(filter(None, (place.name, place.address, place.city, place.prefecture))) if place else ""
        for words, known in self._known.items():
            if words in told:
                return Way(known, say("{place}まで{n}分（設定）").format(place=words, n=known), home_minutes=known)
        if event.format is Format.HYBRID and place is None:
            return Way(0, say("オンライン"))
        there = (place.lat, place.lng) if place and place.lat is not None and place.lng is not None else None
        there = there or (_point(self._locate(told)) if told else None)
        from_work = self._work is not None and start is not None and _at_work(start)
        here = self._work if from_work else self._home or self._work
        if here is None:
            return Way(0, "", assumed=True)
        origin = say("勤務先") if here is self._work and (from_work or self._home is None) else say("家")
        if there is None:
            return Way(ASSUMED, say("会場の場所が分からないので{n}分と見ます").format(n=ASSUMED), assumed=True)
        back = minutes(kilometres(self._home, there)) if self._home else None
        there_minutes = minutes(kilometres(here, there))
        return Way(there_minutes, say("{origin}から約{n}分").format(origin=origin, n=there_minutes), home_minutes=back)


def _at_work(start: datetime) -> bool:
    """Whether the person comes from work: weekday evenings that are no holidays."""
    day = start.date()
    return start.weekday() < 5 and not jpholiday.is_holiday(day) and start.time() >= _EVENING


def _point(spot: Spot | None) -> tuple[float, float] | None:
    if spot is None or spot.lat is None or spot.lng is None:
        return None
    return spot.lat, spot.lng
