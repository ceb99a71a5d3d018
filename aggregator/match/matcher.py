"""The matcher of one profile: built once, asked for every listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from aggregator.i18n import translator
from aggregator.match.attend import Attend
from aggregator.match.gates import Case, Gates
from aggregator.match.likes import Likes
from aggregator.match.travel import Spot, Ways
from aggregator.model import Cautions, Event, Fit, Free, Listing, Match, Part, Profile, Rejected

Find = Callable[[str], Sequence[str]]
"""The reader's own words that stand in a text, on word boundaries."""


class Surroundings(Protocol):
    """What matching must know of places and words; ``app`` hands it in, as siblings do not import each other."""

    def locate(self, words: str) -> Spot | None:
        """The coordinates of a station, municipality, area or ``35.70,139.58``."""
        ...

    def name(self, label: str, group: str) -> str:
        """A label as the reader calls it."""
        ...

    def finder(self, words: Iterable[str]) -> Find:
        """A function that finds these words on word boundaries."""
        ...


class Matcher:
    """Decides on listings for one profile.

    Args:
        profile: the person.
        free: when they are free.
        around: places and words.
        learned: parts of the score that were learnt from the person's marks, by feature (see ``weights``).
        attended: names of series, organisers and communities that the person has been to.
    """

    def __init__(
        self,
        profile: Profile,
        free: Free,
        around: Surroundings,
        *,
        learned: Callable[[Event], Iterable[Part]] | None = None,
        attended: Mapping[str, int] | None = None,
    ) -> None:
        say = translator(profile.language)
        ways = Ways(profile, around.locate, say)
        find_excluded = around.finder(profile.exclude)
        limits = {label: around.name(label, "audience") for label in ("women_only", "men_only", "students", "executives_only", "members_only", "companies_only")}
        self._attend = Attend(profile, free, ways, say)
        self._gates = Gates(profile, say, lambda text: next(iter(find_excluded(text)), None), limits)
        self._likes = Likes(profile, around, say, attended or {})
        self._learned = learned

    def match(self, listing: Listing, cautions: Cautions, now: datetime) -> Match | Rejected:
        """Whether the person can go and may like to; a rejection names its one rule."""
        attendance = self._attend.best(listing.event, now)
        rejected = self._gates.reject(Case(listing, attendance, cautions, now))
        if rejected is not None:
            return rejected
        parts = self._likes.parts(listing, attendance, now)
        if self._learned is not None:
            parts.extend(self._learned(listing.event))
        return Match(
            listing=listing,
            occurrence=attendance.sitting,
            fit=attendance.fit if attendance.sitting else Fit.UNKNOWN,
            fit_words=attendance.words,
            travel_minutes=None if attendance.way.assumed else attendance.way.minutes,
            travel_words=attendance.way.words,
            parts=tuple(parts),
            cautions=cautions,
            purpose_line=self._likes.purpose_line(listing.event),
        )
