"""Match, rank, digest: what of the stored listings this person is told this morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from aggregator.app.diary import CalendarState, calendars, unread
from aggregator.app.gather import Gathered, horizon, present
from aggregator.app.news import told_changes
from aggregator.app.semantic import nearness
from aggregator.app.taste import learned
from aggregator.calendars import free
from aggregator.cautions import cautions
from aggregator.collector import no_search
from aggregator.config.load import Loaded
from aggregator.dedupe import Sequels
from aggregator.i18n import translator
from aggregator.match import Matcher, Spot
from aggregator.model import Change, Digest, Event, Fit, Free, Item, Listing, Match, Profile, Ranked, Rejected, Status
from aggregator.normalise.labels import taxonomy
from aggregator.normalise.places import locate
from aggregator.rank import rank
from aggregator.store import Mark, Shown, Store, Verb, fingerprint

NOTICES = 10
"""So many changes are told first: a source that words all its venues anew must not bury the day."""
DEADLINES = 3
_CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
_OPENED = frozenset(
    (f'"{old}"', new) for old in (Status.FULL, Status.WAITLIST) for new in ("null", f'"{Status.SCHEDULED}"')
)


class Known:
    """Places and words for matching (``match.Surroundings``); a purpose is called as ``profile`` calls it."""

    @staticmethod
    @cache
    def locate(words: str) -> Spot | None:
        """See ``Surroundings``."""
        return locate(words)

    def __init__(self, language: str, profile: Profile | None = None) -> None:
        self._language = language
        own = profile.interests if profile is not None else ()
        self._purposes = {one.value: one.said for one in own if one.group == "purpose" and one.said}

    def name(self, label: str, group: str) -> str:
        """See ``Surroundings``."""
        if group == "purpose" and label in self._purposes:
            return self._purposes[label]
        found = taxonomy().known(label, group)
        if found is None:
            return label
        return found.en if self._language == "en" else found.ja

    @staticmethod
    def words(label: str, group: str) -> tuple[str, ...]:
        """See ``Surroundings``."""
        found = taxonomy().known(label, group)
        return found.words() if found is not None else ()

    @staticmethod
    def finder(words: Iterable[str]) -> Callable[[str], Sequence[str]]:
        """See ``Surroundings``."""
        wanted = tuple(words)
        if not wanted:
            return lambda _text: ()
        lexicon = taxonomy().matcher(wanted)
        return lambda text: [key for hit in lexicon.longest(text) for key in hit.keys]


@dataclass(frozen=True, slots=True)
class Judged:
    """Every listing of the window, matched or rejected; ``matches`` are also those that stand behind another of their series."""

    ranked: tuple[Ranked, ...]
    rejected: tuple[Rejected, ...]
    free: Free
    matches: tuple[Match, ...] = ()
    repeated: frozenset[str] = frozenset()
    """Ids of further dates of what the reader has been shown already."""
    calendars: tuple[CalendarState, ...] = ()


def compose(loaded: Loaded, store: Store, gathered: Gathered, now: datetime) -> Digest:
    """The digest of ``now``.

    Args:
        loaded: the configuration.
        store: what is known.
        gathered: how the sources did.
        now: aware.
    """
    settings = loaded.settings
    profile, zone = person(loaded, store), ZoneInfo(settings.profile.zone)
    now = now.astimezone(zone)
    day = now.date()
    before = _before(store.shown(profile.name), day, zone)
    judged = judge(loaded, store, now, before)
    marks = store.marks(profile.name, Verb.SAVED)
    saved = {mark.listing for mark in marks}
    changes = told_changes(store, _known_since(before, marks, now, zone))
    limited = [_item(one, judged, before, changes, saved) for one in judged.ranked[: settings.digest.limit]]
    folded = [item for item in limited if _folds(item, profile)]
    known = [match.listing for match in judged.matches] + [one.listing for one in judged.rejected]
    copies = sum(len(listing.copies) for listing in known)  # also those of sources that were not due or are down
    return Digest(
        made=now,
        day=day,
        profile=profile,
        free=judged.free,
        items=tuple(item for item in limited if not _folds(item, profile)),
        notices=tuple(_notices(judged, before, changes, saved, now)),
        rejected=judged.rejected,
        folded=tuple(folded),
        sources=gathered.states,
        unread=tuple(unread(judged.calendars, translator(profile.language), zone)),
        read=copies,
        merged=copies - len(known),
        dropped=gathered.dropped,
    )


def person(loaded: Loaded, store: Store) -> Profile:
    """The configured profile, with the organisers that were dismissed by hand since."""
    profile = loaded.settings.profile
    dismissed = dict.fromkeys((*profile.dismissed_organisers, *store.dismissed(profile.name)))
    return profile.model_copy(update={"dismissed_organisers": tuple(dismissed)})


def judge(loaded: Loaded, store: Store, now: datetime, before: Mapping[str, Shown] | None = None) -> Judged:
    """Match and rank every stored listing of the profile's window."""
    matcher, free_times, own = _prepared(loaded, store, now)
    with no_search():
        listings = present(loaded, store, store.listings(horizon(loaded, now)))
        decisions = matcher.decide(listings, cautions, now)
        matches = tuple(one for one in decisions if isinstance(one, Match))
        shown = before or {}
        old = {one.id for one in listings if one.id in shown and shown[one.id].fingerprint == fingerprint(one)}
        doubtful = {one.id for one in listings if one.gone}
        repeated = frozenset(_repeated(listings, shown))
        return Judged(
            ranked=tuple(rank(matches, now, seen=old | doubtful | repeated)),
            rejected=tuple(one for one in decisions if isinstance(one, Rejected)),
            free=free_times,
            matches=matches,
            repeated=repeated,
            calendars=own,
        )


