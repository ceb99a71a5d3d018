"""Fit the weights of deadlines: ``python -m tests.bench.fit_deadlines [--measure] FILE.jsonl ... [--unmended FILE.jsonl ...]``.

Each file holds texts with answers (``tests.bench.silent``). A logistic model over the signs of each day that a text names (``closing_signs``): is it the
deadline? A text that was not asked for one counts less: its writer saw none worth a question. Prints the table.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from unittest.mock import patch

from aggregator.normalise.dates import closings, deadlines, reading
from aggregator.normalise.dates.occasion import Occasion
from tests.bench.silent import NOTHING, reading_of, rows

TENTHS = 10
TABLES_ON = "2026-11-23"
"""The day on which the tests' own tables are read."""
ENOUGH = -0.5
"""Log odds above which a day is taken."""
RARE = 6
"""Days that must bear a sign."""
LEAST = 0.15
"""A sign that weighs less is left out."""
UNASKED, UNSURE, UNMENDED = 0.8, 0.4, 1.5
"""What a text without an answer counts, one for which none would be right as well, and one of a set that no rule was mended for."""
STRENGTH = 1.0
"""Of the pull to nothing."""


class Day(NamedTuple):
    """A candidate: what it gives, whether that is right, its signs."""

    value: str
    right: bool
    signs: tuple[str, ...]


class Case(NamedTuple):
    """A text: its file, what is wanted (``None``: it was not asked), its candidates, and what it counts."""

    file: str
    wanted: list[str | None] | None
    days: list[Day]
    counts: float


def cases(files: Iterable[str], unmended: Iterable[str]) -> Iterator[Case]:
    """The texts of announcements, with the candidates of the reading that gave the answer."""
    for file in files:
        for given_row in rows([file]):
            row = given_row if "expect" in given_row else _of_table(given_row)
            expected = row["expect"]
            if row.get("set") in NOTHING or not {"deadline", "start"} & {*expected}:
                continue
            told: list[list[Any]] = []
            with patch.object(reading, "deadline", _recorder(told)), patch.object(closings, "_may_close", _any_day):
                reading_of(row)
            wanted = None
            if "deadline" in expected:
                given = expected["deadline"]
                wanted = [one and one[:16] for one in (given if isinstance(given, list) else [given])]
            right = {one for one in wanted or () if one}
            days = [
                Day(value, value in right, tuple(dict.fromkeys(signs))) for value, signs in (told[-1] if told else ())
            ]
            counts = UNASKED if wanted is None else UNSURE if None in wanted and right else 1.0
            yield Case(file, wanted, days, counts * (UNMENDED if file in {*unmended} else 1.0))


def _any_day(one: Occasion, events: Sequence[Occasion], _: str) -> bool:
    """Days by which nothing closes are not weighed, but they teach what the words for closing are worth."""
    return not any(one is event for event in events)


def _of_table(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the tests' own tables as one with answers; what gives no start there gives no deadline either."""
    asked = "deadline" in row or "start" not in row
    told = {"deadline": (row.get("deadline") or "").replace(" ", "T") or None} if asked else {}
    return {**row, "ref_date": row.get("on", TABLES_ON), "expect": told}


def _recorder(told: list[list[Any]]) -> Any:
    def recorded(*given: Any) -> deadlines.Deadline:
        told.append([(one.value.isoformat()[:16], list(signs)) for one, signs in deadlines.candidates(*given)])
        return deadlines.Deadline()

    return recorded


def fit(told: Sequence[Case], steps: int = 300) -> tuple[float, dict[str, float]]:
    """The log odds of a day without signs, and the weights; Adam."""
    often = Counter(sign for one in told for day in one.days for sign in day.signs)
    names = [sign for sign, number in often.items() if number >= RARE]
    at = {sign: place for place, sign in enumerate(names, start=1)}
    seen = [
        ([0, *(at[sign] for sign in day.signs if sign in at)], day.right, one.counts)
        for one in told
        for day in one.days
    ]
    size = len(names) + 1
    weights, mean, spread = [0.0] * size, [0.0] * size, [0.0] * size
    for step in range(1, steps + 1):
        slope = [0.0] + [STRENGTH * weight for weight in weights[1:]]
        for places, right, counts in seen:
            off = counts * (1 / (1 + math.exp(-sum([weights[place] for place in places]))) - right)
            for place in places:
                slope[place] += off
        for place, value in enumerate(slope):
            mean[place] = 0.9 * mean[place] + 0.1 * value
            spread[place] = 0.999 * spread[place] + 0.001 * value * value
            step_size = mean[place] / (1 - 0.9**step) / (math.sqrt(spread[place] / (1 - 0.999**step)) + 1e-9)
            weights[place] -= (0.05 if step < steps / 2 else 0.02) * step_size
    return weights[0], dict(zip(names, weights[1:], strict=True))


def chosen(one: Case, base: float, weights: dict[str, float]) -> str | None:
    """The day that a model takes."""
    weighed = [(base + sum(weights.get(sign, 0.0) for sign in day.signs), day.value) for day in one.days]
    best = max(weighed, default=(ENOUGH, ""))
    return best[1] if best[0] > ENOUGH else None


def measure(told: Sequence[Case]) -> None:
    """Print what models give of files that they have not seen."""
    sums: Counter[str] = Counter()
    for file in dict.fromkeys(one.file for one in told):
        model = fit([one for one in told if one.file != file])
        asked = [one for one in told if one.file == file and one.wanted is not None]
        good = sum(chosen(one, *model) in (one.wanted or ()) for one in asked)
        extra = sum(chosen(one, *model) is not None for one in told if one.file == file and one.wanted is None)
        sums.update(good=good, asked=len(asked), extra=extra)
        print(f"{file}: {good} of {len(asked)} right, {extra} where none was asked")
    print(f"all: {sums['good']} of {sums['asked']}, {sums['extra']}")


def main() -> None:
    """Print the table. Behind ``--unmended`` stand the files for which no rule was mended; ``--measure`` as the first word measures, too."""
    words = sys.argv[1:]
    measured = words[:1] == ["--measure"]
    files, _, unmended = " ".join(words[measured:]).partition(" --unmended ")
    told = list(cases([*files.split(), *unmended.split()], unmended.split()))
    if measured:
        measure(told)
    base, weights = fit(told)
    tenths = {sign: round(TENTHS * weight) for sign, weight in weights.items() if abs(weight) >= LEAST}
    print(f"BASE = {round(TENTHS * base)}")
    print("WEIGHTS =", dict(sorted(tenths.items(), key=lambda item: (item[0].split(" ")[0], -item[1]))))


if __name__ == "__main__":
    main()
