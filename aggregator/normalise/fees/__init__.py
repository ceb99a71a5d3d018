"""What one visit costs. ``docs/reading/fees.md`` has the forms; ``read_fees`` is the way in."""

from aggregator.normalise.fees.reading import FeeReading, read_fees

__all__ = ["FeeReading", "read_fees"]
