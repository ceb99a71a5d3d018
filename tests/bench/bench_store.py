"""How fast the store is: ``python tests/bench/bench_store.py [EVENTS]``. Prints one line of JSON; a temporary SQLite file."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aggregator.dedupe import dedupe
from aggregator.plugin import Window
from aggregator.store import Store
from tests.bench.dedupe_world import tellings

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def main(count: int) -> dict[str, float]:
    """Measure on ``count`` events: first run, a run without news, reading all, a search, opening."""
    events = [event for _, event in tellings(count, seed=2026)]
    listings = dedupe(events, now=NOW)
    later = NOW + timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asagao.db"
        figures = {
            "events": float(count),
            "listings": float(len(listings)),
            "open_new": seconds(lambda: Store.open(path).close()),
        }
        with Store.open(path) as store:
            figures["save_first"] = seconds(lambda: store.save(listings, NOW))
            figures["save_again"] = seconds(
                lambda: store.save(listings, later, complete={event.source for event in events})
            )
            figures["known"] = seconds(lambda: store.known(after=NOW))
            figures["window"] = seconds(lambda: store.listings(Window(NOW, NOW + timedelta(days=30))))
            figures["search"] = seconds(lambda: store.listings(text="渋谷 読書"))
        figures["open"] = seconds(lambda: Store.open(path).close())
        figures["megabytes"] = round(path.stat().st_size / 1e6, 1)
    return figures


def seconds(step: Callable[[], object]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    step()
    return round(time.perf_counter() - began, 3)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)) + "\n")
