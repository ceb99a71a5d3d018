"""What the person's marks have taught, ready for matching; kept and changed on this machine only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from aggregator.errors import ConfigError
from aggregator.i18n import Translate
from aggregator.model import Profile
from aggregator.store import Store
from aggregator.weights import Learned, Marked, Weights, learn


def weights_of(store: Store, profile: Profile) -> Weights:
    """The weights learnt from all marks of ``profile``, with the person's own on top."""
    listings = ((mark, store.listing(mark.listing)) for mark in store.marks(profile.name))
    marks = [Marked(listing.event, mark.verb.value) for mark, listing in listings if listing is not None]
    return learn(marks, ZoneInfo(profile.zone), _own(store, profile))


def learned(store: Store, profile: Profile, name: Callable[[str, str], str], say: Translate) -> Learned | None:
    """The learnt part of the score; ``None`` while nothing has been learnt."""
    weights = weights_of(store, profile)
    return Learned(weights, ZoneInfo(profile.zone), name, say) if weights.values else None


def set_weight(store: Store, profile: Profile, feature: str, value: float | None, now: datetime) -> Weights:
    """Set a weight by hand, or with ``None`` leave it to what is learnt.

    Raises:
        ConfigError: there is no such feature among the weights.
    """
    known = weights_of(store, profile)
    if value is None and feature not in known.own:
        raise ConfigError(f"no weight was set by hand for {feature!r}", key=feature)
    changed = known.changed(feature, value)
    store.save_weights(profile.name, dict(changed.own), now)
    return weights_of(store, profile)


def forget(store: Store, profile: Profile) -> None:
    """Drop the weights set by hand, and every vote; what was saved or attended stays."""
    store.forget_weights(profile.name)
    for mark in store.marks(profile.name):
        if mark.verb.value in ("up", "down", "later"):
            store.unmark(profile.name, mark.listing, mark.verb)


def _own(store: Store, profile: Profile) -> dict[str, float]:
    kept = store.weights(profile.name)
    if not isinstance(kept, dict):
        return {}
    return {name: float(value) for name, value in kept.items() if isinstance(value, int | float)}
