"""Which fields of a reading are likely to be wrong, by the signs that it bears, and why one should look again. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aggregator.normalise.doubts.said import of_text
from aggregator.normalise.doubts.signs import signs
from aggregator.normalise.doubts.weights import SCALES
from aggregator.normalise.doubts.why import DOUBTFUL, RULED, WHY

if TYPE_CHECKING:
    from aggregator.normalise.reading import Reading


def doubts(reading: Reading) -> tuple[str, ...]:
    """A flag for each field that is likely to be wrong and that no rule doubts, with the reason: ``start_doubtful:clocks``."""
    text: list[str] = []
    found: list[str] = []
    for field, told in signs(reading).items():
        if not told:
            continue
        enough, most, own, beside = SCALES[field]
        points = sum([own[sign] for sign in told if sign in own])
        if points + most < enough:
            continue
        text = text or of_text(reading.text.folded, len(reading.sections))
        points += sum([beside[sign] for sign in text if sign in beside])
        if points >= enough and not _is_ruled(field, reading):
            found.append(f"{field}{DOUBTFUL}:{_why({**own, **beside}, [*told, *text])}")
    return tuple(found)


def _is_ruled(field: str, reading: Reading) -> bool:
    """Whether a rule doubts the field already."""
    return any(flag.partition(":")[0] in RULED[field] for flag in reading.ruled)


def _why(weights: Mapping[str, int], told: Sequence[str]) -> str:
    """The reason that weighs most."""
    reasons: defaultdict[str, int] = defaultdict(int)
    for sign in told:
        if (weight := weights.get(sign, 0)) > 0:
            reasons[WHY[sign]] += weight
    return max(reasons, key=lambda one: reasons[one])
