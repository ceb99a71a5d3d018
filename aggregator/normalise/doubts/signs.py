"""The signs of each field that may be doubted. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.normalise.doubts.fees import of_fee
from aggregator.normalise.doubts.others import of_format, of_place, of_status
from aggregator.normalise.doubts.times import of_days, of_end, of_start, other_clocks
from aggregator.normalise.sections import Role

if TYPE_CHECKING:
    from aggregator.normalise.reading import Reading


def signs(reading: Reading) -> dict[str, list[str]]:
    """The signs of each field; none where it has no value."""
    when, folded = reading.when, reading.text.folded
    title = reading.title.folded if reading.title is not None else ""
    roles = {one.role for one in reading.sections}
    days = of_days(when, when.start) if when.start is not None else []
    clocks = other_clocks(when)
    return {
        "start": of_start(when, days, clocks),
        "end": of_end(when, days, clocks),
        "price": of_fee(reading.fee, folded, labelled=Role.FEE in roles),
        "status": of_status(reading.state, folded, reading.title),
        "format": of_format(reading.format, reading.where, folded),
        "place": of_place(reading.where, folded, title, labelled=Role.PLACE in roles),
    }
