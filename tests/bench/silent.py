"""Count what is silently wrong, totals only: ``python -m tests.bench.silent FILE.jsonl ...``.

A line holds ``id``, ``ref_date``, ``text``, ``title``, the ``set`` it is of and what one would ``expect``: a value or several of which each is right. In
the sets ``none`` and ``dateless`` any start is wrong. What is missing is not counted: only a value can be wrong.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from aggregator.normalise.doubts.why import RULED
from aggregator.normalise.doubts.why import doubted as by_weight
from aggregator.normalise.reading import Reading, read

NOTHING = frozenset({"none", "dateless"})
"""Sets of texts that announce nothing."""


def set_of(file: str) -> str:
    """The set that a file is of: its folder where that holds halves (``read7/a.jsonl``), else the file itself."""
    path = Path(file)
    return path.parent.name if len(path.stem) == 1 else path.stem


def rows(files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The texts of files, with the name of the set that each is of."""
    for file in files:
        path = Path(file)
        for line in path.read_text(encoding="utf-8").splitlines():
            yield {"file": path.parent.name, **json.loads(line)}


def reading_of(row: dict[str, Any]) -> Reading:
    """What is read today."""
    return read(row["text"], date.fromisoformat(row["ref_date"]), title=row.get("title"))


def judged(row: dict[str, Any], told: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field that has a value, and whether it is right."""
    wanted = row["expect"]
    if row.get("set") in NOTHING:
        if told["start"] is not None:
            yield "start", "start" in wanted and _right(wanted["start"], told["start"])
        return
    for field in RULED:
        if field == "price":
            keys = [key for key in ("price_min", "price_max") if key in wanted and told[key] is not None]
            if keys:
                yield field, all(_right(wanted[key], told[key]) for key in keys)
        elif field in wanted and told[field] is not None:
            yield field, _right(wanted[field], told[field])


def _right(wanted: Any, told: Any) -> bool:
    """Whether a value is one of those that are right; that all goes as planned is as good as no state."""
    right = wanted if isinstance(wanted, list) else [wanted]
    return plain(told) in map(plain, right) or (told == "scheduled" and None in right)


def plain(value: Any) -> Any:
    """A value without what nobody would call another: spaces, brackets, seconds."""
    if not isinstance(value, str):
        return value
    words = unicodedata.normalize("NFKC", value)
    return words[:16] if words[:4].isdecimal() and "-" in words else "".join(words.split()).strip("「」『』").lower()


def doubted(flags: Iterable[str]) -> set[str]:
    """The fields that flags put in doubt."""
    told = list(flags)
    names = {flag.partition(":")[0] for flag in told}
    return {*filter(None, map(by_weight, told)), *(field for field in RULED if names & RULED[field])}


def main() -> None:
    """Print the counts of each field."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for row in rows(sys.argv[1:]):
        told = reading_of(row).record()
        flagged = doubted(told["flags"])
        counts.update((field, good, field in flagged) for field, good in judged(row, told))
    for field in RULED:
        right, shy = counts[field, True, False], counts[field, True, True]
        silent, caught = counts[field, False, False], counts[field, False, True]
        share = 100 * shy / max(1, right + shy)
        sys.stdout.write(
            f"{field:9} right {right + shy:5}, of these flagged {shy:4} ({share:.1f} %); wrong and flagged {caught:4}, silent {silent:4}\n"
        )


if __name__ == "__main__":
    main()
