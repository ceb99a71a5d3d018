"""Many profiles at once by shared work: each listing is asked once who may care and who is free, not each person.

Sets of people are integers with one bit each, so that "cares, and is free then, and goes there, and has the money" is four
ANDs however many people there are. Only who is left is matched one by one, with the same ``Matcher`` as a single reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, reduce
from itertools import accumulate
from operator import or_
from typing import Final

from aggregator.collector import no_search
from aggregator.match.areas import Areas
from aggregator.match.cost import is_yen
from aggregator.match.facts import Facts, Judge
from aggregator.match.lengths import drops_in
from aggregator.match.matcher import Matcher
from aggregator.match.sittings import end_of, sittings
from aggregator.match.surroundings import Surroundings
from aggregator.match.trip import SLACK
from aggregator.match.words import Find, Passage, Told, content_words, quick
from aggregator.model import Cautions, Event, Format, Free, Listing, Match, Place, Profile, Sitting
from aggregator.words import Words

HALF_HOUR: Final = 1800
_DAY: Final = timedelta(days=1)
_GROUPS: Final = ("hobby", "industry", "kind", "purpose")

People = int
"""A set of people: bit *n* is the *n*-th profile."""


class Crowd:
    """Matches listings for many profiles.

    Args:
        people: each profile with when it is free.
        around: places and words.
    """

    def __init__(self, people: Sequence[tuple[Profile, Free]], around: Surroundings) -> None:
        self._profiles = [profile for profile, _ in people]
        self._all: People = (1 << len(people)) - 1
        known = _Remembered(around)
        self._matcher = cache(lambda number: Matcher(*people[number], known))
        self._labels = self._by_label()
        self._words = WordIndex(self._by_word())
        self._free = _by_time([free for _, free in people])
        self._always = self._who(lambda number: people[number][1].always)
        self._areas = [Areas(profile.areas) for profile in self._profiles]
        self._anywhere = self._who(lambda number: not self._areas[number])
        self._online = self._who(
            lambda number: bool({Format.ONLINE, Format.HYBRID} & set(self._profiles[number].formats))
        )
        self._budgets = self._at_least(_or_endless(profile.budget) for profile in self._profiles)
        self._horizons = self._at_least(profile.horizon_days for profile in self._profiles)
        self._in_area = cache(self._who_goes_to)

    def decide(self, listings: Iterable[Listing], cautions: Cautions | Judge, now: datetime) -> list[list[Match]]:
        """What everybody can attend of a whole day's listings, of those that name one of their interests, words or people.

        Returns:
            The matches of each profile, in the order of the profiles and of the listings.
        """
        found: list[list[Match]] = [[] for _ in self._profiles]
        with no_search():
            for listing in listings:
                for number, match in self.matches(listing, cautions, now):
                    found[number].append(match)
        return found

    def matches(self, listing: Listing, cautions: Cautions | Judge, now: datetime) -> Iterator[tuple[int, Match]]:
        """Everybody who can attend the listing and one of whose interests, words, purposes or people it names.

        Yields:
            The number of the profile and its match, by number.
        """
        facts = Facts(listing, cautions, now)
        for number in _numbers(self.candidates(facts)):
            found = self._matcher(number).about(facts)
            if isinstance(found, Match):
                yield number, found

    def candidates(self, facts: Facts) -> People:
        """Who may care and may be able to go: nobody else is matched."""
        first = facts.when.first
        left = _having(self._horizons, (first - facts.now) / _DAY) if first is not None else self._all
        for narrow in (self._with_time, self._with_money, self._nearby):
            left &= narrow(facts.event)
        return left and left & self._interested(facts.told)

    def _interested(self, told: Told) -> People:
        event, found = told.event, 0
        for group, labels in zip(_GROUPS, (event.hobbies, event.industries, event.kinds, event.purposes), strict=True):
            for label in labels:
                found |= self._labels.get((group, label), 0)
        return found | self._words.people(told.names) | self._words.people(told.everything)

    def _with_money(self, event: Event) -> People:
        price = event.price
        if price is None or price.min is None or not is_yen(price):
            return self._all
        return _having(self._budgets, price.min)

    def _nearby(self, event: Event) -> People:
        if event.format is Format.ONLINE:
            return self._online
        if event.format is Format.HYBRID or event.place is None:
            return self._all
        return self._anywhere | self._in_area(event.place.prefecture, event.place.city)

    def _with_time(self, event: Event) -> People:
        every = sittings(event)
        if not every or any(self._flexible(one, event) for one in every):
            return self._all
        found = self._always
        for one in every:
            found |= self._free.get(int(one.start.timestamp()) // HALF_HOUR, 0)
        return found

    @staticmethod
    def _flexible(sitting: Sitting, event: Event) -> bool:
        """Whether one need not be free at the beginning."""
        length = end_of(sitting, event) - sitting.start
        return sitting.all_day or drops_in(event, length) or "camp" in event.kinds

    def _who(self, condition: Callable[[int], bool]) -> People:
        return sum(1 << number for number in range(len(self._profiles)) if condition(number))

    def _who_goes_to(self, prefecture: str | None, city: str | None) -> People:
        place = Place(prefecture=prefecture, city=city)
        return self._who(lambda number: self._areas[number].hold(place))

    def _by_label(self) -> dict[tuple[str, str], People]:
        found: dict[tuple[str, str], People] = defaultdict(int)
        for number, profile in enumerate(self._profiles):
            for one in profile.interests:
                found[one.group, one.value] |= 1 << number
        return found

    def _by_word(self) -> dict[str, People]:
        found: dict[str, People] = defaultdict(int)
        for number, profile in enumerate(self._profiles):
            own = (one.value for one in profile.interests if one.group == "word")
            purposes = (word for purpose in profile.purposes for word in content_words(purpose) or (purpose,))
            for word in (*own, *profile.follow, *purposes):
                found[quick(word)] |= 1 << number
        return found

    @staticmethod
    def _at_least(amounts: Iterable[float]) -> list[tuple[float, People]]:
        """Each amount, the lowest first, with everybody who has at least so much."""
        has: dict[float, People] = defaultdict(int)
        for number, amount in enumerate(amounts):
            has[amount] |= 1 << number
        ordered = sorted(has, reverse=True)
        return list(zip(ordered, accumulate((has[amount] for amount in ordered), or_), strict=True))[::-1]


def _or_endless(amount: float | None) -> float:
    return float("inf") if amount is None else amount


def _having(amounts: Iterable[tuple[float, People]], least: float) -> People:
    """Everybody who has at least so much."""
    return next((people for amount, people in amounts if amount >= least), 0)


class _Remembered:
    """Surroundings that are asked once for what many people share."""

    def __init__(self, around: Surroundings) -> None:
        self.locate = cache(around.locate)
        self.name = cache(around.name)
        self.words = cache(around.words)
        self._finder = cache(around.finder)

    def finder(self, words: Iterable[str]) -> Find:
        """See ``Surroundings``."""
        return self._finder(tuple(sorted(words)))


class WordIndex:
    """All words of all people, found in one pass over a text; on boundaries they are judged later, by the few it concerns."""

    def __init__(self, words: Mapping[str, People]) -> None:
        self._people = {word: people for word, people in sorted(words.items()) if word}
        self._words = Words(self._people)

    def people(self, passage: Passage) -> People:
        """Everybody one of whose words stands in the text somehow."""
        return reduce(or_, map(self._people.__getitem__, self._words.said(passage.lowered)), 0)


def _by_time(times: Iterable[Free]) -> dict[int, People]:
    """Who is free, by half hours since 1970; a quarter of an hour around a slot counts with it."""
    found: dict[int, People] = defaultdict(int)
    for number, free in enumerate(times):
        for slot in free.slots:
            first = int((slot.start - SLACK).timestamp()) // HALF_HOUR
            last = int((slot.end + SLACK).timestamp()) // HALF_HOUR
            for at in range(first, last + 1):
                found[at] |= 1 << number
    return dict(found)


def _numbers(people: People) -> Iterator[int]:
    while people:
        lowest = people & -people
        yield lowest.bit_length() - 1
        people ^= lowest
