"""How long the way there takes: a simple model that is stated, not a timetable.

Straight-line distance is lengthened by 1.25 for the bends of streets and lines. Below 1.5 km one walks at 4.8 km/h. Beyond,
door to door = 12 minutes (to the station, waiting, from the station) + the way at 36 km/h up to 10 km, at 55 km/h up to
100 km and at 200 km/h after that: trains of a city, trains out of it, and the Shinkansen. What is known by its municipality
only may be anywhere in it: nobody walks there, and 15 minutes are the least.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple, Protocol

import jpholiday

from aggregator.i18n import Translate
from aggregator.model import Event, Format, Interval, Place, Profile

BENDS: Final = 1.25
WALK: Final = 1.5
WALKING: Final = 4.8
FIXED: Final = 12
ROUGHLY: Final = 15
"""The least minutes from or to what is known by its municipality only."""
TIERS: Final = ((10.0, 36.0), (100.0, 55.0), (float("inf"), 200.0))
"""Up to so many kilometres one travels at so many km/h."""
ASSUMED: Final = 40
"""Minutes that are assumed for a place nobody knows."""
UNSTATED: Final = 90
"""Minutes one way that are taken for the limit where neither ``max_travel`` nor ``areas`` are stated."""
AFTER_WORK: Final = time(16, 30)
EARTH: Final = 6371.0


class Spot(Protocol):
    """A place with coordinates in degrees (WGS 84), and what it lies in where that is known."""

    @property
    def lat(self) -> float | None:
        """Latitude."""
        ...

    @property
    def lng(self) -> float | None:
        """Longitude."""
        ...

    @property
    def prefecture(self) -> str | None:
        """The prefecture."""
        ...

    @property
    def city(self) -> str | None:
        """The municipality."""
        ...


Locate = Callable[[str], Spot | None]
Point = tuple[float, float]
_Key = tuple[float | str | int | None, ...]


class Here(NamedTuple):
    """A point; ``rough``: the middle of a municipality, whose places may lie anywhere in it."""

    point: Point
    rough: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way to an event, one object for all events to which it is the same.

    ``minutes`` one way and ``home_minutes`` back home; ``words`` say where it begins; ``assumed`` marks minutes that are
    a guess, by which nothing is refused.
    """

    minutes: int
    words: str
    assumed: bool = False
    home_minutes: int = 0


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance (haversine; the earth as a sphere of 6,371 km)."""
    lat1, lng1, lat2, lng2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def minutes(distance: float, *, rough: bool = False) -> int:
    """Door to door, for a straight-line distance in kilometres; ``rough``: one of its ends is."""
    way = distance * BENDS
    hours, begun = 0.0, 0.0
    for limit, speed in TIERS:
        hours += max(0.0, min(way, limit) - begun) / speed
        begun = limit
    ride, walk = FIXED + hours * 60, way / WALKING * 60
    if rough:
        return max(ROUGHLY, round(ride))
    return max(3, round(min(walk, ride) if way <= WALK else ride))


class Ways:
    """The ways of one person. Home and work are located once, each place once.

    Args:
        profile: the person.
        locate: finds places.
        say: into the person's language.
        off: their days off.

    Attributes:
        limit: the longest way in minutes: as stated, else a day trip's where nothing is said of where the person goes.
    """

    def __init__(self, profile: Profile, locate: Locate, say: Translate, off: Sequence[Interval] = ()) -> None:
        self.limit = profile.max_travel
        if self.limit is None and not profile.areas:
            self.limit = UNSTATED
        self._locate, self._say, self._off = cache(locate), say, off
        self._formats, self._most = profile.formats, profile.max_travel
        self._online = Way(0, say("オンライン"))
        self._home = self._origin(profile.home)
        self._work = self._origin(profile.work)
        self._known = sorted(profile.travel.items(), key=lambda item: (-len(item[0]), item[0]))
        self._places: dict[tuple[_Key, bool], Way] = {}
        self._ways: dict[tuple[Here, bool], Way] = {}
        self._workdays: dict[date, bool] = {}

    def to(self, event: Event, start: datetime | None) -> Way:
        """The way to ``event`` from where the person is at ``start`` (local): at work on weekday evenings, else at home."""
        if event.format is Format.ONLINE or (event.format is Format.HYBRID and event.place is None):
            return self._online
        way = self._onsite(event.place, start)
        return self._online if event.format is Format.HYBRID and self._rather_online(way) else way

    def too_far(self, way: Way) -> bool:
        """Whether a way is longer than the person goes; a guess never is."""
        return self.limit is not None and not way.assumed and way.minutes > self.limit

    def _rather_online(self, way: Way) -> bool:
        """Whether the person attends a hybrid event from home: it is too far, or they only want online ones."""
        far = self._most is not None and not way.assumed and way.minutes > self._most
        return Format.ONLINE in self._formats and (far or Format.ONSITE not in self._formats)

    def _onsite(self, place: Place | None, start: datetime | None) -> Way:
        if place is None:
            return self._unknown
        key = (
            place.lat, place.lng, place.address, place.station, place.walk_minutes, place.city, place.prefecture, place.name,
        ), self._work is not None and self._comes_from_work(start)  # fmt: skip
        if key not in self._places:
            self._places[key] = self._configured(place) or self._reached(place, from_work=key[1])
        return self._places[key]

    @cached_property
    def _unknown(self) -> Way:
        """The way to a place that nobody knows, or of a person who says of no place where they are."""
        if self._home is None and self._work is None:
            return Way(0, "", assumed=True)
        words = self._say("会場の場所が分からないので{n}分と見ます").format(n=ASSUMED)
        return Way(ASSUMED, words, assumed=True, home_minutes=ASSUMED)

    def _reached(self, place: Place, *, from_work: bool) -> Way:
        if self._home is None and self._work is None:
            return self._unknown
        there = self._there(place)
        return self._unknown if there is None else self._measured(there, from_work=from_work)

    def _configured(self, place: Place) -> Way | None:
        """The minutes that the person has stated for a venue or area; the longest name decides."""
        told = " ".join(filter(None, (place.name, place.address, place.prefecture, place.city))) if self._known else ""
        for words, known in self._known:
            if words in told:
                text = self._say("{place}まで{n}分（設定）").format(place=words, n=known)
                return Way(known, text, home_minutes=known)
        return None

    def _measured(self, there: Here, *, from_work: bool) -> Way:
        key = (there, from_work)
        if key not in self._ways:
            here = self._work if from_work or self._home is None else self._home
            assert here is not None
            origin = self._say("勤務先") if here is self._work else self._say("家")
            n = _between(here, there)
            words = self._say("{origin}から約{n}分").format(origin=origin, n=n)
            self._ways[key] = Way(n, words, home_minutes=_between(self._home or here, there))
        return self._ways[key]

    def _comes_from_work(self, start: datetime | None) -> bool:
        """Whether the person comes from work: on weekday evenings that are no holidays, nor days off."""
        if self._work is None or start is None or start.time() < AFTER_WORK:
            return False
        day = start.date()
        if day not in self._workdays:
            self._workdays[day] = day.weekday() < 5 and not jpholiday.is_holiday(day)
        return self._workdays[day] and not any(one.start <= start < one.end for one in self._off)

    def _origin(self, words: str | None) -> Here | None:
        """Where home or work is."""
        spot = self._locate(words) if words else None
        point = _point(spot)
        if spot is None or point is None:
            return None
        return Here(point, bool(spot.prefecture) and point == self._middle(spot.prefecture, spot.city))

    def _middle(self, prefecture: str | None, city: str | None) -> Point | None:
        """The middle of a municipality, or of a prefecture."""
        return _point(self._locate(f"{prefecture or ''}{city or ''}"))

    def _there(self, place: Place) -> Here | None:
        """Where a place is. A station that one walks from says more than a municipality."""
        point = self._point_of(place)
        if point is None:
            return None
        rough = place.city is not None and point == self._middle(place.prefecture, place.city)
        if rough and place.station and place.walk_minutes is not None:
            station = _point(self._locate(f"{place.prefecture or ''}{place.station}駅"))
            return Here(point, rough) if station is None else Here(station)
        return Here(point, rough)

    def _point_of(self, place: Place) -> Point | None:
        """The place's own coordinates, else those of its address, station, municipality or name."""
        if place.lat is not None and place.lng is not None:
            return place.lat, place.lng
        return self._located(place)

    def _located(self, place: Place) -> Point | None:
        region = place.prefecture or ""
        if place.city:
            return _point(
                self._locate(
                    f"{region}{place.city}{(place.address or '').removeprefix(region).removeprefix(place.city)}"
                )
            )
        if place.station:
            return _point(self._locate(f"{region}{place.station}駅"))
        told = (place.address or place.name or "").removeprefix(region)
        point = _point(self._locate(f"{region}{told}")) if told else None
        # A name that nobody knows is found at the middle of its prefecture: that says nothing of the way there.
        return None if region and point == _point(self._locate(region)) else point


def _between(here: Here, there: Here) -> int:
    return minutes(kilometres(here.point, there.point), rough=here.rough or there.rough)


def _point(spot: Spot | None) -> Point | None:
    if spot is None or spot.lat is None or spot.lng is None:
        return None
    return spot.lat, spot.lng
