"""Write aggregator/data/*.json from the YAML files that people edit: ``python tools/data.py``."""

from __future__ import annotations

import json
from pathlib import Path

from ruamel.yaml import YAML

DATA = Path(__file__).parents[1] / "aggregator" / "data"


def as_json(path: Path) -> str:
    """The YAML file at ``path`` as one line of JSON (what the program reads at run time)."""
    return json.dumps(YAML(typ="safe").load(path), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the JSON of every YAML table beside it."""
    for path in sorted(DATA.glob("*.yaml")):
        path.with_suffix(".json").write_text(as_json(path), encoding="utf-8")


if __name__ == "__main__":
    main()
