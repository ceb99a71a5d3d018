"""How fast and how well copies are merged: ``python tests/bench/bench_dedupe.py [EVENTS]``.

Counts on an invented world (``dedupe_world``): pairs put together that are one meeting (precision), and pairs of copies
that were found (recall). Prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import UTC, datetime

from aggregator.dedupe import dedupe, why_same
from aggregator.model import Listing
from tests.bench.dedupe_world import labelled, tellings


def main(count: int) -> dict[str, float]:
    """Measure on ``count`` events."""
    told = list(tellings(count, seed=2026))
    key = {event.uid: meeting for meeting, event in told}
    events = [event for _, event in told]
    began = time.process_time()
    listings = dedupe(events, now=datetime(2026, 11, 23, tzinfo=UTC))
    first = time.process_time() - began
    began = time.process_time()
    again = dedupe(events[: count // 10], listings)
    second = time.process_time() - began
    precision, recall = agreement(listings, key)
    verdicts = [(same, why_same(a, b).same) for same, _, a, b in labelled(4000, seed=7)]
    right = sum(same and found for same, found in verdicts)
    return {
        "events": len(events),
        "listings": len(listings),
        "seconds": round(first, 2),
        "seconds_second_run": round(second, 2),
        "stable": float(again == listings),
        "world_precision": round(precision, 4),
        "world_recall": round(recall, 4),
        "pair_precision": round(right / sum(found for _, found in verdicts), 4),
        "pair_recall": round(right / sum(same for same, _ in verdicts), 4),
    }


def agreement(listings: list[Listing], key: dict[str, str]) -> tuple[float, float]:
    """Precision and recall over pairs of copies."""
    truth = Counter(key.values())
    true_pairs = sum(size * (size - 1) // 2 for size in truth.values())
    put, right = 0, 0
    for listing in listings:
        inside = Counter(key[copy.uid] for copy in listing.copies)
        size = len(listing.copies)
        put += size * (size - 1) // 2
        right += sum(part * (part - 1) // 2 for part in inside.values())
    return right / put if put else 1.0, right / true_pairs if true_pairs else 1.0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)) + "\n")
