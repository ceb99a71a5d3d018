"""The matcher of one profile: built once, asked for every listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from aggregator.collector import no_search
from aggregator.i18n import translator
from aggregator.match.attend import Attend, Attendance
from aggregator.match.audience import LIMITS
from aggregator.match.facts import Facts, Judge
from aggregator.match.gates import Gates
from aggregator.match.likes import Before, Likes, Near
from aggregator.match.remedies import Remedies
from aggregator.match.surroundings import Surroundings
from aggregator.match.travel import Ways
from aggregator.match.words import Told, Words
from aggregator.model import Cautions, Event, Free, Listing, Match, Part, Profile, Rejected, Wording


class _Welcome(NamedTuple):
    """How one can be at what no rule keeps out, and what its words say of its subject."""

    attendance: Attendance
    subject: list[Part]


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
        ways = Ways(profile, around.locate, say, free.off)
        self._attend = Attend(profile, free, ways, say)
        self._gates = Gates(profile, say, Words(profile.exclude, around.finder), names, ways)
        self._remedies = Remedies(self._gates, self._attend, say)
        self._likes = Likes(profile, around, say, attended or {}, near, before)
        self._learned, self._near = learned, near

    def decide(self, listings: Iterable[Listing], cautions: Cautions | Judge, now: datetime) -> list[Match | Rejected]:
        """``match`` for many listings: the way to ask for a whole day's."""
        with no_search():
            if self._near is None:
                return [self.about(Facts(listing, cautions, now)) for listing in listings]
            every = [Facts(listing, cautions, now) for listing in listings]
            asked = [(facts, self._welcome(facts)) for facts in every]
            unsaid = (one for one in asked if isinstance(one[1], _Welcome) and self._likes.unsaid(one[1].subject))
            self._near.know([facts.told.title.text for facts, _ in unsaid])
            return [self._matched(facts, *one) if isinstance(one, _Welcome) else one for facts, one in asked]

    def match(self, listing: Listing, cautions: Cautions | Judge, now: datetime) -> Match | Rejected:
        """Whether the person can go and may like to; a rejection names its one rule.

        Args:
            listing: the event.
            cautions: what was found on it, or the function that finds it, which is then asked only where it matters.
            now: aware.
        """
        return self.about(Facts(listing, cautions, now))

    def about(self, facts: Facts) -> Match | Rejected:
        """``match`` for a listing that others ask about as well."""
        asked = self._asked(facts)
        return asked if isinstance(asked, Rejected) else self._matched(facts, asked, self._likes.subject(facts.told))

    def _asked(self, facts: Facts) -> Attendance | Rejected:
        """How the person can be there, if no rule keeps the listing out."""
        if (refused := self._gates.before(facts)) is None:
            attendance = self._attend.best(facts.event, facts.when.coming, facts.now)
            if (refused := self._gates.after(facts, attendance)) is None:
                return attendance
        return Rejected(facts.listing, refused.rule, partial(self._remedies.refusal, facts, refused))

    def _welcome(self, facts: Facts) -> _Welcome | Rejected:
        asked = self._asked(facts)
        return asked if isinstance(asked, Rejected) else _Welcome(asked, self._likes.subject(facts.told))

    def _matched(self, facts: Facts, attendance: Attendance, subject: Sequence[Part]) -> Match:
        event, way = facts.event, attendance.way
        parts = self._likes.parts(facts.told, subject, attendance, facts.now)
        if self._learned is not None:
            followed = any(part.name.startswith("follow:") for part in parts)
            parts.extend(part for part in self._learned(event) if part.points > 0 or not followed)
        return Match(
            facts.listing,
            attendance.sitting,
            attendance.fit,
            None if way.assumed else way.minutes,
            tuple(parts),
            facts.cautions,
            partial(self._wording, event, attendance),
        )

    def _wording(self, event: Event, attendance: Attendance) -> Wording:
        return Wording(attendance.words, attendance.way.words, self._likes.purpose_line(Told(event)))
