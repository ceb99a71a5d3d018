"""The digest as iCalendar (RFC 5545): published, never an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Calendar, Event

from aggregator.i18n import translator
from aggregator.model import Digest, Format, Item, Status
from aggregator.render.shown import clean

_STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


def make_calendar(digest: Digest, items: Sequence[Item]) -> str:
    """A calendar of the digest's events.

    METHOD is PUBLISH and every entry is TRANSPARENT, so that taking it in neither answers anybody nor blocks the time. UID
    is stable; SEQUENCE grows with each change that the reader is told of.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Asagao//Digest//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", translator(digest.profile.language)("朝顔"))
    calendar.add("x-wr-timezone", digest.profile.zone)
    for item in items:
        if (entry := _entry(digest, item)) is not None:
            calendar.add_component(entry)
    calendar.add_missing_timezones()
    text: str = calendar.to_ical().decode()
    return text


def _entry(digest: Digest, item: Item) -> Event | None:
    match, say = item.ranked.match, translator(digest.profile.language)
    event, sitting = match.listing.event, match.occurrence
    start = sitting.start if sitting else event.start
    if start is None:
        return None
    end = (sitting.end if sitting else event.end) or start + timedelta(
        days=1 if event.all_day else 0, hours=0 if event.all_day else 2
    )
    zone = digest.made.tzinfo
    entry = Event()
    entry.add("uid", f"{match.listing.id}@asagao")
    entry.add("dtstamp", digest.made)
    all_day = sitting.all_day if sitting else event.all_day
    local_start, local_end = start.astimezone(zone), end.astimezone(zone)
    entry.add("dtstart", local_start.date() if all_day else local_start)
    entry.add("dtend", local_end.date() if all_day else local_end)
    off = event.status is Status.CANCELLED
    entry.add(
        "summary",
        say("【中止】{title}").format(title=clean(event.title))
        if off and "中止" not in event.title
        else clean(event.title),
    )
    entry.add("status", _STATUS.get(event.status, "CONFIRMED") if event.status else "CONFIRMED")
    entry.add("sequence", len(item.changes))
    entry.add("transp", "TRANSPARENT")
    if event.format is Format.ONLINE:
        entry.add("location", say("オンライン"))
    elif event.place is not None:
        entry.add("location", clean(" ".join(filter(None, (event.place.name, event.place.address)))))
    if event.url:
        entry.add("url", event.url)
    if item.ranked.reasons:
        entry.add("description", say("、").join(clean(one) for one in item.ranked.reasons))
    return entry
