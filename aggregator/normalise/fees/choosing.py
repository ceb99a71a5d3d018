"""Whether the price that the rules read is the likeliest one: it gives way to a reading that the words speak for more clearly. Pure.

A reading gives each amount a role. How likely it is follows from what the words around each amount weigh (``roles.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log1p
from typing import Final, NamedTuple, TypeAlias

from aggregator.model import Price, Tier
from aggregator.normalise.fees.context import label_of
from aggregator.normalise.fees.free import Span
from aggregator.normalise.fees.roles import Candidate, Role, Weighed, candidates, weighed
from aggregator.normalise.sections import Section

_MARGIN: Final = 2.0
"""By how much another reading must be likelier, as the logarithm of the odds."""
_MARGIN_SILENT: Final = 1.0
"""The same where the rules read nothing."""
_SURE: Final = 1.0
"""The weight below which an amount may as well be the other thing."""
_HARDLY: Final = -1.5
"""The weight below which nothing is paid on top."""
_MOST: Final = 40
"""Amounts that are weighed; what has more is a price list."""
_LABEL: Final = 44
"""Letters before an amount in which its label stands."""

_Key: TypeAlias = tuple[bool, int]


class Chosen(NamedTuple):
    """A likelier price, where it stands, and whether no amount could as well be another thing."""

    price: Price
    spans: tuple[Span, ...]
    sure: bool


def likelier(folded: str, price: Price | None, sections: Sequence[Section], spans: Sequence[Span]) -> Chosen | None:
    """The reading that is likelier than the rules'; ``None`` where theirs is as good.

    Args:
        folded: the text.
        price: what the rules read.
        sections: its labelled parts.
        spans: the parts that are labelled as the fee.
    """
    found = candidates(folded, spans)
    ruled = _ruled(found, price) if len(found) <= _MOST else None
    if ruled is None or (spans and set(ruled.values()) == {Role.TIER}):
        return None
    best = _heaviest(weighed(folded, found, sections))
    roles = {key: _role(one, ruled[key]) for key, one in best.items()}
    if Role.TIER not in roles.values() or roles == ruled:
        return None
    margin = _MARGIN if price is not None else _MARGIN_SILENT
    if _likelihood(best, roles) - _likelihood(best, ruled) <= margin:
        return None
    told = [one for key, one in best.items() if roles[key] is not Role.OTHER]
    made = _price(folded, best, roles)
    if price is not None:
        made = made.model_copy(update={"after_party": price.after_party})
    spans_ = sorted((one.candidate.start, one.candidate.end) for one in told)
    return Chosen(made, tuple(spans_), all(abs(one.tier) >= _SURE for one in best.values()))


def _ruled(found: Sequence[Candidate], price: Price | None) -> dict[_Key, Role] | None:
    """The roles that the rules gave; ``None`` where there is nothing to choose, or their price is not made of these amounts."""
    keys = {(one.free, one.amount) for one in found}
    if price is None or (price.min is None and price.max is None):
        return dict.fromkeys(keys, Role.OTHER) if found else None
    if price.donation or all(free for free, _ in keys):
        return None
    extras = {one.amount for one in price.extras}
    added = sum(one.amount for one in price.extras)
    tiers = {one.amount for one in price.tiers} or {one - added for one in (price.min, price.max) if one is not None}
    if len(keys) == 1 or not (tiers | extras) <= {amount for _, amount in keys}:
        return None
    return {
        (free, amount): Role.TIER if amount in tiers else Role.EXTRA if amount in extras else Role.OTHER
        for free, amount in keys
    }


def _heaviest(told: Sequence[Weighed]) -> dict[_Key, Weighed]:
    """Of the places in which an amount stands the one that speaks most for it."""
    best: dict[_Key, Weighed] = {}
    for one in told:
        key = (one.candidate.free, one.candidate.amount)
        if key not in best or one.tier > best[key].tier:
            best[key] = one
    return best


def _role(one: Weighed, ruled: Role) -> Role:
    """The likeliest role of an amount; what the rules found to be paid on top is no tier."""
    if ruled is Role.EXTRA and (one.tier > 0 or one.extra > _HARDLY):
        return Role.EXTRA
    if one.tier > 0:
        return Role.TIER
    return Role.EXTRA if one.extra > 0 and not one.candidate.free else Role.OTHER


def _likelihood(best: Mapping[_Key, Weighed], roles: Mapping[_Key, Role]) -> float:
    """The logarithm of how likely these roles are."""
    total = 0.0
    for key, one in best.items():
        if roles[key] is Role.TIER:
            total += _chance(one.tier)
            continue
        total += _chance(-one.tier)
        if not one.candidate.free:
            total += _chance(one.extra if roles[key] is Role.EXTRA else -one.extra)
    return total


def _chance(odds: float) -> float:
    """The logarithm of a chance, from the logarithm of its odds."""
    return -log1p(exp(-odds))


def _price(folded: str, best: Mapping[_Key, Weighed], roles: Mapping[_Key, Role]) -> Price:
    tiers = sorted(one.candidate for key, one in best.items() if roles[key] is Role.TIER)
    extras = [one.candidate for key, one in best.items() if roles[key] is Role.EXTRA]
    added = sum(one.amount for one in extras)
    amounts = [one.amount for one in tiers]
    most = max(amounts)
    top_open = any(one.open and one.amount == most for one in tiers)
    return Price(
        min=min(amounts) + added,
        max=None if top_open else most + added,
        tiers=tuple(_tier(folded, one) for one in tiers) if len(tiers) > 1 else (),
        extras=tuple(_tier(folded, one, "別途") for one in extras),
    )


def _tier(folded: str, one: Candidate, otherwise: str = "") -> Tier:
    line = max(folded.rfind("\n", 0, one.start) + 1, one.start - _LABEL)
    return Tier(label=label_of(folded[line : one.start]) or otherwise, amount=one.amount)
