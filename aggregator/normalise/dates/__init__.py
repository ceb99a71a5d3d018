"""When an event takes place, read from Japanese (and English) text. Pure: the day of reading is an argument."""

from aggregator.normalise.dates.model import DateReading, Moment, Span
from aggregator.normalise.dates.reading import read_dates, read_moment, read_span

__all__ = ["DateReading", "Moment", "Span", "read_dates", "read_moment", "read_span"]
