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
TWINS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "gatherings" / "own.jsonl").read_text("utf-8").splitlines()
]
MOST = 0.07
"""Of texts that are meant to be mistaken: notices with a start, and announcements without, at most."""


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


def test_notices_and_announcements_in_the_same_words_are_told_apart() -> None:
    started = {False: 0, True: 0}
    for one in TWINS:
        when = read(one["text"], date.fromisoformat(one["on"]), title=one["title"] or None).when
        started[one["event"]] += when.start is not None
    many = sum(one["event"] for one in TWINS)
    assert started[False] <= MOST * (len(TWINS) - many)
    assert started[True] >= (1 - MOST) * many


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("11月7日の味噌づくり、定員に達しましたので受付を終えました。ご参加の方は9時45分までに集会所へお越しください。", "2026-11-07"),
        ("11月7日に浜で予定していた貝ひろいは、波が高いため取りやめます。9時から始める予定でした。", "2026-11-07"),
        ("11月7日の発送分の味噌は、予定数に達しましたので受付を終えました。商品は9時45分から順に発送します。", None),
        ("11月7日に予定していた水道の検査は、職員の都合で取りやめます。9時からの予定でした。", None),
    ],
)  # fmt: skip
def test_what_is_full_or_called_off_keeps_its_day_where_people_would_have_met(text: str, start: str | None) -> None:
    told = read(text, date(2026, 10, 20)).record()["start"]
    assert (told and told[:10]) == start
