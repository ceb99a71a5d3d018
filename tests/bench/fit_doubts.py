"""Fit the weights of doubts: ``python -m tests.bench.fit_doubts FILE.jsonl ...``; needs numpy.

Each file holds texts with answers (``tests.bench.silent``); beside it ``FILE.*.readings.jsonl`` may hold what other revisions read of them
(``tests.bench.other_readings``), which are the mistakes that no rule was mended for. Each value that any of them gave counts once. A logistic model for
each field over the named signs; a sign for a doubt may not weigh against it, nor the other way round. Prints, for models that have not seen the set (the
folder of a file), how many wrong values are caught and how many right ones flagged beside what rules flag already, and the table.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aggregator.normalise.doubts.said import of_text
from aggregator.normalise.doubts.signs import signs
from aggregator.normalise.doubts.weights import SCALES
from aggregator.normalise.doubts.why import WHY
from tests.bench.other_readings import rebuilt
from tests.bench.silent import NOTHING, doubted, judged, reading_of, rows

THIRDS = 3
ENOUGH = {
    "start": -0.9, "end": -2.1, "price": -0.9, "status": -1.5, "format": -2.0, "place": -0.85,
}  # fmt: skip
"""Log odds from which a field is doubted: about as many right ones are flagged as a reader bears (docs/reading/doubts.md)."""
NOT_OF = {
    "start": ("said tiers", "said online"),
    "end": ("said tiers", "said online"),
    "price": ("said online", "said way", "said sent"),
    "status": ("said way",),
    "format": ("said tiers", "said party", "said or"),
    "place": ("said tiers", "said moved", "notice 1", "notice 2", "notice 3+", "meets 0-1", "meets 2-3"),
}
"""Words of the text that mean nothing for a field: long texts have more of all of them."""
RARE = 6
"""Values that must bear a sign."""
LEAST = 0.3
"""A sign that weighs less is left out."""
EXPECTED = {"before its start": 3.0}
"""Log odds of signs that are too rare to be fitted."""
SHORT = frozenset({"lines", "expr", "money", "people", "state", "place", "label", "dateless"})
"""Sets of single lines and expressions, which count less: a listing is longer."""
FEWER, OLDER = 0.4, 0.5
"""What such a value counts, and one that only another revision gave."""

Floats = NDArray[np.float64]


class Case(NamedTuple):
    """A value that was read: its set, whether it is right, its signs, whether a rule doubts it, whether it is of today, and what it counts."""

    file: str
    right: bool
    signs: frozenset[str]
    ruled: bool
    today: bool
    counts: float


def cases(files: Iterable[str]) -> dict[str, list[Case]]:
    """The values of each field that any reading gave."""
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for file in files:
        others = [_lines(path) for path in sorted(Path(file).parent.glob(f"{Path(file).stem}.*.readings.jsonl"))]
        for row in rows([file]):
            today, seen = reading_of(row), set()
            told = [(today, today.record(), False)]
            told += [
                (rebuilt(today, one[row["id"]], one[row["id"]]["record"]), one[row["id"]]["record"], True)
                for one in others
            ]
            for reading, record, older in told:
                ruled, own = doubted(flag for flag in record["flags"] if "_doubtful" not in flag), signs(reading)
                text = of_text(reading.text.folded, len(reading.sections))
                for field, right in judged(row, record):
                    if field not in SCALES:
                        continue
                    value = (field, record.get(field), record["price_min"], record["price_max"], record["start"])
                    if value in seen or (field == "end" and record["start"] is None):
                        continue
                    seen.add(value)
                    counts = (FEWER if row.get("set") in SHORT else 1.0) * (OLDER if older else 1.0)
                    if older and row.get("set") in NOTHING:
                        continue  # whether a text announces anything is weighed by now
                    found[field].append(
                        Case(row["file"], right, frozenset([*own[field], *text]), field in ruled, not older, counts)
                    )
    return found


def _lines(path: Path) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def fit(told: Sequence[Case], names: Sequence[str], steps: int = 600) -> tuple[dict[str, float], float]:
    """The weights as log odds, and the log odds of a value without signs. Adam, projected to the meaning of each sign."""
    seen: Floats = np.array([[name in one.signs for name in names] + [True] for one in told], dtype=float)
    wrong: Floats = np.array([not one.right for one in told], dtype=float)
    counts: Floats = np.array([one.counts for one in told])
    meant: Floats = np.array([1 if name in WHY else -1 for name in names])
    weights: Floats = np.zeros(len(names) + 1)
    weights[-1] = np.log((counts @ wrong + 0.5) / (counts @ (1 - wrong) + 0.5))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (counts * (chance - wrong)) + np.append(weights[:-1], 0.0)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope * slope
        weights -= 0.03 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
        weights[:-1][weights[:-1] * meant < 0] = 0.0
    return dict(zip(names, weights[:-1].tolist(), strict=True)), float(weights[-1])


def table(field: str, told: Sequence[Case]) -> tuple[int, dict[str, int]]:
    """From which weight on a field is doubted, and the weights, in thirds."""
    often = Counter(sign for one in told for sign in one.signs)
    often -= Counter({sign: often[sign] for sign in often if sign in NOT_OF[field]})
    names = sorted(sign for sign, number in often.items() if number >= RARE)
    weights, _ = fit(told, names)
    weights, base = fit(told, [name for name in names if abs(weights[name]) >= LEAST])
    weights |= {sign: worth for sign, worth in EXPECTED.items() if field == "end"}
    thirds = {sign: round(THIRDS * weight) for sign, weight in weights.items()}
    return int(np.floor(THIRDS * (ENOUGH[field] - base))) + 1, {sign: one for sign, one in thirds.items() if one}


def _is_doubted(one: Case, enough: int, weights: dict[str, int]) -> bool:
    return not one.ruled and sum(weights.get(sign, 0) for sign in one.signs) >= enough


def _unseen(field: str, told: Sequence[Case]) -> Iterator[tuple[Case, bool]]:
    """Each value, and whether a model doubts it that has not seen its set."""
    for file in sorted({one.file for one in told}):
        enough, weights = table(field, [one for one in told if one.file != file])
        yield from ((one, _is_doubted(one, enough, weights)) for one in told if one.file == file)


def main() -> None:
    """Print what unseen sets give, and the table."""
    found = cases(sys.argv[1:])
    for field in SCALES:
        tried = list(_unseen(field, found[field]))
        for name, today in (("other revisions", False), ("today", True)):
            unseen = [(one, told) for one, told in tried if one.today is today and one.counts in (1.0, OLDER)]
            wrong = [(one, told) for one, told in unseen if not one.right]
            right = [(one, told) for one, told in unseen if one.right]
            sys.stdout.write(
                f"{field:9} {name:15}: wrong {len(wrong):4}, by rules {sum(one.ruled for one, _ in wrong):3}, by weight"
                f" {sum(told for _, told in wrong):3}; right {len(right):5}, by rules {sum(one.ruled for one, _ in right):3},"
                f" by weight {sum(told for _, told in right):3}\n"
            )
    for field in SCALES:
        enough, weights = table(field, found[field])
        beside = {sign: one for sign, one in weights.items() if is_of_text(sign)}
        own = {sign: one for sign, one in weights.items() if sign not in beside}
        sys.stdout.write(
            f'    "{field}": Scale(\n        {enough}, {_most(beside)},\n        {_row(own)},\n        {_row(beside)},\n    ),\n'
        )


def is_of_text(sign: str) -> bool:
    """Whether a sign is one of the whole text."""
    return sign.startswith(("said ", "sentences", "no sentence", "labels ", "meets ", "notice ")) or sign.endswith(
        " text"
    )


def _most(weights: dict[str, int]) -> int:
    """What the signs of one text weigh at most together: one of each scale."""
    scales: defaultdict[str, int] = defaultdict(int)
    for sign, weight in weights.items():
        scale = sign if sign.startswith("said ") else sign.split()[0].rstrip("s")
        scales[scale] = max(scales[scale], weight)
    return sum(scales.values())


def _row(weights: dict[str, int]) -> str:
    ordered = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
    return "{" + ", ".join(f'"{sign}": {weight}' for sign, weight in ordered) + "}"


if __name__ == "__main__":
    main()
