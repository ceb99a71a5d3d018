"""What the words found in a text say when other words over them have taken theirs away. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from aggregator.normalise.labels.lexicon import Hit
from aggregator.normalise.labels.taxonomy import GROUPS, Group, Sense, Strength

_ANY: Final = Strength.ANY
_NOT: Final = Strength.NOT
_TITLE: Final = Strength.TITLE
_WEAK: Final = Strength.WEAK
"""By a name of their own: a member is asked of its class eight times as slowly in Python 3.11."""
_Key = tuple[Group, str]


class _Masks(NamedTuple):
    """What takes hits away: decoys, a label's own exceptions, longer words of the group, longer weak words of the label."""

    decoys: list[Hit[Sense]]
    exceptions: dict[_Key, list[Hit[Sense]]]
    longer: dict[Group, list[Hit[Sense]]]
    wider: dict[_Key, list[Hit[Sense]]]

    def take(self, sense: Sense, hit: Hit[Sense]) -> bool:
        """Whether they take this hit away."""
        group, label, strength = sense
        start, end, *_ = hit
        exceptions = self.exceptions
        if _covered(start, end, self.decoys) or (
            exceptions and _covered(start, end, exceptions.get((group, label), ()))
        ):
            return True
        for other in self.longer[group]:
            begin, stop, *_ = other
            inside = begin <= start and end <= stop and stop - begin > end - start
            if inside and not _is_head(sense, hit, other):
                return True
        return strength is _WEAK and any(hit.inside(other) for other in self.wider[group, label])


def said(hits: list[Hit[Sense]], heads: list[tuple[int, int]]) -> Iterator[tuple[Sense, Hit[Sense], bool]]:
    """What the hits say, and whether in a headline, when decoys, exceptions and longer words have taken theirs away."""
    masks = _Masks([], {}, {group: [] for group in GROUPS}, {})
    own: list[tuple[Sense, Hit[Sense], bool, bool]] = []
    reached, last = 0, len(hits) - 1
    for place, hit in enumerate(hits):
        start, end, _, keys = hit
        alone = reached <= start and end - start > 1 and (place == last or end <= hits[place + 1].start)
        reached = max(reached, end)
        prominent = _is_within(start, heads)
        if not keys:
            masks.decoys.append(hit)
        for sense in keys:
            group, label, strength = sense
            if strength is _NOT:
                masks.exceptions.setdefault((group, label), []).append(hit)
            elif prominent or strength is not _TITLE:
                own.append((sense, hit, prominent, alone))
                if alone:
                    continue
                if strength is _ANY:
                    masks.longer[group].append(hit)
                elif strength is _WEAK:
                    masks.wider.setdefault((group, label), []).append(hit)
    return ((sense, hit, prominent) for sense, hit, prominent, alone in own if alone or not masks.take(sense, hit))


def _is_within(at: int, stretches: Iterable[tuple[int, int]]) -> bool:
    for begin, stop in stretches:  # noqa: SIM110 - as below
        if begin <= at < stop:
            return True
    return False


def _covered(start: int, end: int, masks: Iterable[Hit[Sense]]) -> bool:
    """Whether a decoy, or an exception of the label, lies over a stretch."""
    for begin, stop, _, _ in masks:  # noqa: SIM110 - a generator takes longer than the two or three steps
        if start < stop and begin < end:
            return True
    return False


def _is_head(sense: Sense, hit: Hit[Sense], other: Hit[Sense]) -> bool:
    """Whether the hit is what the longer word around it says: the last part of a compound is (朝の読書会 is a 読書会)."""
    return other.end == hit.end and sense.strength is _ANY and all(key.label != sense.label for key in other.keys)
