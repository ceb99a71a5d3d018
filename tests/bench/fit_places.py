"""Fit the weights of nouns that may be the venue: ``python -m tests.bench.fit_places FILE.jsonl ...``; needs numpy.

Each file holds texts with answers (``tests.bench.silent``), those called ``own*`` are learnt from only. Of each text that no label tells the venue of, the
model chooses one noun or none: a conditional logistic model over the signs, with a penalty on squares. Prints what is read where the model
has not seen the set (``silent.set_of``), and the table.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from aggregator.normalise.places import reading as places
from aggregator.normalise.places import unlabelled, weighed
from aggregator.normalise.places.gazetteer import gazetteer
from aggregator.normalise.places.venue import Venue
from aggregator.normalise.reading import read
from tests.bench.silent import plain, rows, set_of

HALF = 0.5
"""The unit of the table."""
LEAST = 0.25
"""A sign that weighs less is left out."""
RARE = 3
"""Nouns that must bear a sign."""
SQUARES = 0.15
"""The penalty on squares."""
BASE = "*"
OWN = "own"
GROUPS = ("left", "right", "head", "ends", "length", "")

Floats = NDArray[np.float64]


class Option(NamedTuple):
    """A noun: its signs, the house it names, where it stands, and whether it is right."""

    signs: frozenset[str]
    house: str | None
    start: int
    right: bool


class Case(NamedTuple):
    """A text: its set, its kind, what is right, the house that a rule names, and the nouns."""

    file: str
    kind: str
    row: str
    wanted: frozenset[str | None]
    ruled: str | None
    options: tuple[Option, ...]


def cases(files: Iterable[str]) -> Iterator[Case]:
    """The texts that no label tells the venue of."""
    known = gazetteer()

    def house(venue: Venue) -> str | None:
        name = plain(places._parts(places.without_town(venue, known), known)[0])
        return name if isinstance(name, str) else None

    for file in files:
        group = set_of(file)
        for row in rows([file]):
            answer = row["expect"].get("place", ...)
            if answer is ...:
                continue
            wanted = frozenset(map(plain, answer if isinstance(answer, list) else [answer]))
            with mock.patch.object(places, "unlabelled", wraps=unlabelled.unlabelled) as asked:
                read(row["text"], date.fromisoformat(row["ref_date"]), title=row.get("title"))
            if not asked.called:
                continue
            body, title, sections, _ = asked.call_args.args
            barred = [(one.start, unlabelled._reach(body, one)) for one in sections if one.role in unlabelled._BARRED]
            text = body[: unlabelled.SCAN_LIMIT]
            with mock.patch.object(weighed, "_HOPELESS", -99), mock.patch.object(weighed, "_ENOUGH", -99):
                found = list(
                    weighed.candidates(text, title, barred, known, lambda words: unlabelled._of_noun(words, known))
                )
            options = [
                Option(one.signs, name, one.start, name in wanted) for one in found for name in [house(one.venue)]
            ]
            ruled = house(unlabelled.unlabelled(body, title, sections, known, event=False)[0])
            yield Case(group, row.get("set", ""), row["id"], wanted, ruled, tuple(options))


def fit(told: Sequence[Case], steps: int = 400) -> dict[str, float]:
    """The weights as log odds. Adam."""
    often = Counter(sign for case in told for one in case.options for sign in one.signs)
    at = {sign: index for index, sign in enumerate(sorted(sign for sign, many in often.items() if many >= RARE))}
    at[BASE] = len(at)
    options = [(index, one) for index, case in enumerate(told) for one in case.options]
    signs = [[at[sign] for sign in one.signs if sign in at] + [at[BASE]] for _, one in options]
    row = np.repeat(np.arange(len(signs)), [len(one) for one in signs])
    column = np.concatenate([np.array(one) for one in signs])
    text = np.array([index for index, _ in options])
    right: Floats = np.array([one.right for _, one in options], dtype=float)
    can_be = np.zeros(len(told), bool)
    can_be[text[right > 0]] = True
    weights: Floats = np.zeros(len(at))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        points = np.bincount(row, weights=weights[column], minlength=len(options))
        most = np.zeros(len(told))
        np.maximum.at(most, text, points)
        odds = np.exp(points - most[text])
        every = np.bincount(text, weights=odds, minlength=len(told)) + np.exp(-most)
        good = np.bincount(text, weights=odds * right, minlength=len(told))
        meant = np.where(can_be[text], odds * right / np.maximum(good[text], 1e-300), 0.0)
        slope = np.bincount(column, weights=(meant - odds / every[text])[row], minlength=len(at)) - SQUARES * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
        weights = weights + 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {sign: float(weights[index]) for sign, index in at.items()}


def table(told: Sequence[Case]) -> dict[str, int]:
    """The weights in the unit of the table."""
    weights = fit(told)
    return {sign: round(one / HALF) for sign, one in weights.items() if sign == BASE or abs(one) >= LEAST}


def ranked(case: Case, weights: Mapping[str, int]) -> list[tuple[int, Option]]:
    """The nouns by weight, the heaviest first."""
    points = [(weights[BASE] + sum(weights.get(sign, 0) for sign in one.signs), one) for one in case.options]
    return sorted(points, key=lambda one: (-one[0], one[1].start))


def chosen(case: Case, weights: Mapping[str, int]) -> tuple[str | None, bool]:
    """What is read as the house of a text, and whether it is a guess."""
    if case.ruled:
        return case.ruled, False
    found = ranked(case, weights)
    if not found or found[0][0] <= weighed._ENOUGH:
        return None, False
    most, best = found[0]
    other = next((points for points, one in found if one.house != best.house), -99)
    return best.house, not (most >= weighed.SURE and most - other >= weighed._APART)


def verdict(case: Case, name: str | None, guessed: bool) -> str:
    """What a reading is worth."""
    if name in case.wanted:
        return "right" + " guessed" * guessed
    return "nothing" if name is None else "wrong" + " guessed" * guessed


def main() -> None:
    """Print what unseen sets give, and the table."""
    told = list(cases(sys.argv[1:]))
    counts: Counter[tuple[str, str, str]] = Counter()
    for file in sorted({case.file for case in told if not case.file.startswith(OWN)}):
        weights = table([case for case in told if case.file != file])
        for case in told:
            if case.file == file:
                how = verdict(case, *chosen(case, weights))
                by = "rule" if case.ruled else "noun"
                counts.update([(file, case.kind, how), ("all", case.kind, how), (f"all by {by}", case.kind, how)])
    for file, kind in sorted({(file, kind) for file, kind, _ in counts}):
        found = {how: many for (*of, how), many in counts.items() if of == [file, kind]}
        sys.stdout.write(f"{file:12} {kind:8} {', '.join(f'{how} {many}' for how, many in sorted(found.items()))}\n")
    weights = table(told)
    sys.stdout.write(f"_BASE: Final = {weights.pop(BASE)}\n")
    for group in GROUPS:
        own = [(sign, one) for sign, one in weights.items() if one and _group(sign) == group]
        line = ", ".join(f'"{sign}": {one}' for sign, one in sorted(own, key=lambda pair: (-pair[1], pair[0])))
        sys.stdout.write(f"    {line},\n")


def _group(sign: str) -> str:
    first = sign.partition(" ")[0]
    return first if first in GROUPS else ""


if __name__ == "__main__":
    main()
