"""Lists of events as feed readers take them: Atom (RFC 4287) and JSON Feed 1.1. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import lxml.etree as xml

from aggregator.i18n import Translate
from aggregator.model import Event, Listing
from aggregator.render.calendar import place_words
from aggregator.render.shown import clean

_ATOM = "http://www.w3.org/2005/Atom"


def atom(listings: Sequence[Listing], name: str, address: str, now: datetime, say: Translate) -> str:
    """An Atom feed; an entry is of the moment when its listing was first seen."""
    root = xml.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item] # the stubs know no default namespace
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
        _child(entry, "summary", _summary(one.event, say))
    return xml.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _child(parent: Any, name: str, text: str) -> None:
    xml.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def json_feed(listings: Sequence[Listing], name: str, address: str, say: Translate) -> str:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/); ``_event`` carries start, end and place."""
    items = [
        {
            "id": one.id,
            "url": one.event.url,
            "title": clean(one.event.title),
            "content_text": _summary(one.event, say),
            "date_published": one.first_seen.isoformat(timespec="seconds"),
            "_event": {
                "start": one.event.start.isoformat() if one.event.start else None,
                "end": one.event.end.isoformat() if one.event.end else None,
                "place": place_words(one.event, say) or None,
                "price": one.event.price.min if one.event.price else None,
            },
        }
        for one in listings
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": name, "feed_url": address, "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _summary(event: Event, say: Translate) -> str:
    when = event.start.isoformat(timespec="minutes") if event.start else ""
    return " / ".join(filter(None, (when, place_words(event, say), clean(event.organiser or ""))))
