"""The digest as JSON for programs, and as schema.org JSON-LD for the page. Pure."""

from __future__ import annotations

import json
from typing import Any

from aggregator.model import Digest, Format, Status
from aggregator.render.shown import Notice, Row, View, clean

VERSION = 1
_SCHEMA_STATUS = {
    Status.CANCELLED: "https://schema.org/EventCancelled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.RESCHEDULED: "https://schema.org/EventRescheduled",
}
_ATTENDANCE = {Format.ONSITE: "Offline", Format.ONLINE: "Online", Format.HYBRID: "Mixed"}


def to_json(digest: Digest, view: View) -> str:
    """The digest as one JSON object; docs/digest.md documents its keys."""
    record = {
        "version": VERSION,
        "made": digest.made.isoformat(),
        "day": digest.day.isoformat(),
        "profile": digest.profile.name,
        "counts": view.counts,
        "notices": [_notice(notice) for notice in view.notices],
        "events": [_row(row) for row in view.rows],
        "folded": [_row(row) for row in view.folded],
        "rejected": [
            {"title": one.title, "url": one.url, "rule": one.rule, "reason": one.reason, "remedy": one.remedy}
            for one in view.out()
        ],
        "sources": [state.model_dump(mode="json") for state in digest.sources],
        "unread_calendars": [{"name": name, "reason": why} for name, why in digest.unread],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _notice(notice: Notice) -> dict[str, Any]:
    return {"kind": notice.badge.kind, "badge": notice.badge.text, "text": notice.text, "url": notice.url}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.listing,
        "title": row.title,
        "url": row.url,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "all_day": row.all_day,
        "place": row.place,
        "minutes": row.minutes,
        "price": row.price,
        "organiser": row.organiser or None,
        "sources": list(row.sources),
        "badges": [badge.text for badge in row.badges],
        "fits": row.fits,
        "pick": row.pick,
        "different": row.different,
        "reasons": list(row.reasons),
        "fit": row.fit_words,
        "purpose": row.purpose or None,
        "changes": row.note or None,
        "doubts": list(row.doubts),
        "caution": row.caution or None,
    }


def to_schema_org(digest: Digest) -> dict[str, Any]:
    """The page's events as schema.org Event, without those that show signs of solicitation."""
    found = []
    for item in digest.items:
        event = item.ranked.match.listing.event
        if event.start is None or item.ranked.match.cautions.level != "ok":
            continue
        one: dict[str, Any] = {
            "@type": "Event",
            "name": clean(event.title),
            "startDate": event.start.isoformat(),
            "eventStatus": _SCHEMA_STATUS.get(event.status, "https://schema.org/EventScheduled")
            if event.status
            else "https://schema.org/EventScheduled",
        }
        if event.end:
            one["endDate"] = event.end.isoformat()
        if event.url:
            one["url"] = event.url
        if event.format:
            one["eventAttendanceMode"] = f"https://schema.org/{_ATTENDANCE[event.format]}EventAttendanceMode"
        if event.place and event.place.name:
            one["location"] = {
                "@type": "Place",
                "name": clean(event.place.name),
                "address": clean(event.place.address or event.place.city),
            }
        found.append(one)
    return {"@context": "https://schema.org", "@graph": found}
