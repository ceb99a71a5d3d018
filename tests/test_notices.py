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
    for path in sorted((Path(__file__).parent / "data" / "gatherings").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
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
        ("引っ越したばかりの部屋で、5月3日(日)13時から鍋の会をします。会費1,000円、手ぶらでどうぞ。", "2026-05-03T13:00"),
        ("5月16日19時、店を閉店したあとの厨房で出汁をとる会です。参加費1,500円、8名まで。", "2026-05-16T19:00"),
        ("5月16日19時で閉店しますので、お食事の方はお早めにお願いします。", None),
        ("5月3日の13時に引っ越しますので、荷物の搬出のあいだエレベーターをお借りします。", None),
    ],
)  # fmt: skip
def test_the_words_of_a_closure_do_not_take_the_day_of_a_gathering(text: str, start: str | None) -> None:
    assert read(text, date(2026, 4, 20)).record()["start"] == start


@pytest.mark.parametrize(
    "text",
    [
        "新年会は1月9日(土)か1月16日(土)で考えています。都合のいい日に○をつけて返信してください。",
        "ご予約番号 40817。5月9日(土) 15:00チェックイン、大人2名。キャンセル料は3日前からいただきます。",
        "5月7日(木)は歯医者が10時半、税理士さんが15時。帰りにクリーニングを受け取る。",
        "5月6日(水) 18:00から20:00まで、障害の復旧作業のため会員ページにログインできません。",
    ],
)
def test_polls_bookings_errands_and_outages_are_no_gatherings(text: str) -> None:
    assert read(text, date(2026, 5, 1)).record()["start"] is None


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
