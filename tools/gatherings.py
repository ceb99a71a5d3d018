"""Write aggregator/data/gatherings.tsv: ``python tools/gatherings.py [--measure] [FILE.jsonl ...]``.

What it learns from: the notices and listings of ``tests/data``, and the files named, as the exams hold them: a row of the set ``none``, or with
``event`` false, announces no gathering. Each file's folder and name are its hand. A row counts if its text names a day and is not told to be
another thing before (``normalise/announced.py``); of single expressions a quarter is read, as they are many and alike.

The groups and their words are those of the table as it is: people edit them there. Their points, the traits' and the pieces are found anew by ridge
regressions in closed form: one over all pieces says which move most, one over those, the groups and the traits gives the points.
``--measure`` writes nothing, and weighs each hand by what the others teach.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from aggregator.normalise.announced import announces
from aggregator.normalise.dates import read_dates
from aggregator.normalise.evidence import START, Signs, signs, table
from aggregator.normalise.labels import read_labels
from aggregator.normalise.notices import headline
from aggregator.normalise.reading import TOKYO, clock
from aggregator.normalise.sections import sections
from aggregator.normalise.text import fold, plain

ROOT = Path(__file__).parents[1]
OUT = ROOT / "aggregator" / "data" / "gatherings.tsv"
CASES = ROOT / "tests" / "data"
HEAD = """\
# What speaks for a gathering that one can attend (above 0) and for a notice of another thing (below), learnt from {texts} dated texts, of which {notices} are notices.
# Written by tools/gatherings.py, which keeps the groups and their words: edit them here. Read by aggregator/normalise/evidence.py. trait: name, points. group: name,
# + if it is of a gathering, points in the text, in the headline, in the sentence of the day, words. piece: letters, points, which are divided by the root of how many pieces a text has.
"""
DAY = "2026-11-23"
"""The day of reading of rows that name none."""
SINGLE = ("expr", "dates")
LONGEST = 5
KEPT, LEAST, HANDS = 400, 20, 3
"""How many pieces are kept; texts and hands that have one which is worth a weight."""
RIDGE = 15.0
OF_NOTICES, OF_SINGLE, OF_TABLES, OF_OWN_NOTICES = 2.25, 0.5, 4.0, 3.0
"""What a notice, a single expression, a row of the tables of days and one of the table of notices weigh beside a listing."""
PIECES = 2.0
"""How freely the pieces are weighed beside the other signs."""
SAME = 0.8
"""Of the texts of two pieces one of which is within the other, from which share on they are one sign."""

Floats = NDArray[np.float32]


class Known(NamedTuple):
    """What is known of one text."""

    hand: str
    gathers: bool
    weight: float
    signs: Signs
    letters: frozenset[str]


def rows(files: list[Path]) -> Iterator[tuple[str, bool, str, dict[str, Any]]]:
    """Hand, whether it gathers, the set, and the row of every labelled text."""
    own = [path for folder in ("dates", "fields", "gatherings") for path in sorted((CASES / folder).glob("*.jsonl"))]
    for path in [*own, *files]:
        hand = f"{path.parent.name}/{path.stem}" if path.is_relative_to(CASES) else path.parent.name
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if isinstance(row.get("text"), str) and (gathers := _gathers(row, path)) is not None:
                yield hand, gathers, row.get("set") or path.parent.name, row


def _gathers(row: dict[str, Any], path: Path) -> bool | None:
    """Whether a row announces a gathering, as far as it says; the tables of fields are of events, but for the notices."""
    if "event" in row or row.get("set") == "none":
        return bool(row.get("event"))
    if path.parent == CASES / "fields":
        return bool(row["start"]) if path.stem == "notices" else True
    start = (row.get("expect") or row).get("start")
    return bool(row.get("whole", start)) if start else None


def read(files: list[Path]) -> list[Known]:
    """The texts that are weighed."""
    found = []
    for hand, gathers, kind, row in rows(files):
        single = kind in SINGLE
        if single and crc32(row["text"].encode()) % 4:
            continue
        on, title = date.fromisoformat(row.get("ref_date") or row.get("on") or DAY), row.get("title") or ""
        body, head = fold(plain(row["text"])), fold(plain(title)) if title.strip() else None
        parts, when = sections(body), read_dates(body, on, TOKYO, head)
        when = when.passed or when
        if (when.start or when.end) is None or not announces(body, parts, when, on, head):
            continue
        over, labels = headline(head.folded if head else None, body.folded), read_labels(body, head, (), clock(when))
        weight = (OF_SINGLE if single else 1.0) * (1.0 if gathers else OF_NOTICES)
        if hand.startswith("dates/"):
            weight *= OF_TABLES
        elif hand == "fields/notices":
            weight *= OF_OWN_NOTICES
        told = signs(body.folded, over, parts, when, labels, on)
        found.append(Known(hand, gathers, weight, told, frozenset(letters(body.folded))))
    return found


def letters(text: str) -> Iterator[str]:
    """All that may be a piece: two to ``LONGEST`` letters and signs that stand together, no digits; a full stop ends one."""
    for run in "".join([" " if one.isdigit() else one for one in text.lower()]).split():
        for size in range(2, LONGEST + 1):
            for at in range(len(run) - size + 1):
                piece = run[at : at + size]
                if "。" not in piece[:-1]:
                    yield piece


def others(one: Known) -> dict[str, float]:
    """The signs that are no pieces."""
    told = [f"trait\t{name}" for name in (START, *one.signs.traits)]
    for place in ("text", "headline", "sentence"):
        told += [f"{place}\t{name}" for name in getattr(one.signs, place)]
    return dict.fromkeys(told, 1.0)


def filled(known: list[Known], names: list[str], *, pieces: bool) -> Floats:
    """One row a text: the signs that it has; its pieces by the root of their number."""
    place = {name: at for at, name in enumerate(names)}
    found = np.zeros((len(known), len(names)), np.float32)
    for row, one in zip(found, known, strict=True):
        held = [place[name] for name in (one.letters if pieces else others(one)) if name in place]
        row[held] = PIECES / len(held) ** 0.5 if pieces and held else 1.0
    return found


class Fit:
    """What some texts teach."""

    def __init__(self, known: list[Known]) -> None:
        self.known = known
        self.names = sorted({name for one in known for name in others(one)})
        self.sides = np.array([1.0 if one.gathers else -1.0 for one in known], np.float32)
        self.weights = np.array([one.weight for one in known], np.float32)
        self.pieces = self._chosen()
        table_ = np.hstack([filled(known, self.names, pieces=False), filled(known, self.pieces, pieces=True)])
        weighed = table_.T * self.weights
        square = (weighed @ table_).astype(np.float64)
        square[np.diag_indices(len(square))] += RIDGE
        self.points = np.linalg.solve(square, (weighed @ self.sides).astype(np.float64))

    def weigh(self, known: list[Known]) -> NDArray[np.float64]:
        """The points of texts."""
        table_ = np.hstack([filled(known, self.names, pieces=False), filled(known, self.pieces, pieces=True)])
        return np.asarray(table_ @ self.points)

    def _chosen(self) -> list[str]:
        """The pieces that move most when all are weighed."""
        count = Counter(piece for one in self.known for piece in one.letters)
        hands: dict[str, set[str]] = {}
        for one in self.known:
            for piece in one.letters:
                hands.setdefault(piece, set()).add(one.hand)
        words = {word for group in table().groups.values() for word in group.words}
        every = sorted(
            piece
            for piece, texts in count.items()
            if texts >= LEAST and len(hands[piece]) >= HANDS and piece not in words
        )
        table_ = filled(self.known, every, pieces=True)
        other = filled(self.known, self.names, pieces=False)
        kernel = table_ @ table_.T + other @ other.T
        kernel[np.diag_indices(len(kernel))] += RIDGE / self.weights
        points = table_.T @ np.linalg.solve(kernel, self.sides)
        order = np.argsort(-np.abs(points) * np.array([count[piece] for piece in every]) ** 0.5, kind="stable")
        chosen: list[tuple[str, NDArray[np.bool_]]] = []
        for at in order.tolist():
            texts = table_[:, at] > 0
            if not any(_one_sign(every[at], texts, *one) for one in chosen):
                chosen.append((every[at], texts))
            if len(chosen) == KEPT:
                break
        return sorted(piece for piece, _ in chosen)


def _one_sign(piece: str, texts: NDArray[np.bool_], other: str, its: NDArray[np.bool_]) -> bool:
    """Whether one of two pieces lies within the other and they stand in nearly the same texts."""
    return (piece in other or other in piece) and (texts & its).sum() > SAME * max(texts.sum(), its.sum())


def told(fit: Fit) -> str:
    """The table."""
    points = dict(zip([*fit.names, *fit.pieces], fit.points.tolist(), strict=True))
    lines = [
        f"{name}\t{points[name]:.3f}"
        for name in sorted(fit.names, key=lambda name: (not name.endswith(START), name))
        if name.startswith("trait")
    ]
    for name, group in table().groups.items():
        shown = "\t".join(
            f"{points.get(f'{place}{chr(9)}{name}', 0):.3f}" for place in ("text", "headline", "sentence")
        )
        lines.append(f"group\t{name}\t{'+' if group.gathers else '-'}\t{shown}\t{' '.join(group.words)}")
    lines += [
        f"piece\t{piece}\t{PIECES * points[piece]:.3f}"
        for piece in sorted(fit.pieces, key=lambda piece: (-round(points[piece], 4), piece))
    ]
    notices = sum(not one.gathers for one in fit.known)
    return HEAD.format(texts=len(fit.known), notices=notices) + "\n".join(lines) + "\n"


def measure(known: list[Known]) -> None:
    """What each hand loses and invents where the others teach, by the points that an event needs."""
    print("hand\tnotices\tevents\t" + "\t".join(f"{limit:.2f}" for limit in LIMITS))
    for hand in sorted({one.hand for one in known if not one.gathers}):
        left = [one for one in known if one.hand == hand]
        points = Fit([one for one in known if one.hand != hand]).weigh(left)
        gathers = np.array([one.gathers for one in left])
        cells = [f"{(~gathers & (points > limit)).sum()}+{(gathers & (points <= limit)).sum()}" for limit in LIMITS]
        print(f"{hand}\t{(~gathers).sum()}\t{gathers.sum()}\t" + "\t".join(cells), flush=True)


LIMITS = tuple(at / 20 for at in range(-6, 5))


def main() -> None:
    """Write the table, or measure."""
    names = [one for one in sys.argv[1:] if one != "--measure"]
    known = read([Path(one) for one in names])
    if len(names) + 1 < len(sys.argv):
        measure(known)
    else:
        OUT.write_text(told(Fit(known)), encoding="utf-8")


if __name__ == "__main__":
    main()
