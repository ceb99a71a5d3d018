"""The words for days that are named from where one stands, and the named days of the year. Tables only."""

from __future__ import annotations

from typing import Final

from aggregator.normalise.dates.day import WEEKDAYS

DAYS: Final = {
    "一昨々日": -3, "一昨昨日": -3, "さきおととい": -3, "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "昨夜": -1, "昨晩": -1, "本日": 0, "今日": 0, "きょう": 0,
    "明日": 1, "あした": 1, "あす": 1, "明後日": 2, "あさって": 2, "明々後日": 3, "明明後日": 3, "しあさって": 3, "翌日": 1, "翌々日": 2,
    "today": 0, "tonight": 0, "tomorrow": 1,
}  # fmt: skip
WEEKS: Final = {
    "先々週": -2, "先週": -1, "今週": 0, "来週": 1, "翌週": 1, "再来週": 2, "さ来週": 2, "next": None, "this": None, "今度": None, "次": None, "この次": None,
}  # fmt: skip
MONTHS: Final = {
    "先々月": -2,
    "先月": -1,
    "今月": 0,
    "来月": 1,
    "翌月": 1,
    "再来月": 2,
    "さ来月": 2,
    "当月": 0,
    "本月": 0,
}
OLD_MONTHS: Final = {
    name: month
    for month, name in enumerate(
        ("睦月", "如月", "弥生", "卯月", "皐月", "水無月", "文月", "葉月", "長月", "神無月", "霜月", "師走"), start=1
    )
}
"""The old names of the months, as they are used for those of today."""
YEARS: Final = {"一昨年": -2, "昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "翌年": 1, "再来年": 2}
ORDINALS: Final = {"最終": -1, "最後の": -1, "末の": -1, "最初の": 1}
HOLIDAYS: Final = (
    "元日", "元旦", "成人の日", "建国記念の日", "建国記念日", "天皇誕生日", "春分の日", "昭和の日", "憲法記念日", "みどりの日", "こどもの日",
    "海の日", "山の日", "敬老の日", "秋分の日", "スポーツの日", "体育の日", "文化の日", "勤労感謝の日",
)  # fmt: skip
OTHER_NAMES: Final = {"体育の日": "スポーツの日", "元旦": "元日", "建国記念日": "建国記念の日"}
CUSTOMS: Final = {
    "大晦日": (12, 31), "大みそか": (12, 31), "お正月": (1, 1), "正月": (1, 1), "クリスマスイブ": (12, 24), "クリスマスイヴ": (12, 24), "クリスマス": (12, 25),
    "バレンタインデー": (2, 14), "バレンタイン": (2, 14), "ホワイトデー": (3, 14), "ハロウィン": (10, 31), "七夕": (7, 7), "節分": (2, 3), "ひな祭り": (3, 3), "ひなまつり": (3, 3),
}  # fmt: skip
SEASONS: Final = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
HEADS: Final = (
    *(
        word
        for word in (*DAYS, *WEEKS, *MONTHS, *YEARS, *HOLIDAYS, *CUSTOMS, *ORDINALS)
        if len(word) > 1 and not word.isascii() and word != "末の"
    ),
    *[
        "毎月",
        "毎週",
        "毎日",
        "毎年",
        "各月",
        "隔月",
        "隔週",
        "偶数",
        "奇数",
        "月末",
        "月初",
        "半年",
        "週末",
        "今朝",
        "今夜",
        "今晩",
        "明朝",
        "明晩",
        "明夜",
        "次の",
        "次回",
        *OLD_MONTHS,
    ],
    *(f"{word}{season}" for word in "今来昨去" for season in "春夏秋冬の週"),
    *(f"毎{weekday}" for weekday in WEEKDAYS),
    *(f"{weekday}曜" for weekday in WEEKDAYS),
)
"""Words with whose first two characters the forms begin that begin with no number."""
