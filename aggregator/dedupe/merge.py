"""Many copies, one view: who is believed, what the others fill in, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from aggregator.dedupe import links, places, times
from aggregator.dedupe.traits import Traits
from aggregator.model import Conflict, Event, Origin, Provenance, Status

OWN_PAGE, PLATFORM, POINTS_ELSEWHERE = 0, 1, 2

_UNITED = ("kinds", "hobbies", "industries", "purposes", "audience", "topics", "tags", "speakers")
"""Labels that add up over the copies."""
_FILLED = (
    *("url", "start", "end", "doors", "dates", "place", "format", "organiser", "organiser_url", "series", "edition"),
    *("price", "capacity", "accepted", "waiting", "status", "deadline", "language", "description", "published"),
    "updated",
)
"""Fields that another copy may fill."""
_TOLD = frozenset({"title", *_FILLED})
_NOTHING = ("", ())
_SEATS = frozenset({Status.FULL, Status.WAITLIST, Status.CLOSED})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})


def ordered(group: Sequence[Traits], before: Sequence[str] = ()) -> list[Traits]:
    """The copies of one listing, the winner first.

    The organiser's own page wins over a platform's, that over a page which points to another copy. Among equals the
    order of the last run (``before``, uids) stays; new copies follow, the fullest first.
    """
    if len(group) == 1:
        return list(group)
    standing = {one.uid: authority(one, group) for one in group}
    place = {uid: index for index, uid in enumerate(before)}
    last = len(place)
    return sorted(group, key=lambda one: (standing[one.uid], place.get(one.uid, last), -_filled(one.event), one.uid))


def authority(one: Traits, group: Sequence[Traits]) -> int:
    """Whose page this is: ``OWN_PAGE``, ``PLATFORM`` or ``POINTS_ELSEWHERE``."""
    others = [other for other in group if other.uid != one.uid and other.record != one.record]
    if any(other.record in one.mentions for other in others if other.record):
        return POINTS_ELSEWHERE
    if one.record and any(one.record in other.mentions for other in others):
        return OWN_PAGE
    home = links.record(_page(one.event.organiser_url))
    own_site = one.record is not None and home is not None and home.site == links.site(_host(one)) != ""
    return OWN_PAGE if own_site and not any(_on_site(other, _host(one)) for other in others) else PLATFORM


def view(copies: Sequence[Traits]) -> Event:
    """The one event that these copies tell, the first of them believed, the others filling in."""
    winner = copies[0].event
    if len(copies) == 1:
        return winner
    values: dict[str, object] = {}
    told_by = dict.fromkeys(_stated(winner), winner)
    for other in copies[1:]:
        for name in _stated(other.event):
            if name not in told_by:
                values[name], told_by[name] = getattr(other.event, name), other.event
    values |= _united(copies)
    values |= _place(copies, told_by)
    values |= _doors(copies)
    values |= _status(copies, told_by)
    values |= _language(copies, told_by)
    merged = winner.model_copy(update=values)
    final = {
        "provenance": tuple(_provenance(merged, told_by)),
        "conflicts": (*winner.conflicts, *_conflicts(merged, copies, told_by)),
    }
    return merged.model_copy(update=final)


def _filled(event: Event) -> int:
    return len(_stated(event))


def _stated(event: Event) -> list[str]:
    """The fields in which an event says something."""
    told = vars(event)
    return [name for name in _FILLED if told[name] or (told[name] is not None and told[name] not in _NOTHING)]


def _united(copies: Sequence[Traits]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _UNITED:
        labels = dict.fromkeys(label for one in copies for label in getattr(one.event, name))
        found[name] = tuple(labels)
    return found


def _place(copies: Sequence[Traits], told_by: dict[str, Event]) -> dict[str, object]:
    """The believed place with the gaps filled by copies that name the same spot."""
    teller = told_by.get("place")
    if teller is None or teller.place is None:
        return {}
    base = next(one for one in copies if one.event is teller)
    place = teller.place
    for other in copies:
        if other is base or other.event.place is None:
            continue
        known = vars(place)
        told = vars(other.event.place).items()
        gaps = {name: value for name, value in told if known[name] is None and value is not None}
        if gaps and places.compare(base, other).kind in {"same", "like"}:
            place = place.model_copy(update=gaps)
    return {"place": place}


def _doors(copies: Sequence[Traits]) -> dict[str, object]:
    """Where one copy takes the opening of the doors for the start, the other's start is the true one."""
    winner = copies[0]
    for other in copies[1:]:
        opening = other.event.doors
        if opening is not None and opening == winner.start and other.start is not None and other.start > opening:
            return {"start": other.start, "doors": opening}
    return {}


