"""Where an event is, what it costs, how many may come: the record's own fields before its text."""

from __future__ import annotations

from math import inf

from aggregator.model import Conflict, Format, Place, Price
from aggregator.normalise.capacity import read_capacity
from aggregator.normalise.event.record import Record
from aggregator.normalise.fees import read_fees
from aggregator.normalise.places import locate
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import fold, plain


def place(record: Record) -> tuple[Place | None, Format | None]:
    """Where it is, with the record's coordinates, and how one attends."""
    raw, told = record.raw, record.reading
    found = told.place
    if raw.venue or raw.address:
        record.structured("place", " ".join(filter(None, (raw.venue, raw.address))))
    point = _point(raw.lat, raw.lng)
    if point and found is None and told.format is not Format.ONLINE:
        found = Place()
    if point and found is not None:
        near = found.city or found.prefecture
        here = None if near else locate(f"{point[0]},{point[1]}")
        found = found.model_copy(
            update={
                "lat": point[0],
                "lng": point[1],
                "prefecture": found.prefecture or (here.prefecture if here else None),
            }
        )
    form = told.format
    if raw.hybrid:
        record.structured("format", "hybrid")
        return found, Format.HYBRID
    if raw.online is not None:
        record.structured("format", "online" if raw.online else "on site")
    if raw.online is True:
        form = (
            Format.HYBRID
            if form is Format.HYBRID or (found and found.city and form is Format.ONSITE)
            else Format.ONLINE
        )
    elif form is None and found is not None and (raw.online is False or found.name or found.address):
        form = Format.ONSITE
    return (None if form is Format.ONLINE else found), form


def price(record: Record) -> Price | None:
    """What it costs: the record's price, with the party after it from the text."""
    raw, told = record.raw.price, record.reading.price
    if raw is None or raw == "":
        return told
    record.structured("price", raw)
    if isinstance(raw, int | float):
        found = Price(min=int(raw), max=int(raw)) if 0 <= raw < inf else None
    else:
        words = fold(f"参加費: {plain(raw)}")
        found = read_fees(words, (Section(Role.FEE, "参加費", 5, len(words.folded)),)).price
    if found is None or told is None or told.min is None:
        return found or told
    if found.min != told.min and isinstance(raw, int | float):
        record.conflicts.append(
            Conflict(
                field="price",
                chosen=str(found.min),
                other=str(told.min),
                chosen_from=record.source,
                other_from=", ".join(record.reading.text.quote(*span) for span in record.reading.fee.spans[:2]),
            )
        )
    return found.model_copy(update={"after_party": found.after_party or told.after_party})


def people(record: Record) -> dict[str, int | None]:
    """How many may come, have signed up and wait."""
    told = record.reading.people
    found: dict[str, int | None] = {}
    for field in ("capacity", "accepted", "waiting"):
        value = getattr(record.raw, field)
        if value is None or value == "":
            found[field] = getattr(told, field)
            continue
        number = _count(value)
        if number is not None:
            record.structured(field, value)
        found[field] = number if number is not None else getattr(told, field)
    if found["accepted"] is None and told.left is not None and found["capacity"] is not None:
        found["accepted"] = max(0, found["capacity"] - told.left)
    return found


def _point(lat: float | str | None, lng: float | str | None) -> tuple[float, float] | None:
    try:
        point = float(lat or ""), float(lng or "")
    except ValueError:
        return None
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 and point != (0.0, 0.0) else None


def _count(value: int | str) -> int | None:
    if isinstance(value, int):
        return value if value >= 0 else None
    text = fold(f"定員: {plain(value)}")
    return read_capacity(text, (Section(Role.CAPACITY, "定員", 4, len(text.folded)),)).capacity
