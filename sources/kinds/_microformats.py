"""h-event (microformats2) and its elder hCalendar as nodes of schema.org's shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from sources.kinds._ldjson import Node
from sources.kinds._selectors import words

_NAMES: Final = {
    "name": (".p-name", ".summary"),
    "startDate": (".dt-start", ".dtstart"),
    "endDate": (".dt-end", ".dtend"),
    "description": (".e-content, .p-content, .e-description, .p-description", ".p-summary", ".description"),
    "location": (".p-location, .h-event > .location", ".location"),
    "organizer": (".p-organizer, .p-author", ".organizer"),
    "url": (".u-url", ".url"),
    "keywords": (".p-category", ".category"),
    "status": (".p-status", ".status"),
}
_ADDRESS: Final = {"addressRegion": "region", "addressLocality": "locality", "streetAddress": "street-address"}
_ROOTS: Final = re.compile(r"^(?:h-[a-z-]+|vevent|vcard)$")
_OFFSET: Final = r"(?:Z|[+-]\d\d(?::?\d\d)?)"
_CLOCK: Final = re.compile(rf"^(\d{{1,2}})(?::(\d\d))?(?::\d\d)?\s*(?:([ap])\.?m?\.?)?\s*({_OFFSET})?$", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"^(\d{4})-(\d{3})$")


def event_nodes(soup: BeautifulSoup, base: str) -> Iterator[Node]:
    """Every h-event or vevent of the page."""
    for root in soup.select(".h-event, .vevent"):
        yield {"@type": "Event", **_properties(root, base)}


def _properties(root: Tag, base: str) -> Node:
    node: Node = {}
    for name, choices in _NAMES.items():
        elements = next(filter(None, (_own(root, css) for css in choices)), [])
        if elements:
            node[name] = _value(name, elements, base)
    if "name" not in node:
        node["name"] = words(root)  # implied: an h-event without properties is its own name
    if "url" not in node and root.name == "a":
        node["url"] = urljoin(base, str(root.get("href") or ""))
    start, end = node.get("startDate"), node.get("endDate")
    if start and end and _CLOCK.match(end):
        node["endDate"] = f"{start[:10]}T{_clock(end)}"  # a time alone is on the day of the start
    state = str(node.pop("status", "")).strip().lower()
    if state:
        node["eventStatus"] = {"cancelled": "EventCancelled", "canceled": "EventCancelled"}.get(state, state)
    return node


def _own(root: Tag, css: str) -> list[Tag]:
    """Elements of ``root`` itself and of the parts that it refers to (``itemref``), not of a card or an event inside it."""
    found = [one for one in root.select(css) if one.find_parent(class_=_ROOTS) is root]
    top = next(reversed(list(root.parents)), root)
    for name in str(root.get("itemref") or "").split():
        part = top.find(id=name)
        if isinstance(part, Tag):
            found += [one for one in part.select(css) if one.find_parent(class_=_ROOTS) in {None, root}]
    return found


def _value(name: str, elements: list[Tag], base: str) -> object:
    first = elements[0]
    if name in {"startDate", "endDate"}:
        return _time(first)
    if name == "url":
        return urljoin(base, str(first.get("href") or words(first)))
    if name == "location":
        return _place(first)
    if name == "organizer":
        link = first if first.name == "a" else first.find("a")
        address = link.get("href") if isinstance(link, Tag) else None
        label = first.select_one(".p-name, .fn, .org")
        return {"name": words(label or first), "url": urljoin(base, address) if isinstance(address, str) else None}
    if name == "description":
        return first.decode_contents()
    told = [words(element) for element in elements]
    return told if name == "keywords" else told[0]


def _place(element: Tag) -> Node:
    label = element.select_one(".p-name, .p-org, .fn, .org")
    address = {key: words(part) for key, css in _ADDRESS.items() if (part := element.select_one(f".p-{css}, .{css}"))}
    geo = {
        axis: _plain(part) for axis in ("latitude", "longitude") if (part := element.select_one(f".p-{axis}, .{axis}"))
    }
    if not label and address:
        return {"@type": "Place", "address": address, "geo": geo}
    return {"@type": "Place", "name": words(label or element), "address": address or None, "geo": geo}


def _plain(element: Tag) -> str:
    """Machine-readable form of a value: ``datetime``, ``title`` of ``abbr`` or ``.value-title``, ``value``, else the text."""
    if element.has_attr("datetime"):
        return str(element["datetime"])
    titled = element.select_one(".value-title[title]") or (element if element.name == "abbr" else None)
    if titled is not None and titled.has_attr("title"):
        return str(titled["title"])
    if element.has_attr("title") and "value-title" in (element.get("class") or []):
        return str(element["title"])
    return str(element["value"]) if element.has_attr("value") else words(element)


def _time(element: Tag) -> str:
    """A date or time; the value class pattern puts day and time into parts."""
    parts = [_plain(part) for part in element.select(".value")]
    if not parts:
        return _day(_plain(element))
    day = next((part for part in parts if re.match(r"\d{4}-\d", part)), "")
    clock = next((_clock(part) for part in parts if _CLOCK.match(part)), "")
    offset = next((part for part in parts if re.fullmatch(_OFFSET, part, re.IGNORECASE)), "")
    return f"{day}T{clock}{offset}" if day and clock else day or f"{clock}{offset}"


def _day(written: str) -> str:
    """``2027-034``, the 34th day of a year (ISO 8601), as ``2027-02-03``."""
    try:
        return datetime.strptime(written, "%Y-%j").date().isoformat() if _ORDINAL.match(written) else written  # noqa: DTZ007  a day, no moment
    except ValueError:
        return written


def _clock(written: str) -> str:
    """``7:30pm`` -> ``19:30``, ``19:00-06:00`` as it is."""
    found = _CLOCK.match(written)
    if not found:
        return written
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}{found[4] or ''}"
