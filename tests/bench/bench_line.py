"""10,000 events through the straight line: normalise, merge, store, match, rank, render; seconds of CPU for each step.

Matching is done twice: the first time the extra ``semantic`` reads every title, later it remembers them.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from aggregator.app.gather import Gathered
from aggregator.app.morning import compose
from aggregator.app.semantic import installed
from aggregator.config.load import load_text
from aggregator.dedupe import dedupe
from aggregator.i18n import translator
from aggregator.normalise import normalise
from aggregator.plugin import RawEvent
from aggregator.render.forms import render
from aggregator.store import Store

T = TypeVar("T")
COUNT = 10_000
ZONE = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=ZONE)
CONFIG = """\
profile: {home: 吉祥寺駅, work: 新宿駅, free: [平日 19:00-22:00, 土日祝 9:00-18:00], hobbies: [読書, テニス], words: [Python]}
"""
SUBJECTS = (
    "読書会",
    "テニス練習会",
    "Pythonもくもく会",
    "異業種交流会",
    "朝ヨガ",
    "英会話カフェ",
    "ボードゲーム会",
    "料理教室",
)
PLACES = ("新宿区文化会館", "渋谷区スポーツセンター", "武蔵野市民会館", "三鷹市公民館", "横浜市開港ホール")


def raw(number: int) -> RawEvent:
    day = NOW + timedelta(days=1 + number % 28)
    subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number % len(PLACES)]
    return RawEvent(
        id=str(number),
        url=f"https://e.example/{number}",
        title=f"{subject} 第{number}回",
        text=f"■日時：{day.year}年{day.month}月{day.day}日 {9 + number % 11}:00〜{11 + number % 11}:00\n■会場：{place}\n■参加費：{number % 4 * 500}円\n■定員：{10 + number % 30}名\nはじめての方も歓迎します。",
        organiser=f"主催{number % 700}",
    )


def timed(name: str, work: Callable[[], T]) -> T:
    begun = time.process_time()
    result = work()
    print(f"{name:<12}{time.process_time() - begun:8.2f} s")
    return result


def main() -> None:
    loaded = load_text(CONFIG, {}, translator("ja"))
    raws = [raw(number) for number in range(COUNT)]
    events = timed("normalise", lambda: [normalise(one, "bench", ZONE, NOW.date()) for one in raws])
    listings = timed("dedupe", lambda: dedupe(events, now=NOW))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        timed("store", lambda: store.save(listings, NOW))
        timed("match+rank", lambda: compose(loaded, store, Gathered(states=()), NOW))
        digest = timed("again", lambda: compose(loaded, store, Gathered(states=()), NOW))
        timed("render", lambda: render(digest))
    extra = "with" if installed() else "without"
    print(
        f"{len(digest.items)} of {COUNT} events in the digest, {len(digest.rejected)} left out; {extra} the extra semantic"
    )


if __name__ == "__main__":
    main()
