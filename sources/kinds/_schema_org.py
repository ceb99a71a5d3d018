"""A schema.org Event (from JSON-LD, microdata or RDFa) as a RawEvent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from aggregator.plugin import Page, RawEvent
from sources.kinds._ldjson import Node, types

_STATUS: Final = {
    "EventScheduled": "scheduled",
    "EventCancelled": "cancelled",
    "EventPostponed": "postponed",
    "EventRescheduled": "rescheduled",
    "EventMovedOnline": "scheduled",
}
_SHORT_OFFSET: Final = re.compile(r"([+-])(\d)(:?\d\d)$")
_LENGTH: Final = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+(?:\.\d+)?S)?)?$", re.IGNORECASE)
_TIME: Final = re.compile(r"T\d{1,2}:?\d\d")
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_WHOLE: Final = re.compile("[0-9]{1,9}")
_NOT_A_LINK: Final = ("#", "_:", "javascript:", "mailto:")


def read_event(node: Node, page: Page) -> RawEvent:
    """``node`` as a record. Nothing is required; normalise says what is missing."""
    offers = [offer for offer in _nodes(node.get("offers")) if offer]
    schedule = next(_nodes(node.get("eventSchedule")), {})
    organiser = next(_nodes(node.get("organizer")), {})
    start = moment(node.get("startDate")) or _scheduled(schedule, "start")
    end = moment(node.get("endDate")) or _scheduled(schedule, "end") or _after(start, _word(node.get("duration")))
    capacity, left = _number(node.get("maximumAttendeeCapacity")), _number(node.get("remainingAttendeeCapacity"))
    return RawEvent(
        title=_words(node.get("name")),
        url=_address(node, offers, page),
        start=start,
        end=end,
        doors=moment(node.get("doorTime")),
        organiser=_words(organiser.get("name")),
        organiser_url=page.absolute(_word(organiser.get("url"))),
        series=_words(next(_nodes(node.get("superEvent")), {}).get("name")),
        price=0 if _true(node.get("isAccessibleForFree")) else _price(offers),
        capacity=capacity,
        accepted=capacity - left if capacity is not None and left is not None and left <= capacity else None,
        status=_status(node, offers),
        deadline=max(filter(None, (moment(offer.get("validThrough")) for offer in offers)), default=None),
        tags=tuple(_keywords(node.get("keywords"))),
        text=_word(node.get("description")) or "",
        language=_language(node.get("inLanguage")),
        **_place(node),
    )


def moment(value: Any) -> str | None:
    """A date or time with what authors get wrong mended: one-digit hours of the offset, blanks; the first of a list."""
    told = _word(value)
    if not told:
        return None
    return _SHORT_OFFSET.sub(r"\g<1>0\2\3", told) if _TIME.search(told) else told


def _nodes(value: Any) -> Iterator[Node]:
    """``value`` as nodes: a list's members, a text as the name of one."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield part
        elif isinstance(part, str) and part.strip():
            yield {"name": part, "price": part} if part.strip()[0].isdigit() else {"name": part}
        elif isinstance(part, int | float) and not isinstance(part, bool):
            yield {"price": part}


def _word(value: Any) -> str | None:
    """The first text of a value; language maps and ``@value`` objects are opened."""
    if isinstance(value, list):
        return next(filter(None, map(_word, value)), None)
    if isinstance(value, dict):
        return _word(value.get("@value") or value.get("name") or value.get("@id") or value.get("url"))
    if isinstance(value, bool) or value is None:
        return None
    return str(value).strip() or None


def _words(value: Any) -> str | None:
    told = _word(value)
    return " ".join(html.unescape(told).split()) if told else None


def _true(value: Any) -> bool:
    return value is True or str(value).strip().lower().rpartition("/")[2] == "true"


def _number(value: Any) -> int | None:
    found = re.search(r"\d{1,9}", _word(value) or "")
    return int(found[0]) if found else None


def _last(value: Any) -> str:
    """``https://schema.org/EventCancelled`` -> ``EventCancelled``."""
    return re.split(r"[/#:]", _word(value) or "")[-1]


def _address(node: Node, offers: list[Node], page: Page) -> str | None:
    candidates = (
        node.get("url"),
        *(offer.get("url") for offer in offers),
        node.get("mainEntityOfPage"),
        node.get("@id"),
    )
    for candidate in candidates:
        told = _word(candidate)
        if told and not told.startswith(_NOT_A_LINK):
            return page.absolute(told)
    return None


