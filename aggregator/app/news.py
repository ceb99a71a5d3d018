"""Which changes of events a reader is told of: what has happened to the event, not what has become known or is worded anew."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from aggregator.model import Change, Status
from aggregator.store import Store

TOLD_FIELDS: Final = frozenset({"start", "end", "place", "price", "status", "format", "deadline", "gone"})
"""Changes that a reader is told of; seats and wording (also that of the title) are not among them."""
_CLOCK: Final = "clock_unknown"
_GOING_ON: Final = frozenset({None, Status.SCHEDULED.value, Status.RESCHEDULED.value})
"""States between which nothing happens: what was moved is told by its start."""
_SIGNS: Final = re.compile(r"[\W_]+")
_NAME: Final = 4
"""So many letters are a house's own name, by whatever it is preceded (武蔵野市立, 株式会社)."""


def told_changes(store: Store, known: Mapping[str, datetime]) -> dict[str, tuple[Change, ...]]:
    """For each listing that the reader knows, what has changed since it was last shown."""
    if not known:
        return {}
    found: dict[str, list[Change]] = {}
    for change in store.changes(min(known.values())):
        since = known.get(change.listing)
        if since is not None and change.at > since and change.field in TOLD_FIELDS | {_CLOCK}:
            found.setdefault(change.listing, []).append(change)
    return {key: told for key, changes in found.items() if (told := tuple(_telling(tuple(_net(changes)))))}


def _telling(changes: Sequence[Change]) -> Iterable[Change]:
    """``changes`` without those by which only the time of day has become known, or unknown again: nothing has been moved.

    Where the start has moved, the end says nothing more.
    """
    start = next((change for change in changes if change.field == "start"), None)
    learnt = any(change.field == _CLOCK for change in changes) and start is not None and _same_day(start)
    silent = {_CLOCK, *(["start"] if learnt else []), *(["end"] if start is not None else [])}
    return (one for one in changes if one.field not in silent and _happened(one))


def _happened(change: Change) -> bool:
    """Whether a change is the event's own, and not of what is known of it."""
    old, new = json.loads(change.old), json.loads(change.new)
    if change.field in ("end", "format"):
        return bool(old and new)
    if change.field == "status":
        return not {old, new} <= _GOING_ON
    return change.field != "place" or not (old and new and _one_house(old, new))


def _one_house(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two tellings of a place name one house: another copy's spelling, or an address that has become known."""
    if any(old.get(part) and new.get(part) and old[part] != new[part] for part in ("prefecture", "city")):
        return False
    names = [_SIGNS.sub("", unicodedata.normalize("NFKC", place.get("name") or "")).lower() for place in (old, new)]
    addresses = [_SIGNS.sub("", unicodedata.normalize("NFKC", place.get("address") or "")) for place in (old, new)]
    shorter, longer = sorted(addresses, key=len)
    if shorter and not (longer.startswith(shorter) or longer.endswith(shorter)):
        return False
    if all(names):
        least, whole = sorted(names, key=len)
        return least == whole or (len(least) >= _NAME and whole.endswith(least))
    return bool(shorter) or not any(names)


def _moved(change: Change) -> timedelta | None:
    """By how much a moment has moved; ``None`` where it was or is not known."""
    old, new = json.loads(change.old), json.loads(change.new)
    return datetime.fromisoformat(new) - datetime.fromisoformat(old) if old and new else None


def _same_day(change: Change) -> bool:
    """Whether a moment has moved by less than a day; that of a day without a time is its midnight."""
    moved = _moved(change)
    return moved is not None and abs(moved) < timedelta(days=1)


def _net(changes: Sequence[Change]) -> Iterable[Change]:
    """First old and last new value of each field; what changed back is no change."""
    first: dict[str, Change] = {}
    last: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.field, change)
        last[change.field] = change
    return (
        last[field].model_copy(update={"old": first[field].old})
        for field in first
        if first[field].old != last[field].new
    )
