"""A source's record as an Event: ``normalise``."""

from aggregator.normalise.event.making import normalise

__all__ = ["normalise"]
