"""Sites decorate titles and leave fields out: neither may turn the answer on a labelled pair."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from aggregator.dedupe import why_same
from aggregator.model import Event

FILES = sorted((Path(__file__).parent / "data" / "dedupe").glob("by_hand_*.jsonl"))
BEFORE = (
    "【初心者歓迎】",
    "【残席わずか】",
    "✨",
    "{month}/{day} ",
    "＜参加者募集中＞",
    "{organiser}｜",
    "[{organiser}] ",
    "",
)
AFTER = (
    "♪",
    " by {organiser}",
    "（{organiser}）",
    "【要予約】",
    " @{venue}",
    "（途中参加OK）",
    "【{month}月{day}日】",
    "",
)
LEFT_OUT = ("organiser", "end", "price")


def decorated(row: dict[str, Any], dice: random.Random) -> Event:
    """The second telling as another site might give it."""
    told = {name: value for name, value in row.items() if name not in LEFT_OUT or dice.random() > 0.3}
    start = row.get("start") or "2027-01-01"
    words = {
        "month": int(start[5:7]),
        "day": int(start[8:10]),
        "organiser": row.get("organiser") or "",
        "venue": (row.get("place") or {}).get("name") or "",
    }
    fitting = [[mark for mark in marks if all(words[name] for name in _named(mark))] for marks in (BEFORE, AFTER)]
    before, after = (dice.choice(marks).format(**words) for marks in fitting)
    return Event.model_validate(told | {"title": f"{before}{row['title']}{after}"})


def _named(mark: str) -> list[str]:
    return [name for name in ("month", "day", "organiser", "venue") if f"{{{name}}}" in mark]


def test_decoration_turns_no_answer() -> None:
    dice = random.Random(20270101)
    counted: Counter[tuple[bool, bool]] = Counter()
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for _ in range(2):
                verdict = why_same(Event.model_validate(row["a"]), decorated(row["b"], dice))
                counted[row["same"], verdict.same] += 1
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.93