def _status(copies: Sequence[Traits], told_by: dict[str, Event]) -> dict[str, object]:
    """The organiser's word decides; copies of equal standing are believed when they call it off."""
    standing = [authority(one, copies) for one in copies]
    equals = [one for one, rank in zip(copies, standing, strict=True) if rank == standing[0]]
    for one in equals:
        if one.event.status in _OFF:
            told_by["status"] = one.event
            return {"status": one.event.status}
    winner = copies[0].event
    if winner.status is not None:
        return {}
    for one in copies[1:]:
        if one.event.status is not None and one.event.status not in _SEATS:
            told_by["status"] = one.event
            return {"status": one.event.status}
    told_by.pop("status", None)
    return {"status": None}


def _language(copies: Sequence[Traits], told_by: dict[str, Event]) -> dict[str, object]:
    """What a copy states outweighs what the others are written in; written in several, it is for readers of each."""
    telling = [one.event for one in copies if one.event.language]
    stated = next((event for event in telling if not _inferred(event, "language")), None)
    if stated is not None:
        told_by["language"] = stated
        return {"language": stated.language}
    tags = dict.fromkeys(tag for event in telling for tag in str(event.language).split(", "))
    return {"language": ", ".join(tags)} if tags else {}


def _inferred(event: Event, name: str) -> bool:
    return any(entry.field == name and entry.origin is Origin.INFERRED for entry in event.provenance)


def _provenance(merged: Event, told_by: dict[str, Event]) -> Iterator[Provenance]:
    """For each field of the view: who said it, in which words."""
    for name in (*(("title",) if merged.title else ()), *_stated(merged)):
        teller = told_by.get(name, merged)
        own = [entry for entry in teller.provenance if entry.field == name or entry.field.startswith(f"{name}.")]
        if not own:
            yield _structured(name, teller.source)
        yield from (_from(teller, entry) for entry in own)
    for entry in merged.provenance:
        if entry.field.partition(".")[0] not in _TOLD:
            yield _from(merged, entry)


@lru_cache(maxsize=4_096)
def _structured(field: str, source: str) -> Provenance:
    """A field that a source gave as such, without words."""
    return Provenance(field=field, origin=Origin.STRUCTURED, source=source)


def _from(teller: Event, entry: Provenance) -> Provenance:
    """The entry with the source that told it."""
    if entry.source:
        return entry
    return Provenance(field=entry.field, origin=entry.origin, words=entry.words, source=teller.source)


def _conflicts(merged: Event, copies: Sequence[Traits], told_by: dict[str, Event]) -> Iterator[Conflict]:
    for name in ("start", "end", "place", "price", "capacity", "status", "deadline"):
        value, teller = getattr(merged, name), told_by.get(name)
        if value is None or teller is None:
            continue
        others = [one for one in copies if one.event is not teller and _otherwise(getattr(one.event, name), value)]
        chosen = _said(merged, name) if others else None
        if chosen is None:
            continue
        for other in others:
            words = _said(other.event, name)
            if words is None or words == chosen or _agree(name, merged, copies[0], other):
                continue
            yield Conflict(
                field=name, chosen=chosen, other=words, chosen_from=teller.source, other_from=other.event.source
            )


def _otherwise(value: object, chosen: object) -> bool:
    """Whether a copy may use other words for a field: spares most of them the telling."""
    if value is None:
        return False
    if isinstance(value, datetime) and isinstance(chosen, datetime):
        return value != chosen or value.tzinfo != chosen.tzinfo
    return value != chosen


def _agree(name: str, merged: Event, winner: Traits, other: Traits) -> bool:
    """Whether two different words mean no contradiction: a day without a time, a venue written otherwise, the doors."""
    if name == "start":
        return other.start == merged.doors or times.compare(winner, other).kind == "day"
    if name == "place":
        return places.compare(winner, other).kind in {"same", "like", "town", "online"}
    if name == "status":
        return other.event.status in _SEATS or {merged.status, other.event.status} <= _SEATS
    return name == "end" and not other.timed


def _said(event: Event, name: str) -> str | None:
    """The words for one field of one copy; ``None`` where it says nothing."""
    value = getattr(event, name)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if name == "place":
        return event.place.name or event.place.address if event.place else None
    if name == "price":
        return _price(event)
    return str(value)


def _price(event: Event) -> str | None:
    price = event.price
    if price is None or price.min is None:
        return None
    most = "" if price.max in (None, price.min) else f"-{price.max}"
    return f"{price.min}{most} {price.currency}"


def _page(url: str | None) -> str | None:
    """An organiser's address as one that has a record: front pages name nobody by themselves."""
    return f"{url.rstrip('/')}/organiser-page" if url else None


def _host(one: Traits) -> str:
    return (one.event.url or "").partition("://")[2].partition("/")[0].casefold().removeprefix("www.")


def _on_site(other: Traits, host: str) -> bool:
    return links.site(_host(other)) == links.site(host)
