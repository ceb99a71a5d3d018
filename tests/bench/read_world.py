"""Invented listings of 300 characters, in the shapes that sources give them: no two are alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Final

ON: Final = date(2026, 11, 23)
"""The day on which they are seen."""
SIZE: Final = 300
"""Characters of each."""
_WEEKDAYS: Final = "月火水木金土日"
_TOWNS: Final = (
    ("東京都渋谷区道玄坂", "渋谷"), ("東京都武蔵野市吉祥寺本町", "吉祥寺"), ("大阪府大阪市北区梅田", "大阪"), ("神奈川県横浜市西区北幸", "横浜"),
    ("愛知県名古屋市中区栄", "栄"), ("福岡県福岡市中央区天神", "天神"), ("京都府京都市下京区烏丸通", "四条"),
)  # fmt: skip
_HALLS: Final = ("みどりビル", "青空会館", "カフェ・ひだまり", "あさひ市民センター", "コワーキング灯", "川べりスタジオ")
_THEMES: Final = (
    "読書", "朝ヨガ", "Pythonもくもく", "ボードゲーム", "英会話", "写真さんぽ", "創業", "手話", "薬膳料理", "ランニング", "親子工作",
)  # fmt: skip
_SENTENCES: Final = (
    "はじめての方も、おひとりの方も歓迎します。",
    "前回は多くの方にお集まりいただき、にぎやかな会になりました。",
    "身近な話題を持ちよって、のんびり話しましょう。",
    "持ち物は筆記用具と飲み物です。",
    "雨天の場合もおこないます。",
    "講師は長年この分野で活動してきた鈴木さんです。",
    "キャンセルは前日までにご連絡ください。",
    "会場には駐車場がありませんので、電車やバスをご利用ください。",
    "少人数で進めるので、質問もしやすい雰囲気です。",
    "写真を撮ることがあります。",
    "動きやすい服装でおこしください。",
    "地域のみなさんとの交流も楽しみのひとつです。",
    "詳しい内容は申込みのあとにお知らせします。",
)


def _fields(number: int) -> dict[str, object]:
    """What differs from listing to listing."""
    day = ON + timedelta(days=2 + number * 7 % 90)
    address, station = _TOWNS[number % len(_TOWNS)]
    return {
        "year": day.year, "month": day.month, "day": day.day, "iso": day.isoformat(), "weekday": _WEEKDAYS[day.weekday()],
        "english": f"{day:%a}, {day:%b} {day.day}", "from_": 9 + number % 11, "to": 11 + number % 11, "last": max(1, day.day - 3),
        "address": address, "station": station, "hall": _HALLS[number % len(_HALLS)], "theme": _THEMES[number % len(_THEMES)],
        "floor": 1 + number % 9, "walk": 2 + number % 9, "fee": 500 + 100 * (number % 40), "half": 300 + 50 * (number % 20),
        "seats": 10 + number % 90, "age": 16 + number % 50, "edition": 1 + number % 120,
    }  # fmt: skip


_SHAPES: Final = {
    "under labels": "■日時：{month}月{day}日({weekday}) {from_}:00〜{to}:00（開場{from_}時の30分前）\n■会場：{hall}{floor}F（{address}1-2-{floor}）\n■参加費：一般 {fee}円／学生 {half}円（1ドリンク別途600円）\n■定員：{seats}名（先着順）\n■申込締切：{month}月{last}日 正午\n",
    "municipal": "{theme}講座\n{theme}に関心のある方を対象に、基本から学ぶ講座を開催します。\n対象：市内在住・在勤・在学の{age}歳以上の方\n開始日：{iso}　開始時間：{from_}:00　終了時間：{to}:00\n場所：{hall}{floor}階会議室\n住所：{address}{floor}-{walk}\n料金：無料（教材費{half}円）\n申込：{month}月{last}日までに電話で（先着{seats}人）\n問合せ：生涯学習課（03-0000-{age:04}）\n",
    "told in sentences": "第{edition}回 {theme}の会のお知らせです。{month}月{day}日（{weekday}）の{from_}時から、{station}駅から徒歩{walk}分の{hall}で{theme}の集まりをひらきます。参加費はお茶つきで{fee}円、{seats}名まで。終わったあとに希望者で懇親会（別途4,000円）もあります。\n",
    "concert": "{theme} NIGHT vol.{edition}\n{year}.{month}.{day}({weekday})\nOPEN {from_}:30 / START {to}:00\n前売 ¥{fee} / 当日 ¥{fee}（+1D）\n@{station} {hall}\n出演：風の音楽団、みずうみ、ほか\nチケット予約は各出演者まで。\n",
    "brackets": "【{theme}】オンライン勉強会 #{edition}\n＜開催日程＞\n{year}年{month}月{day}日（{weekday}）{from_}時〜{to}時\n＜形式＞Zoomによるオンライン配信\n＜参加費用＞無料\n＜タイムテーブル＞\n{from_}:00 開会\n{from_}:10 発表「{theme}のいま」\n{from_}:50 質疑\n＜対象＞{theme}に興味のある方\n＜定員＞{seats}名\n",
    "markup": "<p><b>{theme} meetup</b></p><ul><li>Date: {english}, {from_}:00 - {to}:00</li><li>Place: {hall} {floor}F, {station}</li><li>Fee: ¥{fee}</li></ul><p>Everyone is welcome! 日本語でも英語でも参加できます。</p>",
}  # fmt: skip


def listings(shape: str, count: int) -> Iterator[str]:
    """``count`` listings of one shape, the first sentences of each differing, each ``SIZE`` characters long."""
    for number in range(count):
        text = _SHAPES[shape].format(**_fields(number))
        begin = number % len(_SENTENCES)
        more = islice(cycle(_SENTENCES), begin, begin + SIZE)
        while len(text) < SIZE:
            text += next(more)
        yield text[:SIZE]


SHAPES: Final = tuple(_SHAPES)
REPEATED: Final = (
    "12/5(土) 10:00 木曜までに、", "12/5(土) 10:00 12.8〆切 ", "12/5(土) 3日前まで、", "11月末まで 12/5 ", "9:30 稽古\n11:30 審査\n", "①10:00~11:00 ②12:00~13:00 ",
    "会費：500円 1000円\n", "500 yen / ", "無料です。", "先着順 3/20 無料\n", "20名と30名 ", "■締切\n12/5\n", "くがつ じゅうよっか ", "日時│12/5\n",
    "あおい会館をおさえました。", "「青空亭」二階貸切 ", "中止です。", "registration closes on Dec 5. ",
)  # fmt: skip
"""What a text may say over and over."""
