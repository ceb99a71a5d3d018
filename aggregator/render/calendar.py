"""Events as iCalendar (RFC 5545), of the digest and of any list: published, never an invitation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from aggregator.i18n import Translate, translator
from aggregator.model import Digest, Event, Format, Item, Listing, Sitting, Status
from aggregator.render.shown import clean

_STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE"}


def make_calendar(digest: Digest, items: Sequence[Item]) -> str:
    """A calendar of the digest's events. SEQUENCE grows with each change that the reader is told of."""
    say = translator(digest.profile.language)
    return _written("Digest", say("朝顔"), digest.profile.zone, (_of_item(digest, item, say) for item in items))


def list_calendar(listings: Sequence[Listing], name: str, now: datetime, say: Translate) -> str:
    """A calendar called ``name`` of the listings that have a start, in the zone of ``now``; UIDs are those of the digest's own."""
    return _written("List", name, str(now.tzinfo), (_entry(one, None, now, say) for one in listings))


def place_words(event: Event, say: Translate) -> str:
    """Where it is, for programs: name and address; empty where it is not told."""
    if event.format is Format.ONLINE:
        return say("オンライン")
    return clean(" ".join(filter(None, (event.place.name, event.place.address)))) if event.place else ""


def _written(product: str, name: str, zone: str, entries: Iterable[Entry | None]) -> str:
    """METHOD is PUBLISH and every entry is TRANSPARENT: taking it in neither answers anybody nor blocks the time."""
    made = Calendar()
    made.add("prodid", f"-//Asagao//{product}//JA")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", zone)
    for entry in entries:
        if entry is not None:
            made.add_component(entry)
    made.add_missing_timezones()
    text: str = made.to_ical().decode()
    return text


def _of_item(digest: Digest, item: Item, say: Translate) -> Entry | None:
    match = item.ranked.match
    entry = _entry(match.listing, match.occurrence, digest.made, say)
    if entry is None:
        return None
    entry.add("sequence", len(item.changes))
    if item.ranked.reasons:
        entry.add("description", say("、").join(clean(one) for one in item.ranked.reasons))
    return entry


def _entry(listing: Listing, sitting: Sitting | None, now: datetime, say: Translate) -> Entry | None:
    """One listing, or one sitting of it; ``None`` where no start is known. The UID is stable."""
    event = listing.event
    start, end, all_day = sitting or (event.start, event.end, event.all_day)
    if start is None:
        return None
    end = end or start + (timedelta(days=1) if all_day else timedelta(hours=2))
    local_start, local_end = start.astimezone(now.tzinfo), end.astimezone(now.tzinfo)
    title, off = clean(event.title), event.status is Status.CANCELLED and "中止" not in event.title
    entry = Entry()
    entry.add("uid", f"{listing.id}@asagao")
    entry.add("dtstamp", now)
    entry.add("dtstart", local_start.date() if all_day else local_start)
    entry.add("dtend", local_end.date() if all_day else local_end)
    entry.add("summary", say("【中止】{title}").format(title=title) if off else title)
    entry.add("status", _STATUS.get(event.status, "CONFIRMED") if event.status else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    if place := place_words(event, say):
        entry.add("location", place)
    if event.url:
        entry.add("url", event.url)
    return entry
