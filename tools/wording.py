"""Write aggregator/data/solicitation_wording.tsv: ``python tools/wording.py [FILE.jsonl ...]``.

What it learns from: the notices of ``tests/data/cautions``, the listings of ``tests/data/fields`` and ``tests/data/dates``, and the files
named: a row has a ``title`` and a ``text`` or ``description``; where it says ``risky``, true or not, it is a notice, else an everyday
listing. Of the listings only the half whose titles have an even checksum is read: on the other half the result is measured.

A ridge regression in closed form: the same notices give the same weights. The pieces that move most are kept and weighed again.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from ruamel.yaml import YAML

from aggregator.cautions.bans import without_bans
from aggregator.cautions.wording import START, pieces, rarity

ROOT = Path(__file__).parents[1]
OUT = ROOT / "aggregator" / "data" / "solicitation_wording.tsv"
CASES = ROOT / "tests" / "data"
HEAD = """\
# How often notices say it: a piece of up to three letters, its points (for a note, or against it), and in how many of the {risky} risky
# and {ordinary} ordinary notices it stands. Written by tools/wording.py, read by aggregator/cautions/wording.py. A notice's points: those of
# {start} and the sum of its pieces' points, divided by the length of the vector of their rarities.
"""
KEPT = 20_000
LEAST = 3
"""Notices that hold a piece which is worth a weight."""
RIDGE = 0.3
LISTINGS, LISTING_WEIGHT = 3000, 0.2
"""How many everyday listings are read beside the hard ordinary notices, and what one of them weighs."""
SCALE = 10.0
"""From -1 (ordinary) and 1 (risky) to points."""
LEANING = 0.9
"""Points for every notice: a risky one passed over costs more than a note too many. On three halves that nobody learnt from: three more of 190
risky ones are noted and no more ordinary ones."""
BLOCK = 4000
"""Pieces that are looked at together, so that the tables stay small."""


class Notice(NamedTuple):
    """What is known of one notice."""

    pieces: frozenset[str]
    risky: bool
    weight: float


def notice(text: str, *, risky: bool, weight: float = 1.0) -> Notice:
    """A notice from all its text."""
    return Notice(frozenset(pieces(without_bans(unicodedata.normalize("NFKC", text)))), risky, weight)


def notices(files: list[Path]) -> list[Notice]:
    """The labelled notices of the tests and of the files."""
    rows = [row for path in [*sorted((CASES / "cautions").glob("*.jsonl")), *files] for row in read(path)]
    found = [notice(f"{row['title']}\n{row['text']}", risky=row["risky"]) for row in rows if "risky" in row]
    for name, risky in (("risky.yaml", True), ("ordinary.yaml", False)):
        found += [notice(text, risky=risky) for text in YAML(typ="safe").load(CASES / "cautions" / name)]
    return found


def listings(files: list[Path]) -> list[Notice]:
    """Everyday listings, half of them, no text twice."""
    texts: dict[str, None] = {}
    for row in [row for path in files for row in read(path) if "risky" not in row]:
        text, title = row.get("text") or row.get("description"), str(row.get("title") or "")
        if isinstance(text, str) and len(text) > 20 and crc32((title or text).encode()) % 2 == 0:
            texts.setdefault(f"{title}\n{text}")
    chosen = sorted(texts, key=lambda text: crc32(text.encode()))[:LISTINGS]
    return [notice(text, risky=False, weight=LISTING_WEIGHT) for text in chosen]


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def weighed(known: list[Notice], kept: int = KEPT) -> dict[str, float]:
    """The points of the pieces that move most, and of ``START``."""
    counts = Counter(piece for one in known for piece in one.pieces)
    every = sorted(piece for piece, count in counts.items() if count >= LEAST)
    weights = _ridge(known, every)
    moves = {piece: abs(weights[piece]) * counts[piece] ** 0.5 for piece in every}
    return _ridge(known, sorted(sorted(every, key=lambda piece: (-moves[piece], piece))[:kept]))


def _ridge(known: list[Notice], words: list[str]) -> dict[str, float]:
    count = Counter(piece for one in known for piece in one.pieces)
    rare = {word: rarity(count[word], len(known)) for word in words}
    lengths = np.array([sum(rare[piece] ** 2 for piece in one.pieces if piece in rare) ** 0.5 or 1 for one in known])
    blocks = [words[at : at + BLOCK] for at in range(0, len(words), BLOCK)]
    kernel = np.ones((len(known), len(known)))
    for block in blocks:
        table = _table(known, block, rare) / lengths[:, None]
        kernel += table @ table.T
    kernel[np.diag_indices(len(known))] += RIDGE / np.array([one.weight for one in known])
    shares = SCALE * np.linalg.solve(kernel, np.array([1.0 if one.risky else -1.0 for one in known]))
    found: dict[str, float] = {START: float(shares.sum()) + LEANING}
    for block in blocks:
        points = _table(known, block, rare).T @ (shares / lengths)
        found |= {word: rare[word] * one for word, one in zip(block, points.tolist(), strict=True)}
    return found


def _table(
    known: list[Notice], words: list[str], rare: dict[str, float]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """One row a notice: the rarity of each word that it holds."""
    place = {word: at for at, word in enumerate(words)}
    table = np.zeros((len(known), len(words)))
    for row, one in enumerate(known):
        held = one.pieces & place.keys()
        table[row, [place[piece] for piece in held]] = [rare[piece] for piece in held]
    return table


def told(known: list[Notice], points: dict[str, float]) -> str:
    """The table, the pieces that speak most for a note first."""
    risky = Counter(piece for one in known if one.risky for piece in one.pieces)
    ordinary = Counter(piece for one in known if not one.risky for piece in one.pieces)
    many = sum(one.risky for one in known)
    risky[START], ordinary[START] = many, len(known) - many
    lines = [
        f"{piece}\t{points[piece]:.1f}\t{risky[piece]}\t{ordinary[piece]}"
        for piece in sorted(points, key=lambda piece: (piece != START, -round(points[piece], 1), piece))
        if piece == START or round(points[piece], 1)
    ]
    return HEAD.format(risky=many, ordinary=len(known) - many, start=START) + "\n".join(lines) + "\n"


def main() -> None:
    """Write the table."""
    named = [Path(one) for one in sys.argv[1:]]
    everyday = [*sorted(CASES.glob("fields/*.jsonl")), *sorted(CASES.glob("dates/*.jsonl")), *named]
    learnt = notices(named) + listings(everyday)
    OUT.write_text(told(learnt, weighed(learnt)), encoding="utf-8")


if __name__ == "__main__":
    main()
