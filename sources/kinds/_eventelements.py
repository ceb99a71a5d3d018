"""Elements of feeds that are made for events, whatever prefix a document gives them.

RSS event module (``ev:startdate``), xCal in RSS (``xcal:dtstart``), TECH PLAY (``tp:eventStartTime``), GData (``gd:when``),
and the plain names that sites invent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "start": (
        *(
            "startdate",
            "dtstart",
            "eventstarttime",
            "starttime",
            "startdatetime",
            "eventstartdate",
            "eventstart",
            "eventdatetime",
        ),
        *("startsat", "startat", "datestart", "begin", "startson", "eventdate", "event_date"),
    ),
    "end": (
        *("enddate", "dtend", "eventendtime", "endtime", "enddatetime", "eventenddate", "eventend"),
        *("endsat", "endat", "dateend", "endson"),
    ),
    "venue": ("location", "eventplace", "eventlocation", "eventvenue", "venue", "venuename", "place"),
    "address": ("eventaddress", "venueaddress", "address"),
    "organiser": ("organizer", "organiser", "eventorganizer"),
    "price": ("eventprice", "eventcost", "price", "cost", "fee"),
    "deadline": ("deadline", "eventdeadline", "applicationdeadline"),
    "status": ("eventstatus",),
    "lat": ("lat",),
    "lng": ("long", "lng", "lon"),
}
_FIELD_OF: Final = {name: field for field, names in _NAMES.items() for name in names}


def event_elements(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of RawEvent that ``entry`` states in elements of their own; the first name of a field's list wins."""
    found: dict[str, tuple[int, Any]] = {}
    for key, value in entry.items():
        if not value or not isinstance(value, str | int | float):
            continue
        name = _local_name(key)
        field = _FIELD_OF.get(name)
        if field:
            rank = _NAMES[field].index(name)
            if field not in found or rank < found[field][0]:
                found[field] = (rank, value)
    told = {field: value for field, (_, value) in found.items()}
    return _with_structures(entry, told)


def _local_name(key: str) -> str:
    """``tp_eventstarttime`` -> ``eventstarttime``, ``start_date`` -> ``startdate``."""
    squeezed = key.lower().replace("_", "")
    if squeezed in _FIELD_OF:
        return squeezed
    return key.lower().partition("_")[2].replace("_", "")


def _with_structures(entry: Mapping[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Add what attributes hold: GData's ``<gd:when startTime= endTime=>``, ``<gd:where valueString=>``; GeoRSS points."""
    when, where, point = entry.get("gd_when"), entry.get("gd_where"), entry.get("where")
    if isinstance(when, Mapping):
        told |= {field: when[name] for field, name in (("start", "starttime"), ("end", "endtime")) if when.get(name)}
    if isinstance(where, Mapping) and where.get("valuestring"):
        told["venue"] = where["valuestring"]
    if isinstance(point, Mapping) and point.get("type") == "Point":
        told["lng"], told["lat"] = point["coordinates"][:2]
    return told