def decide(loaded: Loaded, store: Store, listing: Listing, now: datetime) -> Match | Rejected:
    """What ``judge`` says of one listing, wherever it lies."""
    return _prepared(loaded, store, now)[0].match(listing, cautions, now)


def _prepared(loaded: Loaded, store: Store, now: datetime) -> tuple[Matcher, Free, tuple[CalendarState, ...]]:
    """The matcher of the configured profile, when the person is free, and how the own calendars do."""
    profile = person(loaded, store)
    day = now.astimezone(ZoneInfo(profile.zone)).date()
    own = tuple(calendars(loaded, store, now))
    busy = tuple(interval for one in own for interval in one.busy)
    free_times = free(profile, day, day + timedelta(days=profile.horizon_days), busy)
    known = Known(profile.language, profile)
    taste = learned(store, profile, known.name, translator(profile.language))
    near = nearness(profile, known.name, store, now)
    been = _been(store, profile.name)
    matcher = Matcher(
        profile,
        free_times,
        known,
        learned=taste,
        attended=_attended(been),
        near=near,
        before=Sequels(been).before if been else None,
    )
    return matcher, free_times, own


def _before(shown: Mapping[str, Shown], day: date, zone: ZoneInfo) -> dict[str, Shown]:
    """What the reader was shown before today: making today's digest again must not make its news old."""
    return {key: one for key, one in shown.items() if one.first.astimezone(zone).date() < day}


def _been(store: Store, profile: str) -> list[Event]:
    """Where the person has been."""
    listings = (store.listing(mark.listing) for mark in store.marks(profile, Verb.WENT))
    return [listing.event for listing in listings if listing is not None]


def _attended(been: Iterable[Event]) -> dict[str, int]:
    """How often the person has been to each series and organiser."""
    return dict(Counter(key for event in been for key in (event.series, event.organiser) if key))


def _known_since(
    before: Mapping[str, Shown], marks: Iterable[Mark], now: datetime, zone: ZoneInfo
) -> dict[str, datetime]:
    """Since when changes of each listing that was shown or saved are news.

    Of what today's digest has shown already, made anew, they are those of a day.
    """
    today, yesterday = now.astimezone(zone).date(), now - timedelta(days=1)
    known = {mark.listing: mark.at for mark in marks}
    for key, one in before.items():
        since = one.last if one.last.astimezone(zone).date() < today else max(one.first, yesterday)
        known[key] = since
    return known


def _repeated(listings: Iterable[Listing], shown: Mapping[str, Shown]) -> Iterator[str]:
    """The ids of further dates of what was shown: of a weekly meeting one more comes into view every week, and is no news.

    A number makes it one (第13回), and so does a date after the last one that was shown is over.
    """
    listed = [(one.id, (one.event.source, one.event.title, one.event.place, one.event.organiser)) for one in listings]
    known = {meeting for key, meeting in listed if key in shown}
    return (key for key, meeting in listed if key not in shown and meeting in known)


def _item(
    one: Ranked,
    judged: Judged,
    before: Mapping[str, Shown],
    changes: Mapping[str, tuple[Change, ...]],
    saved: set[str],
) -> Item:
    key = one.match.listing.id
    new = key not in before and key not in judged.repeated
    return Item(ranked=one, new=new, changes=changes.get(key, ()), saved=key in saved)


def _folds(item: Item, profile: Profile) -> bool:
    """Whether a listing's signs put it behind the others: not where they are to be shown, or were looked into."""
    match = item.ranked.match
    dismissed = match.listing.event.organiser in profile.dismissed_organisers
    return profile.cautions == "fold" and match.cautions.level == "risky" and not dismissed


def _notices(
    judged: Judged,
    before: Mapping[str, Shown],
    changes: Mapping[str, tuple[Change, ...]],
    saved: set[str],
    now: datetime,
) -> list[Item]:
    """What comes first: changes of events that the reader knows, also of those that are out by them; today's deadlines."""
    out = [
        _out(one.listing)
        for one in judged.rejected
        if one.listing.id in changes and one.rule not in ("past", "horizon")
    ]
    told = [one for one in judged.ranked if one.match.listing.id in changes]
    today = [one for one in judged.ranked if _closes_today(one.match.listing.event, now) and one not in told]
    found = [_item(one, judged, before, changes, saved) for one in (*out, *told)]
    closing = [_item(one, judged, before, changes, saved) for one in today]
    return [*sorted(found, key=_weight)[:NOTICES], *sorted(closing, key=_weight)[:DEADLINES]]


def _weight(item: Item) -> tuple[bool, bool, bool]:
    """What is saved first, then what is called off, then what has seats again."""
    return not item.saved, item.ranked.match.listing.event.status not in _CALLED_OFF, not _reopened(item.changes)


def _reopened(changes: Iterable[Change]) -> bool:
    """Whether seats are free again: they are gone soonest."""
    return any(change.field == "status" and (change.old, change.new) in _OPENED for change in changes)


def _out(listing: Listing) -> Ranked:
    """A listing that is left out as a line of the digest."""
    return Ranked(match=Match(listing=listing, occurrence=None, fit=Fit.UNKNOWN), position=0)


def _closes_today(event: Event, now: datetime) -> bool:
    return (
        event.deadline is not None
        and timedelta(0) <= event.deadline - now
        and event.deadline.astimezone(now.tzinfo).date() == now.date()
    )
