"""What a listing is to a person: a match with the parts of its score, or one rule that leaves it out; and signs to look at twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

from aggregator.model.base import Frozen
from aggregator.model.events import Listing


class Fit(StrEnum):
    """Whether the person can be there."""

    FITS = "fits"
    TIGHT = "tight"
    CLASH = "clash"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class Part(Frozen):
    """One named part of a score. ``reason`` is a fact in the reader's language; ``words`` the words that caused it."""

    name: str
    points: float
    reason: str = ""
    words: tuple[str, ...] = ()


class Caution(Frozen):
    """A sign in the listing: the quoted ``words``, the sentence ``say`` (``en``: in English) and why it is a sign.

    Never a verdict on people.
    """

    id: str
    group: str
    say: str
    en: str = ""
    words: tuple[str, ...]
    why: str = ""


class Cautions(Frozen):
    """What a listing says that a careful reader would look at twice, and ``confirmed``: what could be confirmed."""

    level: Literal["ok", "ambiguous", "risky"] = "ok"
    found: tuple[Caution, ...] = ()
    confirmed: tuple[str, ...] = ()
    matchmaking: bool = False


class Sitting(NamedTuple):
    """An ``Occurrence`` that somebody is asked about, or the whole of an event that is one sitting."""

    start: datetime
    end: datetime | None = None
    all_day: bool = False


class Wording(NamedTuple):
    """What a match says in words: whether one can be there (``fit``), the way, and the purpose that it serves."""

    fit: str = ""
    travel: str = ""
    purpose: str = ""


class Refusal(NamedTuple):
    """Why a listing is left out, and what would bring it back."""

    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A listing that the person can attend and may like. The score is the sum of ``parts``.

    Ten thousand are made for a page of which thirty are read: ``wording`` puts the words together when somebody asks.
    """

    listing: Listing
    occurrence: Sitting | None
    fit: Fit
    travel_minutes: int | None = None
    parts: tuple[Part, ...] = ()
    cautions: Cautions = field(default_factory=Cautions)
    wording: Callable[[], Wording] = field(default=Wording, compare=False, repr=False)

    @property
    def score(self) -> float:
        """Sum of the named parts."""
        return round(sum([part.points for part in self.parts]), 6)

    @property
    def fit_words(self) -> str:
        """Whether the person can be there, with the arithmetic."""
        return self.wording().fit

    @property
    def travel_words(self) -> str:
        """The way there."""
        return self.wording().travel

    @property
    def purpose_line(self) -> str:
        """Which purpose it serves, and by which words; empty if none."""
        return self.wording().purpose


@dataclass(frozen=True, slots=True)
class Rejected:
    """A listing that is left out: the one ``rule`` that removed it, and its ``wording`` when somebody asks."""

    listing: Listing
    rule: str
    wording: Callable[[], Refusal] = field(compare=False, repr=False)

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.wording().reason

    @property
    def remedy(self) -> str:
        """What would bring it back."""
        return self.wording().remedy


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match in its place. ``pick`` numbers the morning's recommendations from 1; ``different`` marks the いつもと違う one.

    ``telling`` finds the reasons when somebody reads them.
    """

    match: Match
    position: int
    pick: int | None = None
    different: bool = False
    collapsed: int = 0
    telling: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The strongest facts that speak for it."""
        return self.telling()
