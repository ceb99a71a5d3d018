"""How many listings of 300 characters are read in a second on one core, and what each concern takes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from aggregator.normalise import read

ON = date(2026, 11, 23)
LISTINGS = 1000
PARTS = (
    "■日時：{month}月{day}日({weekday}) 19:00〜21:00（開場18:30）\n■会場：みどりビル{floor}F（東京都渋谷区道玄坂1-2-{floor}）\n",
    "■参加費：一般 {fee}円／学生 {half}円（1ドリンク別途600円）\n■定員：{seats}名（先着順）\n■申込締切：{month}月{day}日 正午\n",
    "読書が好きな人の集まりです。はじめての方も歓迎します。前回は{seats}名が参加しました。終了後に懇親会（4,000円）があります。\n",
    "主催：みどり読書会実行委員会　キャンセルは前日までにお願いします。雨天の場合もおこないます。持ち物は好きな本を一冊。",
)


def listing(number: int) -> str:
    """An invented listing of some 300 characters, each a little different."""
    day = 1 + number % 28
    weekday = "月火水木金土日"[date(2026, 12, day).weekday()]
    values = {
        "month": 12,
        "day": day,
        "weekday": weekday,
        "floor": 1 + number % 9,
        "fee": 500 + number,
        "half": 300 + number,
        "seats": 10 + number % 90,
    }
    return "".join(PARTS).format(**values)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    texts = [listing(number) for number in range(LISTINGS)]
    read(texts[0], ON)
    seconds = timed(lambda: [read(text, ON) for text in texts])
    size = sum(map(len, texts)) / LISTINGS
    print(
        f"{LISTINGS / seconds:,.0f} listings of {size:.0f} characters a second ({1000 * seconds / LISTINGS:.2f} ms each)"
    )
    long = "".join(texts)[:250_000]
    short = timed(lambda: read(long[: len(long) // 4], ON))
    print(
        f"a description four times as long takes {timed(lambda: read(long, ON)) / short:.1f} times as long; 1 MB takes {timed(lambda: read(long * 4, ON)):.2f} s"
    )
