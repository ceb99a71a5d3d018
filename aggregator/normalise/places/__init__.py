"""Where a listing takes place: venue, address, prefecture, municipality, station, and whether one attends online."""

from typing import TYPE_CHECKING

from aggregator.lazy import exporter
from aggregator.normalise.places.gazetteer import Gazetteer, gazetteer
from aggregator.normalise.places.located import Located, locate

if TYPE_CHECKING:
    from aggregator.normalise.places.reading import PlaceReading, read_place
else:
    __getattr__ = exporter(__name__, {"PlaceReading": "reading", "read_place": "reading"})

__all__ = ["Gazetteer", "Located", "PlaceReading", "gazetteer", "locate", "read_place"]
