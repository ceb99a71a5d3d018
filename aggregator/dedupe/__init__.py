"""One event, once: copies of it on several sources become one Listing. Pure, and blind to the order of its input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from aggregator.collector import no_search
from aggregator.dedupe.clusters import Clusters, Decisions
from aggregator.dedupe.evidence import Reason
from aggregator.dedupe.merge import ordered, view
from aggregator.dedupe.rules import version
from aggregator.dedupe.series import Sequels, Series, follows, series
from aggregator.dedupe.traits import Traits
from aggregator.dedupe.verdict import Verdict, why_same
from aggregator.model import Event, Listing

__all__ = [
    "Decisions",
    "Reason",
    "Sequels",
    "Series",
    "Verdict",
    "dedupe",
    "follows",
    "series",
    "version",
    "why_same",
    "without",
]

_UNSEEN = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for "now" where the caller gives none; the store stamps listings itself."""
_PASSING = frozenset({"accepted", "waiting", "updated", "published"})
"""What no pair is judged by."""


def dedupe(
    incoming: Iterable[Event],
    known: Iterable[Listing] = (),
    decisions: Decisions | None = None,
    *,
    now: datetime | None = None,
    settled: bool = False,
) -> list[Listing]:
    """Merge the copies among ``incoming`` events and ``known`` listings.

    Args:
        incoming: events of this run. One that is known already (same uid) replaces its earlier telling, whatever
            changed: a moved event stays the same event.
        known: listings of earlier runs. What was merged stays merged, with the same id and the same winner, unless the
            user split it or its titles now contradict each other.
        decisions: what the user split and merged.
        now: the time of the run, for ``first_seen`` of new listings and ``last_seen`` of those in ``incoming``.
        settled: ``known`` was merged under these rules and decisions (``version``). Listings of which every copy says what it
            said are not compared with each other again.

    Returns:
        All listings, incoming and known, by id. The same input in any order gives the same result, and merging the
        result again changes nothing.
    """
    before = sorted(known, key=lambda listing: (listing.first_seen, listing.id))
    moment = now or max((listing.last_seen for listing in before), default=_UNSEEN)
    with no_search():
        merged = _merged(before, _latest(incoming), decisions or Decisions(), moment, settled=settled)
    return sorted(merged, key=lambda listing: listing.id)


def without(sources: Collection[str], listings: Iterable[Listing]) -> Iterator[Listing]:
    """``listings`` as all sources but these tell them; what nobody else tells is left out. The order and the ids stay."""
    for one in listings:
        copies = tuple(copy for copy in one.copies if copy.source not in sources)
        if len(copies) == len(one.copies):
            yield one
        elif copies:
            event = view([Traits(copy) for copy in copies])
            gone = tuple(source for source in one.gone_from if source not in sources)
            yield one.model_copy(update={"event": event, "copies": copies, "gone_from": gone})


def _merged(
    before: Sequence[Listing], came: dict[str, Event], decisions: Decisions, moment: datetime, *, settled: bool
) -> list[Listing]:
    """The listings in no order. A step of its own so that all traits are gone before the next search for cycles."""
    past = {copy.uid: listing for listing in before for copy in listing.copies}
    told = {copy.uid: copy for listing in before for copy in listing.copies} | came
    traits = [Traits(event) for event in told.values()]
    still = [listing for listing in before if all(_repeats(copy, came.get(copy.uid)) for copy in listing.copies)]
    clusters = Clusters(traits, decisions)
    clusters.obey()
    clusters.keep(before, still if settled else ())
    clusters.grow(traits)
    same = {listing.id: listing for listing in still if _word_for_word(listing, came)} if settled else {}
    return [_listing(group, past, came, moment, same) for group in clusters.groups()]


def _word_for_word(listing: Listing, came: dict[str, Event]) -> bool:
    """Whether nothing at all is told otherwise: its view is what it was."""
    return all(came.get(copy.uid, copy) == copy for copy in listing.copies)


def _repeats(copy: Event, came: Event | None) -> bool:
    """Whether a known copy was not told anew, or in the same words; how many have signed up is no matter of merging."""
    if came is None or came == copy:
        return True
    ours, theirs = vars(copy), vars(came)
    return all(theirs[name] == value for name, value in ours.items() if name not in _PASSING)


def _latest(incoming: Iterable[Event]) -> dict[str, Event]:
    """One telling for each uid: a source that lists an event twice on its pages is heard once."""
    found: dict[str, Event] = {}
    for event in incoming:
        other = found.get(event.uid)
        if other is None or (other != event and _telling(event) > _telling(other)):
            found[event.uid] = event
    return found


def _telling(event: Event) -> tuple[float, str]:
    """The later update is believed; without one any fixed order will do."""
    return event.updated.timestamp() if event.updated else 0.0, event.model_dump_json()


def _listing(
    group: Sequence[Traits],
    past: dict[str, Listing],
    came: dict[str, Event],
    moment: datetime,
    same: dict[str, Listing],
) -> Listing:
    """One group as a listing: its id is that of the earliest listing whose first copy it holds. ``same`` are as they were."""
    before = past.get(group[0].uid)
    if before is not None and before.id in same and len(before.copies) == len(group):
        return _seen_again(before, came, moment)
    uids = {one.uid for one in group}
    earlier = sorted(
        {past[uid].id: past[uid] for uid in uids if uid in past}.values(),
        key=lambda listing: (listing.id not in uids, listing.first_seen, listing.id),
    )
    copies = ordered(group, [copy.uid for copy in earlier[0].copies] if earlier else ())
    seen = [listing.last_seen for listing in earlier]
    if uids & came.keys() or not seen:
        seen.append(moment)
    sources = {one.source for one in group}
    gone = {source for listing in earlier for source in listing.gone_from if source in sources}
    return Listing(
        id=earlier[0].id if earlier and earlier[0].id in uids else copies[0].uid,
        event=view(copies),
        copies=tuple(one.event for one in copies),
        first_seen=min((listing.first_seen for listing in earlier), default=moment),
        last_seen=max(seen),
        gone_from=tuple(sorted(gone - {came[uid].source for uid in uids & came.keys()})),
    )


def _seen_again(before: Listing, came: dict[str, Event], moment: datetime) -> Listing:
    """A listing that says what it said, and who still lists it."""
    told = {copy.source for copy in before.copies if copy.uid in came}
    if not told:
        return before
    gone = tuple(source for source in before.gone_from if source not in told)
    return before.model_copy(update={"last_seen": max(before.last_seen, moment), "gone_from": gone})
