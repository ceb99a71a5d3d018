"""The whole story of one event: where it was read, what was understood, merged with what, and what decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from aggregator.app.gather import present
from aggregator.app.morning import decide, judge
from aggregator.config.load import Loaded
from aggregator.dedupe import Decisions, why_same
from aggregator.i18n import Translate, told, translator
from aggregator.model import Change, Listing, Match, Ranked, Rejected
from aggregator.rank import stands_for
from aggregator.render.shown import anchor
from aggregator.store import Store


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of one listing: ``match`` or ``rejected``.

    ``ranked`` is its line in the digest, or the line of its series behind which it stands (``collapsed``). ``removed`` says
    that no source in config.yaml tells it any more.
    """

    listing: Listing
    history: tuple[Change, ...]
    merged: tuple[tuple[str, str], ...]
    ranked: Ranked | None = None
    match: Match | None = None
    rejected: Rejected | None = None
    removed: bool = False

    @property
    def collapsed(self) -> bool:
        """Whether another meeting of its series has the line in which it is counted."""
        return self.ranked is not None and self.ranked.match.listing.id != self.listing.id


def find(store: Store, key: str) -> Listing | None:
    """A listing by what a person has at hand: id, address, the short code of the lists, or a piece of its title.

    Raises:
        ConfigError: ``key`` begins the ids of several listings.
    """
    if (found := store.listing(key)) is not None:
        return found
    everything = store.listings()
    by_code = [one for one in everything if key in (code(one), *(anchor(copy.uid) for copy in one.copies))]
    by_title = [one for one in everything if _titled(one, key)]
    return next(iter(by_code or (by_title if len(by_title) == 1 else [])), None)


def titled(store: Store, words: str) -> list[Listing]:
    """The stored listings whose title, or a copy's, contains ``words``, by start."""
    return [one for one in store.listings() if _titled(one, words)]


def _titled(listing: Listing, words: str) -> bool:
    return any(words in one.title for one in (listing.event, *listing.copies))


def code(listing: Listing) -> str:
    """The short name under which lists show a listing and the page marks it."""
    return anchor(listing.id)


def tell(loaded: Loaded, store: Store, listing: Listing, now: datetime) -> Story:
    """The story of ``listing`` for the configured profile."""
    judged, removed = judge(loaded, store, now), not present(loaded, store, [listing])
    found = next((one for one in judged.matches if one.listing.id == listing.id), None) or next(
        (one for one in judged.rejected if one.listing.id == listing.id), None
    )
    if found is None and not removed:
        found = decide(loaded, store, listing, now)
    match = found if isinstance(found, Match) else None
    return Story(
        listing=listing,
        history=store.history(listing.id),
        merged=tuple(_merged(listing, store.decisions(), translator(loaded.settings.profile.language))),
        ranked=stands_for(match, judged.ranked) if match is not None else None,
        match=match,
        rejected=found if isinstance(found, Rejected) else None,
        removed=removed,
    )


def _merged(listing: Listing, decisions: Decisions, say: Translate) -> Iterator[tuple[str, str]]:
    """Each further copy's source, and why it is taken for the same event: by its evidence with the copy most like it."""
    for copy in listing.copies[1:]:
        others = [other for other in listing.copies if other.uid != copy.uid]
        if any(decisions.says(copy.uid, other.uid) for other in others):
            yield copy.source, say("あなたが同じ会としました")
            continue
        verdict = max((why_same(other, copy) for other in others), key=lambda one: (one.same, one.score))
        if verdict.same:
            words = (told(reason.words, say) for reason in verdict.reasons if reason.points >= 0)
            yield copy.source, say("、").join(filter(None, words))
        else:
            yield copy.source, say("前に同じ会と見てまとめました。いまの記載だけでは決まりません")
