"""What another revision of this program reads, so that its mistakes teach: ``python other_readings.py < TEXTS.jsonl > READINGS.jsonl``.

Run it by its path with ``PYTHONPATH`` set to a tree of that revision, on texts for which it was not mended. ``rebuilt`` makes a reading of today of it.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any


def main() -> None:
    """Write what is read of each text of standard input, and the days and clocks that were found on the way."""
    from aggregator.normalise.dates import reading as dates
    from aggregator.normalise.reading import read

    chosen: list[tuple[list[Any], list[Any]]] = []
    choose = dates.choose

    def watched(found: list[Any], *args: Any, **kwargs: Any) -> list[Any]:
        events = choose(found, *args, **kwargs)
        chosen.append((found, events))
        return events

    dates.choose = watched
    for line in sys.stdin:
        row = json.loads(line)
        chosen.clear()
        reading = read(row["text"], date.fromisoformat(row["ref_date"]), title=row.get("title"))
        start = reading.when.start
        found = next((all_ for all_, events in reversed(chosen) if start is not None and _has(events, start.value)), [])
        sys.stdout.write(json.dumps(_told(row["id"], reading, found), ensure_ascii=False, default=str) + "\n")


def _has(events: list[Any], value: date) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return any(other == day for one in events for _, other in one.days)


def _told(name: str, reading: Any, found: list[Any]) -> dict[str, Any]:
    price, place, when = reading.price, reading.where.place, reading.when
    return {
        "id": name,
        "record": reading.record(),
        "found": [_occasion(one) for one in found],
        "sections": [[part.role.value, *part[1:]] for part in reading.sections],
        "when": {key: _moment(getattr(when, key)) for key in ("start", "end", "doors", "deadline")},
        "dates": [[_moment(span.start), _moment(span.end)] for span in when.dates],
        "recurrence": when.recurrence,
        "price": price.model_dump(mode="json") if price is not None else None,
        "fee_spans": reading.fee.spans,
        "people": [reading.people.accepted, reading.people.left, reading.people.span],
        "where_spans": reading.where.spans,
        "place": place.model_dump(mode="json") if place is not None else None,
        "status_words": reading.state.words,
    }


def _moment(moment: Any) -> list[Any] | None:
    if moment is None:
        return None
    value = moment.value
    told = value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value.isoformat()
    return [told, moment.precision.value, moment.start, moment.end]


def _occasion(one: Any) -> dict[str, Any]:
    return {
        "days": [
            [token.start, token.end, token.month, token.weekday, token.strong, day.isoformat()]
            for token, day in one.days
        ],
        "use": one.use.value,
        "last": [one.last[0].start, one.last[0].end, one.last[1].isoformat()] if one.last else None,
        "sittings": [[_clock(sitting.start), _clock(sitting.end)] for sitting in one.sittings],
        "doors": _clock(one.doors),
        "spare": [_clock(clock) for clock, _ in one.spare] if hasattr(one, "spare") else None,
    }


def _clock(clock: Any) -> list[int] | None:
    return None if clock is None else [clock.start, clock.end, clock.minutes]


def rebuilt(today: Any, told: dict[str, Any], record: dict[str, Any]) -> Any:
    """A reading of today's kind with what another revision read: its values, its parts, its days and clocks.

    Args:
        today: what is read today, for the text; its clocks stand for those that an old revision did not keep.
        told: a line that ``main`` wrote.
        record: its record.
    """
    from dataclasses import replace

    from aggregator.model import Format, Place, Price, Status
    from aggregator.normalise.capacity import CapacityReading
    from aggregator.normalise.dates import DateReading, Span
    from aggregator.normalise.fees import FeeReading
    from aggregator.normalise.places import PlaceReading
    from aggregator.normalise.sections import Role, Section
    from aggregator.normalise.status import StatusReading

    spans = tuple(Span(_moment_of(first), _moment_of(last)) for first, last in told["dates"])
    moments = {key: _moment_of(value) for key, value in told["when"].items()}
    accepted, left, span = told["people"]
    return replace(
        today,
        sections=tuple(Section(Role(role), *rest) for role, *rest in told["sections"]),
        when=DateReading(**moments, dates=spans, recurrence=told["recurrence"], found=_found(told["found"], today)),
        fee=FeeReading(Price(**told["price"]) if told["price"] else None, tuple(map(tuple, told["fee_spans"]))),
        people=CapacityReading(record["capacity"], accepted, None, left, tuple(span) if span else None),
        state=StatusReading(Status(record["status"]) if record["status"] else None, told["status_words"]),
        where=PlaceReading(
            Place(**told["place"]) if told["place"] else None,
            Format(record["format"]) if record["format"] else None,
            tuple(map(tuple, told["where_spans"])),
            house=record.get("place"),
            room=record.get("room"),
        ),
    )


def _moment_of(told: list[Any] | None) -> Any:
    from aggregator.model import Precision
    from aggregator.normalise.dates import Moment

    if told is None:
        return None
    value = datetime.fromisoformat(told[0]) if "T" in told[0] else date.fromisoformat(told[0])
    return Moment(value, Precision(told[1]), told[2], told[3], "")


def _found(told: list[dict[str, Any]], today: Any) -> list[Any]:
    from aggregator.normalise.dates.clock import Clock
    from aggregator.normalise.dates.day import Day
    from aggregator.normalise.dates.occasion import Occasion, Sitting
    from aggregator.normalise.dates.roles import Use

    def clock(of: list[int] | None) -> Clock | None:
        return None if of is None else Clock(*of)

    known = [[one.start, one.end, one.minutes] for one in _clocks(today.when.found)]
    found = []
    for one in told:
        days = [
            (Day(start, end, month=month, weekday=weekday, strong=strong), date.fromisoformat(day))
            for start, end, month, weekday, strong, day in one["days"]
        ]
        made = Occasion(days, Use(one["use"]), doors=clock(one["doors"]))
        made.sittings = [Sitting(clock(start), clock(end)) for start, end in one["sittings"]]
        if one["last"]:
            made.last = (Day(*one["last"][:2]), date.fromisoformat(one["last"][2]))
        made.spare = [(Clock(*spare), Use.NONE) for spare in (known if one["spare"] is None else one["spare"])]
        found.append(made)
    return found


def _clocks(found: Any) -> list[Any]:
    clocks = [clock for one in found for sitting in one.sittings for clock in (sitting.start, sitting.end)]
    clocks += [clock for one in found for clock in (one.doors, *(spare for spare, _ in one.spare))]
    return [clock for clock in clocks if clock is not None]


if __name__ == "__main__":
    main()
