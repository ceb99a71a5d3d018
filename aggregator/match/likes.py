"""What speaks for a listing: named parts, each a fact with the words that caused it. docs/matching.md has the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from aggregator.i18n import Translate, bare_moment
from aggregator.match.attend import Attendance
from aggregator.match.parts import part
from aggregator.match.purposes import Purposes
from aggregator.match.surroundings import Surroundings
from aggregator.match.travel import Way
from aggregator.match.words import Told, Words
from aggregator.model import Event, Fit, Interest, Part, Profile, Status

BASE: Final[Mapping[str, float]] = {"hobby": 30.0, "industry": 26.0, "kind": 18.0}
SAID: Final = frozenset({"hobby", "industry", "word", "follow", "again"})
"""Names (before the colon) of parts by which words of the listing say what it is about."""
TOPIC: Final = 0.35
"""An event that only talks about a hobby or industry counts so much of one that does it."""
LABEL_IN_TEXT: Final = 0.8
"""A label that only the text, a tag or the hour says counts so much of one in the title."""
IN_TITLE: Final = 28.0
IN_TEXT: Final = 10.0
NEXT: Final = 0.5
"""Each further interest of one group counts so much of the one before: many labels are not many reasons."""
FOLLOWED: Final = 45.0
AGAIN: Final = 35.0
FREE_SLOT: Final = {Fit.FITS: 12.0, Fit.TIGHT: 6.0}
TIGHT: Final = -4.0
TIME_UNKNOWN: Final = -8.0
NEAR: Final = 10.0
NEAR_MINUTES: Final = 60
FAR: Final = -0.2
"""Points for each minute beyond ``NEAR_MINUTES``, at most ``FARTHEST``."""
FARTHEST: Final = -20.0
FREE_OF_CHARGE: Final = 3.0
GENTLE: Final = 3.0
DEADLINE: Final = 4.0
DEADLINE_SOON: Final = timedelta(days=2)
FEW_SEATS: Final = 2.0
FEW: Final = 5
NO_SEATS: Final = -10.0
NEAR_IN_MEANING: Final = 8.0
"""Nearness of meaning is a guess: it never weighs more than this, never beside a word that is there, and makes no pick."""
SOON: Final = 4.0
SOON_DAYS: Final = 16


class Near(Protocol):
    """Nearness of meaning between titles and interests."""

    def know(self, titles: Iterable[str]) -> None:
        """Get ready for titles: to read many at once takes a fraction of reading one after the other."""
        ...

    def __call__(self, title: str) -> tuple[str, float] | None:
        """The interest that a title comes near, and how near from 0 to 1; ``None`` where none is near."""
        ...


Before = Callable[[Event], str | None]
"""What the person went to that this event is the next meeting of, by its title; ``None`` where there is none."""

_FIELDS: Final[Mapping[str, Callable[[Event], tuple[str, ...]]]] = {
    "hobby": attrgetter("hobbies"),
    "industry": attrgetter("industries"),
    "kind": attrgetter("kinds"),
}

_INNER: Final = str.maketrans("「」", "『』")
_SOON: Final = [part("soon", round(SOON * (1 - days / SOON_DAYS), 2)) for days in range(SOON_DAYS)]


class Likes:
    """The parts of the score of one profile, learnt ones aside.

    Args:
        profile: the person.
        around: places and words.
        say: into the reader's language.
        attended: how often the person has been to each series and organiser.
        near: nearness of meaning, where the extra ``semantic`` is installed.
        before: the meeting that the person went to and that an event is the next of.
    """

    def __init__(
        self,
        profile: Profile,
        around: Surroundings,
        say: Translate,
        attended: Mapping[str, int],
        near: Near | None = None,
        before: Before | None = None,
    ) -> None:
        self._say, self._attended, self._near, self._before = say, attended, near, before
        self._zone = ZoneInfo(profile.zone)
        labels = [one for one in profile.interests if one.group in _FIELDS]
        self._labels: dict[str, dict[str, list[Interest]]] = {
            group: defaultdict(list) for group in _FIELDS if any(one.group == group for one in labels)
        }
        self._names: dict[tuple[str, str], str] = {
            (one.group, one.value): around.name(one.value, one.group) for one in labels
        }
        self._says: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._reasons: dict[tuple[str, str, bool], str] = {
            (one.group, key, topic): self._reason(one, name, topic=topic)
            for one in labels
            for key, name in ((one.value, self._names[one.group, one.value]), (one.said or one.value, one.said))
            if name
            for topic in (False, True)
        }
        for one in sorted(labels, key=lambda one: -one.weight):
            self._labels[one.group][one.value].append(one)
            for word in around.words(one.value, one.group):
                self._says[word].append((one.group, one.value))
        self._titles = Words(self._says, around.finder)
        self._own = Words((one.said for one in labels if one.said), around.finder)
        self._weights = {one.value: one.weight for one in profile.interests if one.group == "word"}
        self._words = Words(self._weights, around.finder)
        self._followed = Words(profile.follow, around.finder)
        self._purposes = Purposes(profile, around, say)
        self._gratis = part("free_of_charge", FREE_OF_CHARGE, say("無料"))
        self._alone = part("alone", GENTLE, say("一人でも参加しやすい"))
        self._beginners = part("beginners", GENTLE, say("初めてでも参加しやすい"))
        self._ways: dict[Way, Part | None] = {}
        self._left = [part("few_seats", FEW_SEATS, say("残り{n}席").format(n=n)) for n in range(FEW + 1)]

    def subject(self, told: Told) -> list[Part]:
        """What the words of the listing say of what it is about, and who holds it."""
        found: list[Part] = []
        if self._labels:
            found.extend(self._interests(told))
        if self._words:
            found.extend(self._own_words(told))
        if self._purposes:
            found.extend(self._purposes.parts(told))
        if self._followed or self._before is not None or self._attended:
            found.extend(self._people(told))
        return found

    @staticmethod
    def unsaid(subject: Sequence[Part]) -> bool:
        """Whether no word says that the listing is about something that the person cares for: only there one guesses."""
        return not any(one.name.partition(":")[0] in SAID for one in subject)

    def parts(self, told: Told, subject: Sequence[Part], attendance: Attendance, now: datetime) -> list[Part]:
        """All that speaks for the listing, or against it; ``subject`` first."""
        event, found = told.event, list(subject)
        if self._near is not None and self.unsaid(subject):
            found.extend(self._guesses(self._near(told.title.text)))
        if attendance.slot is not None or attendance.fit is not Fit.FITS:
            found.extend(self._time(attendance))
        if (way := self._way(attendance.way)) is not None:
            found.append(way)
        if event.audience or event.price is not None:
            found.extend(self._terms(event))
        if event.deadline is not None:
            found.extend(self._closing(event.deadline, now))
        if (seats := self._seats(event)) is not None:
            found.append(seats)
        if attendance.sitting is not None:
            days = (attendance.sitting.start - now).days
            if days < SOON_DAYS:
                found.append(_SOON[max(0, days)])
        return found

    def purpose_line(self, told: Told) -> str:
        """Which purpose the event serves, and by which words; empty if none."""
        return self._purposes.line(told)

    def _interests(self, told: Told) -> Iterator[Part]:
        event, in_title = told.event, None
        for group, wanted in self._labels.items():
            labels = _FIELDS[group](event)
            if not labels or wanted.keys().isdisjoint(labels):
                continue
            there = [self._named(wanted[label], told) for label in dict.fromkeys(labels) if label in wanted]
            if in_title is None:
                in_title = self._in_title(told)
            worth = [(self._worth(one, event, in_title), one) for one in there]
            factor = 1.0
            for points, one in sorted(worth, key=lambda pair: (-pair[0], pair[1].value)):
                reason = self._reasons[group, one.said or one.value, one.value in event.topics]
                words = in_title.get((group, one.value), one.said or self._names[group, one.value])
                yield part(f"{group}:{one.value}", round(points * factor, 2), reason, (words,))
                factor *= NEXT

    def _named(self, wanted: Sequence[Interest], told: Told) -> Interest:
        """A label under the name that both the person and the listing use for it, else under its own: a journey is no sauna."""
        if any(one.said for one in wanted):
            there = self._own.found(told.everything)
            said = next((one for one in wanted if one.said in there), None)
            return said or wanted[0].model_copy(update={"said": ""})
        return wanted[0]

    def _in_title(self, told: Told) -> dict[tuple[str, str], str]:
        """The labels that the title itself says, each with its word."""
        return {label: word for word in self._titles.found(told.title) for label in self._says[word]}

    @staticmethod
    def _worth(one: Interest, event: Event, in_title: Mapping[tuple[str, str], str]) -> float:
        prominence = 1.0 if (one.group, one.value) in in_title else LABEL_IN_TEXT
        return BASE[one.group] * one.weight * prominence * (TOPIC if one.value in event.topics else 1.0)

    def _reason(self, one: Interest, name: str, *, topic: bool) -> str:
        if topic:
            return self._say("「{name}」の話題").format(name=name)
        text = {
            "hobby": self._say("好きな「{name}」の会"),
            "industry": self._say("関心のある業種「{name}」"),
            "kind": self._say("好きな形の会「{name}」"),
        }[one.group]
        return text.format(name=name)

    def _own_words(self, told: Told) -> Iterator[Part]:
        anywhere = self._words.found(told.everything)
        in_title = self._words.found(told.title) if anywhere else ()
        in_text = tuple(word for word in anywhere if word not in in_title)
        factor = 1.0
        for words, points, reason in (
            (in_title, IN_TITLE, self._say("題名に「{word}」")),
            (in_text, IN_TEXT, self._say("本文に「{word}」")),
        ):
            for word in words:
                worth = round(points * self._weights[word] * factor, 2)
                yield part(f"word:{word}", worth, reason.format(word=word), (word,))
                factor *= NEXT

    def _people(self, told: Told) -> Iterator[Part]:
        followed = self._followed.found(told.names) if self._followed else ()
        for word in followed[:1]:
            reason = self._say("フォロー中の「{word}」").format(word=word)
            yield part(f"follow:{word}", FOLLOWED, reason, (word,))
        if self._before is not None and (before := self._before(told.event)):
            reason = self._say("行った「{name}」の続きの会").format(name=_inside(before))
            yield part(f"again:{before}", AGAIN, reason, (before,))
            return
        for key, reason in (
            (told.event.series, self._say("行った「{name}」の続きの会")),
            (told.event.organiser, self._say("行ったことのある「{name}」の会")),
        ):
            if key and key in self._attended:
                yield part(f"again:{key}", AGAIN, reason.format(name=_inside(key)), (key,))
                return

    def _guesses(self, found: tuple[str, float] | None) -> Iterator[Part]:
        """Nearness of meaning."""
        if found is not None:
            word, nearness = found
            reason = self._say("「{word}」に意味が近いかもしれない題名（推測）").format(word=word)
            points = round(NEAR_IN_MEANING * (1 + nearness) / 2, 2)
            yield part(f"near:{word}", points, reason, (word,))

    def _time(self, attendance: Attendance) -> Iterator[Part]:
        slot = attendance.slot
        if slot is not None and attendance.fit in FREE_SLOT:
            text = self._say("空き時間「{slot}」に合う")
            if attendance.fit is Fit.TIGHT:
                text = self._say("空き時間「{slot}」にほぼ合う")
            reason = text.format(slot=slot.label) if slot.label else ""
            yield part("free", FREE_SLOT[attendance.fit], reason, (slot.label,))
        if attendance.fit is Fit.TIGHT:
            yield part("tight", TIGHT)
        elif attendance.fit is Fit.UNKNOWN:
            yield part("time_unknown", TIME_UNKNOWN)

    def _way(self, way: Way) -> Part | None:
        if way not in self._ways:
            self._ways[way] = _of_way(way)
        return self._ways[way]

    def _terms(self, event: Event) -> Iterator[Part]:
        if event.price is not None and event.price.min == 0:
            yield self._gratis
        if "solo_welcome" in event.audience:
            yield self._alone
        if "beginners_welcome" in event.audience:
            yield self._beginners

    def _closing(self, deadline: datetime, now: datetime) -> Iterator[Part]:
        if timedelta(0) <= deadline - now <= DEADLINE_SOON:
            when = bare_moment(deadline.astimezone(self._zone))
            yield part("deadline", DEADLINE, self._say("申込は{when}まで").format(when=when))

    def _seats(self, event: Event) -> Part | None:
        left = event.seats_left
        if event.status is Status.WAITLIST or left == 0:
            return part("no_seats", NO_SEATS)
        return self._left[left] if left is not None and left <= FEW else None


def _inside(name: str) -> str:
    """A name as it stands between 「 and 」: its own brackets are the inner ones."""
    return name.translate(_INNER)


def _of_way(way: Way) -> Part | None:
    """What a way adds, or takes."""
    if way.assumed or not way.words:
        return None
    if way.minutes > NEAR_MINUTES:
        return part("far", round(max(FARTHEST, FAR * (way.minutes - NEAR_MINUTES)), 2), "", (way.words,))
    near = round(NEAR * (1 - way.minutes / NEAR_MINUTES), 2)
    told = way.minutes <= NEAR_MINUTES / 2
    return part("travel", near, way.words if told else "", (way.words,))
