"""Fit the points of merging to all labelled pairs: ``python -m tests.bench.fit_dedupe [MORE.jsonl ...]``.

A logistic model over the named evidence of ``aggregator.dedupe.points``. Each weight is drawn to what one would expect of it
(``EXPECTED``; evidence that is rare in the pairs stays there) and may not turn against its meaning. Prints precision and recall
on each file by a model that has not seen it, and the table of points, scaled so that ``ENOUGH`` makes two events one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aggregator.dedupe.points import ENOUGH, POINTS
from aggregator.dedupe.verdict import features
from tests.labelled_pairs import FILES, pairs

EXPECTED = {
    "address": 2.5,
    "link": 2.0,
    "page": 0.2,
    "link to a third page": 0.8,
    "link to a front page": 0.3,
    "time same": 1.3,
    "time near": 1.0,
    "time doors": 1.1,
    "time after doors": 0.6,
    "time told": 1.1,
    "time told otherwise": -0.3,
    "time end": 0.8,
    "time overlap": -1.0,
    "time day": 0.5,
    "time moved": 0.8,
    "day and part of a title": -0.5,
    "time within": -0.2,
    "time apart": -1.0,
    "end near": -0.1,
    "end other": -0.3,
    "last day other": -0.3,
    "last day same": 0.6,
    "hybrid": 0.1,
    "same venue": 0.8,
    "street same": 0.5,
    "street told": 0.8,
    "same address": 0.6,
    "same spot": 0.6,
    "like venue": 0.35,
    "venue in title": 0.6,
    "venue by sound": 0.6,
    "room same": 0.2,
    "room other": -1.5,
    "room elsewhere": -0.5,
    "street other": -1.0,
    "other branch": -2.0,
    "other house": -2.0,
    "venue translated": 0.4,
    "venue unread": -0.5,
    "other venue": -1.2,
    "other building": -0.4,
    "online and on site": -2.0,
    "title": 1.8,
    "same title": 0.5,
    "same meaning": 0.4,
    "theme": 0.8,
    "each qualified": -0.8,
    "within a festival": -2.0,
    "untranslated": -1.0,
    "other summit": -2.0,
    "translated in part": -0.5,
    "slot": -3.0,
    "two on one page": -2.0,
    "slot in little": 0.4,
    "same organiser": 0.4,
    "organiser in title": 0.8,
    "organiser named": 0.5,
    "organiser told": 0.4,
    "organiser in part": 0.2,
    "organiser by reading": 1.0,
    "other organiser": -0.5,
    "strangers": -3.0,
    "strangers online": -1.5,
    "each its own name": -1.5,
    "same speakers": 0.8,
    "other speakers": -1.5,
    "edition": 0.4,
    "edition at one hour": 0.8,
    "same title here": 1.5,
    "title alike here": 0.4,
    "small group here": 0.4,
    "all alike": 0.8,
    "one host at one hour": 0.8,
    "one of many": -0.4,
    "alike but for the host": 0.3,
    "price told": 0.2,
    "other price": -0.6,
    "other capacity": -0.4,
    "loose slot": -0.66,
    "whole title told": 0.8,
    "told beside": -1.5,
    "copied text": 1.5,
    "text of strangers": 2.5,
}
"""Log odds; what is not named is expected to say nothing."""
STEADY = {
    "loose slot": 20.0,
    "town": 8.0,
    "like venue": 4.0,
    "other price": 8.0,
    "other capacity": 8.0,
    "same title here": 4.0,
    "end other": 8.0,
    "same title": 8.0,
    "untranslated": 8.0,
    "organiser by reading": 8.0,
    "same organiser": 8.0,
    "all alike": 4.0,
    "alike but for the host": 8.0,
}
"""How strongly evidence stays as expected that the pairs have more of than the world: twins of one organiser, odd prices."""
EITHER = frozenset(
    {
        "house and guest",
        "organiser in other letters",
        "organiser translated",
        "page",
        "two languages",
        "online",
        "town",
        "time day",
        "time within",
    }
)
"""May come out for or against."""
AGAINST = frozenset(
    {"unlike titles", "own words", "own words in part", "slot in frame", "loose slot", "other price", "other capacity"}
    | {"title elsewhere"}
)
DRAWN = 0.6
"""How strongly all weights are drawn to what is expected."""
NOTHING, STEADY_NOTHING = -2.0, 20.0
"""Log odds of a pair without evidence, and how strongly they stay there: every pair has an hour, whose weights could carry them as well."""
SURE = -0.13
"""Log odds from which two events are one: a pair of two events counts ``NEGATIVES`` times, so that even odds lie lower for the reader."""
NEGATIVES, MADE = 5.0, 0.1
"""How much a pair of two different events counts, and one of the made world: two events in one listing cost the reader more than a repetition."""

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """One labelled pair: its file, the truth, and its evidence (``None`` where a fact parts the two)."""

    file: str
    same: bool
    evidence: dict[str, float] | None


def read(files: Iterable[Path]) -> list[Pair]:
    """All labelled pairs of ``files``."""
    return [Pair(path.stem, same, features(a, b)) for path in files for same, a, b in pairs(path)]


def fit(rows: list[Pair], steps: int = 4000) -> tuple[dict[str, float], float]:
    """The weights as log odds, and the log odds of a pair without evidence. Adam, projected to the signs."""
    keys = list(POINTS)
    told = [row for row in rows if row.evidence is not None]
    seen: Floats = np.array([[(row.evidence or {}).get(key, 0.0) for key in keys] + [1.0] for row in told])
    truth: Floats = np.array([float(row.same) for row in told])
    counts: Floats = np.where(truth == 1, 1.0, NEGATIVES) * np.array(
        [MADE if row.file == "made" else 1.0 for row in told]
    )
    expected: Floats = np.array([EXPECTED.get(key, 0.0) for key in keys] + [NOTHING])
    sign: Floats = np.array([_sign(key) for key in keys] + [0])
    drawn: Floats = DRAWN * np.array([STEADY.get(key, 1.0) for key in keys] + [STEADY_NOTHING])
    weights, mean, spread = expected.copy(), np.zeros_like(expected), np.zeros_like(expected)
    for step in range(1, steps + 1):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (counts * (chance - truth)) + drawn * (weights - expected)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope * slope
        weights -= 0.02 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
        weights = np.where(weights * sign < 0, 0.0, weights)
    return dict(zip(keys, weights[:-1].tolist(), strict=True)), float(weights[-1])


def _sign(key: str) -> int:
    if key in EITHER:
        return 0
    return -1 if key in AGAINST or EXPECTED.get(key, 0.0) < 0 else 1


def main() -> None:
    """Print what an unseen file gives, and the table."""
    files = [*FILES, *map(Path, sys.argv[1:])]
    rows = read(files)
    for path in files:
        weights, base = fit([row for row in rows if row.file != path.stem])
        own = [row for row in rows if row.file == path.stem]
        found = [
            row.evidence is not None and base + sum(weights[key] * much for key, much in row.evidence.items()) >= SURE
            for row in own
        ]
        right = sum(row.same and one for row, one in zip(own, found, strict=True))
        precision, recall = right / max(1, sum(found)), right / sum(row.same for row in own)
        sys.stdout.write(f"{path.stem:12} {len(own):4} pairs, unseen: precision {precision:.3f} recall {recall:.3f}\n")
    weights, base = fit(rows)
    scale = ENOUGH / (SURE - base)
    for key, weight in weights.items():
        sys.stdout.write(f'    "{key}": {round(weight * scale, 1) + 0.0},\n')


if __name__ == "__main__":
    main()
