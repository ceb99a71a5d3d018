"""Where a place lies that words name: ``locate``. Apart from the reading of listings, which settings need not load."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.normalise.places.gazetteer import Kind, gazetteer
from aggregator.normalise.places.region import region
from aggregator.normalise.places.romaji import meant


@dataclass(frozen=True, slots=True)
class Located:
    """A point that words name: degrees WGS 84, with prefecture, municipality and station where they are known."""

    lat: float
    lng: float
    prefecture: str | None = None
    city: str | None = None
    station: str | None = None


def locate(words: str, prefecture_hint: str | None = None) -> Located | None:
    """The point that a person means by ``words``: a station, an area, a municipality, a prefecture or ``35.66,139.70``.

    Args:
        words: as in config.yaml or as a venue's address.
        prefecture_hint: decides between places of one name (府中).
    """
    if match := re.fullmatch(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,、 ]\s*(-?\d{1,3}(?:\.\d+)?)\s*", words):
        return _point(float(match[1]), float(match[2]))
    hinted = frozenset({prefecture_hint}) if prefecture_hint else frozenset()
    found = region(words, gazetteer(), venue=True, hints=hinted)
    spot = found.spot
    if spot is None or spot.lat is None or spot.lng is None:
        japanese = meant(words)
        return locate(japanese, prefecture_hint) if japanese else None
    station = spot.name if spot.kind is Kind.STATION else None
    return Located(spot.lat, spot.lng, found.prefecture, found.city, station)


def _point(lat: float, lng: float) -> Located | None:
    return Located(lat, lng) if abs(lat) <= 90 and abs(lng) <= 180 else None
