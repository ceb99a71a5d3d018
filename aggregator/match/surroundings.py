"""What matching must know of places and words; ``app`` hands it in, as siblings do not import each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from aggregator.match.travel import Spot
from aggregator.match.words import Find


class Surroundings(Protocol):
    """Places and words."""

    def locate(self, words: str) -> Spot | None:
        """The coordinates of a station, municipality, area or ``35.70,139.58``."""
        ...

    def name(self, label: str, group: str) -> str:
        """A label as the reader calls it."""
        ...

    def words(self, label: str, group: str) -> Iterable[str]:
        """The words by which listings say a label."""
        ...

    def finder(self, words: Iterable[str]) -> Find:
        """A function that finds these words on word boundaries."""
        ...
