"""How fast listings are matched: ``python tests/bench/bench_match.py [EVENTS [PROFILES]]``.

One profile after another on one core (mean and worst of five, then readers who make the most work), then many profiles by
shared work. Prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta

from aggregator.calendars import free
from aggregator.match import Crowd, Matcher
from aggregator.model import Cautions, Free, Listing, Match, Profile
from aggregator.rank import rank
from tests.bench.match_world import NOW, Around, demanding, listings, profiles

NOTHING = Cautions()


def main(events: int, people: int) -> dict[str, float]:
    """Measure on ``events`` listings and ``people`` profiles."""
    world = listings(events, seed=1)
    single = [one_profile(world, profile) for profile in profiles(5, seed=2)]
    hard = {profile.name: round(one_profile(world, profile), 3) for profile in demanding()}
    crowd = profiles(people, seed=3)
    began = time.process_time()
    together = Crowd([(profile, free_of(profile)) for profile in crowd], Around())
    built = time.process_time() - began
    began = time.process_time()
    found = sum(map(len, together.decide(world, NOTHING, NOW)))
    return {
        "events": events,
        "one_profile_seconds": round(sum(single) / len(single), 3),
        "one_profile_worst": round(max(single), 3),
        **{f"{name}_seconds": seconds for name, seconds in hard.items()},
        "profiles": people,
        "crowd_build_seconds": round(built, 2),
        "crowd_match_seconds": round(time.process_time() - began, 2),
        "crowd_matches": found,
    }


def free_of(profile: Profile) -> Free:
    """The coming month."""
    return free(profile, NOW.date(), NOW.date() + timedelta(days=profile.horizon_days))


def one_profile(world: list[Listing], profile: Profile) -> float:
    """Seconds to match and rank everything for one profile."""
    around = Around()
    began = time.process_time()
    matcher = Matcher(profile, free_of(profile), around)
    decisions = matcher.decide(world, NOTHING, NOW)
    rank([one for one in decisions if isinstance(one, Match)], NOW)
    return time.process_time() - began


if __name__ == "__main__":
    events, people = (
        (int(word) for word in (*sys.argv[1:], "10000", "1000")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 1000)
    )
    sys.stdout.write(json.dumps(main(events, people)) + "\n")
