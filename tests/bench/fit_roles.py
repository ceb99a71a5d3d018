"""Fit what the words around amounts and numbers of people weigh: ``python -m tests.bench.fit_roles [--write] FILE.jsonl ...``; needs numpy.

Each file holds texts with answers (``tests.bench.silent``). Which amount is meant follows from the answer: one that is the least or the greatest price is a
tier; what must be added to tiers to make the answer is an extra; what lies outside is another thing; what lies between, or is right as well, is left out. Of
several places that tell the same amount the likeliest teach. A logistic model with a penalty on squares for each role; pieces that weigh little are dropped.

Prints how many prices and seats are right of each set (``silent.set_of``) with weights that have not seen it, beside the rules alone, and
with ``--write`` writes both tables from all files.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from aggregator.normalise import capacity, likely_seats
from aggregator.normalise.fees import reading, roles
from aggregator.normalise.heads import heads
from aggregator.normalise.reading import read
from aggregator.normalise.sections import Role, sections
from aggregator.normalise.text import fold, plain
from tests.bench.silent import rows, set_of

LEAST = 3
"""Candidates that must bear a sign."""
PENALTY = {"tier": 2.0, "extra": 1.0, "seats": 1.0}
WORTH = 0.15
"""A piece is dropped that weighs less, times the root of how many bear it."""
ROUNDS = 3
STEPS = 400
LOOSE = 0.7
"""What a piece that need not touch the number counts."""
OWN = "own"
OWN_TIMES = 2
"""How often our own cases count: they are short, and say what is none."""
CASES = Path(__file__).parents[1] / "data" / "fields"
DATA = Path(roles.__file__).parents[2] / "data"

Floats = NDArray[np.float64]


class Case(NamedTuple):
    """A candidate: the text that it is of, its value, its signs, and whether each role is its own; ``None`` where nobody knows."""

    text: int
    value: tuple[bool, int]
    signs: frozenset[str]
    right: dict[str, bool | None]


def own_rows() -> Iterator[dict[str, Any]]:
    """The cases of our own tables, which are hard on purpose, as texts with answers."""
    for file in sorted(CASES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            expect = {key: one["any"] if isinstance(one, dict) else one for key, one in case.items()}
            yield {
                "text": case["text"],
                "title": case.get("title"),
                "ref_date": case.get("on", "2026-11-23"),
                "expect": expect,
            }


def answers(value: Any) -> list[Any]:
    """The values of which each is right."""
    return value if isinstance(value, list) else [value]


def fee_cases(nth: int, row: dict[str, Any]) -> Iterator[Case]:
    """The amounts of a text."""
    wanted = [answers(row["expect"][key]) for key in ("price_min", "price_max") if key in row["expect"]]
    if not wanted:
        return
    text = fold(plain(row["text"]))
    parts = sections(text)
    found = roles.candidates(text.folded, [(one.start, one.end) for one in parts if one.role is Role.FEE])
    both = len(wanted) == 2
    known = fee_roles([(one.free, one.amount) for one in found], wanted, both=both)
    for one, said, (tier, extra) in zip(found, roles.signs(text.folded, found, parts), known, strict=True):
        right = {"tier": tier} if one.free else {"tier": tier, "extra": extra}
        yield Case(nth, (one.free, one.amount), frozenset(said), right)


def fee_roles(
    found: Sequence[tuple[bool, int]], wanted: Sequence[list[Any]], *, both: bool
) -> list[tuple[bool | None, bool | None]]:
    """For each amount whether it is a tier, and whether it is an extra."""
    first = [one[0] for one in wanted if one[0] is not None]
    every = {one for options in wanted for one in options if one is not None}
    if not every:
        return [(False, False)] * len(found)
    written = {amount for _, amount in found}
    added = 0
    if any(one not in written for one in first):
        fitting = (x for free, x in sorted(found) if not free and all(one - x in written for one in first))
        added = next(fitting, 0)
        if not added:
            return [(None, None)] * len(found)
    least, most = min(every) - added, max(every) - added
    told: list[tuple[bool | None, bool | None]] = []
    for free, amount in found:
        if added and amount == added and not free:
            told.append((False, True))
        elif amount + added in first:
            told.append((True, None))
        elif amount in every or least < amount < most or not both:
            told.append((None, None))
        else:
            beside = any(one - amount in first for one in every)
            told.append((False, None if beside and not added else False))
    return told


def seat_cases(nth: int, row: dict[str, Any]) -> Iterator[Case]:
    """The numbers of people of a text."""
    if "capacity" not in row["expect"]:
        return
    wanted = answers(row["expect"]["capacity"])
    text = fold(plain(row["text"]))
    found = heads(text.folded)
    for one, said in zip(found, likely_seats.signs(text.folded, found, sections(text)), strict=True):
        right = one.people == wanted[0] or (None if one.people in wanted else False)
        yield Case(nth, (False, one.people), frozenset(said), {"seats": right})


def counts(sign: str) -> float:
    """What a sign counts where it is borne."""
    return LOOSE if sign.removeprefix("F").startswith("a") else 1.0


def fit(cases: Sequence[Case], role: str, names: Sequence[str]) -> dict[str, float]:
    """What each sign weighs for a role: Adam over the logistic loss."""
    places = {name: at for at, name in enumerate(names)}
    borne = [(row, places[sign], counts(sign)) for row, one in enumerate(cases) for sign in one.signs if sign in places]
    row, column = np.array([one[0] for one in borne]), np.array([one[1] for one in borne])
    value: Floats = np.array([one[2] for one in borne])
    right: Floats = np.array([float(one.right[role] or False) for one in cases])
    weights, mean, spread = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        odds = np.bincount(row, value * weights[column], len(cases))
        slope = np.bincount(column, value * (1 / (1 + np.exp(-odds)) - right)[row], len(names))
        slope += PENALTY[role] * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope * slope
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
    return {name: float(weights[at]) * counts(name) for name, at in places.items()}


def learnt(cases: Sequence[Case], role: str, names: Sequence[str]) -> tuple[dict[str, float], list[str]]:
    """The weights, and the signs that are worth keeping; of places that tell the same the unlikely ones do not teach."""
    often = Counter(sign for one in cases for sign in one.signs)
    known = [one for one in cases if one.right.get(role) is not None]
    teaching, weights = known, dict[str, float]()
    for nth in range(ROUNDS):
        weights = fit(teaching, role, names)
        same: defaultdict[tuple[int, tuple[bool, int]], list[tuple[float, Case]]] = defaultdict(list)
        for one in known:
            if one.right[role]:
                odds = sum(weights.get(sign, 0.0) for sign in one.signs)
                same[one.text, one.value].append((odds, one))
        unlikely = {
            id(one) for told in same.values() for odds, one in told if odds < min(0.0, max(other for other, _ in told))
        }
        teaching = [one for one in known if id(one) not in unlikely]
        if nth == ROUNDS - 2:
            names = [one for one in names if " " in one or "(" in one or abs(weights[one]) * often[one] ** 0.5 > WORTH]
    return weights, list(names)


def tables(fees: Sequence[Case], seats: Sequence[Case]) -> dict[str, dict[str, tuple[float, ...]]]:
    """Both tables, by file."""
    tier, names = learnt(fees, "tier", _often(fees))
    extra = fit([one for one in fees if one.right.get("extra") is not None], "extra", names)
    seat, kept = learnt(seats, "seats", _often(seats))
    return {
        roles.TABLE: {name: (round(tier[name], 2), round(extra[name], 2)) for name in names},
        likely_seats.TABLE: {name: (round(seat[name], 2),) for name in kept},
    }


def _often(cases: Iterable[Case]) -> list[str]:
    often = Counter(sign for one in cases for sign in one.signs)
    return sorted(sign for sign, number in often.items() if number >= LEAST)


def right(row: dict[str, Any], known: dict[str, dict[str, tuple[float, ...]]] | None) -> Iterator[tuple[str, bool]]:
    """Which fields of a text are right with these tables; without any, by the rules alone."""
    asked = [key for key in ("price_min", "price_max", "capacity") if key in row["expect"]]
    if not asked:
        return
    with (
        mock.patch.object(roles, "table", (known or {}).get),
        mock.patch.object(likely_seats, "table", (known or {}).get),
    ):
        roles._of_words.cache_clear()
        likely_seats._of_words.cache_clear()
        if known is None:
            with (
                mock.patch.object(reading, "likelier", return_value=None),
                mock.patch.object(capacity, "likeliest", return_value=None),
            ):
                told = read(row["text"], date.fromisoformat(row["ref_date"]), title=row.get("title")).record()
        else:
            told = read(row["text"], date.fromisoformat(row["ref_date"]), title=row.get("title")).record()
    yield from ((key.partition("_")[0], told[key] in answers(row["expect"][key])) for key in asked)


def main() -> None:
    """Print the figures of sets left out, and write the tables."""
    write = "--write" in sys.argv
    files = [one for one in sys.argv[1:] if one != "--write"]
    told = [
        *((set_of(file), row) for file in files for row in rows([file])),
        *((OWN, row) for row in [*own_rows()] * OWN_TIMES),
    ]
    fees = [case for nth, (_, row) in enumerate(told) for case in fee_cases(nth, row)]
    seats = [case for nth, (_, row) in enumerate(told) for case in seat_cases(nth, row)]
    if write:
        for name, weights in tables(fees, seats).items():
            (DATA / name).write_text(HEAD[name] + "".join(map(_line, weights.items())), encoding="utf-8")
        return
    everything: Counter[tuple[str, str, str, str]] = Counter()
    for name in sorted({name for name, _ in told} - {OWN}):
        own = {nth for nth, (other, _) in enumerate(told) if other == name}
        known = tables([one for one in fees if one.text not in own], [one for one in seats if one.text not in own])
        for nth in sorted(own):
            row = told[nth][1]
            for how, table in (("rules", None), ("weighed", known)):
                for field, good in right(row, table):
                    for group in (name, "all"):
                        everything[group, row.get("set", ""), field, how] += good
                        everything[group, row.get("set", ""), field, "asked"] += how == "rules"
        _print(everything, name)
    _print(everything, "all")


def _print(counted: Counter[tuple[str, str, str, str]], name: str) -> None:
    for group, kind, field, how in sorted(counted):
        if group == name and how == "asked":
            before, after = (counted[group, kind, field, one] for one in ("rules", "weighed"))
            sys.stdout.write(
                f"{name:8} {kind:8} {field:8} {counted[group, kind, field, how]:5}: {before:5} -> {after:5}\n"
            )
    sys.stdout.flush()


def _line(told: tuple[str, tuple[float, ...]]) -> str:
    return "\t".join([told[0], *(f"{weight:g}" for weight in told[1])]) + "\n"


HEAD = {
    roles.TABLE: "# What speaks for an amount (F: for a saying that one goes for nothing) to be a tier, and for one that is none to be paid on top, as logarithms of odds.\n"
    "# Written by tests/bench/fit_roles.py, read by aggregator/normalise/fees/roles.py. < and >: letters right before and behind; c: in its clause; a: behind it.\n",
    likely_seats.TABLE: "# What speaks for a number of people to be the seats, as logarithms of odds.\n"
    "# Written by tests/bench/fit_roles.py, read by aggregator/normalise/likely_seats.py. < and >: letters right before and behind; c: in its clause; a: behind it.\n",
}


if __name__ == "__main__":
    main()
