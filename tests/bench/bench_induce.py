"""How well and how fast lists of events are found on pages that nobody described (the recordings, where they are)."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from aggregator.induce import extract

RECORDINGS = Path(__file__).parents[3] / "shared" / "recordings"
FAMILIES = ("city", "court")


def measure() -> None:
    """Print precision, recall, F1, pages at F1 0.8 and time for each family."""
    spec = importlib.util.spec_from_file_location("score_listing", RECORDINGS / "score_listing.py")
    assert spec is not None
    assert spec.loader is not None
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    rows = [json.loads(line) for line in (RECORDINGS / "listings" / "expected.jsonl").read_text("utf-8").splitlines()]
    for family in FAMILIES:
        _family(family, [row for row in rows if row["page"].startswith(family)], rules.agree)


def growth() -> float:
    """How many times as long a text of four times as many lines between breaks takes."""
    took = []
    for lines in (300, 1200):
        days = "<br>".join(
            f"2026/12/{1 + one % 28} <a href='/{one}'>あおい{one}の会</a> 会議室" for one in range(lines)
        )
        begun = time.process_time()
        extract(f"<h1>催し</h1><p>{days}</p>", None, date(2026, 11, 29))
        took.append(time.process_time() - begun)
    return took[1] / took[0]


def _family(family: str, rows: Iterable[dict], agree: Callable[[str, str], bool]) -> None:
    right = found = wanted = good = pages = 0
    spent = size = 0.0
    for row in rows:
        html = (RECORDINGS / "listings" / row["page"]).read_text("utf-8", "replace")
        begun = time.process_time()
        out = extract(html, row["url"], date(*map(int, row["today"].split("-"))))
        spent += time.process_time() - begun
        size += len(html)
        left = list(row["events"])
        hits = 0
        for event in out:
            same = [
                one for one in left if one["start"][:10] == event["start"][:10] and agree(one["title"], event["title"])
            ]
            if same:
                left.remove(same[0])
                hits += 1
        pages += 1
        good += 2 * hits >= 0.8 * (len(out) + len(row["events"]) or 1)
        right, found, wanted = right + hits, found + len(out), wanted + len(row["events"])
    precision, recall = right / found, right / wanted
    print(
        f"{family}: {pages} pages, precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"
    )
    print(f"{family}: {good} pages at F1 0.8; {1000 * spent / (size / 130_000):.0f} ms for 130 kB of page")


if __name__ == "__main__":
    print(f"a text of four times as many lines between breaks takes {growth():.1f} times as long")
    if RECORDINGS.exists():
        measure()
    else:
        print("the recordings are not beside the checkout", file=sys.stderr)
