"""Simulated readers: each has tastes that the profile does not state, and says 👍, 👎 or あとで of what is shown.

The replay goes day by day: the page is ranked with what was learnt until the day before, the reader looks at the top of it
and marks some of it, now and then wrongly. What is measured is how much of the reader's true taste the top of the page has.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from aggregator.i18n import translator
from aggregator.match import Matcher
from aggregator.model import Cautions, Event, Free, Interest, Listing, Match, Profile
from aggregator.rank import rank
from aggregator.weights import Learned, Marked, Weights, features, learn
from tests.bench.match_world import NOW, TOKYO, Around, listings

TOP = 10
MISTAKE = 0.1
"""How often a reader marks the opposite of what they feel."""
SAY = translator("ja")


@dataclass(frozen=True)
class Reader:
    """A profile, and what the person really likes: a liking from -1 to 1 by feature."""

    profile: Profile
    taste: dict[str, float]

    def likes(self, event: Event) -> float:
        """How much the person likes an event: what the profile states, and the taste that it does not."""
        stated = {f"{one.group}:{one.value}" for one in self.profile.interests}
        return sum(self.taste.get(name, 0.0) + (0.5 if name in stated else 0.0) for name in features(event, TOKYO))


def reader(dice: random.Random, pool: Sequence[Listing]) -> Reader:
    """Somebody with two stated interests, and six tastes that are not stated."""
    seen = sorted({name for listing in pool for name in features(listing.event, TOKYO)})
    subjects = [name for name in seen if name.startswith(("hobby:", "kind:", "industry:"))]
    stated = dice.sample(subjects, 2)
    hidden = dice.sample([name for name in subjects if name not in stated], 14)
    others = [name for name in seen if name.startswith(("organiser:", "when:", "price:"))]
    taste = {name: dice.choice((-1.0, 0.6, 1.0)) for name in (*hidden, *dice.sample(others, 5))}
    wished = tuple(Interest(group=name.partition(":")[0], value=name.partition(":")[2]) for name in stated)
    return Reader(Profile(interests=wished, horizon_days=366), taste)


def replay(person: Reader, days: Sequence[Sequence[Listing]], dice: random.Random, *, learning: bool) -> float:
    """Mean gain (NDCG at ten, Järvelin & Kekäläinen 2002) of the pages of the second half of ``days``."""
    marks: list[Marked] = []
    gains: list[float] = []
    around = Around()
    for number, day in enumerate(days):
        weights = learn(marks, TOKYO) if learning else Weights()
        page = ranked(person.profile, day, around, Learned(weights, TOKYO, around.name, SAY))
        if number >= len(days) // 2:
            gains.append(ndcg([person.likes(one.event) for one in page], TOP))
        marks += list(said(person, page[:TOP], dice))
    return sum(gains) / len(gains)


def ranked(
    profile: Profile, day: Sequence[Listing], around: Around, learned: Callable[[Event], Sequence[object]]
) -> list[Listing]:
    """The page of one day, in its order."""
    matcher = Matcher(profile, Free(always=True), around, learned=learned)
    found = [matcher.match(listing, Cautions(), NOW) for listing in day]
    return [one.match.listing for one in rank([one for one in found if isinstance(one, Match)], NOW)]


def said(person: Reader, page: Sequence[Listing], dice: random.Random) -> list[Marked]:
    """What the reader says of the top of a page; of many things they say nothing."""
    found = []
    for listing in page:
        liking = person.likes(listing.event)
        wrong = dice.random() < MISTAKE
        if dice.random() < 0.3:
            found.append(Marked(listing.event, "later"))
        elif liking > 0.4:
            found.append(Marked(listing.event, "down" if wrong else "up"))
        elif liking < -0.4:
            found.append(Marked(listing.event, "up" if wrong else "down"))
    return found


def ndcg(likings: Sequence[float], top: int) -> float:
    """How near the top of an order is to the best order there is; dislikes count as nothing."""
    gains = [max(0.0, liking) for liking in likings]
    best = _discounted(sorted(gains, reverse=True)[:top])
    return _discounted(gains[:top]) / best if best else 1.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def world(seed: int, days: int, size: int) -> list[list[Listing]]:
    """The listings of each day."""
    pool = listings(days * size, seed)
    return [pool[at : at + size] for at in range(0, len(pool), size)]
