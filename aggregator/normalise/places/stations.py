"""A station or a stop that one meets at, and not the way from it. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.places.cleaned import COMPANY

_STATION: Final = re.compile(
    r"^(?:JR)?(?:[^\s:]{1,8}線 ?)?([^\s:]{1,10}駅(?:前(?:広場|ロータリー)?)?)"
    r"(?: ?の?"
    r"(?:(?:[東西南北]|中央|新|正面)?改?札?(?:口|改札|出口)\S{0,6}|[A-Z]?\d{1,2}番?出口(?:の?前|付近)?"
    r"|[^\s\d:]{0,8}(?:口|改札口?)(?:前|付近)?(?:を?出[たて][^\s\d]{1,12})?))?(?: ?に?集合)?$"
)
"""JR北鎌倉駅 改札口: a station to meet at, not the way from it."""
_STOP: Final = re.compile(r"([^\s:、]{2,12}(?:バス停|停留所|電停)(?:前|付近)?)(?: ?に?集合)?")


def itself(way: str) -> re.Match[str] | None:
    """The name in what tells the way, where it is nothing but the station with its exit, or the stop."""
    return _STATION.match(COMPANY.sub("", way)) or _STOP.fullmatch(way)
