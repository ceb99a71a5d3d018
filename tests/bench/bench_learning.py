"""What learning from marks is worth: ``python tests/bench/bench_learning.py [READERS]``.

Replays the same days for simulated readers (``readers``) with and without learning. Prints one line of JSON: the mean NDCG
at ten of both, and of how many readers the pages became better, the same, or worse.
"""

from __future__ import annotations

import json
import random
import sys

from tests.bench.readers import reader, replay, world

DAYS, SIZE = 20, 40


def main(count: int) -> dict[str, float]:
    """Measure on ``count`` readers."""
    with_, without = [], []
    for seed in range(count):
        days = world(seed, DAYS, SIZE)
        person = reader(random.Random(seed), [listing for day in days for listing in day])
        with_.append(replay(person, days, random.Random(seed), learning=True))
        without.append(replay(person, days, random.Random(seed), learning=False))
    return {
        "readers": count,
        "ndcg_without": round(sum(without) / count, 4),
        "ndcg_learning": round(sum(with_) / count, 4),
        "better": sum(a > b + 0.01 for a, b in zip(with_, without, strict=True)),
        "worse": sum(a < b - 0.01 for a, b in zip(with_, without, strict=True)),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)) + "\n")
