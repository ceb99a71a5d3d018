"""What speaks for a listing: named parts, each a fact with the words that caused it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate
from aggregator.match.attend import Attendance
from aggregator.model import Event, Fit, Interest, Listing, Part, Profile

if TYPE_CHECKING:
    from aggregator.match.matcher import Surroundings

BASE: Final = {"hobby": 30.0, "industry": 26.0, "kind": 18.0, "purpose": 10.0}
TOPIC: Final = 0.35
"""An event that only talks about a hobby or industry counts so much of one that does it."""
IN_TITLE: Final = 28.0
IN_TEXT: Final = 10.0
SECOND: Final = 0.4
"""Each further own word counts so much of the first."""
FOLLOWED: Final = 45.0
READ: Final = 1500
_FIELDS: Final = {"hobby": "hobbies", "industry": "industries", "kind": "kinds", "purpose": "purposes"}


class Likes:
    """The parts of the score of one profile."""

    def __init__(self, profile: Profile, around: Surroundings, say: Translate, attended: Mapping[str, int]) -> None:
        self._profile, self._around, self._say, self._attended = profile, around, say, attended
        self._zone = ZoneInfo(profile.zone)
        self._labels = [one for one in profile.interests if one.group != "word"]
        self._words = {one.value: one for one in profile.interests if one.group == "word"}
        self._find = around.finder(self._words)
        self._find_followed = around.finder(profile.follow)
        self._find_purposes = around.finder(profile.purposes)
        self._names = {(one.group, one.value): around.name(one.value, one.group) for one in self._labels}

    def parts(self, listing: Listing, attendance: Attendance, now: datetime) -> list[Part]:
        """All that speaks for the listing, or against it."""
        event = listing.event
        found = [*self._interests(event), *self._own_words(event), *self._community(event), *self._circumstances(event, attendance), *self._urgency(event, now)]
        return [part for part in found if part.points or part.reason]

    def purpose_line(self, event: Event) -> str:
        """Which purpose the event serves, and by which words; empty if none that the reader stated."""
        for purpose in self._profile.purposes:
            if purpose in self._find_purposes(f"{event.title}\n{event.description[:READ]}"):
                return self._say("目的「{purpose}」: 告知に「{word}」とあります").format(purpose=purpose, word=purpose)
        for one in self._labels:
            if one.group == "purpose" and one.value in event.purposes:
                what = self._what(event)
                if what:
                    return self._say("目的「{purpose}」: {what}です").format(purpose=self._names[one.group, one.value], what=what)
        return ""

    def _what(self, event: Event) -> str:
        """What sort of meeting it is, in the reader's words."""
        return self._around.name(event.kinds[0], "kind") if event.kinds else ""

    def _interests(self, event: Event) -> Iterator[Part]:
        for one in self._labels:
            if one.value not in getattr(event, _FIELDS[one.group]):
                continue
            topic = one.value in event.topics
            yield Part(name=f"{one.group}:{one.value}", points=BASE[one.group] * one.weight * (TOPIC if topic else 1.0), reason=self._reason(one, topic=topic), words=(self._names[one.group, one.value],))

    def _reason(self, one: Interest, *, topic: bool) -> str:
        say, name = self._say, self._names[one.group, one.value]
        if topic:
            return say("{name}の話題").format(name=name)
        return {
            "hobby": say("趣味: {name}"),
            "industry": say("業種: {name}"),
            "kind": say("{name}"),
            "purpose": say("目的: {name}"),
        }[one.group].format(name=name)

    def _own_words(self, event: Event) -> Iterator[Part]:
        in_title = dict.fromkeys(self._find(event.title))
        in_text = dict.fromkeys(word for word in self._find(event.description[:READ]) if word not in in_title)
        factor = 1.0
        for words, points, reason in ((in_title, IN_TITLE, self._say("題名に「{word}」")), (in_text, IN_TEXT, self._say("本文に「{word}」"))):
            for word in words:
                yield Part(name=f"word:{word}", points=points * self._words[word].weight * factor, reason=reason.format(word=word), words=(word,))
                factor = SECOND

    def _community(self, event: Event) -> Iterator[Part]:
        names = " / ".join(filter(None, (event.organiser, event.series, event.title, *event.speakers)))
        for word in dict.fromkeys(self._find_followed(names)):
            yield Part(name=f"follow:{word}", points=FOLLOWED, reason=self._say("フォロー中の「{word}」").format(word=word), words=(word,))
        for key in dict.fromkeys(filter(None, (event.series, event.organiser))):
            if times := self._attended.get(key):
                yield Part(name="again", points=35.0, reason=self._say("続きの会（{n}回行きました）").format(n=times), words=(key,))
                return

    def _circumstances(self, event: Event, attendance: Attendance) -> Iterator[Part]:
        say = self._say
        if attendance.slot is not None and attendance.sitting is not None:
            points = 12.0 if attendance.fit is Fit.FITS else 6.0
            yield Part(name="free", points=points, reason=say("空き時間「{slot}」に合う").format(slot=attendance.slot.label), words=(attendance.slot.label,))
        elif attendance.fit is Fit.UNKNOWN:
            yield Part(name="time_unknown", points=-8.0)
        if attendance.fit is Fit.TIGHT:
            yield Part(name="tight", points=-4.0)
        way = attendance.way
        if not way.assumed and way.words:
            near = max(0.0, 10.0 - way.minutes / 6)
            yield Part(name="travel", points=round(near, 2), reason=way.words if way.minutes <= 30 else "", words=(way.words,))
        if event.price is not None and event.price.min == 0:
            yield Part(name="free_of_charge", points=3.0, reason=say("無料"))
        if {"beginners_welcome", "solo_welcome"}.intersection(event.audience):
            yield Part(name="gentle", points=3.0, reason=say("はじめて・一人でも歓迎"))

    def _urgency(self, event: Event, now: datetime) -> Iterator[Part]:
        if event.deadline is not None and timedelta(0) <= event.deadline - now <= timedelta(days=2):
            yield Part(name="deadline", points=4.0)
        left = seats_left(event)
        if left is not None and 0 < left <= 5:
            yield Part(name="few_seats", points=2.0)
        elif left == 0:
            yield Part(name="full", points=-10.0)
        start = event.start
        if start is not None:
            days = max(0, (start - now).days)
            yield Part(name="soon", points=round(max(0.0, 4.0 - days / 4), 2))


def seats_left(event: Event) -> int | None:
    """Free seats, where capacity and sign-ups are both known."""
    if event.capacity is None or event.accepted is None:
        return None
    return max(0, event.capacity - event.accepted)


def interest_parts(parts: Iterable[Part]) -> list[Part]:
    """The parts that say that the reader cares about the subject."""
    return [part for part in parts if part.name.partition(":")[0] in ("hobby", "industry", "kind", "purpose", "word", "follow", "again", "learned")]
