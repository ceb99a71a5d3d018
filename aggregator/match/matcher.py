"""The matcher of one profile: built once, asked for every listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from aggregator.i18n import translator
from aggregator.match.attend import Attend
from aggregator.match.audience import LIMITS
from aggregator.match.gates import Case, Gates, Judge, When
from aggregator.match.likes import Before, Likes, Near
from aggregator.match.surroundings import Surroundings
from aggregator.match.travel import Ways
from aggregator.match.words import Told, Words
from aggregator.model import Cautions, Event, Free, Listing, Match, Part, Profile, Rejected


class Matcher:
    """Decides on listings for one profile.

    Args:
        profile: the person.
        free: when they are free.
        around: places and words.
        learned: parts of the score that were learnt from the person's marks (see ``weights``). They never count against
            what the person follows.
        attended: how often the person has been to each series and organiser.
        near: nearness of meaning between titles and interests, if the extra ``semantic`` is installed.
        before: what the person went to that an event is the next meeting of.
    """

    def __init__(
        self,
        profile: Profile,
        free: Free,
        around: Surroundings,
        *,
        learned: Callable[[Event], Iterable[Part]] | None = None,
        attended: Mapping[str, int] | None = None,
        near: Near | None = None,
        before: Before | None = None,
    ) -> None:
        say = translator(profile.language)
        names = {limit.label: around.name(limit.label, "audience") for limit in LIMITS}
        self._attend = Attend(profile, free, Ways(profile, around.locate, say), say)
        self._gates = Gates(profile, say, Words(profile.exclude, around.finder), names)
        self._likes = Likes(profile, around, say, attended or {}, near, before)
        self._learned = learned

    def match(self, listing: Listing, cautions: Cautions | Judge, now: datetime) -> Match | Rejected:
        """Whether the person can go and may like to; a rejection names its one rule.

        Args:
            listing: the event.
            cautions: what was found on it, or the function that finds it, which is then asked only where it matters.
            now: aware.
        """
        event = listing.event
        when = When.of(event, now)
        rejected = self._gates.before(listing, when)
        if rejected is not None:
            return rejected
        judge = (lambda _event: cautions) if isinstance(cautions, Cautions) else cautions
        case = Case(listing, self._attend.best(event, when.coming, now), Told(event), judge)
        return self._gates.after(case) or self._matched(case, now)

    def _matched(self, case: Case, now: datetime) -> Match:
        attendance = case.attendance
        parts = self._likes.parts(case.told, attendance, now)
        if self._learned is not None:
            followed = any(part.name.startswith("follow:") for part in parts)
            parts.extend(part for part in self._learned(case.event) if part.points > 0 or not followed)
        return Match(
            listing=case.listing,
            occurrence=attendance.sitting,
            fit=attendance.fit,
            fit_words=attendance.words,
            travel_minutes=None if attendance.way.assumed else attendance.way.minutes,
            travel_words=attendance.way.words,
            parts=tuple(parts),
            cautions=case.cautions,
            purpose_line=self._likes.purpose_line(case.told),
        )
