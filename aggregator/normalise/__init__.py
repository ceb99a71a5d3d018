"""RawEvent -> Event: reading listings as a careful person does. Pure: the day of reading is an argument."""

from aggregator.normalise.event import normalise
from aggregator.normalise.reading import Reading, read

__all__ = ["Reading", "normalise", "read"]