def _scheduled(schedule: Node, edge: str) -> str | None:
    """First sitting of a Schedule: its start day with the start or end time."""
    day, clock = _word(schedule.get("startDate")), _word(schedule.get(f"{edge}Time"))
    if not day:
        return None
    if clock:
        return f"{day[:10]}T{clock}"
    return day if edge == "start" else None


def _after(start: str | None, length: str | None) -> str | None:
    """The end that a ``duration`` (ISO 8601: ``PT2H30M``) gives to a start with a time."""
    found = _LENGTH.match(length or "")
    if start is None or not found or not _TIME.search(start):
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes)
    try:
        return (datetime.fromisoformat(start) + span).isoformat() if span else None
    except (ValueError, OverflowError):
        return None


def _status(node: Node, offers: list[Node]) -> str | None:
    """The event's own state; where that says nothing special, whether everything is sold."""
    state = _last(node.get("eventStatus"))
    told = [_last(offer.get("availability")) for offer in offers]
    if state in {"", "EventScheduled"} and told and all(word == "SoldOut" for word in told):
        return "full"
    return _STATUS.get(state, state) or None


def _price(offers: list[Node]) -> int | float | str | None:
    priced = [(offer, amount) for offer in offers for amount in _amounts(offer)]
    if len(priced) == 1:
        offer, amount = priced[0]
        if _currency(offer) == "JPY" and _WHOLE.fullmatch(plain := amount.replace(",", "")):
            return int(plain)
    return " / ".join(_tier(offer, amounts) for offer in offers if (amounts := _amounts(offer))) or None


def _amounts(offer: Node) -> list[str]:
    specification = next(_nodes(offer.get("priceSpecification")), {})
    prices = (offer.get("price"), offer.get("lowPrice"), offer.get("highPrice"), specification.get("price"))
    told = [re.sub(r"(?<=\d)\.0+$", "", word) for word in map(_word, prices) if word]
    return list(dict.fromkeys(told))


def _currency(offer: Node) -> str:
    specification = next(_nodes(offer.get("priceSpecification")), {})
    return (_word(offer.get("priceCurrency")) or _word(specification.get("priceCurrency")) or "JPY").upper()


def _tier(offer: Node, amounts: list[str]) -> str:
    """``一般 1500円``, ``2500円〜4000円``, ``USD 10``."""
    name, currency = _words(offer.get("name")) or "", _currency(offer)
    written = "{}円" if currency == "JPY" else f"{currency} {{}}"
    price = "〜".join(
        written.format(amount) if _WHOLE.fullmatch(amount.replace(",", "")) else amount for amount in amounts
    )
    return price if name in {"", *amounts} else f"{name} {price}"


def _keywords(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        for word in re.split(r"[,、，]", _words(part) or ""):
            if word.strip():
                yield word.strip()


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        return _word(value.get("alternateName") or value.get("name"))
    return _word(value)


def _place(node: Node) -> dict[str, Any]:
    """Venue, address, coordinates, and whether it is online or both, of ``location`` and ``eventAttendanceMode``."""
    places = list(_nodes(node.get("location")))
    real = [place for place in places if "VirtualLocation" not in types(place)]
    mode = _last(node.get("eventAttendanceMode"))
    found: dict[str, Any] = {}
    moved = _last(node.get("eventStatus")) == "EventMovedOnline"
    if moved or mode == "OnlineEventAttendanceMode" or (places and not real):
        found["online"] = True
    elif mode == "OfflineEventAttendanceMode":
        found["online"] = False
    for place in real[:1]:
        address = place if "PostalAddress" in types(place) else place.get("address")
        geo = next(_nodes(place.get("geo")), {})
        found |= {"venue": _words(place.get("name")), "address": _postal(address)}
        found |= {"lat": _word(geo.get("latitude")), "lng": _word(geo.get("longitude"))}
    if mode == "MixedEventAttendanceMode" or (real and len(real) < len(places)):
        found["hybrid"] = True
    return found


def _postal(address: Any) -> str | None:
    """A PostalAddress in one line: Japanese from large to small without gaps, others as Europe writes them."""
    if isinstance(address, list):
        address = next(iter(address), None)
    if not isinstance(address, dict):
        return _words(address)
    region, city, street = (_words(address.get(part)) for part in ("addressRegion", "addressLocality", "streetAddress"))
    parts = [part for part in (region, city, street) if part]
    if _JAPANESE.search("".join(parts)):
        return (
            "".join(part for index, part in enumerate(parts) if not any(part in later for later in parts[index + 1 :]))
            or None
        )
    return ", ".join(reversed(parts)) or None
