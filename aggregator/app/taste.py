"""What the person's marks have taught, ready for matching; kept and changed on this machine only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo

from aggregator.errors import ConfigError
from aggregator.i18n import Translate, said
from aggregator.model import Profile
from aggregator.normalise.labels import Group, taxonomy
from aggregator.store import Store
from aggregator.weights import FIXED, SCALES, Learned, Marked, Weights, learn


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
        ConfigError: no event can have such a feature, the value is none from -1 to 1, or none was set that could be left.
    """
    known = weights_of(store, profile)
    if value is not None:
        _require(feature, value)
    if value is None and feature not in known.own:
        raise ConfigError(_unset(feature, known.own), key=feature)
    changed = known.changed(feature, value)
    store.save_weights(profile.name, dict(changed.own), now)
    return weights_of(store, profile)


_LABELLED: Final[tuple[Group, ...]] = ("hobby", "industry", "kind")


def _require(feature: str, value: float) -> None:
    group, _, label = feature.partition(":")
    known = feature in _named() if group in (*_LABELLED, *FIXED) else group in SCALES and bool(label)
    if not known:
        raise ConfigError(_unknown(feature), key=feature)
    if not -1 <= value <= 1:
        raise ConfigError(said("重みは -1 から 1 までの数です"), key=feature)


def _named() -> list[str]:
    """All names of weights but those of people, series and places."""
    labels = [f"{group}:{label}" for group in _LABELLED for label in taxonomy().labels[group]]
    return [*labels, *(f"{group}:{name}" for group, names in FIXED.items() for name in names)]


def _unknown(feature: str) -> str:
    """That there is no such weight, with the nearest names: by what a label is called (hobby:読書), else by their letters."""
    group, colon, label = feature.partition(":")
    groups = [one for one in _LABELLED if one == group] or _LABELLED
    called = [f"{one}:{found}" for one in groups if (found := taxonomy().resolve(label if colon else feature, one))]
    near = called or get_close_matches(feature, _named(), n=3, cutoff=0.6)
    if not near:
        return said("そのような名前の重みはありません（例: kind:study_group、hobby:reading、organiser:主催者の名前）")
    return said("そのような名前の重みはありません。{names} のことですか？", names=" / ".join(near))


def _unset(feature: str, own: Iterable[str]) -> str:
    """That no weight of this name was set by hand, with those that were."""
    set_ones = sorted(own)
    if not set_ones:
        return said("自分で決めた重みはまだありません")
    near = get_close_matches(feature, set_ones, n=3, cutoff=0.6) or set_ones[:3]
    return said("この名前の重みは自分では決めていません。{names} のことですか？", names=" / ".join(near))


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
