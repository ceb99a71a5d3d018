"""``make bench``: all benchmarks one after the other. Figures and ratios of one run, no judgement."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    sys.argv = sys.argv[:1]
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted and path.stem.removeprefix("bench_") not in wanted:
            continue
        print(f"\n== {path.stem} ==", flush=True)
        runpy.run_path(str(path), run_name="__main__")
