"""Where a listing takes place: venue, address, prefecture, municipality, station, and whether one attends online."""

from aggregator.normalise.places.gazetteer import Gazetteer, gazetteer
from aggregator.normalise.places.reading import Located, PlaceReading, locate, read_place

__all__ = ["Gazetteer", "Located", "PlaceReading", "gazetteer", "locate", "read_place"]
