"""Listings, profiles and surroundings for the tests of matching. All organisers are invented."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.calendars import free
from aggregator.match import Matcher
from aggregator.model import Cautions, Event, Format, Interest, Listing, Occurrence, Place, Price, Profile
from aggregator.normalise.labels import taxonomy
from aggregator.normalise.places import Located

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=TOKYO)
SPOTS = {
    "吉祥寺駅": (35.703, 139.580),
    "新宿駅": (35.690, 139.700),
    "東京都渋谷区": (35.664, 139.698),
    "東京都武蔵野市": (35.718, 139.566),
    "東京都": (35.694, 139.703),
    "大阪府大阪市": (34.694, 135.502),
    "東京都立川駅": (35.698, 139.414),
    "東京都青空会館": (35.694, 139.703),
}


class Around:
    """A small world: seven places, and the taxonomy."""

    def __init__(self):
        self.asked = []

    def locate(self, words):
        self.asked.append(words)
        return Located(*SPOTS[words]) if words in SPOTS else None

    def name(self, label, group):
        return taxonomy().label(label, group).ja

    def words(self, label, group):
        return taxonomy().label(label, group).words()

    def finder(self, words):
        lexicon = taxonomy().matcher(words)
        return lambda text: [key for hit in lexicon.longest(text) for key in hit.keys]


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=TOKYO)


def listing(**fields):
    """A free talk in Shibuya on Wednesday evening, unless told otherwise."""
    given = {
        "uid": "example:1",
        "source": "example",
        "title": "ことのは読書会",
        "start": at("2026-11-25 19:00"),
        "end": at("2026-11-25 21:00"),
        "place": Place(name="ことのは館", prefecture="東京都", city="渋谷区"),
        "format": Format.ONSITE,
        "kinds": ("reading_club",),
    } | fields
    for name in ("start", "end", "deadline"):
        if isinstance(given.get(name), str):
            given[name] = at(given[name])
    event = Event(**given)
    return Listing(id=event.uid, event=event, copies=(event,), first_seen=NOW, last_seen=NOW)


def sitting(start, end=None, *, all_day=False):
    return Occurrence(start=at(start), end=at(end) if end else None, all_day=all_day)


def interests(**groups):
    return tuple(Interest(group=group, value=value) for group, values in groups.items() for value in values)


def matcher(profile, busy=(), **more):
    day = NOW.date()
    times = free(profile, day, day + timedelta(days=profile.horizon_days), busy)
    return Matcher(profile, times, Around(), **more)


def match(one, busy=(), cautions=None, **profile):
    """What the matcher says of a listing for a profile."""
    return matcher(Profile(**profile), busy).match(one, cautions or Cautions(), NOW)


def price(*tiers, **fields):
    amounts = [amount for _, amount in tiers]
    given = {"min": min(amounts), "max": max(amounts)} if amounts else {}
    return Price(tiers=tuple({"label": label, "amount": amount} for label, amount in tiers), **(given | fields))
