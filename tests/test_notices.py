"""A day is an event's only where a text announces one: closures, wares, jobs, reports have days and clocks too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from aggregator.normalise import read

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "fields" / "notices.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case["title"] or case["text"])[:30])
def test_only_what_is_announced_has_a_start(case: dict) -> None:
    understood = read(case["text"], date.fromisoformat(case["on"]), title=case["title"] or None).record()
    assert understood["start"] == case["start"]
    if case["start"] is None:
        assert (understood["end"], understood["dates"]) == (None, [])


def test_what_its_source_calls_an_event_is_one() -> None:
    text = "10月7日(水) 2:00〜6:00、真夜中の配信です。"
    assert read(text, date(2026, 10, 1), title="サーバーメンテナンス").record()["start"] is None
    announced = read(text, date(2026, 10, 1), title="サーバーメンテナンス", announced=True).record()
    assert announced["start"] == "2026-10-07T02:00"
