"""Lists of events as other programs read them: iCalendar (RFC 5545), Atom (RFC 4287) and JSON Feed 1.1. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import lxml.etree as xml
from icalendar import Calendar
from icalendar import Event as Entry

from aggregator.model import Event, Format, Listing, Status
from aggregator.render.shown import clean

_ATOM = "http://www.w3.org/2005/Atom"
_STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


def calendar(listings: Sequence[Listing], name: str, now: datetime) -> str:
    """The listings that have a start, as a published calendar; UIDs are those of the digest's own calendar."""
    made = Calendar()
    made.add("prodid", "-//Asagao//List//JA")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for one in listings:
        if one.event.start is not None:
            made.add_component(_entry(one, now))
    made.add_missing_timezones()
    text: str = made.to_ical().decode()
    return text


def _entry(listing: Listing, now: datetime) -> Entry:
    event = listing.event
    assert event.start is not None
    start = event.start.astimezone(now.tzinfo)
    end = (
        event.end.astimezone(now.tzinfo)
        if event.end
        else start + timedelta(days=1 if event.all_day else 0, hours=0 if event.all_day else 2)
    )
    entry = Entry()
    entry.add("uid", f"{listing.id}@asagao")
    entry.add("dtstamp", now)
    entry.add("dtstart", start.date() if event.all_day else start)
    entry.add("dtend", end.date() if event.all_day else end)
    entry.add("summary", clean(event.title))
    entry.add("status", _STATUS.get(event.status, "CONFIRMED") if event.status else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    if place := _place(event):
        entry.add("location", place)
    if event.url:
        entry.add("url", event.url)
    return entry


def atom(listings: Sequence[Listing], name: str, address: str, now: datetime) -> str:
    """An Atom feed; an entry is updated when its listing was last seen to change."""
    root = xml.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _child(root, "title", name)
    _child(root, "id", address)
    _child(root, "updated", now.isoformat(timespec="seconds"))
    xml.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=address)
    _child(xml.SubElement(root, f"{{{_ATOM}}}author"), "name", "Asagao")
    for one in listings:
        entry = xml.SubElement(root, f"{{{_ATOM}}}entry")
        _child(entry, "title", clean(one.event.title))
        _child(entry, "id", f"tag:asagao.invalid,2026:{one.id}")
        _child(entry, "updated", one.first_seen.isoformat(timespec="seconds"))
        if one.event.url:
            xml.SubElement(entry, f"{{{_ATOM}}}link", href=one.event.url)
        _child(entry, "summary", _summary(one.event))
    return xml.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _child(parent: Any, name: str, text: str) -> None:
    xml.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def json_feed(listings: Sequence[Listing], name: str, address: str) -> str:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/); ``_event`` carries start, end and place."""
    items = [
        {
            "id": one.id,
            "url": one.event.url,
            "title": clean(one.event.title),
            "content_text": _summary(one.event),
            "date_published": one.first_seen.isoformat(timespec="seconds"),
            "_event": {
                "start": one.event.start.isoformat() if one.event.start else None,
                "end": one.event.end.isoformat() if one.event.end else None,
                "place": _place(one.event) or None,
                "price": one.event.price.min if one.event.price else None,
            },
        }
        for one in listings
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": name, "feed_url": address, "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _summary(event: Event) -> str:
    when = event.start.isoformat(timespec="minutes") if event.start else ""
    return " / ".join(filter(None, (when, _place(event), clean(event.organiser or ""))))


def _place(event: Event) -> str:
    if event.format is Format.ONLINE:
        return "オンライン"
    return clean(" ".join(filter(None, (event.place.name, event.place.address)))) if event.place else ""
