"""When the sun rises: the general solar position calculations of NOAA's Global Monitoring Laboratory. No network."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from math import acos, cos, degrees, pi, radians, sin, tan

from aggregator.i18n import bare_clock

_LATITUDE, _LONGITUDE = 35.68, 139.77
_ZENITH = 90.833
"""Degrees; refraction and the sun's radius are in it."""


def sunrise(day: date, zone: tzinfo) -> str:
    """Local time of sunrise in Tokyo as ``6:21``."""
    year = 2 * pi / 365 * (day.timetuple().tm_yday - 1)
    equation = 229.18 * (
        0.000075 + 0.001868 * cos(year) - 0.032077 * sin(year) - 0.014615 * cos(2 * year) - 0.040849 * sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * cos(year)
        + 0.070257 * sin(year)
        - 0.006758 * cos(2 * year)
        + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year)
        + 0.00148 * sin(3 * year)
    )
    angle = cos(radians(_ZENITH)) / (cos(radians(_LATITUDE)) * cos(declination)) - tan(radians(_LATITUDE)) * tan(
        declination
    )
    minutes = 720 - 4 * (_LONGITUDE + degrees(acos(angle))) - equation
    local = (datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(zone)
    return bare_clock(local)
