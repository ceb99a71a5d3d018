"""How many listings of 300 characters are read in a second on one core, by shape and by concern, and what a command makes of them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aggregator.normalise import read, reading
from tests.bench.read_world import ON, REPEATED, SHAPES, SIZE, listings

LISTINGS = 500
"""Of each shape."""
ROUNDS = 3
LONG = 32_000
"""Characters of the same words said over and over."""
CONCERNS = ("fold", "sections", "read_dates", "read_fees", "read_capacity", "read_status", "read_place", "read_labels")
"""The steps of ``read``."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def best(work: Callable[[], object]) -> float:
    """The least of several rounds: what else the machine does only adds."""
    return min(timed(work) for _ in range(ROUNDS))


@contextmanager
def watched(spent: Counter[str]) -> Iterator[None]:
    """Add up what each concern takes."""
    own = {name: getattr(reading, name) for name in CONCERNS}

    def watch(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            begun = time.process_time_ns()
            try:
                return own[name](*args, **kwargs)
            finally:
                spent[name] += time.process_time_ns() - begun

        return call

    for name in CONCERNS:
        setattr(reading, name, watch(name))
    try:
        yield
    finally:
        for name, function in own.items():
            setattr(reading, name, function)


def growth(words: str) -> float:
    """How many times as long four times as much of the same words takes."""
    long = words * (LONG // len(words))
    return best(lambda: read(long, ON)) / best(lambda: read(long[: len(long) // 4], ON))


def by_command(texts: list[str]) -> float:
    """Seconds of processor time of ``asagao read --jsonl`` with one line for each text, its start included."""
    lines = "".join(
        json.dumps({"id": str(number), "text": text, "ref_date": ON.isoformat()}) + "\n"
        for number, text in enumerate(texts)
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "aggregator", "read", "--jsonl"]
    subprocess.run(command, input=lines, text=True, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    world = {shape: list(listings(shape, LISTINGS)) for shape in SHAPES}
    every = [text for texts in world.values() for text in texts]
    for texts in world.values():
        read(texts[0], ON)
    seconds = {shape: best(lambda texts=texts: [read(text, ON) for text in texts]) for shape, texts in world.items()}
    print(f"{len(every) / sum(seconds.values()):,.0f} listings of {SIZE} characters a second")
    for shape, took in seconds.items():
        print(f"  {shape:20}{LISTINGS / took:7,.0f}/s  {1000 * took / LISTINGS:.2f} ms each")
    spent: Counter[str] = Counter()
    with watched(spent):
        for text in every:
            read(text, ON)
    print("microseconds each:", ", ".join(f"{name} {spent[name] / len(every) / 1000:.0f}" for name in CONCERNS))
    lines = every[:: len(every) // 1000][:1000]
    print(f"asagao read --jsonl: {len(lines)} lines in {by_command(lines):.2f} s, start included")
    long = "".join(world[SHAPES[0]])[:250_000]
    ratio = best(lambda: read(long, ON)) / best(lambda: read(long[: len(long) // 4], ON))
    whole = timed(lambda: read(long * 4, ON))
    print(f"a description four times as long takes {ratio:.1f} times as long; 1 MB takes {whole:.2f} s")
    worst, words = max((growth(words), words) for words in REPEATED)
    print(
        f"of {len(REPEATED)} things said over and over {words.strip()!r} grows most: {worst:.1f} times for four times as much"
    )
